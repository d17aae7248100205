import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.markup import Markup, html_tree, render_markup
from broadcast.ingest.xml import parse


def xml(source: str) -> Markup:
    return render_markup(parse(f"<body>{source}</body>".encode(), "the report"))


def html(source: str) -> str:
    root = html_tree(source, "the report")
    assert root is not None
    return render_markup(root).text


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert xml(
        "<p>One  two\n three.</p>\n<p/><p> </p><p>&nbsp;</p><div>Four.<p>Five.</p>Six.</div>"
    ).text == ("One two three.\n\nFour.\n\nFive.\n\nSix.")


def test_a_break_ends_a_line_and_two_a_paragraph() -> None:
    assert xml("<p>One<br/> two <br/><br/><br/>three<br/></p>").text == "One\ntwo\n\nthree"


def test_words_within_a_line_stay_together() -> None:
    source = "<p>The <b>har</b>bour <a href='x'>wall</a> at <location><city>Elsa</city></location>,"
    source += " <person>Ana</person>.</p>"
    assert xml(source).text == "The harbour wall at Elsa, Ana."


@pytest.mark.parametrize("tag", ["h1", "h3", "hl2", "subhead"])
def test_headings_are_paragraphs_that_are_known(tag: str) -> None:
    markup = xml(f"<p>One.</p><{tag}>Two <em>boats</em></{tag}><p>Three.</p>")
    assert [markup.text[slice(*span)] for span in markup.headings] == ["Two boats"]
    assert markup.text == "One.\n\nTwo boats\n\nThree."


def test_items_of_a_list_are_lines_and_numbers_stay() -> None:
    source = "<p>Lost:</p><ul><li>A boat</li><li><p>A wall</p><p>of stone</p></li></ul><ol start='9'><li>Nine"
    source += "<ol><li>in</li></ol></li><li/><li>Eleven</li></ol><p>End.</p>"
    assert xml(source).text == ("Lost:\n\nA boat\nA wall\nof stone\n\n9. Nine\n1. in\n11. Eleven\n\nEnd.")


@pytest.mark.parametrize("start", ["x", "-3", "²", "9" * 400, ""])
def test_a_list_that_starts_at_no_number_starts_at_one(start: str) -> None:
    assert xml(f'<ol start="{start}"><li>One</li></ol>').text == "1. One"


def test_terms_and_their_meanings_are_lines() -> None:
    assert xml("<dl><dt>Quay</dt><dd>Where boats lie</dd></dl>x").text == "Quay\nWhere boats lie\n\nx"


def test_rows_of_a_table_are_lines_and_cells_are_parted_by_tabs() -> None:
    source = "<table><thead><tr><th>Team</th><th>Pts</th></tr></thead>"
    source += "<tr><td><p>Elsa</p></td><td>3<br/>x</td></tr><tr><td/><td> </td></tr>"
    source += "<tr><td>Ruh</td><td/><td>1</td></tr>"
    assert xml(source + "</table><p>End.</p>").text == "Team\tPts\nElsa\t3 x\nRuh\t\t1\n\nEnd."


def test_a_table_that_lays_out_a_page_is_paragraphs() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    source = f"<table><tr><td><p>One.</p><p>Two.</p>{inner}</td><td>Three</td></tr></table>"
    assert xml(source).text == "One.\n\nTwo.\n\na\tb\n\nThree"


def test_a_cell_with_a_list_is_lines() -> None:
    assert xml("<table><tr><td><ul><li>One</li><li>Two</li></ul></td></tr></table>").text == "One\nTwo"


def test_a_quote_has_marks_and_no_second_ones() -> None:
    source = "<p><q>No,</q> she said. “<q>Yes</q>” <q>'tis <q>so</q></q> <q> he said <q>go</q></q>"
    source += ' <q/> "<q>x</q>"</p>'
    assert xml(source).text == '“No,” she said. “Yes” \'tis “so” “he said ‘go’” "x"'


def test_a_quote_around_paragraphs_has_marks_at_its_ends() -> None:
    assert xml("<q><p>One.</p><p>Two.</p></q><p>Three.</p>").text == "“One.\n\nTwo.”\n\nThree."


