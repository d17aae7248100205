"""A programme, its takes and a profile go in, the mix at the profile's loudness comes out."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from broadcast.errors import LevelError
from broadcast.mix.limiter import limit
from broadcast.mix.profiles import Profile
from broadcast.mix.render import Fetch, mix_blocks
from broadcast.mix.rows import Levels, RowMeter, Stretch
from broadcast.model import Audio, Cue, Loudness, Programme
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
            (n,), or (n, 2) where it is stereo; `programme.length` frames in all.
        rows: What each stretch that was asked for reads.
    """

    programme: Programme
    blocks: Callable[[], Iterator[Audio]]
    rows: tuple[Loudness, ...] = ()


def master_rows(
    programme: Programme, fetch: Fetch, profile: Profile, stretches: Sequence[Stretch]
) -> Mastered:
    """As `master`, and where the profile asks it of every row, each row at the target by itself.

    What a row has too much or too little is taken from all its cues alike, so that what is loud and soft in
    it stays so.
    """
    mastered = master(programme, fetch, profile, stretches)
    if not profile.by_row:
        return mastered
    gains = [
        0.0 if level.integrated == SILENCE else profile.target - level.integrated for level in mastered.rows
    ]
    if max(map(abs, gains), default=0.0) <= profile.tolerance / 2:
        return mastered
    return master(_levelled(programme, stretches, gains), fetch, profile, stretches)


def _levelled(programme: Programme, stretches: Sequence[Stretch], gains: Sequence[float]) -> Programme:
    """Every cue with the gain of the stretch it starts in."""
    starts = [start for start, _ in stretches]

    def moved(cue: Cue) -> Cue:
        gain = gains[max(0, bisect_right(starts, cue.start) - 1)]
        return replace(cue, gain_db=round(cue.gain_db + gain, 2))

    stories = tuple(
        replace(
            story,
            items=tuple(replace(item, cues=tuple(map(moved, item.cues))) for item in story.items),
        )
        for story in programme.stories
    )
    return replace(programme, stories=stories)


def master(
    programme: Programme, fetch: Fetch, profile: Profile, stretches: Sequence[Stretch] = ()
) -> Mastered:
    """Bring a programme to its loudness: one static gain, and a limiter only if the peaks demand it.

    The loudness is within 0.05 LU of the target, and the true peak not over the profile's. Silence, or less
    than 400 ms, has no loudness to move and keeps its level.

    Args:
        programme: Its voices at one level.
        fetch: Gives the take of a key.
        profile: Target and ceiling.
        stretches: Rows that are measured too.

    Raises:
        LevelError: The target cannot be reached under the ceiling without audible limiting.
    """
    meter = _metered(mix_blocks(programme, fetch), stretches)
    gain = meter.gain_to(profile.target)
    if meter.result(gain).true_peak <= profile.true_peak:
        blocks = partial(_amplified, programme, fetch, gain)
        return _mastered(programme, profile, meter.levels(gain), gain, blocks)
    return _Limiting(programme, fetch, profile, stretches).search(gain, meter.result())


@dataclass(frozen=True, slots=True)
class _Limiting:
    """A programme whose peaks need the limiter."""

    programme: Programme
    fetch: Fetch
    profile: Profile
    stretches: Sequence[Stretch]

    def search(self, gain: Db, raw: Loudness) -> Mastered:
        """Search for the gain that makes up for what the limiter takes, by secants."""
        profile = self.profile
        slope, last = 1.0, (gain, raw.integrated + gain)
        for _ in range(_ATTEMPTS):
            _check_harm(raw, gain, profile)
            blocks = partial(_limited, self.programme, self.fetch, gain, profile)
            levels = _metered(blocks(), self.stretches).levels()
            reached = levels.whole.integrated
            error = profile.target - reached if raw.integrated != SILENCE else 0.0
            if abs(error) <= CLOSE_ENOUGH_LU:
                return _mastered(replace(self.programme, limited=True), profile, levels, gain, blocks)
            if gain != last[0]:
                slope = min(1.0, max(0.2, (reached - last[1]) / (gain - last[0])))
            last = (gain, reached)
            gain = Db(gain + error / slope)
        raise _unreachable(profile, "the limiter takes back every gain")


def _metered(blocks: Iterable[Audio], stretches: Sequence[Stretch]) -> RowMeter:
    meter = RowMeter(stretches)
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
    levels: Levels,
    gain: Db,
    blocks: Callable[[], Iterator[Audio]],
) -> Mastered:
    finished = replace(
        programme, loudness=levels.whole, gain_db=gain, profile=profile.name, curve=levels.curve
    )
    return Mastered(programme=finished, blocks=blocks, rows=levels.rows)


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
