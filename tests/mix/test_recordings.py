"""Recordings of any kind become sound at 48 kHz, or a plain word why not."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from broadcast.errors import ClipError, EngineError
from broadcast.mix import recordings
from broadcast.mix.recordings import read_recording, trim_recordings
from broadcast.model import Audio, Clip
from broadcast.units import Millis, samples

LEVEL = 0.25


def babble(seconds: float) -> Audio:
    """Noise in syllables, so that no stretch is like another."""
    count = round(seconds * 48_000)
    noise = np.convolve(np.random.default_rng(1).standard_normal(count), np.ones(8) / 8, "same")
    return (0.2 * noise * np.sin(np.pi * np.arange(count) / 12_000) ** 2).astype(np.float32)


def sine(seconds: float, rate: int, hertz: float = 500.0) -> Audio:
    return (LEVEL * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def made(path: Path, audio: Audio, rate: int, **more: str) -> Clip:
    soundfile.write(path, audio, rate, **more)
    return Clip(path=path.name)


def read(clip: Clip, folder: Path) -> recordings.Recording:
    return read_recording(clip, folder, folder / "kept")


def is_sine(audio: Audio, seconds: float, hertz: float = 500.0) -> bool:
    """Whether it is that sine within a hundredth, ends and phase apart."""
    assert audio.ndim == 1
    inner = np.asarray(audio[2000:-2000], float)
    moments = np.arange(len(inner)) / 48_000
    wave = np.exp(-2j * np.pi * hertz * moments)
    amplitude = 2 * abs((inner * wave).mean())
    rest = inner.std() ** 2 - amplitude**2 / 2
    return abs(len(audio) - seconds * 48_000) <= 2 and abs(amplitude - LEVEL) < 0.01 and abs(rest) < 1e-3


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_any_rate_becomes_48_khz_at_its_level(tmp_path: Path, rate: int) -> None:
    clip = made(tmp_path / "a.wav", sine(1.5, rate), rate)
    assert is_sine(read(clip, tmp_path).audio, 1.5)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("a.wav", {"subtype": "PCM_U8"}),
        ("a.wav", {"subtype": "PCM_24"}),
        ("a.wav", {"subtype": "DOUBLE"}),
        ("a.aiff", {}),
        ("a.flac", {}),
        ("a.ogg", {}),
        ("a.mp3", {}),
        ("a.w64", {}),
        ("a.caf", {}),
    ],
)
def test_every_kind_that_libsndfile_knows_is_read(tmp_path: Path, name: str, more: dict[str, str]) -> None:
    clip = made(tmp_path / name, sine(1.5, 48_000), 48_000, **more)
    found = read(clip, tmp_path).audio
    assert is_sine(found[:72_000], 1.5)
    assert len(found) <= 72_000 + 2500  # an MP3 that does not tell its padding


@pytest.mark.outsider
@pytest.mark.parametrize("ending", ["m4a", "wma", "mkv", "mp2", "ac3", "opus"])
def test_what_it_does_not_know_is_read_by_ffmpeg(tmp_path: Path, ending: str) -> None:
    if shutil.which("ffmpeg") is None:
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent("ffmpeg is not installed")
    made(tmp_path / "a.wav", sine(2.0, 48_000), 48_000)
    target = tmp_path / f"a b'c.{ending}"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-i", tmp_path / "a.wav", *(["-b:a", "192k"]), target], check=True
    )
    whole = read(Clip(path=target.name), tmp_path).audio
    assert abs(len(whole) - 96_000) < 5000
    cut = read(Clip(path=target.name, start_ms=Millis(500), stop_ms=Millis(1500)), tmp_path).audio
    assert abs(len(cut) - 48_000) <= 2
    mono = cut if cut.ndim == 1 else cut.mean(axis=1)
    assert is_sine(mono, 1.0)


def test_pyav_reads_it_where_there_is_no_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("av")
    made(tmp_path / "a.wav", sine(2.0, 48_000), 48_000)
    monkeypatch.setattr(recordings.shutil, "which", lambda name: None)
    clip = Clip(path="a.wav", start_ms=Millis(500), stop_ms=Millis(1500))
    blocks = list(recordings._foreign(tmp_path / "a.wav", clip, "no"))
    assert is_sine(np.concatenate(blocks)[:, 0], 1.0)


def test_a_clip_is_cut_to_the_sample(tmp_path: Path) -> None:
    ramp = (np.arange(48_000 * 3) / 48_000 / 4).astype(np.float32)
    made(tmp_path / "a.wav", ramp, 48_000, subtype="FLOAT")
    cut = read(Clip(path="a.wav", start_ms=Millis(500), stop_ms=Millis(2000)), tmp_path)
    assert (cut.audio == ramp[24_000:96_000]).all()
    assert cut.length == samples(1500)


@pytest.mark.parametrize(
    ("channels", "left", "right"), [(3, 0.1, 0.2), (4, 0.1, 0.2), (5, 0.1, 0.2), (6, 0.1, 0.2)]
)
def test_more_channels_are_mixed_to_two(tmp_path: Path, channels: int, left: float, right: float) -> None:
    audio = np.zeros((4800, channels), np.float32)
    audio[:, 0], audio[:, 1] = left, right
    if channels in (3, 5, 6):
        audio[:, 2] = 0.3
    if channels == 6:
        audio[:, 3] = 0.9  # the low-frequency effects are left out
    clip = made(tmp_path / "a.wav", audio, 48_000, subtype="FLOAT")
    centre = 0.3 * 0.7071 if channels != 4 else 0.0
    found = read(clip, tmp_path).audio
    assert found.shape == (4800, 2)
    assert found[100] == pytest.approx([left + centre, right + centre], abs=1e-3)


def test_two_equal_channels_become_one_and_two_others_stay_two(tmp_path: Path) -> None:
    sound = sine(1.0, 48_000)
    same = made(tmp_path / "same.wav", np.stack([sound, sound], axis=1), 48_000)
    other = made(tmp_path / "other.wav", np.stack([sound, sound / 2], axis=1), 48_000)
    assert read(same, tmp_path).audio.shape == (48_000,)
    assert read(other, tmp_path).audio.shape == (48_000, 2)


def test_a_recording_is_decoded_once_and_known_by_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = made(tmp_path / "a.wav", sine(1.0, 44_100), 44_100)
    first = read(clip, tmp_path)
    monkeypatch.setattr(recordings, "_blocks", lambda path, clip: pytest.fail("decoded again"))
    again = read(clip, tmp_path)
    assert again.key == first.key
    assert (again.audio == first.audio).all()
    (tmp_path / "a.wav").rename(tmp_path / "b.wav")
    assert read(Clip(path="b.wav"), tmp_path).key == first.key
    monkeypatch.undo()
    made(tmp_path / "b.wav", sine(1.0, 44_100, 700), 44_100)
    assert read(Clip(path="b.wav"), tmp_path).key != first.key


def test_its_sound_stays_on_the_disk(tmp_path: Path) -> None:
    clip = made(tmp_path / "a.wav", sine(1.0, 48_000), 48_000)
    audio = read(clip, tmp_path).audio
    while audio.base is not None and not isinstance(audio, np.memmap):
        audio = audio.base
    assert isinstance(audio, np.memmap)


@pytest.mark.parametrize(
    ("content", "clip", "fault"),
    [
        (None, Clip(path="gone.wav", stop_ms=Millis(12_000)), "is not there"),
        (b"", Clip(path="a.wav"), "is empty"),
        (b"RIFF\0\0\0\0WAVEjunk" * 4, Clip(path="a.wav"), "cannot be read"),
        (b"not a sound at all " * 50, Clip(path="a.mp4"), "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, clip: Clip, fault: str) -> None:
    if content is not None:
        (tmp_path / clip.path).write_bytes(content)
    with pytest.raises(ClipError, match=fault) as error:
        read(clip, tmp_path)
    assert clip.path in str(error.value)
    assert error.value.hint
    assert not list((tmp_path / "kept").glob("*")) if (tmp_path / "kept").exists() else True


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / "tapes.wav").mkdir()
    with pytest.raises(ClipError, match="cannot be read: it is a folder"):
        read(Clip(path="tapes.wav"), tmp_path)


def test_what_was_expected_of_a_missing_recording_is_said(tmp_path: Path) -> None:
    with pytest.raises(ClipError) as error:
        read(Clip(path="gone.wav", stop_ms=Millis(12_000)), tmp_path)
    assert "up to 0:12.0" in error.value.hint


@pytest.mark.parametrize(
    ("clip", "fault"),
    [
        (Clip(path="a.wav", stop_ms=Millis(5000)), "it ends at 0:02.0, and out=0:05.0"),
        (Clip(path="a.wav", start_ms=Millis(1000), stop_ms=Millis(2100)), "it ends at 0:02.0"),
        (Clip(path="a.wav", start_ms=Millis(4000), stop_ms=Millis(5000)), "it ends before in=0:04.0"),
        (Clip(path="a.wav", start_ms=Millis(4000)), "it ends before in=0:04.0"),
    ],
)
def test_a_recording_shorter_than_its_clip_is_refused(tmp_path: Path, clip: Clip, fault: str) -> None:
    made(tmp_path / "a.wav", sine(2.0, 44_100), 44_100)
    with pytest.raises(ClipError, match=fault):
        read(clip, tmp_path)


def test_one_without_sound_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "a.wav", np.zeros(0, np.float32), 48_000)
    with pytest.raises(ClipError, match="holds no sound"):
        read(Clip(path="a.wav"), tmp_path)


def test_a_damaged_recording_leaves_nothing_behind(tmp_path: Path) -> None:
    clip = made(tmp_path / "a.flac", np.random.default_rng(1).uniform(-0.5, 0.5, 96_000), 48_000)
    whole = (tmp_path / "a.flac").read_bytes()
    (tmp_path / "a.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ClipError, match=r"damaged|cannot be read|too short"):
        read(replace_stop(clip), tmp_path)
    assert not [path for path in (tmp_path / "kept").iterdir() if path.suffix == ".part"]


def replace_stop(clip: Clip) -> Clip:
    return Clip(path=clip.path, stop_ms=Millis(2000))


def test_silence_and_cut_off_peaks_are_told(tmp_path: Path) -> None:
    quiet = made(tmp_path / "quiet.wav", np.full(48_000, 1e-5, np.float32), 48_000, subtype="FLOAT")
    loud = made(tmp_path / "loud.wav", np.clip(8 * sine(2.0, 48_000, 100), -1, 1), 48_000)
    good = made(tmp_path / "good.wav", sine(1.0, 48_000), 48_000)
    assert read(quiet, tmp_path).faults == ("silent",)
    assert read(loud, tmp_path).faults == ("clipped",)
    assert read(good, tmp_path).faults == ()


def test_samples_that_are_no_numbers_are_made_numbers(tmp_path: Path) -> None:
    audio = sine(0.5, 48_000)
    audio[100], audio[200] = np.nan, np.inf
    clip = made(tmp_path / "a.wav", audio, 48_000, subtype="FLOAT")
    found = read(clip, tmp_path).audio
    assert np.isfinite(found).all()
    assert np.abs(found).max() <= 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    clip = made(tmp_path / "a.wav", sine(0.5, 48_000), 48_000)
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(EngineError, match="cannot keep decoded recordings"):
        read(clip, tmp_path)


def test_the_ones_unused_for_longest_go_first(tmp_path: Path) -> None:
    kept = []
    for number in range(4):
        clip = made(tmp_path / f"{number}.wav", sine(0.5, 48_000, 200 + number), 48_000)
        kept.append(read(clip, tmp_path))
        (path,) = (tmp_path / "kept").glob(f"{kept[-1].key.removeprefix('clip:')}*")
        os.utime(path, (1000 + number, 1000 + number))
    trim_recordings(tmp_path / "kept", keep=[kept[0].key], limit=2 * 96_000)
    left = {path.name.partition(".")[0] for path in (tmp_path / "kept").iterdir()}
    assert left == {kept[0].key.removeprefix("clip:"), kept[3].key.removeprefix("clip:")}
