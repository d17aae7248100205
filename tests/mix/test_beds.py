"""Beds: they go down under speech, come back, and have no seams."""

import numpy as np
import pytest
from sounds import babble, cue, programme, take, tone

from broadcast.mix.beds import Underlay
from broadcast.mix.loudness import measure
from broadcast.mix.render import mix_blocks
from broadcast.model import Audio, Bed, Programme
from broadcast.units import Samples, samples

SPEECH = [(2.0, 4.0), (9.0, 3.0)]


def bed(key: str = "bed", start_s: float = 0.0, end_s: float = 15.0, **more: object) -> Bed:
    return Bed(
        key=key,
        name=key,
        start=samples(start_s * 1000),
        end=samples(end_s * 1000),
        **more,  # type: ignore[arg-type]
    )


def mixed(made: Programme, sounds: dict[str, Audio], block: int = 48_000) -> Audio:
    takes = {key: take(audio) for key, audio in sounds.items()}
    return np.concatenate(list(mix_blocks(made, takes.__getitem__, block=block)))


def spoken() -> tuple[Programme, dict[str, Audio]]:
    cues = [
        cue(f"line{number}", start, length, recorded=True) for number, (start, length) in enumerate(SPEECH)
    ]
    sounds = {f"line{number}": babble(length, number) for number, (_, length) in enumerate(SPEECH)}
    return programme(15.0, *cues), sounds


def only_bed(one: Bed, sound: Audio) -> Audio:
    made, sounds = spoken()
    dry = mixed(made, sounds)
    from dataclasses import replace

    wet = mixed(replace(made, beds=(one,)), {**sounds, one.key: sound})
    dry = dry if wet.ndim == dry.ndim else np.repeat(dry[:, None], 2, axis=1)
    return wet - dry


def level(audio: Audio, first_s: float, last_s: float) -> float:
    part = audio[round(first_s * 48_000) : round(last_s * 48_000)]
    return float(20 * np.log10(np.sqrt(np.square(part).mean()) + 1e-12))


def test_a_bed_is_down_while_somebody_speaks_and_up_where_nobody_does() -> None:
    heard = only_bed(bed(gain_db=-6.0, duck_db=-14.0, seamless=True), tone(15.0, 300))
    up, down = level(heard, 0.2, 1.2), level(heard, 2.2, 5.8)
    assert up - down == pytest.approx(14, abs=0.1)
    assert level(heard, 7.4, 8.4) == pytest.approx(up, abs=0.1)
    assert level(heard, 9.1, 11.9) == pytest.approx(down, abs=0.1)


def test_it_is_down_before_the_first_word_and_moves_smoothly() -> None:
    heard = only_bed(bed(duck_db=-14.0, seamless=True), np.full(15 * 48_000, 0.1, np.float32))
    gain_db = 20 * np.log10(heard / 0.1)
    assert gain_db[samples(2000)] < -13.5
    assert gain_db[samples(1400)] > -0.5
    assert np.abs(np.diff(gain_db)).max() * 48 < 0.2  # dB a millisecond


def test_speech_lies_twelve_lu_over_a_bed_of_the_house() -> None:
    _, sounds = spoken()
    heard = only_bed(bed(gain_db=-5.0, duck_db=-13.0, seamless=True), babble(15.0, 9))
    speech = measure([sounds["line0"]]).integrated
    under = measure([heard[samples(2000) : samples(6000)]]).integrated
    assert speech - under > 12


@pytest.mark.parametrize("block", [4800, 48_000, 96_000])
def test_how_the_mix_is_cut_into_blocks_does_not_matter(block: int) -> None:
    from dataclasses import replace

    made, sounds = spoken()
    made = replace(made, beds=(bed(duck_db=-14.0, fade_in=samples(300), fade_out=samples(500)),))
    sounds["bed"] = babble(6.0, 5)
    assert np.abs(mixed(made, sounds, block) - mixed(made, sounds)).max() < 1e-6


def test_blocks_that_are_no_whole_steps_are_refused() -> None:
    blocks = [np.zeros(1000, np.float32)] * 3
    made, _ = spoken()
    with pytest.raises(ValueError, match="no whole number of steps"):
        list(Underlay(made, lambda key: take(np.zeros(1)), 1).under(blocks))


def test_it_starts_and_ends_where_it_is_set_with_its_fades() -> None:
    one = bed(start_s=6.5, end_s=8.5, fade_in=samples(500), fade_out=samples(500), seamless=True)
    heard = only_bed(one, np.full(48_000, 0.1, np.float32))
    assert not heard[: samples(6500)].any()
    assert not heard[samples(8500) :].any()
    assert heard[samples(7500)] == pytest.approx(0.1, abs=1e-4)
    assert 0.04 < heard[samples(6750)] < 0.06
    assert heard[samples(6500)] < 1e-4


def test_a_sound_that_can_be_repeated_is_repeated_as_it_is() -> None:
    loop = babble(2.0, 4)
    heard = only_bed(bed(seamless=True), loop)
    assert np.allclose(heard, np.tile(loop, 8)[: len(heard)], atol=1e-6)


def test_a_recording_is_repeated_with_its_end_over_its_start() -> None:
    sound = np.full(4 * 48_000, 0.1, np.float32)
    heard = only_bed(bed(), sound)
    assert heard[: samples(3000)] == pytest.approx(0.1, abs=1e-6)
    joint = heard[samples(3000) : samples(4000)]
    assert joint.min() > 0.099
    assert joint.max() < 0.1 * 1.42
    noise = (0.1 * np.random.default_rng(1).standard_normal(4 * 48_000)).astype(np.float32)
    repeated = only_bed(bed(), noise)
    assert level(repeated, 3.0, 4.0) == pytest.approx(level(repeated, 1.0, 2.0), abs=0.5)


def test_a_stereo_bed_makes_the_programme_stereo_and_leaves_the_voice_in_the_middle() -> None:
    from dataclasses import replace

    made, sounds = spoken()
    wide = np.stack([tone(15.0, 300), np.zeros(15 * 48_000, np.float32)], axis=1)
    out = mixed(replace(made, beds=(bed(seamless=True),)), {**sounds, "bed": wide})
    dry = mixed(made, sounds)
    assert out.shape == (15 * 48_000, 2)
    assert np.allclose(out[:, 1], dry, atol=1e-6)
    assert np.allclose(out[:, 0] - dry, wide[:, 0], atol=1e-6)


def test_a_bed_without_sound_is_nothing() -> None:
    assert not only_bed(bed(), np.zeros(0, np.float32)).any()
    assert bed().end - bed().start == Samples(15 * 48_000)