def test_numbers_above_and_below_the_line_keep_their_meaning() -> None:
    source = "<p>10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub>, the 1<sup>st</sup></p>"
    assert xml(source).text == "10⁶ m² of CO2, the 1st"


def test_a_fraction_stands_apart_from_its_whole() -> None:
    fraction = "<frac><frac-num>1</frac-num><frac-den>2</frac-den></frac>"
    barred = "<frac><frac-num>3</frac-num><frac-sep>/</frac-sep><frac-den>4</frac-den></frac>"
    assert xml(f"<p>5{fraction} and {barred} miles</p>").text == "5 1/2 and 3/4 miles"


@pytest.mark.parametrize(
    "source",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<nav>x</nav>",
        "<media><media-caption>x</media-caption></media>",
        "<figure><img alt='x'/><figcaption>x</figcaption></figure>",
        "<video>x</video>",
        "<p hidden=''>x</p>",
        "<div style='color:red; display: none'>x</div>",
        "<del>x</del>",
        "<nitf-table-metadata><p>x</p></nitf-table-metadata>",
        "<select><option>x</option></select>",
        "<!-- x -->",
    ],
)
def test_what_is_no_copy_leaves_nothing(source: str) -> None:
    assert xml(f"<p>One</p>{source}<p>two.</p>").text == "One\n\ntwo."
    assert xml(f"<p>One {source}two.</p>").text.split() == ["One", "two."]


def test_readings_of_signs_are_left_out() -> None:
    assert xml("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の壁</p>").text == "港の壁"


def test_a_table_or_a_quote_in_a_figure_stays() -> None:
    assert xml(
        "<figure><table><tr><td>a</td></tr></table></figure><figure><blockquote>b</blockquote></figure>"
    ).text == ("a\n\nb")


def test_blocks_that_are_no_copy_are_marked_with_their_reason() -> None:
    source = "<byline>By Ana Ruiz</byline><p>One.</p><aside><h2>Box</h2><p>Two.</p></aside><note>Three</note>"
    source += "<p>Four <credit>(Elsa Wire)</credit> five.</p><tagline>Six</tagline>"
    source += "<p><dateline>ELSA</dateline> - Seven</p>"
    markup = xml(source)
    assert [(markup.text[slice(*part.span)], str(part.reason)) for part in markup.asides] == [
        ("By Ana Ruiz", "byline"),
        ("Box\n\nTwo.", "layout"),
        ("Three", "editor's note"),
        ("(Elsa Wire)", "credit"),
        ("Six", "byline"),
        ("ELSA", "dateline"),
    ]
    assert not markup.headings
    assert "Four (Elsa Wire) five." in markup.text


def test_lines_are_kept_where_the_file_says_so() -> None:
    assert xml("<pre>\n One\n  two\n\n\nthree</pre><p xml:space='preserve'>a\nb</p><p>c\nd</p>").text == (
        "One\n  two\n\nthree\n\na\nb\n\nc d"
    )


def test_an_element_of_another_vocabulary_is_a_block_among_elements_and_part_of_a_line_else() -> None:
    source = "<story-body><element>One</element> <element>Two</element></story-body>"
    source += "<p>Three <x>four</x> <y>five</y></p>"
    assert xml(source).text == "One\n\nTwo\n\nThree four five"


def test_names_count_in_any_case_and_namespace() -> None:
    source = '<n:P xmlns:n="urn:x">One</n:P><SCRIPT>x</SCRIPT><x:p>Two</x:p>'
    assert xml(source).text == "One\n\nTwo"


def test_several_elements_are_one_text() -> None:
    root = parse(b"<a><p>One</p>tail<p>Two</p></a>", "the report")
    assert render_markup(*root).text == "One\n\nTwo"
    assert render_markup().text == ""


def test_comments_of_other_parsers_leave_their_tail() -> None:
    from lxml import etree

    assert render_markup(etree.fromstring("<p>One <!-- x -->two<?pi?> three</p>")).text == "One two three"


