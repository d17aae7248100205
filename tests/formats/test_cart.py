import runpy
import struct
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.formats.cart import TAG_TEXT_LIMIT, Cart
from broadcast.units import Samples

hostile = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("hostile.py"))))

ON_AIR = datetime(2031, 5, 4, 6, 30, 59, 999_999, tzinfo=UTC)

PLACES = {
    "title": 4,
    "artist": 68,
    "cut_id": 132,
    "client_id": 196,
    "category": 260,
    "classification": 324,
    "out_cue": 388,
    "application": 488,
    "version": 552,
    "user_text": 616,
}
"""Where each text of 64 bytes begins, by AES46."""


def field(body: bytes, place: int, size: int = 64) -> str:
    return body[place : place + size].rstrip(b"\0").decode("ascii")


def timers(body: bytes) -> list[tuple[bytes, int]]:
    return [struct.unpack_from("<4sI", body, 684 + 8 * place) for place in range(8)]


def test_every_text_stands_in_its_field() -> None:
    body = Cart(**{name: f"the {name}" for name in PLACES}).chunk().body  # type: ignore[arg-type]
    assert {name: field(body, place) for name, place in PLACES.items()} == {n: f"the {n}" for n in PLACES}
    assert body[:4] == b"0101"
    assert len(body) == 2048
    assert struct.unpack_from("<i", body, 680) == (2**23,)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries(dict.fromkeys([*PLACES, "url", "tag_text"], hostile.TEXT)))
def test_the_chunk_keeps_its_form_whatever_the_text(texts: dict[str, str]) -> None:
    body = Cart(**texts).chunk().body  # type: ignore[arg-type]
    assert body[:680].isascii()
    assert body[684:].isascii()
    assert body[452:488] == b"1900-01-0100:00:009999-12-3123:59:59"
    assert field(body, 1024, 1024).isprintable()
    length = min(len(texts["tag_text"]), TAG_TEXT_LIMIT)
    assert len(body) == 2048 + length + length % 2


def test_dates_have_dashes_and_times_whole_seconds() -> None:
    body = Cart(title="", starts=ON_AIR, ends=ON_AIR.replace(year=2032)).chunk().body
    assert body[452:488] == b"2031-05-0406:30:592032-05-0406:30:59"


def test_of_a_long_out_cue_the_end_is_kept() -> None:
    body = (
        Cart(title="", out_cue="the report of the harbour commission " * 3 + "by Thursday evening")
        .chunk()
        .body
    )
    assert field(body, 388).startswith("...")
    assert field(body, 388).endswith("by Thursday evening")


def test_timers_are_padded_to_four_letters_and_the_rest_is_empty() -> None:
    body = Cart(title="", timers={"AUDs": Samples(4800), "EOD": Samples(2**32 - 1)}).chunk().body
    assert timers(body) == [(b"AUDs", 4800), (b"EOD ", 2**32 - 1), *[(bytes(4), 0)] * 6]


def test_a_timer_beyond_32_bits_is_left_out_rather_than_wrong() -> None:
    body = Cart(title="", timers={"AUDs": Samples(0), "EOD": Samples(2**32)}).chunk().body
    assert timers(body)[:2] == [(b"AUDs", 0), (bytes(4), 0)]


@pytest.mark.parametrize("count", [8, 9])
def test_there_is_room_for_eight_timers(count: int) -> None:
    body = Cart(title="", timers={f"MRK{place}": Samples(place) for place in range(count)}).chunk().body
    assert [name for name, _ in timers(body)] == [b"MRK%d" % place for place in range(8)]
    assert body[748:1024] == bytes(276)
