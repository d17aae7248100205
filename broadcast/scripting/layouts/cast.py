"""The names in all labels go in; one person a name, the same under every later label, comes out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from broadcast.scripting.layouts.casing import is_shouted, name_in_case
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.names import read_who
from broadcast.scripting.layouts.vocabulary import HEARD, read_label
from broadcast.scripting.lexicon import DETERMINERS, NOT_NAMES, ORGANISATION_WORDS, PARTICLES, lexicon

MOST_TITLE_WORDS = 4
_CAPITALISED = re.compile(r"[^\W\d_][\w.'’-]*")
# McDonald   DeSantis   MacLeod
_INNER_CAPITAL = re.compile(r"\b[^\W\d_a-z][a-z]{1,3}[A-Z][a-z]+\b")
_CONTRACTED = re.compile(r"['’](?:m|s|re|ve|ll|d|t)$", re.IGNORECASE)  # I'm   It's   We'll
_PUNCTUATION = ".,'’\""
_SLUGGED = re.compile(r"(?P<first>[^\W\d_]['’\w]{2,})(?:(?: \w+){1,2}|-\d+)")  # Tulloch Ferry   Petrov-1


@dataclass(slots=True)
class Cast:
    """Who is named in a report.

    Attributes:
        text: The report.
        words: The words of every label that names somebody, in order.
    """

    text: str
    words: Iterable[str]
    people: dict[str, Named] = field(init=False, default_factory=dict)
    _by_last: dict[str, list[str]] = field(init=False, default_factory=dict)
    _by_first: dict[str, list[str]] = field(init=False, default_factory=dict)
    _by_initials: dict[str, list[str]] = field(init=False, default_factory=dict)
    _by_title: dict[str, list[str]] = field(init=False, default_factory=dict)
    _read: dict[str, Named | None] = field(init=False, default_factory=dict)
    _spelt: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._spelt = {found.lower(): found for found in _INNER_CAPITAL.findall(self.text)}
        read = [self._reading(words) for words in self.words]
        for named in read:
            if named is not None and named.named and _is_full(named.name):
                self._enter(named)
        lone = {
            _plain(named.name)[0] for named in read if named and named.named and len(_plain(named.name)) == 1
        }
        self._find_in_text(
            {word for word in lone if word not in self._by_last and word not in self._by_first}
        )

    def person(self, words: str) -> Named | None:
        """Whom the words of a label name: the person as first named in full, or as the label has it."""
        named = self._reading(words)
        if named is None:
            return None
        key = self.key(words)
        known = self.people.get(key) if key else None
        return replace(known, language=named.language) if known is not None else named

    def key(self, words: str) -> str:
        """What the same person has in common under every label; empty for nobody."""
        named = self._reading(words)
        if named is None:
            return ""
        plain = _plain(named.name)
        if not plain:
            return named.name.casefold()
        whole = " ".join(plain)
        if whole in self.people:
            return whole
        for known in self._candidates(named, plain):
            return known
        return whole if named.named else f"~{whole}"

    def _candidates(self, named: Named, plain: list[str]) -> Iterable[str]:
        """People whom a short form may mean, the likeliest first."""
        if not named.named:
            yield from () if named.withheld else self._titled(plain)
            return
        last = self._by_last.get(plain[-1], [])
        if len(plain) > 1:
            initial = plain[0].rstrip(".")
            if len(initial) <= 2 and len(plain) == 2:
                yield from (key for key in last if key.startswith(initial[0]))
            yield from (key for key in last if key.split()[0] == plain[0])
            tail = " ".join(plain)
            yield from (key for key in last if key.endswith(" " + tail))
            return
        yield from last
        yield from self._by_first.get(plain[0], []) if len(self._by_first.get(plain[0], [])) == 1 else []
        if 2 <= len(plain[0]) <= 3:
            yield from self._by_initials.get(plain[0], [])

    def _titled(self, plain: list[str]) -> list[str]:
        """The one person who bears a title: "MAYOR" -> Ana Ruiz, mayor."""
        found = self._by_title.get(plain[-1], [])
        if len(plain) > MOST_TITLE_WORDS or len(found) != 1:
            return []
        title = set((self.people[found[0]].title or "").lower().split())
        return found if set(plain[:-1]) <= title | DETERMINERS else []

    def _reading(self, words: str) -> Named | None:
        words = " ".join(words.split())
        if words not in self._read:
            named = read_who(words)
            if named is not None and named.named:
                named = self._without_slug(named)
                spelt = " ".join(self._spelt.get(word.lower(), word) for word in named.name.split())
                named = replace(named, name=spelt)
            self._read[words] = named
        return self._read[words]

    def _without_slug(self, named: Named) -> Named:
        """Whom a recording's name in capitals begins with: "Tulloch" of TULLOCH FERRY, of PETROV-1.

        Only where the copy has the first word as somebody's surname, and not the whole as a name.
        """
        found = _SLUGGED.fullmatch(named.name)
        titled = named.title is not None  # Nena Sol, grandmother
        if found is None or titled or re.search(rf"\b{re.escape(named.name)}\b", self.text):
            return named
        surname = re.escape(found["first"])
        own = re.search(rf"\b[^\W\d_a-z][\w.'’]+ (?:[\w'’]+-)?{surname}\b(?! [^\W\d_a-z])", self.text)
        return replace(named, name=found["first"]) if own else named

    def _enter(self, named: Named) -> None:
        plain = _plain(named.name)
        whole = " ".join(plain)
        short = plain[0].rstrip(".")
        if (
            len(short) == 1
            and len(plain) == 2
            and any(key[0] == short for key in self._by_last.get(plain[-1], []))
        ):
            return
        known = self.people.get(whole)
        self.people[whole] = _merged(known, named) if known else replace(named, language=None)
        for role in _roles(named.title):
            _add(self._by_title, role, whole)
        if known is None:
            self._index(plain, whole)

    def _index(self, plain: list[str], whole: str) -> None:
        _add(self._by_last, plain[-1], whole)
        for part in plain[-1].split("-") if "-" in plain[-1] else ():
            _add(self._by_last, part, whole)
        _add(self._by_first, plain[0], whole)
        _add(self._by_initials, "".join(word[0] for word in plain), whole)
        _add(self._by_initials, initials_of(whole), whole)
        _add(self._by_initials, plain[0][0] + plain[-1][0], whole)

    def _find_in_text(self, wanted: set[str]) -> None:
        """Full names in the copy for surnames that no label gives in full: "my guest, Rachel Brodsky"."""
        if not wanted:
            return
        initials = {word for word in wanted if 2 <= len(word) <= 3 and word.isalpha()}
        before: list[re.Match[str]] = []
        firsts: dict[str, tuple[re.Match[str], re.Match[str]]] = {}
        for found in _CAPITALISED.finditer(self.text):
            if before:
                self._match_last(wanted, before, found)
                self._initialled(initials, before[-1], found)
                self._match_first(wanted, before[-1], found, firsts)
            before = [*before[-3:], found]
        for word in sorted(wanted & set(firsts)):
            self._enter_from_text(*firsts[word])

    def _match_last(self, wanted: set[str], before: list[re.Match[str]], found: re.Match[str]) -> None:
        """A wanted surname with a first name before it."""
        plain = found.group().strip(_PUNCTUATION).removesuffix("'s").removesuffix("’s").casefold()
        meant = {plain, *plain.split("-")} & wanted  # GAUTHIER: for Ana Gauthier-Penner
        first = self._first_names(before, found) if meant else None
        if first is not None:
            self._enter_from_text(first, found)
            wanted -= meant

    def _match_first(
        self,
        wanted: set[str],
        first: re.Match[str],
        last: re.Match[str],
        firsts: dict[str, tuple[re.Match[str], re.Match[str]]],
    ) -> None:
        """A wanted first name with a surname behind it: "KATE:" and "I'm Kate Lund"."""
        plain = first.group().strip(_PUNCTUATION).casefold()
        if plain in wanted and _may_be_last(last.group()) and self._first_names([first], last) is not None:
            firsts.setdefault(plain, (first, last))

    def _initialled(self, wanted: set[str], first: re.Match[str], last: re.Match[str]) -> None:
        """A name in the copy that a label has the initials of: "BM:" for Brent Mills."""
        letters = (first.group()[0] + last.group()[0]).casefold()
        every = initials_of(f"{first.group()} {last.group()}".casefold())
        letters = every if every in wanted else letters
        if letters in wanted and last.group()[0].isupper() and self._first_names([first], last) is not None:
            self._enter_from_text(first, last)
            wanted.discard(letters)

    def _first_names(self, before: list[re.Match[str]], last: re.Match[str]) -> re.Match[str] | None:
        """The word that begins the name which `last` ends; None when no first name stands there."""
        first: re.Match[str] | None = None
        after = last
        for word in reversed(before):
            if self.text[word.end() : after.start()] != " " or not _may_be_first(word.group(), last.group()):
                break
            if word.group().lower() not in PARTICLES:
                first = word
            after = word
        return first

    def _enter_from_text(self, first: re.Match[str], last: re.Match[str]) -> None:
        words = self.text[first.start() : last.end()].rstrip(".,")
        words = words.removesuffix("'s").removesuffix("’s")
        name = name_in_case(words) if is_shouted(words) else words
        self._enter(Named(name=name))


def initials_of(name: str) -> str:
    """The first letters of a name's words and of what hyphens join in them: "Jens-Uwe Sol" -> jus."""
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part)