def test_hypertext_is_read_however_it_is_written() -> None:
    assert html("<P>One<br>two<p>Marks &amp; Sons&nbsp;&#150; caf&eacute;<script>if (a<b) x()</script>") == (
        "One\ntwo\n\nMarks & Sons\xa0– café"
    )
    assert html("only words") == "only words"
    assert html_tree(" \n", "the report") is None


def test_hypertext_may_be_deep_but_not_without_end() -> None:
    assert (
        html("<p>One</p>" + "<div>" * 1500 + "two" + "</div>" * 1500 + "<p>three</p>")
        == "One\n\ntwo\n\nthree"
    )
    started = time.perf_counter()
    with pytest.raises(ReportError, match="too deeply"):
        html("<div>" * 100_000 + "x")
    with pytest.raises(ReportError, match="tags"):
        html("<b>" * 600_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "piece",
    [
        "<p>word</p>",
        "<q>word</q> ",
        "<x>word</x>",
        "word<br/>",
        "<ol><li>word</li></ol>",
        "<table><tr><td>word</td></tr></table>",
        "<p>10<sup>6</sup></p>",
        "<h2>word</h2>",
        "<p>word <credit>x</credit></p>",
        "<aside/>",
    ],
)
def test_a_long_text_takes_time_by_its_length_only(piece: str) -> None:
    def seconds(count: int) -> float:
        root = parse(f"<body>{piece * count}</body>".encode(), "the report")
        started = time.perf_counter()
        render_markup(root)
        return time.perf_counter() - started

    seconds(100)
    assert seconds(40_000) < 8


def test_many_nested_cells_and_quotes_take_no_longer() -> None:
    started = time.perf_counter()
    for outer, inner in (
        ("<table><tr><td>", "</td></tr></table>"),
        ("<q>", "</q>"),
        ("<sup>", "</sup>"),
        ("<x>", "</x>"),
    ):
        depth = 240 // outer.count("<")
        xml((outer * depth + "word" + inner * depth) * 100)
    assert time.perf_counter() - started < 8


WORD = st.sampled_from(["harbour", "Ana", "Ruiz", "3.5", "fell;", "“now”", "O'Neil", "café", "–", "Elsa's"])
COPY = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
IN_LINE = st.sampled_from(["b", "i", "span", "a", "person", "org", "strong", "money", "chron"])
BLOCK = st.sampled_from(["p", "div", "block", "section", "blockquote", "h2", "hl2", "bq", "li"])


@st.composite
def in_line(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(COPY, st.tuples(IN_LINE, COPY)), min_size=1, max_size=4))
    return " ".join(part if isinstance(part, str) else f"<{part[0]}>{part[1]}</{part[0]}>" for part in parts)


BLOCKS = st.recursive(
    st.tuples(BLOCK, in_line()).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"<div>{''.join(parts)}</div>"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda parts: f"<ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda parts: f"<table><tr>{''.join(f'<td>{part}</td>' for part in parts)}</tr></table>"
        ),
        st.tuples(inner, in_line()).map(lambda pair: f"<div>{pair[1]}{pair[0]}{pair[1]}<br/></div>"),
        inner.map(lambda part: f"<aside>{part}</aside>"),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_every_word_stands_in_the_text_once_and_in_order(blocks: list[str]) -> None:
    root = parse(f"<body>{''.join(blocks)}</body>".encode(), "the report")
    source = " ".join("".join(blocks).replace("<", " <").replace(">", "> ").split())
    expected = [word for word in _without_tags(source).split() if word]
    markup = render_markup(root)
    assert markup.text.split() == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_no_marked_stretch_overlaps_another_or_begins_or_ends_in_space(blocks: list[str]) -> None:
    markup = xml("".join(blocks))
    spans = sorted([*markup.headings, *(part.span for part in markup.asides)])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for span in spans:
        marked = markup.text[slice(*span)]
        assert marked
        assert marked == marked.strip()


def _without_tags(source: str) -> str:
    kept = ""
    depth = 0
    for letter in source:
        depth += letter == "<"
        kept += letter if not depth else ""
        depth -= letter == ">"
    return kept
