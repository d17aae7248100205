import runpy
import struct
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from broadcast.errors import PackageError
from broadcast.formats import pcm
from broadcast.formats.pcm import find_sound, frames_to_audio, pcm24, read_blocks, read_frames

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

STEP = 2.0**-23

LEVELS = st.floats(-1.25, 1.25, width=32)

MONO = arrays.arrays(np.float32, st.integers(0, 40), elements=LEVELS)

STEREO = arrays.arrays(np.float32, st.tuples(st.integers(0, 40), st.just(2)), elements=LEVELS)


@given(st.one_of(MONO, STEREO))
def test_what_is_written_is_within_half_a_step_and_held_at_full_scale(audio: np.ndarray) -> None:
    back = frames_to_audio(pcm24(audio))
    wanted = audio if audio.ndim == 2 else np.stack([audio, audio], axis=1)
    held = np.clip(wanted.astype(np.float64), -1.0, 1.0 - STEP)
    assert back.dtype == np.float32
    assert back.shape == wanted.shape
    assert np.all(np.abs(back - held) <= STEP / 2)


@given(st.binary(max_size=120).map(lambda octets: octets[: len(octets) // 6 * 6]))
def test_what_was_read_is_written_again_bit_by_bit(frames: bytes) -> None:
    assert pcm24(frames_to_audio(frames)) == frames


def test_a_frame_is_two_little_endian_words_of_24_bits() -> None:
    audio = np.array([[1 / 128, -1 / 128], [1.0, -1.0]], np.float32)
    assert pcm24(audio) == bytes.fromhex("000001 0000ff ffff7f 000080")


def test_stereo_may_come_one_channel_after_the_other() -> None:
    audio = np.arange(6, dtype=np.float32).reshape(3, 2) / 8
    assert pcm24(np.asfortranarray(audio)) == pcm24(audio)


def test_a_sample_that_is_no_number_is_refused() -> None:
    with pytest.raises(PackageError, match="not numbers"):
        pcm24(np.array([0.0, np.nan], np.float32))


@given(st.data())
def test_any_part_of_a_file_is_that_slice(drawn: st.DataObject) -> None:
    length = 1000
    start = drawn.draw(st.integers(0, length))
    count = drawn.draw(st.integers(0, length - start))
    block = drawn.draw(st.sampled_from([1, 7, 300, 5000]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pcm, "BLOCK", block)
        blocks = list(read_blocks(FILE.path, start, count))
    assert all(0 < len(read) <= block for read in blocks)
    heard = np.concatenate([np.empty((0, 2), np.float32), *blocks])
    assert np.array_equal(heard, FILE.audio[start : start + count])


FILE = SimpleNamespace()


@pytest.fixture(autouse=True, scope="module")
def _file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pcm")
    FILE.path = studio.delivery(folder, studio.sound(1000)).wav
    FILE.audio = frames_to_audio(pcm24(studio.sound(1000)))


def test_reading_beyond_the_end_is_refused() -> None:
    with pytest.raises(PackageError, match="holds 1000 samples, asked for 900 to 1001"):
        list(read_frames(FILE.path, 900, 101))


@pytest.mark.parametrize("lost", [96, 100])
def test_a_file_cut_short_is_told(tmp_path: Path, lost: int) -> None:
    short = tmp_path / "short.wav"
    short.write_bytes(FILE.path.read_bytes()[:-lost])
    with pytest.raises(PackageError, match="ends early"):
        list(read_frames(short))


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"RIFF",
        b"ID3" + bytes(100),
        b"RIFF\0\0\0\0WAVE",
        b"RIFF\0\0\0\0WAVEfmt \x02\0\0\0ab",
        b"RIFF\0\0\0\0WAVE"
        + struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 44100, 88200, 2, 16)
        + b"data\0\0\0\0",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, octets: bytes) -> None:
    path = tmp_path / "other.wav"
    path.write_bytes(octets)
    with pytest.raises(PackageError, match="is not a 48 kHz, 24-bit, stereo WAV file"):
        find_sound(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="No such file"):
        find_sound(tmp_path / "none.wav")
