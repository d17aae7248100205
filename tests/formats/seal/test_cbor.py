"""CBOR as RFC 8949 shows it."""

import pytest

from broadcast.formats.seal.cbor import Tagged, encode

EXAMPLES = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (1_000_000, "1a000f4240"),
    (1_000_000_000_000, "1b000000e8d4a51000"),
    (18_446_744_073_709_551_615, "1bffffffffffffffff"),
    (-1, "20"),
    (-1000, "3903e7"),
    (False, "f4"),
    (True, "f5"),
    (None, "f6"),
    (Tagged(0, "2013-03-21T20:04:00Z"), "c074323031332d30332d32315432303a30343a30305a"),
    (b"\x01\x02\x03\x04", "4401020304"),
    ("IETF", "6449455446"),
    ("\u6c34", "63e6b0b4"),
    ([], "80"),
    ((1, [2, 3], [4, 5]), "8301820203820405"),
    (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ({}, "a0"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    ({1: -7}, "a10126"),
]
"""Of RFC 8949, Appendix A, and a head of COSE."""


@pytest.mark.parametrize(("value", "octets"), EXAMPLES)
def test_values_are_encoded_as_the_standard_shows(value: object, octets: str) -> None:
    assert encode(value).hex() == octets


def test_half_a_character_is_replaced() -> None:
    assert encode("a\ud83d") == b"\x62a?"


@pytest.mark.parametrize("value", [1.5, object(), {"a": 1.5}, {1, 2}])
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form"):
        encode(value)
