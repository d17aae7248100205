from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from broadcast.errors import PackageError
from broadcast.formats.textfile import language_tag, one_line, printable, replace_text, write_text


@given(st.text())
@example("\ufffe \uffff \x0b \x85")
def test_what_is_printable_may_stand_in_xml(text: str) -> None:
    element = etree.Element("p")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element)).text in (printable(text), None)


@given(st.text())
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == one_line(line)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        (" pt_BR ", "pt-BR"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ("", "und"),
        ("en\n", "en"),
        ("a b", "und"),
    ],
)
def test_a_language_is_one_or_undetermined(text: str, tag: str) -> None:
    assert language_tag(text) == tag


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = write_text(tmp_path / "feed.xml", "old")
    assert replace_text(path, "näw\n") == path
    assert path.read_bytes() == "näw\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = write_text(tmp_path / "feed.xml", "old")
    with pytest.raises(UnicodeEncodeError):
        replace_text(path, "half \ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [write_text, replace_text])
def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path: Path, write) -> None:
    with pytest.raises(PackageError, match=r"cannot write '.*feed.xml': no such file or directory"):
        write(tmp_path / "gone" / "feed.xml", "text")


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").mkdir()
    with pytest.raises(PackageError):
        replace_text(tmp_path / "feed.xml", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]