def _may_be_first(word: str, last: str) -> bool:
    plain = word.lower().strip(_PUNCTUATION)
    known = lexicon()
    if plain in PARTICLES:
        return True
    if not word[0].isupper() or known.is_role(plain) or plain in NOT_NAMES | DETERMINERS | ORGANISATION_WORDS:
        return False
    if is_shouted(last) and len(last) > 1 and not is_shouted(word):
        return False
    label = read_label(word) if len(word) > 1 and word.isupper() else None
    if _CONTRACTED.search(word) or (label is not None and label.mark in HEARD):  # AX RUIZ
        return False
    return not (known.is_verb(plain) or word.endswith(("'s", "’s")) or (word.endswith(".") and len(word) > 3))


def _may_be_last(word: str) -> bool:
    """Whether a word may be the surname behind a first name: no month, no office, no house."""
    plain = word.lower().strip(_PUNCTUATION)
    trade = len(word) > 1 and word.isupper() and read_label(word) is not None  # ANA TAG
    common = plain in NOT_NAMES | ORGANISATION_WORDS or lexicon().is_role(plain)
    return word[0].isupper() and not (common or trade)


def _plain(name: str) -> list[str]:
    """The words of a name in one form, without marks: "J. O'Neill" -> j, o'neill."""
    return [word for part in name.casefold().replace("’", "'").split() if (word := part.strip('.,"“”'))]


def _is_full(name: str) -> bool:
    """Whether a name is more than a surname: not "Ruiz", not "De la Cruz"."""
    plain = _plain(name)
    return len(plain) > 1 and plain[0] not in PARTICLES


def _roles(title: str | None) -> list[str]:
    """The offices in a title."""
    head = re.split(r"\b(?:of|for|at|to)\b|,", title or "", maxsplit=1)[0]
    return [word for word in head.lower().split() if lexicon().is_role(word)]


def _merged(known: Named, later: Named) -> Named:
    """What two labels of one person tell together; the first has precedence."""
    return replace(
        known,
        title=known.title or later.title,
        gender=known.gender or later.gender,
        gender_evidence=known.gender_evidence or later.gender_evidence,
    )


def _add(index: dict[str, list[str]], key: str, value: str) -> None:
    found = index.setdefault(key, [])
    if value not in found and len(found) < 8:
        found.append(value)
