"""A programme, its takes and a profile go in, the mix at the profile's loudness comes out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from broadcast.errors import LevelError
from broadcast.mix.limiter import limit
from broadcast.mix.loudness import Meter
from broadcast.mix.profiles import Profile
from broadcast.mix.render import Fetch, mix_blocks
from broadcast.model import Audio, Loudness, Programme
from broadcast.units import SILENCE, Db

CLOSE_ENOUGH_LU = 0.03
MOST_LIMITING_DB = 6.0
"""Beyond this a limiter is heard."""

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """A finished mix.

    Attributes:
        programme: With the loudness of the finished mix, its gain and its profile.
        blocks: Gives the mix anew at each call, the same samples each time: mono float32 at 48 kHz, shape
            (n,), `programme.length` in all.
        limited: Whether the limiter stands in its way.
    """

    programme: Programme
    blocks: Callable[[], Iterator[Audio]]
    limited: bool = False


def master(programme: Programme, fetch: Fetch, profile: Profile) -> Mastered:
    """Bring a programme to its loudness: one static gain, and a limiter only if the peaks demand it.

    The loudness is within 0.05 LU of the target, and the true peak not over the profile's. Silence, or less
    than 400 ms, has no loudness to move and keeps its level.

    Raises:
        LevelError: The target cannot be reached under the ceiling without audible limiting.
    """
    meter = _metered(mix_blocks(programme, fetch))
    gain = meter.gain_to(profile.target)
    loudness = meter.result(gain)
    if loudness.true_peak <= profile.true_peak:
        return _mastered(programme, profile, loudness, gain, partial(_amplified, programme, fetch, gain))
    return _master_limited(programme, fetch, profile, gain, meter.result())


def _master_limited(
    programme: Programme, fetch: Fetch, profile: Profile, gain: Db, raw: Loudness
) -> Mastered:
    """Search for the gain that makes up for what the limiter takes, by secants."""
    slope, last = 1.0, (gain, raw.integrated + gain)
    for _ in range(_ATTEMPTS):
        _check_harm(raw, gain, profile)
        blocks = partial(_limited, programme, fetch, gain, profile)
        loudness = _metered(blocks()).result()
        error = profile.target - loudness.integrated if raw.integrated != SILENCE else 0.0
        if abs(error) <= CLOSE_ENOUGH_LU:
            return replace(_mastered(programme, profile, loudness, gain, blocks), limited=True)
        if gain != last[0]:
            slope = min(1.0, max(0.2, (loudness.integrated - last[1]) / (gain - last[0])))
        last = (gain, loudness.integrated)
        gain = Db(gain + error / slope)
    raise _unreachable(profile, "the limiter takes back every gain")


def _metered(blocks: Iterable[Audio]) -> Meter:
    meter = Meter()
    for block in blocks:
        meter.add(block)
    return meter


def _amplified(programme: Programme, fetch: Fetch, gain: Db) -> Iterator[Audio]:
    factor = np.float32(10 ** (gain / 20))
    for block in mix_blocks(programme, fetch):
        yield block * factor


def _limited(programme: Programme, fetch: Fetch, gain: Db, profile: Profile) -> Iterator[Audio]:
    return limit(_amplified(programme, fetch, gain), profile.true_peak)


def _mastered(
    programme: Programme,
    profile: Profile,
    loudness: Loudness,
    gain: Db,
    blocks: Callable[[], Iterator[Audio]],
) -> Mastered:
    finished = replace(programme, loudness=loudness, gain_db=gain, profile=profile.name)
    return Mastered(programme=finished, blocks=blocks)


def _check_harm(raw: Loudness, gain: Db, profile: Profile) -> None:
    over = raw.true_peak + gain - profile.true_peak
    if over > MOST_LIMITING_DB:
        raise _unreachable(profile, f"its peaks would stand {over:.1f} dB over {profile.true_peak:g} dBTP")


def _unreachable(profile: Profile, reason: str) -> LevelError:
    return LevelError(
        f"profile '{profile.name}' asks for {profile.target:g} LUFS, which this programme cannot reach "
        f"without harm: {reason}",
        "take a profile with a lower target, such as 'r128', or turn down the loudest clip",
    )
