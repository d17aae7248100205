import pytest
from webdesk import HARBOUR, within

from broadcast.ingest.mail_layout import tell_mail_layout, unquoted

HEAD = "From: Desk <desk@elsa.example>\nSent: Monday\nTo: Ana Ruiz\nSubject: Wall"


def copy_of(text: str, *, is_forwarded: bool = False) -> str:
    layout = tell_mail_layout(text, is_forwarded=is_forwarded)
    pieces, at = [], 0
    for part in layout.parts:
        assert at <= part.span[0] < part.span[1]
        pieces.append(text[at : part.span[0]])
        at = part.span[1]
    return "".join([*pieces, text[at:]]).strip()


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "Hi all,\n\n{}",
        "Dear Ana,\n\nPlease find our report below.\n\n{}\n\nBest regards,\nLu Sol\nElsa Wire",
        "{}\n\nThanks,\nLu",
        "{}\n\n-- \nLu Sol\n555 0100",
        "{}\n\n--\nLu Sol\n555 0100",
        "{}\n\nSent from my iPhone",
        "{}\n\nOn Mon, 23 Nov 2026, Desk <d@x> wrote:\n> When do you file?\n>\n> Thanks",
        "{}\n\nOn Mon, 23 Nov 2026, Desk <d@x> wrote:\n\nWhen do you file?\n\nThanks",
        "{}\n\n-----Original Message-----\n" + HEAD + "\n\nWhen do you file?",
        "{}\n\n________________________________\n" + HEAD + "\n\nWhen do you file?",
        "{}\n\n" + HEAD + "\n\nWhen do you file?",
        "{}\n\nThis e-mail is confidential and intended for the recipient.\n\nUnsubscribe",
        "CAUTION: This email originated from outside of the company.\n\nHi,\n\n{}",
        "> Can you send it?\n\nHere it is.\n\n{}",
    ],
)
def test_only_the_copy_is_left(frame: str) -> None:
    assert copy_of(frame.format(HARBOUR)).removeprefix("Here it is.").strip() == HARBOUR


@pytest.mark.parametrize(
    "frame",
    [
        "FYI\n\n---------- Forwarded message ---------\n" + HEAD + "\n\n{}",
        "For tonight. T.\n\nBegin forwarded message:\n\n" + HEAD + "\n\n{}\n\nSent from my iPhone",
        HEAD + "\n\n{}",
        "Please use.\n\n" + HEAD + "\n\nSee below.\n\n" + HEAD + "\n\n{}",
    ],
)
def test_a_mail_that_was_passed_on_is_the_copy(frame: str) -> None:
    text = frame.format(HARBOUR)
    assert copy_of(text) == HARBOUR
    assert tell_mail_layout(text).forwarded["subject"] == "Wall"


def test_words_above_are_a_note_to_the_desk() -> None:
    assert (
        tell_mail_layout(f"FYI, for tonight.\n\nBegin forwarded message:\n{HEAD}\n\n{HARBOUR}").cover
        == "FYI, for tonight."
    )


def test_a_long_note_above_a_forwarded_mail_that_is_longer_is_no_copy_either() -> None:
    note = "I think that this is a good one for the morning. " * 6
    text = f"{note}\n\n{HEAD}\n\n{HARBOUR}\n\n{HARBOUR}"
    assert copy_of(text, is_forwarded=True) == f"{HARBOUR}\n\n{HARBOUR}"
    assert copy_of(text) == note.strip()


def test_rules_and_quotations_amid_the_copy_stay() -> None:
    text = f"{HARBOUR}\n\n--\n\n{HARBOUR}"
    assert copy_of(HARBOUR.replace("\n\n", "\n\n***\n\n")) == HARBOUR.replace("\n\n", "\n\n***\n\n")
    assert copy_of(text).startswith(HARBOUR)
    assert copy_of("Best of all, she said, nobody was hurt.\n\n" + HARBOUR).startswith("Best of all")


def test_what_is_quoted_as_a_whole_is_freed_of_its_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in HARBOUR.split("\n"))
    assert unquoted(quoted) == HARBOUR
    assert unquoted(f"FYI\n\n{quoted}") == f"FYI\n\n{HARBOUR}"
    assert unquoted(f"{HARBOUR}\n{quoted}") == f"{HARBOUR}\n{quoted}"
    assert unquoted("> short") == "> short"


@pytest.mark.parametrize(
    "part",
    [
        "> a\n",
        HEAD + "\n\n",
        "From: a\n",
        "--\n",
        "Hi,\n\n",
        "Best regards\n",
        "On a wrote b:\n",
        "confidential message in error\n\n",
        "a\n",
    ],
)
def test_a_long_mail_takes_no_long_time(part: str) -> None:
    with within(15):
        tell_mail_layout(part * (400_000 // len(part)))
