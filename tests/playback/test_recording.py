from collections.abc import Callable
from pathlib import Path

import pytest

from broadcast.errors import PackageError
from broadcast.playback.recording import Recording
from broadcast.units import Samples


@pytest.mark.parametrize("width", [2, 3, 4])
def test_blocks_joined_are_the_file_from_any_sample_on(write_wav: Callable[..., Path], width: int) -> None:
    with Recording(write_wav(1000, width=width)) as recording:
        assert (recording.rate_hz, recording.channels, recording.length) == (48_000, 2, 1000)
        whole = recording.read(Samples(0), 5000)
        assert len(whole) == 1000 * recording.frame_bytes
        for start in (0, 1, 333, 999):
            blocks = [recording.read(Samples(at), 77) for at in range(start, 1000, 77)]
            assert b"".join(blocks) == whole[start * recording.frame_bytes :]


def test_after_the_end_there_is_nothing(write_wav: Callable[..., Path]) -> None:
    with Recording(write_wav(10)) as recording:
        assert recording.read(Samples(10), 5) == b""
        assert recording.read(Samples(11), 5) == b""


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no sound file '.*gone\.wav'"):
        Recording(tmp_path / "gone.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x04\0\0\0WAVE", b"ID3" + bytes(500)])
def test_what_is_no_wav_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ferry.wav"
    path.write_bytes(content)
    with pytest.raises(PackageError, match="cannot read the sound file"):
        Recording(path)


def test_a_file_that_was_cut_short_is_refused(write_wav: Callable[..., Path]) -> None:
    path = write_wav(1000)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(PackageError, match="shorter than it says"):
        Recording(path)


def test_a_width_that_no_output_takes_is_refused(write_wav: Callable[..., Path]) -> None:
    with pytest.raises(PackageError, match="8-bit"):
        Recording(write_wav(10, width=1))
