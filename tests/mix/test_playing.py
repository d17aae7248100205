"""A recording on the timeline, alone or under its translation."""

from dataclasses import replace

import numpy as np
import pytest

from broadcast.mix.playing import Played, VoiceOver, play
from broadcast.mix.recordings import Recording
from broadcast.model import Clip, Cue, Kind, Segment, Word
from broadcast.units import Millis, Samples, samples

OVER = VoiceOver(lead=2000, dip=18.0, ramp=400, tail=1500)


def recording(seconds: float) -> Recording:
    return Recording(key="clip:1", name="a.wav", audio=np.zeros(round(seconds * 48_000), np.float32))


def bite(text: str = "We saw it.", *, stop_ms: int | None = None, translation: bool = False) -> Segment:
    clip = Clip(path="a.wav", stop_ms=None if stop_ms is None else Millis(stop_ms))
    return Segment(kind=Kind.SOUNDBITE, text=text, clip=clip, translation=translation)


def said(start_s: float, length_s: float) -> Cue:
    start, length = samples(start_s * 1000), samples(length_s * 1000)
    word = Word(text="we", start=start, end=Samples(start + length), span=(0, 2))
    return Cue(key="take", start=start, length=length, words=(word,))


def test_a_clip_is_heard_as_it_is_cut_with_short_fades() -> None:
    (cue,) = play(samples(5000), bite(), recording(3.0), (), OVER)
    assert (cue.start, cue.length, cue.key) == (samples(5000), samples(3000), "clip:1")
    assert (cue.fade_in, cue.fade_out) == (samples(20), samples(20))
    assert cue.recorded
    assert cue.text == "We saw it."


def test_what_a_script_sets_on_a_clip_holds() -> None:
    segment = bite()
    set_on = replace(segment, clip=Clip(path="a.wav", fade_ms=Millis(500), gain_db=-3.0), effect="telephone")
    (cue,) = play(samples(0), set_on, recording(3.0), (), OVER)
    assert (cue.fade_in, cue.gain_db, cue.effect) == (samples(500), -3.0, "telephone")
    (short,) = play(samples(0), set_on, recording(0.4), (), OVER)
    assert short.fade_in == short.fade_out == samples(200)


def test_under_a_translation_it_starts_full_dips_and_comes_back() -> None:
    clip, voice = play(
        samples(10_000), bite(stop_ms=12_000, translation=True), recording(12.0), (said(10, 5),), OVER
    )
    assert (clip.start, clip.length) == (samples(10_000), samples(12_000))
    assert voice.start == samples(12_000)
    assert voice.words[0].start == samples(12_000)
    assert clip.envelope == (
        (samples(1600), 0.0),
        (samples(2000), -18.0),
        (samples(7000), -18.0),
        (samples(7400), 0.0),
    )
    assert clip.text == ""


def test_one_without_an_end_is_heard_for_a_tail_behind_the_voice() -> None:
    clip, voice = play(samples(0), bite(translation=True), recording(60.0), (said(0, 5),), OVER)
    assert clip.end == voice.end + samples(1500)


def test_one_that_is_too_short_ends_under_the_voice() -> None:
    clip, voice = play(samples(0), bite(translation=True), recording(3.0), (said(0, 5),), OVER)
    assert voice.start == samples(1000)
    assert clip.end < voice.end
    assert clip.envelope == ((samples(600), 0.0), (samples(1000), -18.0))


@pytest.mark.parametrize("seconds", [0.01, 0.5, 1.9])
def test_a_very_short_one_leaves_its_points_in_order(seconds: float) -> None:
    clip, _ = play(samples(0), bite(translation=True), recording(seconds), (said(0, 1),), OVER)
    places = [place for place, _ in clip.envelope]
    assert places == sorted(places)
    assert places[0] >= 0


def test_a_sting_has_no_words_and_nothing_is_played_unless_asked() -> None:
    (cue,) = play(samples(0), Segment(kind=Kind.STING, sound="opener"), recording(2.0), (), OVER)
    assert (cue.text, cue.gain_db) == ("", 0.0)
    assert Played().recordings == ()
