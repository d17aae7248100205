import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import HARBOUR, copies, is_whole, spoken, unspoken

from broadcast.ingest.assembly import Declared, assembled, language_tag, one_line
from broadcast.ingest.document import Document
from broadcast.ingest.markup import Markup
from broadcast.model import Reason, Report, Status, Unspoken

DOCUMENT = Document(raw=b"x", name="wall.x")


def report(text: str, declared: Declared | None = None, *, headings: str = "", asides: str = "") -> Report:
    """A report of a text in which some words, parted by |, are headings or asides."""
    heading_spans = [
        (text.index(words), text.index(words) + len(words)) for words in headings.split("|") if words
    ]
    aside_spans = [
        (text.index(words), text.index(words) + len(words)) for words in asides.split("|") if words
    ]
    markup = Markup(
        text=text,
        headings=tuple(heading_spans),
        asides=tuple(Unspoken(span=span, reason=Reason.BYLINE) for span in aside_spans),
    )
    return assembled(markup, declared or Declared(), DOCUMENT, "html")


def test_what_is_declared_fills_the_report() -> None:
    told = report(
        HARBOUR,
        Declared(
            headline=" Wall \n falls ",
            byline="by Ana Ruiz",
            dateline="Port Elsa",
            slug="wall",
            language="en-gb",
            item_id="urn:1",
            rights="Elsa Wire",
            notes="Check.\nAgain.",
            correction="The date",
        ),
    )
    assert (told.headline, told.byline, told.dateline) == ("Wall falls", "Ana Ruiz", "Port Elsa")
    assert (told.slug, told.language, told.item_id) == ("wall", "en-GB", "urn:1")
    assert (told.rights, told.notes, told.correction) == ("Elsa Wire", "Check.\nAgain.", "The date")
    assert (told.source_format, told.source_name) == ("html", "wall.x")
    assert told.text == HARBOUR
    assert not told.furniture


def test_the_first_heading_is_the_headline_and_later_ones_are_layout() -> None:
    told = report("Wall falls\n\nELSA — It fell.\n\nRescue\n\nAll well.", headings="Wall falls|Rescue")
    assert (told.headline, told.dateline) == ("Wall falls", "ELSA")
    assert unspoken(told) == [("headline", "Wall falls"), ("dateline", "ELSA —"), ("layout", "Rescue")]


def test_a_declared_headline_counts_more_than_the_heading() -> None:
    told = report("Wall is down\n\nIt fell.", Declared(headline="Wall falls"), headings="Wall is down")
    assert told.headline == "Wall falls"
    assert unspoken(told) == [("headline", "Wall is down")]


def test_the_declared_headline_is_known_again_below_the_copy() -> None:
    told = report(
        "It fell.\n\nWALL FALLS\n\nIt was late.", Declared(headline="Wall falls"), headings="WALL FALLS"
    )
    assert unspoken(told) == [("headline", "WALL FALLS")]


def test_a_label_is_no_headline() -> None:
    text = f"PRESS RELEASE\n\nWall to rise\n\nPORT ELSA — {HARBOUR}"
    told = report(text, headings="PRESS RELEASE|Wall to rise")
    assert (told.headline, told.dateline) == ("Wall to rise", "PORT ELSA")
    assert unspoken(told) == [
        ("layout", "PRESS RELEASE"),
        ("headline", "Wall to rise"),
        ("dateline", "PORT ELSA —"),
    ]
    told = report(text, headings="Wall to rise")
    assert (told.headline, told.dateline) == ("Wall to rise", "PORT ELSA")


def test_headline_byline_and_dateline_are_told_from_the_copy_where_nothing_else_tells_them() -> None:
    told = report(f"Wall falls in storm\n\nBy Ana Ruiz\n\nPORT ELSA (EW) — {HARBOUR}\n\nENDS")
    assert (told.headline, told.byline, told.dateline) == (
        "Wall falls in storm",
        "Ana Ruiz",
        "PORT ELSA (EW)",
    )
    assert [reason for reason, _ in unspoken(told)] == ["headline", "byline", "dateline", "layout"]


def test_title_and_author_count_last() -> None:
    plain = Declared(title="Wall falls", author="Ana Ruiz")
    assert (report(HARBOUR, plain).headline, report(HARBOUR, plain).byline) == ("Wall falls", "Ana Ruiz")
    told = report(f"Storm takes wall\n\nBy Lu Sol\n\n{HARBOUR}", plain)
    assert (told.headline, told.byline) == ("Storm takes wall", "Lu Sol")


def test_a_byline_that_is_marked_counts_where_it_stands_above() -> None:
    assert report(f"By Ana Ruiz\n\n{HARBOUR}", asides="By Ana Ruiz").byline == "Ana Ruiz"
    told = report(
        f"{HARBOUR}\n\nLu Sol in Quill Sound contributed.", asides="Lu Sol in Quill Sound contributed."
    )
    assert told.byline is None


def test_status_and_embargo_are_settled() -> None:
    assert report(HARBOUR, Declared(status="canceled")).status is Status.KILLED
    assert report(HARBOUR, Declared(embargo="2999-01-01")).status is Status.EMBARGOED
    assert report(f"KILL KILL KILL\n\n{HARBOUR}").status is Status.KILLED


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN-us", "en-US"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("x", ""),
        ("English", ""),
        ("und", ""),
        ("", ""),
        ("en;q=1", ""),
    ],
)
def test_a_language_tag_is_written_as_usual(written: str, tag: str) -> None:
    assert language_tag(written) == tag


def test_a_field_on_one_line_has_no_half_letters() -> None:
    assert one_line(" a\n b\x00 \ud800") == "a b ?"


@given(copies(min_size=2), st.data())
def test_furniture_is_whole_wherever_headings_and_asides_stand(copy: list[str], data: st.DataObject) -> None:
    kinds = data.draw(
        st.lists(st.sampled_from(["copy", "heading", "aside"]), min_size=len(copy), max_size=len(copy))
    )
    text, spans = "", []
    for words in copy:
        text += "\n\n" if text else ""
        spans.append((len(text), len(text) + len(words)))
        text += words
    markup = Markup(
        text=text,
        headings=tuple(span for span, kind in zip(spans, kinds, strict=True) if kind == "heading"),
        asides=tuple(
            Unspoken(span=span, reason=Reason.LAYOUT)
            for span, kind in zip(spans, kinds, strict=True)
            if kind == "aside"
        ),
    )
    told = assembled(markup, Declared(headline="Wall falls"), DOCUMENT, "html")
    assert is_whole(told)
    left = " ".join(
        " ".join(words.split()) for words, kind in zip(copy, kinds, strict=True) if kind == "copy"
    )
    assert spoken(told) == left
