"""The body of a script goes in; the same with a house's own signs made common, and its heads, come out."""

import re
from collections import Counter
from collections.abc import Sequence

from broadcast.model import Reason, Unspoken
from broadcast.scripting.layouts.company import reporters_in
from broadcast.scripting.layouts.prose import speaks
from broadcast.scripting.layouts.signs import plainly, shots_listed
from broadcast.scripting.layouts.staging import staged_name
from broadcast.scripting.layouts.vocabulary import READS, Mark, read_label
from broadcast.units import Span

MOST_HEADER_WORDS = 4
MOST_TIMES_WORDS = 8
_TIMES = re.compile(r"\b[RB]T:? ?\d?\d?:\d\d\b|\b[RB]T +:\d\d\b")  # BRIDGE TIMES  RT :42  BT :00
_STARS = re.compile(r"(?<=[(\[])\*{1,3}(?=[A-Za-z])|(?<=[A-Za-z:])\*{1,3}(?=[)\]])")  # (**VO/SOT**)
_DOTTED = re.compile(  # IN.....we saw it      OUTQ...next year      Q....I came out
    r"^(?P<word>IN|OUT|Q|IQ|OQ|INQ|OUTQ|IC|OC|IN ?CUE|OUT ?CUE)\.{2,}", re.MULTILINE | re.IGNORECASE
)
_COPY_IN_BRACKETS = re.compile(r"\[\[(?P<copy>[^\[\]]{40,})\]\]")  # [[In a village on the coast ...]]
_HEARD_IN_BRACKETS = re.compile(  # ((Seven is a fine number. I have seven grandchildren.))
    r"\(\((?P<copy>[A-Z][^()\n]*[a-z][^()\n]*[.?!…])\)\)"
)
_TIMED = re.compile(r"^:\d\d\s+(?=(?:CUT|ACT|AX|SOT|BITE|CLIP)\b)", re.MULTILINE)  # :10 CUT A (WHITLOCK)
_OUT_BEHIND = re.compile(  # CUT A (WHITLOCK) - OUT: "no coffee breaks"
    r"^(?P<label>[^\S\n]*(?:CUT|ACT|AX|SOT|BITE|CLIP|ACTUALITY)\b[^\n:\"]{0,60}?[-–—/] ?)"
    r"(?= ?(?:OUT|IN|TRT|RUNS)\b ?[A-Z]*:)",
    re.MULTILINE,
)
_OVERLAID = re.compile(r"\((?:part(?:ly|ially)? )?over(?:laid|lay|laying)\b[^()\n]{0,60}\)", re.IGNORECASE)
_TOLD_OF = re.compile(
    r"[A-Z]\w+ (?:says|said|explains|explained|describes|described|talks|tells)\b"
)  # Hanlin says
_LABELLED = re.compile(r"^(?P<name>[A-Z][A-Z.'’ -]{2,30}):\s", re.MULTILINE)  # DELACOURT: It is ten
_COPY_IN_ROUND = re.compile(  # (You could hear the cans going from two blocks away. I told my guys ...)
    r"^[^\S\n]*\((?P<copy>[A-Z][^()]{40,600}?[.?!…])\)[^\S\n]*$", re.MULTILINE
)
_COPY_IN_SQUARE = (
    re.compile(  # DUR: 14", and below it what the clip says: [We've interviewed thirty people ...]
        r"(?<=\n)(?P<label>[^\S\n]*(?:IN|OUT|DUR|RUNS|TRT|TIME)\b[^\n]*\n)"
        r"[^\S\n]*\[(?P<copy>[A-Z\"“][^\[\]\n]{20,600}?[.?!…][\"”]?)\][^\S\n]*(?=\n|\Z)"
    )
)
_LINK = re.compile(
    r"^LINK(?P<number> ?\d)(?P<rest>:| (?=\S)|$)", re.MULTILINE
)  # LINK 1, between a wrap's clips
_UNNAMED = re.compile(r"[,(] ?no name(?: given)?\b", re.IGNORECASE)  # RETIRED MINER, NO NAME GIVEN, SAYING
_WITHOUT_COLON = (
    re.compile(  # SOT (Superintendent Grady Amory) Every dollar      SYNC (vox, boy) "You can see"
        r"^(?P<label>(?:SOT|BITE|SYNC|CUT|ACT|CLIP) ?\([^()\n\d][^()\n]{2,60}\)) (?=[\"“A-Z])", re.MULTILINE
    )
)
_DASHED = re.compile(  # Reporter - Talks broke off
    r"^(?P<label>Reporter|Anchor|Presenter|Narrator|REPORTER|ANCHOR|PRESENTER|NARRATOR) [-–—] (?=[A-Z\"“])",
    re.MULTILINE,
)
_CUT_OF_REPORTER = re.compile(  # CUT 6 - LARRABEE VOICER  :24
    r"^(?P<cut>(?:CUT|ACT) \d+ ?[-–—:] ?)(?P<label>[A-Z][A-Z .'’-]*\bVOICER\b)"
    r"(?:[^\S\n]*:?\d{0,2}:\d\d)?[^\S\n]*$",
    re.MULTILINE,
)
_IN_QUEUE = re.compile(r"^Q: (?=[^\n]*\.\.\.[\"”]?\s*$)", re.MULTILINE)  # Q: I went out with a flashlight...
_TIMED_VOICER = re.compile(  # (SPERRY :41 SOC)
    r"(?<=[(\[])(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+)?)"
    r"(?P<rest> :?\d{0,2}:\d\d (?:SOC|STD|SIGS|LOCKOUT))(?=[)\]])"
)
_FIRST_WORD = re.compile(r"^[^\S\n]*(?P<word>[A-Za-z]{6,9})(?=\s?(?:[:(-]|$))", re.MULTILINE)  # REPROTER:
_LABEL_WORDS = {
    "".join(sorted(word)): word for word in ("reporter", "anchor", "presenter", "narrator", "soundbite")
}
_CAPTION_BELOW = re.compile(  # CG: Lt. Marisa Quell, and below it, in the same column: Hollin Fire Dept.
    r"^(?P<label>[^\S\n]*(?:CG|SUPER|FONT|LOWER THIRD|CHYRON|ASTON|L3)\b ?:)"
    r"(?P<name>[^\n/,]{3,40})\n(?=[^\S\n]{2,}[A-Z][^\n:?!\"“(]{2,40}\n)",
    re.MULTILINE,
)
_SQUARE_CLIP = re.compile(  # [clip: Ana Ruiz   dur 10"   out: "...in the morning."]
    r"(?<=\[)(?P<who>(?:clip|cut|act|sot|actuality)\b[^\[\]\n]*?)\s{2,}(?:dur|in|out|runs)\b[^\[\]\n]*(?=\])",
    re.IGNORECASE,
)
_TITLE_CAPTION = re.compile(  # SOT: (IN: They're walking...), and below it: Title: Ana Ruiz/Mayor
    r"(?P<before>^(?:SOT|BITE)\b[^\n]*\n)Title:(?= [^\n/]{3,40}/)", re.MULTILINE
)
_EDGE_IN_ROUND = re.compile(  # "... downstream." (OUT: ...downstream.) :08
    r" ?\((?P<edge>(?:IN|OUT|INQ|OUTQ|IQ|OQ|OC): [^()\n]*)\)"
)
_LENGTH_BEHIND = re.compile(
    r"(?<=[-=*\])]) (?=(?:TRT|RUNS|RUN)\b ?:? ?\d{0,2}:\d\d\s*$)", re.MULTILINE
)  # - PKG - TRT 1:12
_FIELD_BEHIND = re.compile(  # REPORTER: SUYIN ABARCA   PHOTOG: Dietz   EDITOR: pm
    r"(?<=\S) (?= +(?:PHOTOG|PHOTO|EDITOR|ED|PRODUCER|PROD|WRITER|TRT|OUTCUE|SHOW|DATE)\b ?:)"
)
_FORM_IN_ROUND = re.compile(  # CARL (ON CAM)   REESE/OC
    r"^(?P<name>[A-Z][A-Z'’-]{2,})(?: \(|/)(?P<form>ON CAM|ON-CAM|OC|LIVE|VO|V/O)\)?$", re.MULTILINE
)
_NAME_AND_DASH = re.compile(r"^(?P<name>[A-Z][a-z'’-]+) [-–—]\n(?=[^\W\d_])", re.MULTILINE)  # Tanya -
_LONE_NAME = re.compile(  # RUIZ, or AG MOULAY (via interpreter), on a line above what is said
    r"^(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?P<how> *\([^()\n]{2,40}\))? *\n"
    r"(?P<said>(?:[^\W\d_]|\()[^\n]*)",
    re.MULTILINE,
)
_BEFORE_DASH = re.compile(r"^(?P<name>[A-Z][A-Z'’-]{2,}?)(?:--| - )(?=[A-Z])", re.MULTILINE)  # SARAH--ON CAM
_UNCAPTIONED = re.compile(  # NO ASTON (woman at meeting)
    r"^NO (?:ASTON|SUPER|CG|FONT|CAPTION|NAME)\b ?:? ?\((?P<who>[^()\n]{3,60})\)", re.MULTILINE
)
_NUMBERED_QUESTION = re.compile(  # 3. Where do you find the people?   and on the next line   AR: That is hard
    r"^(?P<number>\d{1,2}[.)] ?)(?=\S[^\n]*\n[^\S\n]*(?P<who>[A-Z][\w.'’-]{0,20}): )", re.MULTILINE
)
_SMALL_NAME = re.compile(  # {GRAB ruiz1 0:09}
    r"(?<=[\[{(])(?P<trade>GRAB|CUT|CLIP|AX|ACT|SOT|BITE|CART|TAPE|AUDIO) (?P<who>[a-z][a-z'’-]+)\d{0,2}"
    r"(?: vox)?(?= \(?\d{0,2}:\d\d| ?[\]})])"
)
_IN_MARGIN = re.compile(  # Ruiz          This one came on Saturday.
    r"^(?P<name>(?:[A-Z]\.? )?[A-Z][\w'’-]+)(?P<gap>(?: {3,}|\t+))(?=[A-Z\"“'‘(.…])", re.MULTILINE
)
_INSERT = re.compile(r"^INSERT (?=[A-Z][^\n:.]{1,40}:)", re.MULTILINE)  # INSERT RUIZ: (Twi)
_PLUSES = re.compile(r"\+\+ ?[^+\n]{1,60} ?\+\+")  # OOV ++ ulay starts ++
_BARE_SHOT = re.compile(r"^(?P<number>\d{1,2}) (?=\S)", re.MULTILINE)  # 3 Choir singing
_SLASHED_FORM = re.compile(r"(?<=[A-Z] )(?P<form>[VS]/[OU]):", re.MULTILINE)  # ANA V/O:   ANA S/U:
_TAKE_OF = re.compile(  # [ANA 2]   ANA 3:   [ANA 4 / SOC]
    r"^(?P<open>\[)?(?P<name>[A-Z][A-Z'’-]+) (?P<number>\d{1,2})(?: ?/ ?[A-Z]+)?(?(open)\]|:)", re.MULTILINE
)
LEAST_TAKES = 2
LEAST_QUESTIONS = 3
LEAST_COPY_WORDS = 6
LEAST_LONE_NAMES = 2


