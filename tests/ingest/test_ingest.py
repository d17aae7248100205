import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest import READERS, read_report
from broadcast.model import Report

BODY = "The harbour wall fell on Monday night.\n\nNobody  was hurt,\tshe said."


def test_a_plain_report_keeps_its_text_exactly(tmp_path: Path) -> None:
    raw = f"\n\n《Wall falls》\r\n\r\n{BODY}\r\n".encode("utf-8-sig")
    path = tmp_path / "wall.txt"
    path.write_bytes(raw)
    report = read_report(path)
    assert report.text == f"\n\n《Wall falls》\n\n{BODY}\n"
    assert report.headline == "Wall falls"
    assert (report.source_format, report.source_name, report.language) == ("plain", "wall.txt", "en")
    assert report.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_pipe_has_no_name_unless_it_is_given_one() -> None:
    assert read_report(BODY.encode()).source_name == ""
    assert read_report(BODY.encode(), name="wall.txt").source_name == "wall.txt"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n\t \r\n",
        b'""\n\n""',
        "“”…—《》".encode(),
        b"***",
        b"---\nslug: wall\n---\n",
        b"# Wall falls\n",
        b"\xef\xbb\xbf",
    ],
)
def test_a_report_with_nothing_to_speak_is_refused(raw: bytes) -> None:
    with pytest.raises(ReportError, match=r"empty|nothing to speak") as refused:
        read_report(raw)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["Fire", "12", "the wall fell and nobody was hurt", "市長", "a"])
def test_one_word_is_enough(text: str) -> None:
    assert read_report(text.encode()).text == text


def test_every_reader_has_a_name_of_its_own_and_plain_text_comes_last() -> None:
    names = [reader.name for reader in READERS]
    assert len(set(names)) == len(names)
    assert names[-1] == "plain"


PIECES = st.sampled_from(
    [
        b"---\n",
        b"title: x\n",
        b"embargo: 9\n",
        b"# ",
        b"<!",
        b"\xff\xfe",
        b"\x00",
        b"\x93Stay\x94",
        b"\xe3\x80\x82",
        b"By Ana\n",
        b"KABUL - ",
        b"\n\n",
        b"The wall fell. ",
        b"&#xD800;",
        b"[x](",
        b"|-|",
        b"\x1a",
        b"<![x[",
    ]
)


@settings(max_examples=1000, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=25).map(b"".join)),
    st.sampled_from(["", "a.md"]),
)
def test_any_bytes_give_a_report_or_a_report_error(raw: bytes, name: str) -> None:
    try:
        report = read_report(raw, name=name)
    except ReportError:
        return
    assert isinstance(report, Report)
    report.text.encode()
    spans = [part.span for part in report.furniture]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(report.text) for start, end in spans)
