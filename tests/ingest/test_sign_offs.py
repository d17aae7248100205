import pytest

from broadcast.ingest.markup import Markup
from broadcast.ingest.sign_offs import signed_off
from broadcast.model import Reason, Unspoken


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*part.span)], str(part.reason)) for part in signed_off(Markup(text=text)).asides]


@pytest.mark.parametrize("words", ["bur-dar-gl/fz", "ar/ls", "jh/ska/mr", "/ER/"])
def test_initials_at_the_foot_are_marked(words: str) -> None:
    assert marked(f"The wall fell.\n\n{words}") == [(words, "end mark")]


@pytest.mark.parametrize(
    "words",
    [
        "(©Elsa)",
        "© 2026 Elsa Wire",
        "Copyright 2026 Elsa Wire. All rights reserved.",
        "(c) Copyright Elsa Wire",
    ],
)
def test_lines_of_rights_at_the_foot_are_marked(words: str) -> None:
    assert marked(f"The wall fell.\n\n{words}") == [(words, "credit")]


def test_several_are_marked_and_end_marks_are_passed() -> None:
    assert marked("The wall fell.\n\n(©Elsa)\n\nar/ls\n\nends") == [
        ("(©Elsa)", "credit"),
        ("ar/ls", "end mark"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(©Elsa)\n\nThe wall fell.",
        "The wall fell.\n\nCopyright law is old.",
        "The wall fell.\n\nyes",
        "The wall fell.\n\nand/or they said",
        "The wall fell.\n\n© " + "word " * 100,
        "",
        "The wall fell.",
    ],
)
def test_copy_stays_copy(text: str) -> None:
    assert marked(text) == []


def test_what_is_marked_already_stays_as_it_is() -> None:
    text = "The wall fell.\n\nar/ls\n\n(©Elsa)"
    credit = Unspoken(span=(23, 30), reason=Reason.BYLINE)
    told = signed_off(Markup(text=text, headings=((16, 21),), asides=(credit,)))
    assert told.asides == (credit,)
    assert [text[slice(*part.span)] for part in signed_off(Markup(text=text, asides=(credit,))).asides] == [
        "ar/ls",
        "(©Elsa)",
    ]
