import numpy as np
import pytest

from broadcast.errors import PackageError
from broadcast.formats.bwf import Bext, write_bwf
from broadcast.formats.peaks import read_peaks
from broadcast.units import Samples


def written(folder, audio, created):
    path = folder / "a.wav"
    write_bwf(path, [audio], Samples(len(audio)), Bext(description="x", originator="y", created=created))
    return path


def test_every_sample_of_both_channels_counts(tmp_path, desk) -> None:
    audio = np.zeros((480_000, 2), np.float32)
    audio[100, 0], audio[399_999, 1] = 0.5, -0.75
    peaks = read_peaks(written(tmp_path, audio, desk.created), 10)
    assert len(peaks) == 10
    assert peaks[0] == pytest.approx((0, 0.5), abs=1 / 128)
    assert peaks[8] == pytest.approx((-0.75, 0), abs=1 / 128)
    assert all(peak == pytest.approx((0, 0), abs=1 / 128) for peak in (*peaks[1:8], peaks[9]))


@pytest.mark.parametrize(("length", "columns"), [(0, 0), (1, 1), (7, 7), (8, 8), (1000, 8)])
def test_there_are_never_more_columns_than_samples(tmp_path, desk, length, columns) -> None:
    assert len(read_peaks(written(tmp_path, np.zeros(length, np.float32), desk.created), 8)) == columns


def test_a_file_that_ends_early_is_named(tmp_path, desk) -> None:
    path = written(tmp_path, np.zeros(10_000, np.float32), desk.created)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(PackageError, match="ends early"):
        read_peaks(path, 4)


def test_what_is_no_wav_file_is_refused(tmp_path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    with pytest.raises(PackageError, match="is not a 48 kHz"):
        read_peaks(tmp_path / "a.wav", 4)
