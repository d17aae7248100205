import pytest
from lxml import etree
from wordfile import NUMBERING, styles

from broadcast.ingest.docx_body import Paragraph
from broadcast.ingest.docx_styles import Role, Styles, read_numbers, read_styles

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tree(source: str) -> etree._Element:
    return etree.fromstring(f"<x xmlns:w='{W}'>{source}</x>")


def plain_styles() -> Styles:
    return read_styles(etree.fromstring(styles()))


@pytest.mark.parametrize(
    ("style", "role"),
    [
        ("Title", Role.TITLE),
        ("berschrift1", Role.HEADING),
        ("Heading2", Role.HEADING),
        ("Headline", Role.HEADING),
        ("Caption", Role.CAPTION),
        ("Byline", Role.BYLINE),
        ("TOC1", Role.CONTENTS),
        ("Plain", Role.BODY),
        ("unknown", Role.BODY),
        ("", Role.BODY),
    ],
)
def test_a_role_is_told_by_the_style_or_by_what_it_rests_on(style: str, role: Role) -> None:
    assert plain_styles().role(Paragraph(text="x", style=style)) is role


def test_an_outline_makes_a_heading_and_the_ninth_level_is_body() -> None:
    assert plain_styles().role(Paragraph(text="x", outline=1)) is Role.HEADING
    assert plain_styles().role(Paragraph(text="x", style="Plain", outline=9)) is Role.BODY


def test_styles_that_rest_on_each_other_in_a_circle_end() -> None:
    circle = "".join(
        f"<w:style w:styleId='{one}'><w:name w:val='{one}'/><w:basedOn w:val='{other}'/></w:style>"
        for one, other in ("AB", "BA")
    )
    assert read_styles(tree(circle)).role(Paragraph(text="x", style="A")) is Role.BODY


def test_the_language_of_a_document_is_that_of_its_defaults() -> None:
    assert plain_styles().language == "en-GB"
    assert read_styles(None).language == ""


def test_a_list_may_come_from_the_style_and_be_taken_back() -> None:
    told = plain_styles()
    assert told.numbering(Paragraph(text="x", style="ListNumber")) == ("1", 0)
    assert told.numbering(Paragraph(text="x", style="ListNumber", numbering=("0", 0))) is None
    assert told.numbering(Paragraph(text="x")) is None


def test_numbers_count_on_and_start_again_below_a_higher_one() -> None:
    numbers = read_numbers(tree(NUMBERING))
    steps = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)]
    assert [numbers.next(*step) for step in steps] == ["1.", "1.1)", "1.2)", "2.", "2.1)"]
    assert numbers.next("2", 0) == ""
    assert numbers.next("99", 0) == ""
    assert read_numbers(None).next("1", 0) == ""


def test_a_list_starts_where_it_says_and_lists_of_one_kind_count_together() -> None:
    level = (
        "<w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='(%1)'/></w:lvl>"
    )
    override = "<w:lvlOverride w:ilvl='0'/>"
    numbers = read_numbers(
        tree(
            f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>"
            "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
            "<w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
            f"<w:num w:numId='3'><w:abstractNumId w:val='0'/>{override}</w:num>"
        )
    )
    assert [numbers.next(number, 0) for number in "1213"] == ["(3)", "(4)", "(5)", "(3)"]
