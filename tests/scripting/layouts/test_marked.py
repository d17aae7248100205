"""The types that a reader of labelled copy gives."""

from dataclasses import FrozenInstanceError

import pytest

from broadcast.model import Kind
from broadcast.scripting.layouts.marked import Block, Marked, Named


def test_what_was_read_cannot_be_changed() -> None:
    block = Block(kind=Kind.ANCHOR, span=(0, 1))
    with pytest.raises(FrozenInstanceError):
        block.span = (1, 2)  # type: ignore[misc]


def test_two_labels_of_one_person_are_equal() -> None:
    assert Named(name="Ana Ruiz", title="mayor") == Named(name="Ana Ruiz", title="mayor")


def test_a_plain_report_has_no_blocks() -> None:
    assert Marked(layout="plain", blocks=(), unspoken=()).blocks == ()
