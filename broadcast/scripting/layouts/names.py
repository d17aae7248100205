"""The words of a label that name somebody go in; name, title, gender and language come out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcast.model import Gender
from broadcast.scripting.layouts.casing import is_shouted, name_in_case, title_in_case
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.nameless import without_apology
from broadcast.scripting.layouts.vocabulary import languages, phrases
from broadcast.scripting.lexicon import ORGANISATION_WORDS, PARTICLES, gender_of_first_name, lexicon

LONGEST_WHO = 240
"""Characters of a label that may name somebody."""
MOST_NAME_WORDS = 6

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,160})[)\]]")  # (Arabic)   [D-Utah]
# :12   0:12   @ :03   0'08"   12 sec   14 seconds
_TIMES = re.compile(
    r"(?:@\s*)?(?<![\w:])\d{0,2}:\d\d(?:[-–]\d{0,2}:\d\d)?(?![\w:])"
    r"|(?<![\w’'])\d{1,2}['’]\d\d[\"”]?(?!\w)"
    r"|(?<!\w)\d{1,3}\s*(?:secs?|seconds?|mins?|minutes?)\b\.?",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:TRT|RUNS|RUN TIME|DUR|DURATION|TIME)\b\s*[:=]?\s*$", re.IGNORECASE
)  # RUNS: (its time is cut)
# , SAYING   SAYING (IN ENGLISH)   , SPEAKING TO REPORTERS   speaking via video link
_SAYING = re.compile(
    r"[,;]?\s*\b(?:SAYING|SAYS|SAID|ASKING|ANSWERING|READING|ADDRESSING|COMMENTING|TALKING|speaking|SPEAKING|saying"
    r"|asking|reading|on )\b.*$|\s+CONTINUING\b.*$",
    re.DOTALL,
)
_SAID_SO = re.compile(r"\b(?:SAYING|ASKING|saying|asking)\b")  # ..., SAYING
_SEPARATORS = re.compile(r"\s*(?:[,;/|•]|\s[-–—]+(?=\s)|—)\s*")  # RUIZ, MAYOR   RUIZ/MAYOR   RUIZ - MAYOR
_JOINED = re.compile(  # PAUL SOL-PORTO POLICE   JOY TWETEN-(R) PORTO, its bracket gone
    r"^(?P<name>(?:[^\s,;/()-]+ ){1,3}[^\s,;/()-]+)-(?P<house>\s+\S.*|[^\s-]+ [^-]+)$"
)
_AGE = re.compile(r"(?:age[d]? )?\d{1,3}(?:[- ]years?[- ]old)?", re.IGNORECASE)  # 14   aged 14   10 years old
_POST_NOMINAL = re.compile(
    r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|OBE|MBE|CBE|QC|KC|Esq|RN|DDS)\.?", re.IGNORECASE
)  # Jr.   Ph.D.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # 22 NOVEMBER 2026
_INDEX = re.compile(r"(?:#|No\.?)\s*\d+|\b\d{1,2}$", re.IGNORECASE)  # #2   No. 3   MAN 2
_ENCLOSED = re.compile(r"\(([^()]*)\)")  # (GIRL, 12)
_WITH = re.compile(r"\b[Ww]/(?= ?\w)")  # man w/ dog
_PARTY = re.compile(r"[A-Z]{1,4}(?:-[A-Z][A-Za-z.]+)?|[A-Z][a-z]*-[A-Z][A-Za-z. ]+")  # D-SD   R-Utah   R
_AGED_NAME = re.compile(r"^\d{1,3}[- ]YEARS?[- ]OLD\s+(?=\S+\s+\S)", re.IGNORECASE)  # 58-YEAR-OLD ANA RUIZ
_GENDERS = {
    **dict.fromkeys(("male", "man", "men", "males", "boy", "m"), Gender.MALE),
    **dict.fromkeys(("female", "woman", "women", "females", "girl", "f"), Gender.FEMALE),
}


@dataclass(slots=True, kw_only=True)
class _Facts:
    """What brackets and the like tell beside name and title."""

    language: str | None = None
    gender: Gender | None = None
    evidence: str | None = None
    titles: list[str]


def read_who(words: str) -> Named | None:
    """Whom the words of a label name; None when nothing in them could be a person.

    The name may stand before or after the title, with the title's words in front of it, in capitals or not:
    "Ana Ruiz, mayor", "MAYOR, ANA RUIZ, SAYING", "SEN. ANA RUIZ (D-UT)", "Ms. RUIZ (Author)".
    """
    words, nameless = without_apology(_WITH.sub("with", _opened(_TIMES.sub(" ", words[:LONGEST_WHO]))))
    facts = _Facts(titles=[])
    title_first = _SAID_SO.search(words) is not None
    bare = _BRACKETS.sub(lambda found: _bracket(found.group(1), facts), words)
    bare = _JOINED.sub(_housed, bare)
    bare = _SAYING.sub("", _RUNS.sub("", _TIMES.sub(" ", bare).rstrip(" .,:;-–—")))
    parts = _parts(bare)
    if not parts and facts.titles:
        parts, facts.titles = _parts(", ".join(facts.titles)), []
    if len(parts) > 1 and parts[0].lower().startswith("vox"):
        parts = parts[1:]  # Vox pop, survivor
    if not parts:
        return None
    if nameless is not None:
        facts.gender, facts.evidence = facts.gender or nameless.gender, facts.evidence or nameless.evidence
        described = _described(parts[0], parts[1:] + facts.titles, facts)
        return replace(described, withheld=True) if described is not None else None
    scores = [_placed(parts, index, title_first=title_first) for index in range(len(parts))]
    chosen = scores.index(max(scores))
    before, name, after = _taken_apart(parts[chosen])
    titles = [before, *after, *parts[:chosen], *parts[chosen + 1 :], *facts.titles]
    loud = parts[chosen].isupper() and not words.isupper()
    bracketed = next(filter(None, map(_named_in_brackets, facts.titles)), None) if loud or not name else None
    if bracketed is not None:  # HEADTEACHER (Mr Luis Sol)
        return replace(bracketed, title=_title(parts), language=facts.language)
    if not name:
        return _described(parts[chosen], parts[:chosen] + parts[chosen + 1 :] + facts.titles, facts)
    gender, evidence = _gender(before, [*after, *parts[chosen + 1 :], *parts[:chosen]], facts)
    return Named(
        name=name_in_case(name),
        title=_title(titles),
        gender=gender,
        gender_evidence=evidence,
        language=facts.language,
    )


def _housed(found: re.Match[str]) -> str:
    """A name and a house that a hyphen joins, with a comma; "ANA RUIZ-PORTO" is all a name."""
    house = found["house"]
    told = house[0].isspace() or house.split()[-1].strip(".").lower() in ORGANISATION_WORDS
    return f"{found['name']}, {house}" if told else found[0]


def _named_in_brackets(words: str) -> Named | None:
    """A person in brackets behind an office, with a form of address or two names."""
    first = words.split(maxsplit=1)[0].strip(".").lower() if words else ""
    called = first in lexicon().honorifics or gender_of_first_name(first.title()) is not None
    told = read_who(words) if called and words[:1].isupper() and has_name(words) else None
    return told if told is not None and told.named and len(words.split()) > 1 else None


def _opened(words: str) -> str:
    """Words that are all in brackets, without these: "(GIRL, 12)"; a language and a cue stay."""
    found = _ENCLOSED.fullmatch(words.strip())
    if found is None or is_language(found[1]) or is_stage_direction(found[1]):
        return words
    return found[1]


def has_name(words: str) -> bool:
    """Whether words are but a name, or a name and a title: no sentence, no place alone."""
    if len(words) > LONGEST_WHO or (
        words.rstrip()[-1:] in tuple('.?!…"”') and not words.rstrip().endswith("Jr.")
    ):
        return False
    words = _TIMES.sub(" ", words)
    parts = _parts(_BRACKETS.sub(" ", words)) or _parts(_BRACKETS.sub(r"\1", words))
    if not parts or len(parts) > 5 or _YEAR.search(parts[0]):
        return False
    likeness = max(_placed(parts, index, title_first=False) for index in range(len(parts)))
    first = parts[0].split()
    return (
        likeness >= 2 and len(first) <= 8 and not any(word.lower() in phrases("sentence") for word in first)
    )


def _bracket(inner: str, facts: _Facts) -> str:
    """Take what a bracket tells: a language, a gender, a title; the rest is a cue."""
    for item in re.split(r"[,;/]| and ", inner):
        plain = " ".join(item.lower().split()).removeprefix("in ")
        if plain in languages():
            facts.language = facts.language or languages()[plain]
        elif plain in _GENDERS and facts.gender is None:
            facts.gender, facts.evidence = _GENDERS[plain], item.strip()
        elif plain and _TIMES.sub("", plain).strip() and not is_stage_direction(plain):
            facts.titles.append(" ".join(item.split()))
    return " "


def is_language(words: str) -> bool:
    """Whether words in brackets are but the language of what is heard: "(English)", "(Arabic/French)"."""
    names = re.split(r"[/,&]| and ", words.strip(" ()[]").lower())
    return all(name.strip() in languages() for name in names)


def is_stage_direction(words: str) -> bool:
    """Whether words are a cue of a transcript: "voice-over", "through translator"."""
    tokens = re.findall(r"[^\W_]+", words.lower())
    known = phrases("bracket")
    return any(" ".join(tokens[:size]) in known for size in range(1, min(4, len(tokens)) + 1))


def _parts(bare: str) -> list[str]:
    """The words between commas and slashes, "Jr." left with its name."""
    parts: list[str] = []
    for part in _SEPARATORS.split(bare):
        plain = (
            part.strip(" \t\n*_\"“”'‘’:.-–—=<>{}[]()#") if not _INDEX.search(part) else part.strip(' *_"“”:')
        )
        plain = " ".join(plain.split())
        if (parts and _POST_NOMINAL.fullmatch(plain)) or (plain.isdigit() and not parts):
            continue
        plain = _AGED_NAME.sub("", plain)
        if plain:
            parts.append(plain + ("." if plain.endswith((" Jr", " JR", " Sr", " SR")) else ""))
    return parts


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word.lower() in PARTICLES or word[:3].lower() in ("al-", "el-", "d'a", "d’a")


def _placed(parts: Sequence[str], index: int, *, title_first: bool) -> float:
    """How much a part looks like somebody's name where it stands: first, or last before SAYING."""
    likeness = _likeness(parts[index], title_first=title_first)
    if not title_first:
        return likeness + (2.5 if index == 0 else 0)
    first = _taken_apart(parts[index])[1].partition(" ")[0]
    return likeness + 0.5 * (index + 1 == len(parts)) + 1.5 * (gender_of_first_name(first) is not None)