def common_signs(text: str) -> str:
    """Write a house's own signs as most houses do; the text keeps its length and its places.

    Stars in brackets go, dots after IN and OUT become a colon, copy in double brackets stands free, and a
    speaker's label without its colon gets one.
    """
    text = _STARS.sub(_blank, plainly(text))
    text = _OVERLAID.sub(_blank, text)
    text = _FIRST_WORD.sub(_spelt, text)
    text = _LINK.sub(lambda found: f"TRAX{found['number']}{found['rest'].replace(' ', ':')}", text)
    text = _UNNAMED.sub(_blank, text)
    text = _UNCAPTIONED.sub(
        lambda found: f"CG:{' ' * (len(found[0]) - len(found['who']) - 4)}{found['who']} ", text
    )
    text = _SMALL_NAME.sub(_in_capitals, text)
    text = _SLASHED_FORM.sub(_form, _INSERT.sub("CUT    ", text))
    text = _shots_numbered(_margin_labelled(text))
    text = _questions_marked(_takes_marked(text))
    text = _WITHOUT_COLON.sub(lambda found: f"{found['label']}:", text)
    text = _DASHED.sub(lambda found: f"{found['label']}:  ", text)
    text = _CUT_OF_REPORTER.sub(
        lambda found: (" " * len(found["cut"]) + found["label"]).ljust(len(found[0])), text
    )
    text = _IN_QUEUE.sub("IQ:", text)
    text = _TIMED_VOICER.sub(_voicer, text)
    text = _CAPTION_BELOW.sub(lambda found: f"{found['label']}{found['name']}/", text)
    text = _TIMED.sub(_blank, text)
    text = _DOTTED.sub(_with_colon, text)
    text = _OUT_BEHIND.sub(lambda found: f"{found['label'][:-1]}\n", text)
    for pattern in (_COPY_IN_BRACKETS, _HEARD_IN_BRACKETS):
        text = pattern.sub(_freed, text)
    text = _SQUARE_CLIP.sub(lambda found: found["who"].ljust(len(found[0])), text)
    text = _TITLE_CAPTION.sub(lambda found: f"{found['before']}CG:   ", text)
    text = _EDGE_IN_ROUND.sub(lambda found: f"\n{found['edge']}".ljust(len(found[0])), text)
    for pattern in (_LENGTH_BEHIND, _FIELD_BEHIND):
        text = pattern.sub("\n", text)
    text = _FORM_IN_ROUND.sub(lambda found: f"{found['name']} {found['form']}".ljust(len(found[0])), text)
    text = _NAME_AND_DASH.sub(lambda found: f"{found['name']}: \n", text)
    return _speakers_labelled(text)


