import pytest

from broadcast.errors import UsageError
from broadcast.mix.profiles import PROFILES, find_profile


def test_the_default_is_ebu_r_128() -> None:
    profile = find_profile("r128")
    assert (profile.target, profile.true_peak) == (-23.0, -1.0)
    assert next(iter(PROFILES)) == "r128"


def test_podcast_asks_for_the_same_levels_as_apple() -> None:
    podcast, apple = find_profile("podcast"), find_profile("apple")
    assert (podcast.target, podcast.tolerance, podcast.true_peak) == (
        apple.target,
        apple.tolerance,
        apple.true_peak,
    )


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_profile_is_found_by_its_own_name_in_any_case(name: str) -> None:
    assert find_profile(f" {name.upper()} ") is PROFILES[name]


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_profile_is_a_level_that_speech_can_have(name: str) -> None:
    profile = PROFILES[name]
    assert -27 <= profile.target <= -14
    assert -3 <= profile.true_peak <= -1
    assert 0 < profile.tolerance <= 2
    assert profile.note


@pytest.mark.parametrize("name", ["", "loud", "r-128", "R128\n-16"])
def test_an_unknown_profile_is_named_and_the_hint_lists_what_there_is(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_profile(name)
    assert f"'{name}'" in str(caught.value)
    assert all(known in caught.value.hint for known in PROFILES)