def _likeness(part: str, *, title_first: bool) -> float:
    """How much a part looks like somebody's name, by itself."""
    words = part.split()
    plain = [word.strip(".").lower() for word in words]
    known = lexicon()
    before, name, _ = _taken_apart(part)
    body = name.split()
    score = 0.0
    if any(map(str.isdigit, part)) and not _INDEX.search(part):
        score -= 3
    score += 1 if all(map(_is_capital, words)) else -2
    score += {0: -2.0, 1: -0.5, 2: 2, 3: 2, 4: 1.5}.get(len(body), 0 if len(body) == 5 else -2)
    score -= 2 * any(word in phrases("joining") for word in plain)
    score -= 2 * any(
        word in ORGANISATION_WORDS or word in phrases("description") for word in plain[len(before.split()) :]
    )
    score -= 2 * any(word.endswith(("'s", "’s")) for word in plain)
    score -= 2 * any(known.is_role(word) for word in plain[len(before.split()) + len(body) :]) * title_first
    score -= 3 * (title_first and bool(body) and known.is_role(body[-1].strip(".")))
    return score + (0.5 if before and body else 0)


def _taken_apart(part: str) -> tuple[str, str, list[str]]:
    """Office, name, and what follows it without a comma: "Mayor", "Ana Ruiz", ["UN High Commissioner"]."""
    words = part.split()
    known = lexicon()
    roles = [index for index, word in enumerate(words) if known.is_role(word.strip("."))]
    plain = [word.strip(".").lower() for word in words]
    if not plain or plain[0] in phrases("unknown") | phrases("somebody"):
        return "", "", []
    if plain[-1] in phrases("description") and not phrases("joining") & set(plain):
        return "", "", []
    if all(_is_described(word) for word in plain):
        return "", "", []
    start = 0
    inside = [index for index in roles if index + 1 < len(words)]
    if inside and all(map(_is_capital, words[inside[-1] + 1 :])) and not _first_name_too(words, roles):
        start = inside[-1] + 1
        if len(words) - start == 1 and start > 1 and inside[-1] >= 2 and not _titles_stand(words[:start]):
            start = 0
    end = _name_end(words, start)
    if end == start:
        return "", "", []
    after = [" ".join(words[end:])] if end < len(words) else []
    return " ".join(words[:start]), " ".join(words[start:end]), after


