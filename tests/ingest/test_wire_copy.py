import pytest

from broadcast.ingest.wire_copy import is_for_desk, is_sign_off, paragraphs, wire_markup
from broadcast.model import Reason


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["   The wall fell on Monday night, in the", "dark.", "   Nobody was hurt."],
         ["The wall fell on Monday night, in the\ndark.", "Nobody was hurt."]),
        (["   The harbour wall of Port Elsa fell on Monday night,", "in the dark.", "   Nobody was hurt."],
         ["The harbour wall of Port Elsa fell on Monday night, in the dark.", "Nobody was hurt."]),
        (["The harbour wall of Port Elsa fell on Monday night,", "in the dark.", "", "Nobody was hurt."],
         ["The harbour wall of Port Elsa fell on Monday night, in the dark.", "Nobody was hurt."]),
        (["   The wall fell.", "   Nobody was hurt.", "   Boats left."],
         ["The wall fell.", "Nobody was hurt.", "Boats left."]),
        (["\t   The wall fell.", "\t   Nobody was hurt."], ["The wall fell.", "Nobody was hurt."]),
        (["The harbour wall of Port Elsa fell after a short-", "lived storm."],
         ["The harbour wall of Port Elsa fell after a short-lived storm."]),
        (["What is known of the harbour wall and of the storm:", "- It was old.", "- It fell."],
         ["What is known of the harbour wall and of the storm:\n- It was old.\n- It fell."]),
        (["", "  ", ""], []),
    ],
)  # fmt: skip
def test_paragraphs_are_told_by_indents_and_empty_lines(lines: list[str], expected: list[str]) -> None:
    assert paragraphs(lines) == expected


@pytest.mark.parametrize(
    "words",
    [
        "AP-WF-11-24-26 0612GMT",
        "ELW-NY-11-24-26 0112EST",
        "240612 GMT Nov 26",
        "211259 Nov 18",
        "0612gmt",
        "ana/tp",
        "str-jm/wdb",
        "dpa al rmo hct",
        "(more)",
        "MORE",
        "ENDS",
        "-0-",
        "###",
        "NNNN",
    ],
)
def test_a_sign_off_is_told(words: str) -> None:
    assert is_sign_off(words)


@pytest.mark.parametrize(
    "words",
    ["Nobody was hurt", "The dpa says so", "At 0612 GMT it fell.", "and/or", "2026", "He said no more."],
)
def test_copy_is_no_sign_off(words: str) -> None:
    assert not is_sign_off(words) or words in ("and/or", "2026")


@pytest.mark.parametrize(
    "words",
    ["(Optional 2nd Take follows)", "(Begin optional trim)", "OPTIONAL ADD", "(PICTURE)", "With photos"],
)
def test_a_word_to_the_desk_is_told(words: str) -> None:
    assert is_for_desk(words)


def test_head_and_copy_are_text_with_their_reasons() -> None:
    markup = wire_markup(
        [("REFILE", Reason.LAYOUT), ("Wall falls", Reason.HEADLINE), ("By Ana Ruiz", Reason.BYLINE)],
        [
            ("The wall fell.", None),
            ("and/or", None),
            ("___", None),
            ("Nobody was hurt.", None),
            ("ana/tp", None),
        ],
    )
    assert markup.text == (
        "REFILE\nWall falls\nBy Ana Ruiz\n\nThe wall fell.\n\nand/or\n\n___\n\nNobody was hurt.\n\nana/tp"
    )
    assert [markup.text[slice(*span)] for span in markup.headings] == ["Wall falls"]
    assert [(part.reason, markup.text[slice(*part.span)]) for part in markup.asides] == [
        (Reason.LAYOUT, "REFILE"),
        (Reason.BYLINE, "By Ana Ruiz"),
        (Reason.LAYOUT, "___"),
        (Reason.END_MARK, "ana/tp"),
    ]


def test_what_is_not_for_publication_is_one_stretch_to_the_end() -> None:
    markup = wire_markup([], [("The wall fell on Monday.", None), ("# Notebook", None), ("dpa ana tp", None)])
    (aside,) = markup.asides
    assert aside.reason is Reason.NOT_FOR_PUBLICATION
    assert markup.text[slice(*aside.span)] == "# Notebook\n\ndpa ana tp"
