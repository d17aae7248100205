"""Fixes: only what they say, never in a quotation, and once."""

import re

from checkdesk import NEWS, copy_of
from hypothesis import given

from broadcast.speech.check import Edit, apply, check_copy, safe_edits

QUOTATION = re.compile("“[^”]*”")


def rounds(text: str) -> str:
    for _ in range(10):
        edits, _ = safe_edits(check_copy(copy_of(text)))
        if not edits:
            return text
        text = apply(text, edits)
    raise AssertionError("a fix that never ends")


def test_edits_are_made_from_left_to_right() -> None:
    edits = [Edit(span=(0, 1), words="A"), Edit(span=(3, 3), words="-"), Edit(span=(4, 5), words="")]
    assert apply("abcdef", edits) == "Abc-df"


def test_edits_that_meet_wait_for_the_next_round() -> None:
    found = check_copy(copy_of("Crews left on Nov. 9 , they say."), only=["A301", "T102", "T103"])
    edits, mended = safe_edits([*found, *found])
    assert len(mended) == len(found) == 2
    assert [edit.span for edit in edits] == sorted(edit.span for edit in edits)


@given(NEWS)
def test_to_mend_twice_changes_nothing(text: str) -> None:
    once = rounds(text)
    assert rounds(once) == once


@given(NEWS)
def test_no_quotation_is_changed(text: str) -> None:
    assert QUOTATION.findall(rounds(text)) == QUOTATION.findall(text)


@given(NEWS)
def test_nothing_is_changed_but_where_an_edit_says_so(text: str) -> None:
    edits, mended = safe_edits(check_copy(copy_of(text)))
    after = apply(text, edits)
    kept_before, kept_after, at, there = [], [], 0, 0
    for edit in edits:
        length = edit.span[0] - at
        kept_before.append(text[at : edit.span[0]])
        kept_after.append(after[there : there + length])
        at, there = edit.span[1], there + length + len(edit.words)
    assert kept_before == kept_after
    assert text[at:] == after[there:]
    assert len(edits) == sum(len(finding.edits) for finding in mended)


@given(NEWS)
def test_words_that_no_rule_names_stay_in_their_order(text: str) -> None:
    """Only abbreviations, signs, figures at the start and doubled words may go; every other word stays."""
    stays = re.compile(
        r"\b(?:ferry|Quill|Sound|crews|cleared|Renko|harbour|guard|repair|Police|Ruiz|wall|Waves|Visit|agreed)\b"
    )
    assert stays.findall(rounds(text)) == stays.findall(text)
