import base64
import time

import pytest

from broadcast.ingest.markup import Markup
from broadcast.ingest.renditions import HTML, NITF, PLAIN, Rendition, best_of, joined, rendition_of
from broadcast.ingest.xml import parse
from broadcast.model import Reason, Unspoken

PARAGRAPHS = "<p>The wall fell.</p><p>Three boats sank.</p>"
TEXT = "The wall fell.\n\nThree boats sank."


def carried(inner: str, attributes: str = "") -> Rendition | None:
    return rendition_of(
        parse(f"<inlineXML {attributes}>{inner}</inlineXML>".encode(), "the report"), "the report"
    )


@pytest.mark.parametrize(
    ("inner", "form"),
    [
        (
            f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>",
            NITF,
        ),
        (
            f"<html><head><title>x</title></head><body>{PARAGRAPHS}</body></html>",
            HTML,
        ),
        ("<p>The wall fell.</p><p>Three boats sank.</p>", HTML),
        ("<div><p>The wall fell.</p><p>Three boats sank.</p></div>", HTML),
        ("The wall fell.<br/><br/>Three boats sank.", HTML),
        (
            "<article><block><p>The wall fell.</p></block><block><p>Three boats sank.</p></block></article>",
            HTML,
        ),
        ("&lt;p&gt;The wall fell.&lt;/p&gt;&lt;p&gt;Three boats sank.&lt;/p&gt;", HTML),
        ("<![CDATA[<P>The wall fell.</P>\n<P> </P><P>Three boats sank.</P>]]>", HTML),
        ("\n  The wall fell.\n\n  Three boats sank.\n", PLAIN),
    ],
)
def test_copy_is_read_in_whatever_form_it_comes(inner: str, form: int) -> None:
    found = carried(inner)
    assert found is not None
    assert (found.markup.text, found.form) == (TEXT, form)


@pytest.mark.parametrize(
    "inner",
    [
        "",
        " \n ",
        "<!-- nothing -->",
        "<nitf><body><body.content/></body></nitf>",
        "<events><event><name>Fair</name><definition>A fair<br/>in Elsa</definition></event></events>",
        '<sports-content><team><name role="full">Elsa Rovers</name></team></sports-content>',
    ],
)
def test_xml_of_another_kind_and_nothing_are_no_copy(inner: str) -> None:
    assert carried(inner) is None


def test_plain_text_that_was_escaped_twice_is_mended() -> None:
    found = carried("Marks &amp;amp; Sons &amp;#8211; &amp;quot;no&amp;quot;")
    assert found is not None
    assert found.markup.text == 'Marks & Sons – "no"'


@pytest.mark.parametrize("encoding", ["base64", "Base64", "urn:encoding:base-64"])
def test_text_in_base64_is_read_and_a_picture_in_it_is_none(encoding: str) -> None:
    text = base64.b64encode(TEXT.encode()).decode()
    root = parse(f"<DataContent>\n{text[:20]}\n{text[20:]}</DataContent>".encode(), "the report")
    found = rendition_of(root, "the report", encoding)
    assert found is not None
    assert found.markup.text == TEXT
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
    assert carried(picture, f'encoding="{encoding}"') is None


def test_the_head_of_a_page_is_not_spoken_and_its_main_section_is() -> None:
    page = "<html><body><header><ul><li>Elsa</li></ul><h1>Wall</h1></header>"
    page += '<section class="main genre-7"><p>The wall fell.</p><p>Three boats sank.</p></section>'
    page += '<section class="notepad"><p>Not for you.</p></section></body></html>'
    found = carried(page)
    assert found is not None
    assert found.markup.text == TEXT
    found = carried("<html><body><header><h1>Wall</h1></header><p>The wall fell.</p></body></html>")
    assert found is not None
    assert [(part.span, part.reason) for part in found.markup.asides] == [((0, 4), Reason.LAYOUT)]


def test_the_language_is_that_of_the_nearest_element() -> None:
    nitf = '<nitf baselang="de"><body><body.content><p>x</p></body.content></body></nitf>'
    for inner, attributes, language in [
        ("<p>x</p>", 'xml:lang="fr"', "fr"),
        ("<html xml:lang='es'><body><p>x</p></body></html>", "", "es"),
        ("<html><body lang='it'><p>x</p></body></html>", "", "it"),
        (nitf, "", "de"),
        ("<p>x</p>", "", ""),
    ]:
        found = carried(inner, attributes)
        assert found is not None
        assert found.language == language


def rendition(text: str, form: int = PLAIN, language: str = "") -> Rendition:
    return Rendition(markup=Markup(text=text), form=form, language=language)


def test_of_several_the_one_in_the_language_then_the_whole_one_then_the_richest_is_read() -> None:
    plain, html, nitf = (rendition("word " * 50, form) for form in (PLAIN, HTML, NITF))
    summary = rendition("word", NITF)
    french = rendition("mot", PLAIN, "fr-FR")
    assert best_of([plain, html, nitf]) is nitf
    assert best_of([summary, plain, html]) is html
    assert best_of([plain, html, nitf, french], "fr") is french
    assert best_of([plain, french], "de") is plain
    assert best_of([plain, rendition("word " * 50)]) is plain


def test_parts_are_joined_with_their_marks_and_none_is_doubled() -> None:
    first = Rendition(
        markup=Markup(
            text="Head\n\nThe wall fell.",
            headings=((0, 4),),
            asides=(Unspoken(span=(6, 9), reason=Reason.CREDIT),),
        )
    )
    whole = joined([first, first, rendition("the WALL fell", HTML), first, rendition("More.")])
    assert whole.markup.text == "Head\n\nThe wall fell.\n\nMore."
    twice = joined([rendition("Before."), first])
    assert [twice.markup.text[slice(*span)] for span in twice.markup.headings] == ["Head"]
    assert [twice.markup.text[slice(*part.span)] for part in twice.markup.asides] == ["The"]


def test_very_many_parts_are_joined_in_seconds() -> None:
    parts = [rendition(f"Word number {number}.") for number in range(20_000)]
    started = time.perf_counter()
    assert len(joined(parts).markup.text.split("\n\n")) == 20_000
    assert time.perf_counter() - started < 8
