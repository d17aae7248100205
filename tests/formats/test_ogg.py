import io
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.ogg import OggPage

from broadcast.formats.ogg import Retagged, checksum


def page(number: int, body: bytes, *, kind: int = 0, position: int = 0) -> bytes:
    """A page as an encoder writes it, one packet to it, sums left out."""
    lacing = bytes([255] * (len(body) // 255) + [len(body) % 255])
    return struct.pack("<4sBBqIIIB", b"OggS", 0, kind, position, 77, number, 0, len(lacing)) + lacing + body


STREAM = (
    page(0, b"head", kind=2)
    + page(1, b"comments")
    + page(2, b"sound" * 100, position=960)
    + page(3, b"", kind=4, position=1000)
)


def pages(octets: bytes) -> list[OggPage]:
    stream, found = io.BytesIO(octets), []
    while stream.tell() < len(octets):
        found.append(OggPage(stream))
    return found


@given(st.binary(max_size=200_000), st.integers(1, 3000))
def test_the_second_packet_is_replaced_and_the_rest_stays(comments: bytes, step: int) -> None:
    out = io.BytesIO()
    stream = Retagged(out, lambda written: written[:1] + comments, serial=2**40 + 5)
    for at in range(0, len(STREAM), step):
        stream.write(STREAM[at : at + step])
    found = pages(out.getvalue())
    packets = OggPage.to_packets(found)
    assert packets[:2] == [b"head", b"c" + comments]
    assert packets[2] == b"sound" * 100
    assert [one.sequence for one in found] == list(range(len(found)))
    assert {one.serial for one in found} == {5}
    assert [one.position for one in found[-2:]] == [960, 1000]
    assert found[0].first
    assert found[-1].last


def test_a_header_of_many_pages_has_a_position_only_where_it_ends() -> None:
    out = io.BytesIO()
    Retagged(out, lambda _: b"x" * 140_000, serial=1).write(STREAM)
    header = pages(out.getvalue())[1:-2]
    assert [one.position for one in header] == [-1, -1, 0]
    assert [one.continued for one in header] == [False, True, True]


@pytest.mark.parametrize("size", [254, 255, 255 * 255 - 1, 255 * 255, 255 * 256])
def test_a_header_that_fills_its_segments_is_ended(size: int) -> None:
    out = io.BytesIO()
    Retagged(out, lambda _: b"x" * size, serial=1).write(STREAM)
    assert OggPage.to_packets(pages(out.getvalue()))[1] == b"x" * size


@given(st.binary(max_size=600))
def test_the_sum_is_that_of_the_standard(octets: bytes) -> None:
    total = 0
    for octet in octets:
        total ^= octet << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    assert checksum(octets) == total


def test_no_page_is_kept_in_memory_once_it_is_whole() -> None:
    sizes = []
    out = io.BytesIO()
    stream = Retagged(out, lambda written: written, serial=1)
    stream.write(page(0, b"head", kind=2) + page(1, b"comments"))
    for number in range(2, 40):
        stream.write(page(number, b"sound" * 400))
        sizes.append(out.tell())
    assert {behind - before for before, behind in pairwise(sizes)} == {len(page(2, b"sound" * 400))}
