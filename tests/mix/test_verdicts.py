"""Pass or fail, and why."""

import pytest

from broadcast.mix.profiles import find_profile
from broadcast.mix.verdicts import judge_programme, judge_row
from broadcast.model import Loudness
from broadcast.units import SILENCE, Dbtp, Lu, Lufs, Samples, samples

MINUTE = samples(60_000)


def level(integrated: float, peak: float = -3.0, short_term: float = -20.0) -> Loudness:
    return Loudness(
        integrated=Lufs(integrated),
        range=Lu(4.0),
        true_peak=Dbtp(peak),
        max_momentary=Lufs(-17.0),
        max_short_term=Lufs(short_term),
    )


@pytest.mark.parametrize(
    ("profile", "found", "length", "verdict"),
    [
        ("r128", level(-23.0), MINUTE, "pass"),
        ("r128", level(-23.2), MINUTE, "pass"),
        ("r128", level(-21.9), MINUTE, "fail: 1.1 LU over"),
        ("r128", level(-25.0, -0.2), MINUTE, "fail: true peak -0.2 dBTP, 2.0 LU under"),
        ("r128", level(-23.0, -0.8), MINUTE, "pass"),
        ("r128", level(SILENCE, SILENCE, SILENCE), MINUTE, "pass"),
        ("atsc", level(-22.5), MINUTE, "pass"),
        ("r128-s1", level(-23.0, short_term=-17.0), MINUTE, "fail: short-term -17.0 LUFS"),
        ("r128-s1", level(-23.0, short_term=-18.0), Samples(MINUTE + 1), "fail: longer than 60 s"),
        ("r128-s1", level(-23.0, short_term=-17.0), samples(2000), "pass"),
    ],
)
def test_a_programme_is_held_to_its_profile(
    profile: str, found: Loudness, length: Samples, verdict: str
) -> None:
    assert judge_programme(found, find_profile(profile), length) == verdict


@pytest.mark.parametrize(
    ("profile", "found", "length", "verdict"),
    [
        ("r128", level(-30.0), MINUTE, "pass"),
        ("r128", level(-30.0, 0.1), MINUTE, "fail: true peak 0.1 dBTP"),
        ("prss", level(-26.5), MINUTE, "fail: 2.5 LU under"),
        ("prss", level(-26.5), samples(2900), "pass"),
        ("prss", level(-25.5), MINUTE, "pass"),
        ("r128-s1", level(-23.0, short_term=-17.5), MINUTE, "fail: short-term -17.5 LUFS"),
    ],
)
def test_a_row_is_held_to_what_the_profile_asks_of_each_part(
    profile: str, found: Loudness, length: Samples, verdict: str
) -> None:
    assert judge_row(found, find_profile(profile), length) == verdict