def _in_capitals(found: re.Match[str]) -> str:
    """The label of a recording with the name in small letters as most houses have it."""
    return f"{found['trade']} {found['who'].upper()}".ljust(len(found[0]))


def _form(found: re.Match[str]) -> str:
    return f"{found['form'].replace('/', '')}: "


def _margin_labelled(text: str) -> str:
    """A colon behind the names in a transcript's margin, where several of them take turns."""
    found = [one for one in _IN_MARGIN.finditer(text) if read_label(one["name"]) is None]
    counts = Counter(one["name"] for one in found)
    if sum(count > 1 for count in counts.values()) < LEAST_LONE_NAMES:
        return text
    names = set(counts)
    return _IN_MARGIN.sub(
        lambda one: f"{one['name']}:{one['gap'][1:]}" if one["name"] in names else one[0], text
    )


def _shots_numbered(text: str) -> str:
    """A stop behind the numbers of a list of shots, where they count up from one below its heading."""
    found = list(_BARE_SHOT.finditer(text)) if shots_listed(text) else []
    counted = [one for number, one in enumerate(found, start=1) if int(one["number"]) == number]
    if len(counted) < LEAST_QUESTIONS or len(counted) < len(found):
        return text
    return _BARE_SHOT.sub(lambda one: f"{one['number']}.", text)


