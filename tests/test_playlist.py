"""The recordings and sounds of a script, found before a word is spoken."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from broadcast.errors import ClipError, UsageError
from broadcast.mix.house import House
from broadcast.model import Clip, Kind, Script, Segment
from broadcast.playlist import find_beds, find_recordings, find_sound, marked
from broadcast.settings import Settings


def tone(path: Path, level: float = 0.2) -> Path:
    soundfile.write(path, level * np.sin(np.arange(48_000) / 10), 48_000, subtype="FLOAT")
    return path


def script(*segments: Segment) -> Script:
    return Script(slug="port", segments=segments)


def test_clips_and_stings_are_found_and_words_play_nothing(tmp_path: Path) -> None:
    tone(tmp_path / "mayor.wav")
    found = find_recordings(
        script(
            Segment(kind=Kind.ANCHOR, text="word"),
            Segment(kind=Kind.CLIP, clip=Clip(path="mayor.wav")),
            Segment(kind=Kind.STING),
            Segment(kind=Kind.STING, sound="closer"),
            Segment(kind=Kind.STING, sound="mayor.wav"),
            Segment(kind=Kind.CLIP, text="to come"),
        ),
        Settings(clips=tmp_path),
    )
    assert [one and one.name for one in found] == [None, "mayor.wav", "sting", "closer", "mayor.wav", None]


def test_every_recording_that_cannot_be_used_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    segments = [Segment(kind=Kind.CLIP, clip=Clip(path=name)) for name in ("gone.wav", "empty.wav")]
    with pytest.raises(ClipError, match=r"2 recordings cannot be used: .*gone.wav.*empty.wav.* is empty"):
        find_recordings(script(*segments), Settings(clips=tmp_path))
    with pytest.raises(ClipError, match=r"gone.wav' is not there"):
        find_recordings(script(segments[0]), Settings(clips=tmp_path))


def test_a_station_s_own_file_takes_the_place_of_a_sound_of_the_house(tmp_path: Path) -> None:
    own = House(sounds={"headlines": tone(tmp_path / "ours.wav"), "jingle": tmp_path / "ours.wav"})
    settings = Settings(house=own)
    assert find_sound("Headlines", settings).name == "ours.wav"
    assert find_sound("headlines", settings).kind == "bed"
    assert find_sound("jingle", settings).name == "ours.wav"
    assert find_sound("harbour", settings).kind == "ambience"
    with pytest.raises(UsageError, match="no sound is called 'zither'"):
        find_sound("zither", settings)
    with pytest.raises(ClipError, match="is not there"):
        find_sound("gone.wav", settings)


def test_beds_are_found_by_name() -> None:
    segments = (Segment(kind=Kind.HEADLINE, text="word"), Segment(kind=Kind.ANCHOR, text="word", bed="pulse"))
    assert set(find_beds(script(*segments), Settings())) == {"pulse"}
    assert set(find_beds(script(*segments), Settings(house=House(headlines="headlines")))) == {
        "headlines",
        "pulse",
    }


def test_a_clip_that_should_be_listened_to_is_marked_once(tmp_path: Path) -> None:
    tone(tmp_path / "quiet.wav", 1e-5)
    made = script(Segment(kind=Kind.CLIP, clip=Clip(path="quiet.wav"), check="speaker"))
    recordings = find_recordings(made, Settings(clips=tmp_path))
    once = marked(made, recordings)
    assert once.segments[0].check == "speaker, clip: silent"
    assert marked(once, recordings) == once
    fine = replace(made, segments=(Segment(kind=Kind.ANCHOR, text="word"),))
    assert marked(fine, (None,)) == fine
