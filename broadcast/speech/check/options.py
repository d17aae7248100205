"""The table `[check]` of broadcast.toml goes in; which rules hold, and where limits lie, come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from broadcast.errors import UsageError
from broadcast.speech.check.finding import Rule, Severity

SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What a station wants checked.

    Attributes:
        off: Codes or names of rules that are not looked for.
        on: Codes or names of rules that are looked for although they are off at first.
        severity: A table: code or name of a rule, and how much it matters.
        sentence: Words that a sentence may have.
        comfortable: Words from which on a sentence is called long, as a hint.
        numbers: Numbers that a sentence may have.
        title_words: Words of a title that may stand before a name.
    """

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    sentence: int = 25
    comfortable: int = 20
    numbers: int = 2
    title_words: int = 4

    def wants(self, rule: Rule) -> bool:
        """Whether a rule is looked for."""
        names = {rule.code, rule.name}
        return not names & self.off and (rule.on or bool(names & self.on))

    def severity_of(self, rule: Rule) -> Severity:
        """How much a rule matters here."""
        return self.severity.get(rule.code, self.severity.get(rule.name, rule.severity))


LIMITS = ("sentence", "comfortable", "numbers", "title_words")
KEYS = ("off", "on", "severity", *LIMITS)


def read_checks(table: Any, before: Checks, rules: Iterable[Rule]) -> Checks:
    """The table over what held before; rules are joined rule by rule, limits replaced.

    Raises:
        UsageError: A key, a rule or a value that is not known.
    """
    known = {name for rule in rules for name in (rule.code, rule.name)}
    if not isinstance(table, dict):
        raise UsageError("'check' is not a table", 'write [check] and below it off = ["semicolon"]')
    changes: dict[str, Any] = {}
    for key, value in table.items():
        if key in ("off", "on"):
            changes[key] = _named(key, value, known)
        elif key == "severity":
            changes[key] = {**before.severity, **_severities(value, known)}
        elif key in LIMITS:
            changes[key] = _limit(key, value)
        else:
            raise UsageError(f"'check' sets '{key}', which is not known", f"it may set: {', '.join(KEYS)}")
    off, on = changes.get("off", frozenset()), changes.get("on", frozenset())
    changes["off"] = (before.off - on) | off
    changes["on"] = (before.on - off) | on
    return replace(before, **changes)


def check_names(names: Iterable[str], rules: Iterable[Rule]) -> frozenset[str]:
    """Codes or names of rules as they were typed, made sure of; "N" stands for all of N.

    Raises:
        UsageError: A rule that is not known.
    """
    listed = list(rules)
    codes: set[str] = set()
    for name in names:
        wanted = name.strip()
        found = {
            rule.code
            for rule in listed
            if rule.name == wanted.lower() or (wanted and rule.code.startswith(wanted.upper()))
        }
        if not found:
            raise UsageError(f"no rule is called '{wanted}'", "broadcast check --list-rules lists them")
        codes |= found
    return frozenset(codes)


def severity_named(word: str) -> Severity:
    """A severity by its word.

    Raises:
        UsageError: Not one of the three.
    """
    if word not in SEVERITIES:
        raise UsageError(f"no severity is called '{word}'", f"choose {', '.join(SEVERITIES)}")
    return SEVERITIES[word]


def _named(key: str, value: Any, known: set[str]) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise UsageError(f"'check' sets '{key}' to '{value}'", f'write {key} = ["semicolon", "N204"]')
    for name in value:
        _check_known(name, known)
    return frozenset(value)


def _severities(value: Any, known: set[str]) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise UsageError(
            f"'check' sets 'severity' to '{value}'", 'write severity = { long-sentence = "hint" }'
        )
    for name in value:
        _check_known(name, known)
    return {name: severity_named(str(word)) for name, word in value.items()}


def _check_known(name: str, known: set[str]) -> None:
    if name not in known:
        raise UsageError(
            f"'check' names a rule '{name}', which is not known", "broadcast check --list-rules lists them"
        )


def _limit(key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"'check' sets '{key}' to '{value}'", "write a whole number from 1 on")
    return value
