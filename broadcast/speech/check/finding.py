"""What the copy check gives: rules, and findings with their place, their reason and maybe a fix."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from broadcast.units import Span

if TYPE_CHECKING:
    from broadcast.speech.check.copy import Copy
    from broadcast.speech.check.options import Checks


class Severity(IntEnum):
    """How much a finding matters; ordered."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As options and settings call it: "warning"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New words for a stretch of the text; an empty span puts them in, empty words take it out."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule saw.

    Attributes:
        span: The stretch of the text that it is about.
        what: What is wrong there, in lower case, without a full stop.
        suggestion: Other words, for a person to judge.
        edits: A rewrite that is safe without one; empty when none is.
    """

    span: Span
    what: str
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()


Find = Callable[["Copy", "Checks"], Iterator[Hit]]
"""How a rule goes through copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Copy as a rule would not have it, and as it would."""

    bad: str
    good: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that the ear asks of copy.

    Attributes:
        code: Stable: "N201".
        name: For people: "too-many-numbers"; stable as well.
        severity: Unless settings say another.
        why: One sentence.
        source: Keys of `SOURCES`.
        example: What it finds, and what it does not.
        find: Goes through the copy.
        on: Whether it is looked for unless settings say otherwise.
        any_language: Whether it holds beyond English.
        mends: Whether it has a rewrite for `--fix`, at least where one is safe.
    """

    code: str
    name: str
    severity: Severity
    why: str
    source: tuple[str, ...]
    example: Example
    find: Find
    on: bool = True
    any_language: bool = False
    mends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit of a rule in a text.

    Attributes:
        rule: Which rule.
        severity: By the settings.
        span: In the text that was checked.
        what: As `Hit.what`.
        suggestion: As `Hit.suggestion`.
        edits: As `Hit.edits`; none of them touches a quotation.
    """

    rule: Rule
    severity: Severity
    span: Span
    what: str
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()


def place(text: str, at: int) -> tuple[int, int]:
    r"""Line and column of a character, both from 1.

    >>> place("Storm.\nIt rains.", 10)
    (2, 4)
    """
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - line_start + 1


SOURCES = {
    "DINFOS": "Defense Information School, Broadcast Writing Style Guide, 22nd edition (2015)",
    "NAVEDTRA": "US Navy, Journalist, NAVEDTRA 14130, Broadcast Writing",
    "SS0519": "US Army, subcourse SS0519, Broadcast Writing",
    "Texas State": "Texas State University, Broadcast News Style Rules",
    "Curran": "Tim Curran, notes on broadcast writing: numbers (2011), “Who said that?” (2008)",
    "NewScript": "NewScript.com: numbers, “allege”; Mackie Morris and others",
    "BBC": "John Allen, The BBC News Styleguide",
    "Papper": "Robert A. Papper, Broadcast News and Writing Stylebook, chapter 3",
    "QUT": "Queensland University of Technology, QUT News style guide (2009, 2019)",
    "Samaritans": "Samaritans, Media Guidelines for Reporting Suicide (2020)",
    "WHO": "World Health Organization, Preventing suicide: a resource for media professionals (2017)",
    "practice": "General newsroom practice; no single source",
}
"""Where the rules come from."""