def _questions_marked(text: str) -> str:
    """A Q for the numbers of questions that one and the same label answers."""
    found = list(_NUMBERED_QUESTION.finditer(text))
    if len(found) < LEAST_QUESTIONS or len({one["who"] for one in found}) > 1:
        return text
    return _NUMBERED_QUESTION.sub(lambda one: "Q:".ljust(len(one["number"])), text)


def _takes_marked(text: str) -> str:
    """A track's label for the numbered takes of whom the copy hands over to, or who signs off."""
    found = [one for one in _TAKE_OF.finditer(text) if read_label(one["name"]) is None]
    if not found:
        return text
    counts = Counter(one["name"] for one in found)
    names = {word for name in reporters_in(text) for word in name.upper().split()}
    names &= {name for name, count in counts.items() if count >= LEAST_TAKES}
    return _TAKE_OF.sub(lambda one: _track(one) if one["name"] in names else one[0], text)


def _track(take: re.Match[str]) -> str:
    return f"TRK {take['number']}:".ljust(len(take[0]))


def _speakers_labelled(text: str) -> str:
    """A colon behind the names that stand alone above what is said, where several of them take turns."""
    found = [one for one in _LONE_NAME.finditer(text) if read_label(one["name"]) is None]
    lone = Counter(one["name"] for one in found)
    names = {one["name"] for pattern in (_LABELLED, _BEFORE_DASH) for one in pattern.finditer(text)}
    names |= {name for name, count in lone.items() if count >= LEAST_LONE_NAMES}
    if len(names & set(lone)) >= LEAST_LONE_NAMES:
        names |= {one["name"] for one in found if speaks(one["said"])}
    for one in found:
        if one["name"] in names:
            at = one.start("said") - 1
            text = f"{text[:at]}:{text[at + 1 :]}"
    return text


