from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.formats.umid import umid

MADE = datetime(2031, 5, 4, 6, 30, 59, tzinfo=UTC)


def test_each_field_is_that_of_the_standard() -> None:
    made = umid(MADE, "port-ellmoor")
    assert len(made) == 32
    assert made[:10] == bytes.fromhex("060a2b34010101050101"), "SMPTE's label"
    assert made[10] == 0x09, "two or more audio components in one container"
    assert made[11] == 0x20, "numbered by a UUID; no defined method for the instance"
    assert made[12] == 0x13, "a basic UMID: nineteen bytes follow"
    assert made[13:16] == bytes(3), "the original"
    material = UUID(bytes=made[16:])
    assert (material.version, material.variant) == (5, "specified in RFC 4122")


def test_it_depends_on_nothing_but_what_it_is_given() -> None:
    known = "060a2b3401010105010109201300000016db42e6742f5b569c5275b27ec01105"
    assert umid(MADE, "port-ellmoor", 192_000).hex() == known
    elsewhere = MADE.astimezone(timezone(timedelta(hours=-7)))
    assert umid(elsewhere, "port-ellmoor", 192_000).hex() == known


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.text(), st.integers(0)), unique=True, min_size=2, max_size=6))
def test_no_two_identities_share_one(identities: list[tuple[str, int]]) -> None:
    assert len({umid(MADE, *identity) for identity in identities}) == len(identities)


def test_a_package_made_again_has_another() -> None:
    assert umid(MADE, "port-ellmoor") != umid(MADE + timedelta(microseconds=1), "port-ellmoor")


def test_parts_do_not_run_into_each_other() -> None:
    assert umid(MADE, "ab", "c") != umid(MADE, "a", "bc")
