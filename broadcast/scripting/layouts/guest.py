"""The words before an interview go in; whom it is with comes out."""

import re
from collections import Counter

from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.names import has_name, read_who
from broadcast.scripting.layouts.vocabulary import phrases
from broadcast.scripting.lexicon import (
    DETERMINERS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    gender_of_first_name,
    lexicon,
)

LONGEST_INTRO = 6_000
MOST_TITLE_WORDS = 12

_WORD = r"(?:[A-Z][\w'’-]*\w|[A-Z]\.)"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|del|la|da|dos|van|von|der|bin|al|el|di)(?!\w)){{1,4}}"
# spoke with Ana Ruiz   sat down with the mayor, Ana Ruiz,   interviewed author Ana Ruiz   asked Ana Ruiz
_MEETS = re.compile(
    r"(?i:\b(?:(?:spoke|speaks?|talks?|talked|sat down|sits down|caught up|chats?|chatted|met|meets"
    r"|conversation|interview|q ?& ?a|discussion)"
    r" (?:recently |exclusively |briefly )?(?:with|to)|interviewed|interviews|asked|asks|put (?:some |our"
    r" )?questions to|questions (?:for|to)|welcomes?|joined by"
    r"|profile of|guest(?: is|,)?))(?:\.{3}|…)?\s+"
    rf"(?P<before>(?:[\w’'-]+,? ){{0,9}}?)(?P<name>{_NAME})"
)
# Ana Ruiz talks about ...   Ana Ruiz answers our questions   Ana Ruiz tells us   (in an interview with ...)
_ANSWERS = re.compile(
    rf"(?P<name>{_NAME})(?:, [^.;:]{{2,80}},)? (?i:(?:talks|talked|speaks|spoke|tells|told|answers"
    rf"|answered|explains|explained|discusses|discussed|reflects|reveals|shares|on) )"
)
_FULL = re.compile(_NAME)
# , the mayor of Porto Alto,      , who runs the harbour
_APPOSITION = re.compile(
    r", (?P<title>(?!(?:told|tells|said|says|warned|warns)\b)"
    r"(?!(?:who|which|where|and|some|many|most|several|all|it|they|he|she|we|there)\b)"
    r"[^,.;:()]{3,100})(?=[,.;:(]|$)| \((?P<bracket>[^()]{3,80})\)"
)
# By Ana Ruiz   |   Photographs: Bo Holm      She tells Ana Ruiz
_BYLINE = re.compile(
    rf"^(?i:By|Interview by|Interview:|Words by|Words:) {_NAME}.*$"
    rf"|(?<=[.!?] )By {_NAME}$|\b(?:tells|told) {_NAME}",
    re.MULTILINE,
)
# he spoke to our colleague Ana Ruiz      Holm spoke recently with Harbour Wire      our reporter Ana Ruiz
_ASKER = re.compile(
    r"\b(?:(?P<who>[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey) (?:recently |also |then )?(?:spoke|speaks|talked|talks"
    r"|sat down|sits down|chatted|chats|met|meets|caught up)(?: recently| briefly| exclusively)? (?:to|with)"
    r"|[Oo]ur(?= (?:own |colleague|reporter|correspondent|writer|editor))) (?:(?:our|the) )?(?:[a-z]+ ){0,3}"
    rf"(?P<name>{_NAME})"
)
# , 71, kept      (52)      has outlasted      is late
_TELLING = re.compile(
    r",? \(?\d\d\b|, (?:the|a|an|who) |,? (?:is|was|has|had|does|did|keeps?|opens?|sits?)\b"
)
_PLACED = re.compile(r"\b(?i:in|at|near|from|around|outside|across) (?:the )?\Z")
_OFFICE_APART = re.compile(  # The Municipal Chief Executive, Honourable
    r"\b[Tt]he (?P<title>[A-Z][\w’' -]{3,40}), (?:Hon(?:ou?rable|\.) |Mrs? |Ms |Dr )?\Z"
)
_BEFORE = re.compile(r"(?P<title>(?:[A-Za-z’'-]+ ){1,6})$")


