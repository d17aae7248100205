import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest import wire
from broadcast.ingest.document import Document
from broadcast.model import Report

WORDS = [
    "the",
    "harbour",
    "wall",
    "fell",
    "on",
    "Monday",
    "night",
    "after",
    "a",
    "storm",
    "boats",
    "Pell",
    "said",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25).map(
    lambda words: " ".join(words).capitalize() + "."
)
COPY = st.lists(SENTENCE, min_size=1, max_size=6)


def wrapped(sentence: str, indent: str) -> str:
    """A paragraph as a wire sets it, in lines of 60 characters."""
    lines, line = [], indent
    for word in sentence.split():
        if len(line) + len(word) > 60:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return "\r\n".join([*lines, line.rstrip()])


def iptc(copy: list[str], indent: str) -> bytes:
    gap = "\r\n" if indent else "\r\n\r\n"
    body = gap.join(wrapped(sentence, indent) for sentence in copy)
    return (
        "\x16\x01qrs0001 4 rs 4711  xyz 0027\r\n\r\nKeyword/slugword/\r\n\x02Titleword rises =\r\n\r\n"
        f"{body}\r\n\r\n   ana/tp\r\n\x03240612 GMT Nov 26\r\n\x04"
    ).encode()


def anpa(copy: list[str], indent: str) -> bytes:
    body = "\r\n".join(f"\t   {sentence} " for sentence in copy)
    return (
        f"\x16\x01q0001\x1f-----\r\nr q\x13\x11 BC-Keyword  11-24 4711\r\n\x02^BC-Keyword Slugword,4711<\r\n"
        f"^Titleword rises<\r\n^By QRS XYZ=\r\n{body}\r\n\r\n\t   AP-WF-11-24-26 0612GMT<\r\n\x03\r\n\x04"
    ).encode()


def spoken(report: Report) -> str:
    at, parts = 0, []
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(report.text)
        parts.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join([*parts, report.text[at:]])


@given(COPY, st.sampled_from(["", "   "]), st.sampled_from([iptc, anpa]))
def test_every_word_of_the_copy_is_spoken_once_in_order_and_no_other(
    copy: list[str], indent: str, make: type
) -> None:
    (report,) = wire.read(Document(raw=make(copy, indent)))
    assert spoken(report).split() == " ".join(copy).split()
    assert report.headline == "Titleword rises"
    assert not any(word in report.text for word in ("4711", "240612", "-----", "0027"))


@given(st.lists(COPY, min_size=1, max_size=4))
def test_each_message_is_a_report(copies: list[list[str]]) -> None:
    raw = b"".join((iptc, anpa)[index % 2](copy, "") for index, copy in enumerate(copies))
    reports = wire.read(Document(raw=raw))
    assert [spoken(report).split() for report in reports] == [" ".join(copy).split() for copy in copies]
    assert {report.source_format for report in reports} <= {"iptc7901", "anpa"}


def test_messages_without_words_are_passed_over() -> None:
    raw = iptc(["The wall fell."], "")
    assert len(wire.read(Document(raw=b"\x01qrs0000 4 rs 0\r\n\x02\r\n\x03" + raw))) == 1
    assert wire.read(Document(raw=b"\x01qrs0000 4 rs 0\r\n\x02\r\n\x03")) == []


def test_formats_are_told_apart() -> None:
    for make, others in ((iptc, wire.matches_anpa), (anpa, wire.matches_iptc7901)):
        document = Document(raw=make(["The wall fell."], ""))
        assert wire.matches_iptc7901(document) or wire.matches_anpa(document)
        assert not others(document)
    assert not wire.matches_anpa(Document(raw=b"The wall fell."))
    assert not wire.matches_iptc7901(Document(raw=b"The wall fell."))


PIECES = st.sampled_from(
    [
        *(
            b"\x01",
            b"\x02",
            b"\x03",
            b"\x04",
            b"\x16",
            b"^A",
            b"^B",
            b"^C",
            b"\x00\x7f",
            b"\xe4\x84",
            b"\r\r\n",
        ),
        *(
            b"qrs0001 4 rs 46\r\n",
            b"q0001\x1f--\r\n",
            b"r q\x13\x11 BC-K 11-24 1\r\n",
            b"^BC-K,1<\r\n",
            b"x =\r\n",
        ),
        *(
            b"   The wall fell.\r\n",
            b"f}r ",
            b"(more)\n",
            b"=",
            b"<",
            b"# Notebook\n",
            b"KILL\n",
            b"ZCZC\n",
            b"NNNN\n",
        ),
    ]
)


@given(
    st.lists(PIECES, max_size=20).map(b"".join),
    st.sampled_from([b"", b"\x01qrs0001 4 rs 46\r\n\x02", b"\x01"]),
)
def test_any_bytes_give_reports_or_a_report_error(raw: bytes, before: bytes) -> None:
    document = Document(raw=before + raw)
    wire.matches_anpa(document)
    wire.matches_iptc7901(document)
    try:
        for report in wire.read(document):
            spoken(report).encode()
    except ReportError:
        return


@pytest.mark.parametrize(
    "raw",
    [
        b"\x01eca0001 4 rs 46\r\n\x02" + b"   The wall fell.\nmore\n" * 200_000,
        b"\x01z0001\x1f--\r\nr z\x13\x11 BC  11-24 0500\r\n\x02" + b"^a<\n" * 600_000,
        b"\x01eca0001 4 rs 46\r\n" + b"\x02a" * 2_000_000,
        b"^Aeca0001 4 rs 46\r\n^B" + b"^B^C ^D^A" * 400_000,
        b"ZCZC\nABC\n\x02" + b"ZCZC\na\nNNNN\n" * 300_000,
    ],
    ids=["indents", "carets", "starts of text", "printed controls", "telex"],
)
def test_five_megabytes_take_seconds(raw: bytes) -> None:
    began = time.monotonic()
    with suppress(ReportError):
        wire.read(Document(raw=raw))
    assert time.monotonic() - began < 60
