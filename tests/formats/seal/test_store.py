"""A store names its own length rightly, is the same each time, and gives its signature back."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.seal.signer import Signer
from broadcast.formats.seal.store import Claim, Hole, build_store, fitted, signature_of

DIGEST = bytes(range(32))
CLAIM = Claim(title="Fire", generator=("broadcast", "0.1.0"), assertions={"org.example.x": {"a": [1]}})


def test_the_same_claim_makes_the_same_store(signer: Signer) -> None:
    assert build_store(CLAIM, signer, DIGEST) == build_store(CLAIM, signer, DIGEST)
    assert build_store(CLAIM, signer, DIGEST) != build_store(CLAIM, signer, bytes(32))


def test_the_signature_is_found_again(signer: Signer) -> None:
    store = build_store(CLAIM, signer, DIGEST, Hole(start=100, length=2000))
    assert signer.signed(signature_of(store))


def test_a_signature_elsewhere_in_the_store_is_not_taken_for_it(signer: Signer) -> None:
    decoy = signature_of(build_store(CLAIM, signer, DIGEST))
    store = build_store(CLAIM, signer, DIGEST)
    assert not signer.signed(signature_of(store.replace(decoy, b"\xd2" + bytes(len(decoy) - 1)) + decoy))


@given(octets=st.binary(max_size=80))
def test_no_octets_stop_the_search_for_a_signature(octets: bytes) -> None:
    assert signature_of(octets) == b""
    assert isinstance(signature_of(b"\0\0\0\x30jumb" + octets), bytes)


@pytest.mark.parametrize("start", [0, 30, 70_000, 2**32 - 9000])
@given(title=st.text(max_size=60), more=st.binary(max_size=300))
def test_the_hole_is_as_long_as_what_fills_it(signer: Signer, start: int, title: str, more: bytes) -> None:
    claim = Claim(title=title, generator=("broadcast", ""), assertions={"org.example.x": {"more": more}})
    build = partial(build_store, claim, signer)
    length, pad = fitted(lambda length, pad: build(bytes(32), Hole(start=start, length=length), pad), 8)
    store = build(DIGEST, Hole(start=start, length=length), pad)
    assert len(store) == length - 8
    assert len(store) % 2 == 0


@pytest.mark.parametrize("size", range(65_000, 65_600, 37))
def test_a_length_is_found_where_it_takes_more_room(signer: Signer, size: int) -> None:
    claim = Claim(title="", generator=("broadcast", ""), assertions={"org.example.x": bytes(size - 1300)})
    build = partial(build_store, claim, signer, bytes(32))
    length, pad = fitted(lambda length, pad: build(Hole(start=9, length=length), pad))
    assert len(build(Hole(start=9, length=length), pad)) == length


def test_what_never_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        fitted(lambda length, pad: bytes(1))
