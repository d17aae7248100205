"""The table [check] of broadcast.toml."""

from typing import Any

import pytest

from broadcast.errors import UsageError
from broadcast.speech.check import Checks, Severity, all_rules, check_names, read_checks, severity_named


def read(table: Any, before: Checks | None = None) -> Checks:
    return read_checks(table, before or Checks(), all_rules())


def test_every_key_is_read() -> None:
    limits = {"sentence": 30, "comfortable": 22, "numbers": 3, "title_words": 5}
    checks = read({"off": ["S607"], "on": ["money-sign"], "severity": {"alleged": "error"}, **limits})
    assert checks == Checks(
        off=frozenset({"S607"}), on=frozenset({"money-sign"}), severity={"alleged": Severity.ERROR},
        sentence=30, comfortable=22, numbers=3, title_words=5,
    )  # fmt: skip


def test_a_later_table_is_joined_to_the_one_before() -> None:
    before = read({"off": ["S607", "alleged"], "severity": {"S601": "hint"}, "sentence": 30})
    checks = read({"on": ["alleged"], "severity": {"S602": "error"}}, before)
    assert checks.off == {"S607"}
    assert checks.severity == {"S601": Severity.HINT, "S602": Severity.ERROR}
    assert checks.sentence == 30


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([], "'check' is not a table"),
        ({"of": []}, "sets 'of', which is not known"),
        ({"off": "S607"}, "sets 'off' to 'S607'"),
        ({"off": ["X1"]}, "names a rule 'X1'"),
        ({"severity": "error"}, "sets 'severity' to 'error'"),
        ({"severity": {"S601": "fatal"}}, "no severity is called 'fatal'"),
        ({"sentence": 0}, "sets 'sentence' to '0'"),
        ({"numbers": True}, "sets 'numbers' to 'True'"),
    ],
)
def test_a_mistake_is_a_usage_error(table: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read(table)


def test_rules_are_named_by_code_by_name_or_by_group() -> None:
    assert check_names(["S607", "alleged"], all_rules()) == {"S607", "B503"}
    assert all(code.startswith("T") for code in check_names(["T"], all_rules()))
    with pytest.raises(UsageError, match="no rule is called 'spelling'"):
        check_names(["spelling"], all_rules())


def test_a_severity_is_named_by_its_word() -> None:
    assert severity_named("hint") is Severity.HINT