def _titles_stand(words: Sequence[str]) -> bool:
    """Whether words before a surname are an office: "POLICE CHIEF", "SEN.", not "ANA LUISA BAKER"."""
    known = lexicon()
    return known.is_role(words[0].strip(".")) or any(
        word.lower() in ORGANISATION_WORDS for word in words[:-1]
    )


def _first_name_too(words: Sequence[str], roles: Sequence[int]) -> bool:
    return len(words) == 2 and list(roles) == [0] and words[0].lower() in phrases("first-names-too")


def _is_described(word: str) -> bool:
    return (
        word in phrases("description")
        or lexicon().is_role(word)
        or word.strip("#").isdigit()
        or word in ("no", "the", "a")
    )


def _name_end(words: Sequence[str], start: int) -> int:
    """Where the name ends: before a word in small letters, an office, initials among small letters."""
    mixed = not is_shouted(" ".join(words[start:]))
    known = lexicon()
    at = start
    while at < len(words):
        word = words[at]
        plain = word.strip(".").lower()
        if not _is_capital(word) or (any(map(str.isdigit, word)) and at > start):
            break
        if at - start >= 2 and (known.is_role(plain) or plain in phrases("description")):
            break
        if (
            mixed
            and at - start >= 2
            and word.isupper()
            and len(word.strip(".")) > 1
            and not _POST_NOMINAL.fullmatch(word)
        ):
            break
        at += 1
    while at > start and words[at - 1].lower() in PARTICLES and at < len(words):
        at -= 1
    return at if at - start <= MOST_NAME_WORDS else start