def guest_of(text: str, *, headline: str | None = None) -> Named | None:
    """Whom an interview is with, told from its introduction and its headline; None when neither says.

    Args:
        text: The words before the first question.
        headline: Of the report.
    """
    text = _BYLINE.sub(" ", text[:LONGEST_INTRO])
    words = f"{_BYLINE.sub(' ', headline or '')}\n{text}"
    askers = _askers(words)
    for pattern in (_MEETS, _ANSWERS):
        for found in pattern.finditer(words):
            name = _cleaned(found["name"])
            if name and name not in askers:
                return _with_title(words, name, words.index(name, found.start("name")))
    scores = _scores(words)
    for name in askers:
        del scores[name]
    if not scores:
        return None
    name = max(scores, key=lambda one: scores[one])
    return _with_title(words, name, words.index(name))


def _askers(words: str) -> set[str]:
    """Those to whom somebody told of before spoke."""
    found: set[str] = set()
    for match in _ASKER.finditer(words):
        who = match["who"]
        if (
            who
            and who.lower() not in ("he", "she", "they")
            and not re.search(rf"(?!The )[A-Z][\w.'’-]+ {who}\b", words)
        ):
            continue
        found.add(_cleaned(match["name"]))
    return found


def _scores(words: str) -> Counter[str]:
    """How much speaks for each full name: its mentions, those of the surname, age, office, verb beside it."""
    scores: Counter[str] = Counter()
    for found in _FULL.finditer(words):
        name = _cleaned(found.group())
        if not name or name.isupper() or name.rpartition(" ")[2].lower() in phrases("paper"):
            continue
        at = words.index(name, found.start())
        if _is_placed(words, at) and words[at + len(name) : at + len(name) + 2] not in ("'s", "’s"):
            scores[name] -= 2
            continue
        told = _TELLING.match(words, at + len(name)) or _office(" ".join(words[max(0, at - 60) : at].split()))
        scores[name] += 1 + bool(told)
    for name in scores:
        surname = name.rpartition(" ")[2]
        scores[name] += len(re.findall(rf"\b{re.escape(surname)}\b", words))
    return Counter({name: score for name, score in scores.items() if score > 0})


def _is_placed(words: str, at: int) -> bool:
    """Whether a name is a place's: in Porto Alto, people of Porto Alto."""
    return _PLACED.search(words, max(0, at - 16), at) is not None


def _cleaned(words: str) -> str:
    """A name without the offices and the beginnings of sentences before it; empty when no person's."""
    parts = words.split()
    known = lexicon()
    while parts and (
        known.is_role(parts[0].strip("."))
        or parts[0].lower() in NOT_NAMES | DETERMINERS
        or not parts[0][0].isupper()
    ):
        parts = parts[1:]
    name = " ".join(parts).rstrip(".,")
    name = name.removesuffix("'s").removesuffix("’s")
    offices = sum(known.is_role(part.strip(".")) for part in parts)  # Municipal Chief Executive
    organised = offices > 1 or any(
        part.lower().strip(".") in ORGANISATION_WORDS | NOT_NAMES for part in parts
    )
    owned = name.partition(" ")[0].endswith(("'s", "’s"))  # Kenya's last painter
    return name if len(parts) > 1 and not organised and not owned and has_name(name) else ""


def _with_title(words: str, name: str, at: int) -> Named:
    """The person with the office that stands beside the name."""
    after = _APPOSITION.match(words, at + len(name))
    title = (after["title"] or after["bracket"]) if after else None
    if title is None or len(title.split()) > MOST_TITLE_WORDS:
        before = _BEFORE.search(words[max(0, at - 60) : at])
        title = _office(before["title"]) if before else None
        apart = _OFFICE_APART.search(words, max(0, at - 60), at)
        title = apart["title"] if apart is not None else title
    if title is not None:
        title = re.sub(r"^(?:the|a|an) ", "", " ".join(title.split()))
    told = read_who(f"{name}, {title}" if title else name)
    return told if told is not None and told.named else Named(name=name, title=title)


