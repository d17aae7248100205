import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadcast.formats.exporter import Delivery
from broadcast.formats.markdown_sheet import MarkdownSheet, escape, render
from broadcast.formats.textfile import one_line
from broadcast.runsheet import write_runsheet


def test_the_sheet_of_the_harbour_is_as_agreed(newsroom, golden) -> None:
    sheet = write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")])
    golden("runsheet.md", render(sheet))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_sheet_is_one_table_with_a_line_a_row(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    tokens = MarkdownIt("commonmark").enable("table").parse(render(sheet))
    assert [token.type for token in tokens].count("table_open") == 1
    assert [token.type for token in tokens].count("tr_open") == len(sheet.rows) + 1
    types = [token.type for token in tokens]
    assert types.count("td_open") == len(sheet.rows) * types.count("th_open")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_escaped_text_reads_as_it_is(newsroom, data) -> None:
    text = data.draw(newsroom.names())
    shown = MarkdownIt("commonmark").enable(["strikethrough", "table"]).renderInline("x" + escape(text) + "x")
    assert re.search(r"<(?!/?$)", shown) is None
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain == f"x{one_line(text)}x"


def test_an_estimated_sheet_says_so_above_the_table(newsroom) -> None:
    text = render(write_runsheet(newsroom.estimated(newsroom.harbour())))
    assert text.index("**ESTIMATED") < text.index("| PAGE")
    assert "TRT (EST)" in text


def test_the_file_is_the_rendered_text(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = MarkdownSheet().write(
        Delivery(programme=programme, runsheet=sheet, folder=tmp_path, stem="a", wav=tmp_path / "a.wav")
    )
    assert path == tmp_path / "runsheet.md"
    assert path.read_bytes() == render(sheet).encode()


def test_a_bar_in_a_cell_does_not_end_it(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    row = replace(sheet.rows[0], in_cue="a|b", out_cue="c\\|d")
    tokens = MarkdownIt("commonmark").enable("table").parse(render(replace(sheet, rows=(row,))))
    cells = [token.children for token in tokens if token.type == "inline"]
    shown = ["".join(child.content for child in children) for children in cells]
    assert {"a|b", "c\\|d", "ready"} <= set(shown)


def test_levels_clock_and_recording_have_columns_where_there_are_any(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    heading = next(line for line in render(sheet).splitlines() if line.startswith("| PAGE"))
    told = {"HIT", "RECORDING", "LUFS", "MAX S", "dBTP", "LEVEL"}
    assert told <= {cell.strip() for cell in heading.split("|")}
    assert "| fail: 2.1 LU over |" in render(sheet)
    assert "on air 2031-03-04 17:59:50 +00:00" in render(sheet)
    bare = render(write_runsheet(newsroom.harbour()))
    assert not told & {cell.strip() for cell in bare.split("|")}
