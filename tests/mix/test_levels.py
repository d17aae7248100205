"""Every voice as loud as the next."""

from dataclasses import replace

import numpy as np
import pytest

from broadcast.mix.levels import MOST_DB, REFERENCE, match_voices
from broadcast.mix.loudness import measure
from broadcast.mix.render import cue_audio
from broadcast.model import (
    Bed,
    Cast,
    Cue,
    Item,
    Kind,
    Programme,
    Script,
    Segment,
    Story,
    Take,
    TimesFrom,
    Timing,
    Voice,
)
from broadcast.units import Hz, Samples

RATE = 24_000
LOUD, SOFT = Voice(engine="tone", name="loud"), Voice(engine="tone", name="soft")
LEVELS = {"loud": 0.3, "soft": 0.06, "silent": 0.0, "faint": 0.004}


def take(key: str) -> Take:
    """Two seconds of noise, as loud as the key's first word says; its second word makes it differ."""
    name, _, seed = key.partition(" ")
    noise = np.random.default_rng(len(seed)).standard_normal(2 * RATE).astype(np.float32) / 4
    timing = Timing(
        length=Samples(2 * RATE), rate_hz=Hz(RATE), words=(), times_from=TimesFrom.DURATIONS, exact=True
    )
    return Take(audio=noise * np.float32(LEVELS[name]), timing=timing)


def programme_of(*lines: tuple[Voice, str]) -> Programme:
    items = []
    for number, (voice, key) in enumerate(lines):
        start = number * 120_000
        cue = Cue(key=key, start=Samples(start), length=Samples(96_000))
        segment = Segment(kind=Kind.ANCHOR, text="word")
        items.append(
            Item(
                segment=segment, narrator=Kind.ANCHOR, voice=voice, cues=(cue,), start=cue.start, end=cue.end
            )
        )
    story = Story(script=Script(slug="s"), cast=Cast(anchor=LOUD, reporter=SOFT), items=tuple(items))
    return Programme(slug="s", stories=(story,), length=Samples(len(lines) * 120_000))


def heard(programme: Programme) -> list[float]:
    cues = [cue for item in programme.items for cue in item.cues]
    return [measure([cue_audio(cue, take(cue.key))]).integrated for cue in cues]


def test_a_loud_and_a_soft_voice_come_out_alike() -> None:
    levels = heard(match_voices(programme_of((LOUD, "loud a"), (SOFT, "soft bb")), take))
    assert levels == pytest.approx([REFERENCE, REFERENCE], abs=0.05)


def test_what_one_voice_says_loud_and_soft_stays_so() -> None:
    before = programme_of((LOUD, "loud a"), (LOUD, "soft bb"))
    after = heard(match_voices(before, take))
    own = heard(before)
    assert after[0] - after[1] == pytest.approx(own[0] - own[1], abs=0.01)


def test_a_cues_own_gain_is_kept_on_top() -> None:
    plain = programme_of((LOUD, "loud a"))
    story = plain.stories[0]
    item = replace(story.items[0], cues=(replace(story.items[0].cues[0], gain_db=-6.0),))
    quieter = replace(plain, stories=(replace(story, items=(item,)),))
    assert heard(match_voices(quieter, take))[0] == pytest.approx(REFERENCE - 6, abs=0.05)


def test_silence_stays_silent_and_no_voice_is_moved_without_bounds() -> None:
    silent = match_voices(programme_of((SOFT, "silent a")), take)
    assert silent.items[0].cues[0].gain_db == 0
    faint = match_voices(programme_of((SOFT, "faint a")), take)
    assert faint.items[0].cues[0].gain_db == MOST_DB


def test_a_programme_without_cues_is_left_alone() -> None:
    empty = programme_of()
    assert match_voices(empty, take) == empty


def recorded(key: str, level: float) -> tuple[Cue, Take]:
    audio = np.repeat((level * np.sin(np.arange(96_000) / 7)).astype(np.float32)[:, None], 2, axis=1)
    audio[:, 1] *= 0.5
    timing = Timing(
        length=Samples(96_000), rate_hz=Hz(48_000), words=(), times_from=TimesFrom.DURATIONS, exact=True
    )
    cue = Cue(key=key, start=Samples(0), length=Samples(96_000), recorded=True)
    return cue, Take(audio=audio, timing=timing)


@pytest.mark.parametrize("level", [0.5, 0.01])
def test_a_recording_is_brought_to_the_level_of_the_voices(level: float) -> None:
    cue, sound = recorded("clip:1", level)
    programme = programme_of((LOUD, "loud"))
    item = replace(programme.items[0], cues=(cue,))
    story = replace(programme.stories[0], items=(item,))
    matched = match_voices(replace(programme, stories=(story,)), lambda key: sound)
    heard = cue_audio(matched.items[0].cues[0], sound)
    assert measure([heard]).integrated == pytest.approx(REFERENCE, abs=0.02)


def test_a_bed_lies_as_far_under_the_voices_as_it_was_asked() -> None:
    _, sound = recorded("sound:bed", 0.3)
    bed = Bed(key="sound:bed", name="bed", start=Samples(0), end=Samples(96_000), gain_db=-18.0)
    matched = match_voices(replace(programme_of(), beds=(bed,)), lambda key: sound)
    heard = sound.audio * np.float32(10 ** (matched.beds[0].gain_db / 20))
    assert measure([heard]).integrated == pytest.approx(REFERENCE - 18, abs=0.02)