def freed(text: str) -> str:
    """A script's copy without the brackets that a house sets around what is heard; of one length."""
    text = _COPY_IN_SQUARE.sub(lambda found: found["label"] + _freed(found)[len(found["label"]) :], text)
    return _COPY_IN_ROUND.sub(_freed, _PLUSES.sub(_blank, text))


def _with_colon(found: re.Match[str]) -> str:
    word = found["word"] if len(found["word"]) > 1 else "IN"
    return f"{word}:".ljust(len(found[0]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _freed(found: re.Match[str]) -> str:
    copy = found["copy"]
    label = read_label(copy)
    shouted = label is not None and copy[: label.last].isupper()
    if shouted or len(copy.split()) < LEAST_COPY_WORDS or _TOLD_OF.match(copy) or not speaks(copy):
        return found[0]
    start, end = found.start("copy") - found.start(), found.end() - found.end("copy")
    return " " * start + copy + " " * end


def _voicer(found: re.Match[str]) -> str:
    """A reporter's name with a length and no words is the label of a voicer."""
    return f"{found['name']} VOICER".ljust(len(found[0]))[: len(found[0])]


def _spelt(found: re.Match[str]) -> str:
    """The trade's word that a label has with its letters out of order: "REPROTER"."""
    word = found["word"]
    right = _LABEL_WORDS.get("".join(sorted(word.lower())))
    if right is None or right == word.lower():
        return found[0]
    return found[0].replace(word, right.upper() if word.isupper() else right.capitalize())


_END = re.compile(
    r"^\s*(?:#{2,}|-\s?30\s?-|-{2,}\s?END\s?-{2,}|ENDS?\b.{0,12})\s*$", re.IGNORECASE
)  # ###  -30-
_ITEM = re.compile(r"^\s*\d{1,2}[.)/] [A-Z][A-Z '’&/+-]+(?:\(.*\))?\s*$")  # 1. FERRY STRIKE (OOV 0'22")
_CLOCK = re.compile(  # 11:00 PM  Thu May 2
    r"^\s*\d{1,2}[:.]\d\d ?(?:[AP]\.?M\.?)?(?:\s+[A-Z][a-z]{2,8}\.?){0,2}(?: \d{1,2})?(?:,? \d{4})?\s*$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^\s*(?:Script|Wri(?:ter|tten by)|Presenter|Producer|Sub|Ed):\s*\S{1,20}\s*$"
)  # Script: bv
_OUTCUE = re.compile(  # WREN (:30) OUTQ: SOC
    r"^.{0,40}\b(?:OUT ?Q?(?:UE|CUE)?|OC):\s*(?:SOC|STD|STANDARD|STANDARD OUTCUE)\W*$", re.IGNORECASE
)
_FIELDS = re.compile(  # ((PLAYBOOK SLUG: Desal Village ... EDITOR NOTES: names checked)) and then ((INTRO))
    r"\A\s*(?:[A-Z][\w/ ]{0,40}\n\s*)?\(\([A-Z][A-Z ]+:.{0,2000}?(?=^\(\([A-Z][A-Z -]*\)\)\s*$)",
    re.DOTALL | re.MULTILINE,
)
_TAIL = re.compile(  # NewsML Media Topics: Environment      Category: General
    r"^(?:NewsML Media Topics|Media Topics|Topics?|Categor(?:y|ies)|Keywords|Tags|Location \(dateline\)"
    r"|Embargo Date|Word Count)\b ?:?.*$",
    re.MULTILINE,
)
_SUPERS = re.compile(r"^\s*\d{0,2}:\d\d\s+[^?!\n]{3,60}/[^.?!\n]{2,60}$")  # :03 Rose Tallis / Oyster Grower
# CUT 4 - NATSOUND, PRESS RUNNING  :30   VOICER TEXT FOLLOWS FOR STATIONS WITHOUT AUDIO   [ALT ACT cart 14]
_ORDERS = re.compile(
    r"^\s*(?:CUT|ACT) \d+\s*[-–—:]?\s*(?:NAT ?SOUND|NATS|AMBI|WRAP|MUSIC)\b.*$|^[A-Z ]*\bFOLLOWS\b[A-Z ]*$"
    r"|^(?:OC|ON CAM|RDR|READER): *[A-Z]{2,}(?: [A-Z]{2,})?\s*$|^.{0,60}\bp(?:\.|age) ?\d+(?: of \d+)?\s*$"
    r"|^[A-Z]+ W/ [A-Z]+.*\bSOC\b.*$|^ACTUALITY SHEET\b.*$|^RPT: .*$|^QUESTIONS CALL\b.*$"
    r"|^\[ALT [A-Z]{2,}\b[^\[\]]*\]\s*$"
)
_SENTENCE_END = (".", "?", "!", ":", "”", '"', ",", ")", "…")
_RULE = re.compile(r"\s*[-–—=*~_#]{2,}\s*")  # --WRAP--
_TRADE = re.compile(r"\b[A-Z]{2,}\b")


def begins_item(words: str) -> bool:
    """Whether a field is the number and the slug of a bulletin's next item: "2. SCHOOL FIRE/VOICER"."""
    return _ITEM.match(words) is not None


def headers_of(text: str, ends: Sequence[Span] = ()) -> list[Unspoken]:
    """What of a script is a story's head or a form's field: slug, page, initials, time of day; in order.

    Args:
        text: The body, with common signs.
        ends: Where end marks stand, which are blanked in it; a story's head may follow each.
    """
    found: list[Span] = [match.span() for match in _FIELDS.finditer(text)]
    found += [match.span() for match in _TAIL.finditer(text)]
    found += _short_lines(text, ends)
    for pattern in (_ITEM, _CLOCK, _DESK, _OUTCUE, _SUPERS, _ORDERS):
        found += _lines(text, pattern)
    return _apart(text, found)


def _lines(text: str, pattern: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if pattern.match(line) and not _begins_copy(line):
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _begins_copy(line: str) -> bool:
    """Whether a rule is around the name of a form, whose copy begins there: "--WRAP--  RUIZ 1  OC: SOC"."""
    ruled = _RULE.match(line)
    label = read_label(line[ruled.end() :]) if ruled else None
    if label is not None and label.mark in READS:
        return True
    whole = read_label(line) if _OUTCUE.match(line) else None  # WRAP: RUIZ  DUR: 22"  OUT: SOC
    return whole is not None and whole.mark is Mark.FIELD


def _short_lines(text: str, ends: Sequence[Span]) -> list[Span]:
    """Lines of a few words right after the beginning or an end mark: "DRONE SEEDS/2", "9A", "cp"."""
    spans: list[Span] = []
    at, head, passed = 0, True, 0
    for line in text.split("\n"):
        words = line.strip()
        while passed < len(ends) and ends[passed][1] <= at:
            head, passed = True, passed + 1
        if _END.match(line):
            head = True
        elif words and head:
            most = MOST_TIMES_WORDS if _TIMES.search(words) else MOST_HEADER_WORDS
            short = len(words.split()) <= most and not words.endswith(_SENTENCE_END)
            short = short or (passed > 0 and words[0] == "(" and words[-1] == ")")
            label = read_label(words)
            cue = words[0] in "{[(<" and staged_name(words.strip("{}[]()<>* ")) is not None
            head = short and not cue and (label is None or label.mark in (Mark.HEADER, Mark.LENGTH))
            if head:
                spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _apart(text: str, spans: list[Span]) -> list[Unspoken]:
    kept: list[Unspoken] = []
    for start, end in sorted(spans):
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        if first < last and (not kept or first >= kept[-1].span[1]):
            kept.append(Unspoken(span=(first, last), reason=Reason.LAYOUT, text=text[first:last]))
    return kept
