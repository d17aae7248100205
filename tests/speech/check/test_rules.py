"""Every rule, by its own example; and what holds for all of them."""

import re

import pytest
from checkdesk import NEWS, copy_of, findings
from hypothesis import given

from broadcast.model import Kind
from broadcast.speech.check import (
    SOURCES,
    Checks,
    Part,
    Rule,
    Severity,
    all_rules,
    apply,
    check_copy,
    plain_copy,
    safe_edits,
)

RULES = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in all_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule: Rule) -> None:
    assert findings(rule.example.bad, rule.code)
    assert not findings(rule.example.good, rule.code)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_why_in_one_sentence_and_names_its_source(rule: Rule) -> None:
    assert rule.why.endswith(".")
    assert rule.source
    assert all(key in SOURCES for key in rule.source)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_promises_fixes_has_one_for_its_example(rule: Rule) -> None:
    edits = [edit for finding in findings(rule.example.bad, rule.code) for edit in finding.edits]
    assert bool(edits) is rule.mends


@pytest.mark.parametrize("rule", [part for part in RULES if part.values[0].mends])  # type: ignore[attr-defined]
def test_a_mended_example_is_not_found_again(rule: Rule) -> None:
    edits, _ = safe_edits(findings(rule.example.bad, rule.code))
    assert not findings(apply(rule.example.bad, edits), rule.code)


def test_codes_and_names_are_unique_and_never_mistaken_for_each_other() -> None:
    codes, names = ([getattr(rule, key) for rule in all_rules()] for key in ("code", "name"))
    assert len({*codes, *names}) == 2 * len(all_rules())
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("rule", [part for part in RULES if not part.values[0].any_language])  # type: ignore[attr-defined]
def test_copy_in_another_language_is_left_alone(rule: Rule) -> None:
    assert not findings(rule.example.bad, rule.code, language="fr")


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_but_those_of_typing_finds_fault_with_a_soundbite(rule: Rule) -> None:
    bad = rule.example.bad
    bite = plain_copy(bad, kind=Kind.SOUNDBITE)
    found = check_copy(bite, only=[rule.code])
    assert rule.code[0] == "T" or not found
    assert not any(finding.edits for finding in found)


def test_a_rule_that_is_off_is_looked_for_when_it_is_switched_on_or_selected() -> None:
    copy = plain_copy("The repair cost $300.")
    assert not [one for one in check_copy(copy) if one.rule.code == "N204"]
    assert check_copy(copy, Checks(on=frozenset({"money-sign"})))[0].rule.code == "N204"
    assert check_copy(copy, only=["N204"])


def test_a_rule_that_is_on_can_be_switched_off_and_be_of_another_severity() -> None:
    copy = plain_copy("The bridge is shut; the ferry runs.")
    assert check_copy(copy, Checks(severity={"S607": Severity.ERROR}))[0].severity is Severity.ERROR
    assert not check_copy(copy, Checks(off=frozenset({"semicolon"})))


def test_what_is_no_copy_is_not_looked_at() -> None:
    text = "QUILL, Nov. 9 — The bridge is shut."
    heard = plain_copy(text)
    silent = type(heard)(text=text, parts=(Part(span=(16, 35), kind=Kind.ANCHOR),), silent=((0, 16),))
    assert check_copy(heard, only=["A301"])
    assert not check_copy(silent, only=["A301"])


@given(NEWS)
def test_findings_lie_in_the_text_and_in_its_order(text: str) -> None:
    found = check_copy(copy_of(text))
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) for one in found)