def _title(parts: Sequence[str]) -> str | None:
    """Offices and houses as one title; forms of address alone are none."""
    kept: list[str] = []
    for part in parts:
        words = [word for word in part.split() if word.strip(".").lower() not in phrases("address")]
        if not words or words[0].startswith("#"):
            continue
        title = title_in_case(" ".join(words))
        if _PARTY.fullmatch(part) and kept and "-" in part:
            kept[0] += f" ({part})"
        elif title not in kept:
            kept.append(title)
    return ", ".join(kept) or None


def _gender(before: str, titles: Sequence[str], facts: _Facts) -> tuple[Gender | None, str | None]:
    if facts.gender is not None:
        return facts.gender, facts.evidence
    known = lexicon()
    for words in (
        before,
        *(re.split(r"\b(?:of|for|to)\b|['’]s\b", title.lower(), maxsplit=1)[0] for title in titles),
    ):
        for word in reversed(words.split()):
            gender = known.gender_of_word(word.strip(".,"))
            if gender is not None:
                return gender, word
    return None, None


def _described(part: str, others: Sequence[str], facts: _Facts) -> Named | None:
    """Somebody without a name: "UNIDENTIFIED WOMAN #2", "Local resident"."""
    if not re.search(r"[^\W\d_]", part):
        return None
    gender, evidence = facts.gender, facts.evidence
    for word in part.split():
        plain = word.strip("#.,").lower()
        if gender is None:
            gender = _GENDERS.get(plain) or lexicon().gender_of_word(plain)
            evidence = word if gender else None
    name = part.lower() if is_shouted(re.sub(r"[\W\d]+$", "", part)) else part[:1].lower() + part[1:]
    return Named(
        name=name,
        title=_title(others),
        gender=gender,
        gender_evidence=evidence,
        language=facts.language,
        named=False,
    )