def _office(words: str) -> str | None:
    """The office that ends right before a name: "... with Porto Alto mayor" -> "mayor"."""
    parts = words.split()
    known = lexicon()
    count = 0
    while count < len(parts) and known.is_role(parts[-1 - count].strip(".")):
        count += 1
    return " ".join(parts[len(parts) - count :]) if count else None


# Mayor Ana Ruiz says      the mayor, Ana Ruiz, said      (in the sentence before a soundbite)
_SAYS = re.compile(r"(?:, [^.;:]{2,80},|\s\([^()]{2,40}\))?\s+(?:also |now |has |had )?(?P<verb>[^\W\d_]+)")
_IS_NAME = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur) (?P<title>[a-z][a-z ’'-]{{2,40}}) is (?P<name>{_NAME}):$"
)
_THIS = re.compile(r"(?:(?:But|And|So) )?[Tt]his (?P<who>[a-z]+)\b")  # This mum in Porto Alto is angry.
_SHOUTED = re.compile(r"[^\W\d_][\w.'’-]*")


def named_in(words: str) -> Named | None:
    """Whom a narrator introduces right before a soundbite; None when nobody surely is.

    Args:
        words: The narration before it.
    """
    sentences = re.split(r"(?<=[a-zA-Z0-9]{2}[.?!])\s+", words.strip())[-2:]
    shown = _shown(sentences[-1])
    if shown is not None:
        return shown
    for sentence in reversed(sentences):
        if sentence.isupper():
            found = _shouted_name(sentence)
            if found is not None:
                return found
            continue
        for match in _FULL.finditer(sentence):
            name = _cleaned(match.group())
            if not name:
                continue
            at = sentence.index(name, match.start())
            says = _SAYS.match(sentence, at + len(name))
            office = _office(" ".join(sentence[max(0, at - 60) : at].split()))
            if (
                office
                or (says and lexicon().is_verb(says["verb"]))
                or _APPOSITION.match(sentence, at + len(name))
            ):
                return _with_title(sentence, name, at)
    return _only_name(words)


def _shown(sentence: str) -> Named | None:
    """Who is pointed at, by name or without one: "The mayor is Ana Ruiz:", "This mum is angry."."""
    named = _IS_NAME.search(sentence)
    if named is not None and (name := _cleaned(named["name"])):
        return read_who(f"{name}, {named['title']}")
    found = _THIS.match(sentence)
    if found is None:
        return None
    who, known = found["who"].lower(), lexicon()
    gender = known.gender_of_word(who)
    if gender is None and not known.is_role(who) and who not in phrases("description") | phrases("somebody"):
        return None
    return Named(
        name=who, named=False, gender=gender, gender_evidence=found["who"] if gender is not None else None
    )


def _only_name(words: str) -> Named | None:
    """The one person whom the last sentence names in full, whatever it says of him."""
    last = re.split(r"(?<=[a-zA-Z0-9]{2}[.?!])\s+", words.strip())[-1]
    names = {name for found in _FULL.finditer(last) if (name := _cleaned(found.group()))}
    first = next(iter(names), "").partition(" ")[0]
    return Named(name=names.pop()) if len(names) == 1 and gender_of_first_name(first) is not None else None


def _shouted_name(sentence: str) -> Named | None:
    """A name in capitals behind an office: "FIRE CHIEF LUIS SOL SAYS" -> Luis Sol."""
    words = _SHOUTED.findall(sentence)
    known = lexicon()
    for index, word in enumerate(words[:-1]):
        if not known.is_role(word.strip(".")) or known.is_role(words[index + 1].strip(".")):
            continue
        name: list[str] = []
        for later in words[index + 1 : index + 5]:
            if known.is_verb(later) or later.lower() in NOT_NAMES | DETERMINERS | {
                "is",
                "has",
                "will",
                "was",
                "of",
                "for",
                "at",
            }:
                break
            name.append(later)
        if 1 < len(name) <= 3:
            return read_who(f"{' '.join(name)}, {word}")
    return None


def fits(described: Named, told: Named) -> bool:
    """Whether "mayor" may mean the person with that title."""
    words = set(re.findall(r"[^\W_]+", described.name.lower()))
    return bool(words & set(re.findall(r"[^\W_]+", (told.title or "").lower())))
