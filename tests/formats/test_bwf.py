import json
import runpy
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from broadcast.errors import PackageError
from broadcast.formats.bwf import Bext, header, info_chunk, write_bwf
from broadcast.formats.pcm import find_sound, frames_to_audio, pcm24, read_frames
from broadcast.formats.riff import Chunk
from broadcast.model import Audio, Loudness
from broadcast.units import SILENCE, Dbtp, Lu, Lufs, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

LENGTH = Samples(96_001)

PLAIN = 'Fire at Port Ellmoor "under control"'

TAGS = {"INAM": studio.HEADLINE, "ISFT": "broadcast 0.1.0", "ICRD": "2031-05-04", "ILNG": "", "ICMT": "odd"}


def bext(**changes: object) -> Bext:
    fields: dict[str, object] = {
        "description": studio.HEADLINE,
        "originator": "Radio Ellmoor",
        "reference": "port-ellmoor",
        "created": datetime(2031, 5, 4, 6, 30, 59, tzinfo=UTC),
        "time_reference": Samples(48_000 * 3600 * 23),
        "loudness": studio.LOUDNESS,
    }
    return Bext(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bwf") / "port-ellmoor.wav"
    audio = studio.sound(LENGTH)
    write_bwf(path, [audio[:50_000], audio[50_000:]], LENGTH, bext(), [info_chunk(TAGS)])
    return path


def chunks(octets: bytes) -> Iterator[tuple[bytes, int]]:
    """Name and size of every chunk, by the rules of RIFF alone."""
    place = 12
    while place < len(octets):
        name, size = struct.unpack_from("<4sI", octets, place)
        yield name, size
        place += 8 + size + size % 2
    assert place == len(octets)


def test_the_sound_in_the_file_is_the_sound_that_came(wave: Path) -> None:
    heard = frames_to_audio(b"".join(read_frames(wave)))
    assert np.array_equal(heard, frames_to_audio(pcm24(studio.sound(LENGTH))))


def test_every_chunk_is_padded_and_the_sizes_add_up(wave: Path) -> None:
    octets = wave.read_bytes()
    assert [name for name, _ in chunks(octets)] == [b"bext", b"fmt ", b"LIST", b"data"]
    assert struct.unpack_from("<4sI4s", octets) == (b"RIFF", len(octets) - 8, b"WAVE")


@given(st.lists(st.binary(max_size=9), max_size=4))
def test_chunks_of_any_length_leave_the_file_whole(bodies: list[bytes]) -> None:
    more = [Chunk(name=b"junk", body=body) for body in bodies]
    octets = header(Samples(3), [*more, bext().chunk()]) + bytes(18)
    assert [name for name, _ in chunks(octets)] == [b"bext", b"fmt ", *[b"junk"] * len(bodies), b"data"]
    assert struct.unpack_from("<I", octets, 4)[0] == len(octets) - 8


@pytest.mark.parametrize("came", [LENGTH - 1, LENGTH + 1, 0])
def test_a_mix_of_another_length_is_refused_and_leaves_nothing(tmp_path: Path, came: int) -> None:
    path = tmp_path / "short.wav"
    with pytest.raises(PackageError, match=f"not as long as its timeline: {abs(LENGTH - came)} samples too"):
        write_bwf(path, [studio.sound(came)], LENGTH, bext())
    assert not path.exists()


def test_a_mix_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def blocks() -> Iterator[Audio]:
        yield studio.sound(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bwf(tmp_path / "broken.wav", blocks(), LENGTH, bext())
    assert not list(tmp_path.iterdir())


def test_levels_that_are_unknown_are_marked_so() -> None:
    silence = Loudness(
        integrated=SILENCE,
        range=Lu(0.0),
        true_peak=Dbtp(float("-inf")),
        max_momentary=SILENCE,
        max_short_term=Lufs(float("nan")),
    )
    marked = struct.unpack_from("<5H", bext(loudness=silence).chunk().body, 412)
    assert marked == (0x7FFF, 0, 0x7FFF, 0x7FFF, 0x7FFF)
    assert struct.unpack_from("<5H", bext(loudness=None).chunk().body, 412) == (0x7FFF,) * 5


@given(st.text(max_size=400), st.text(max_size=60))
def test_the_extension_keeps_its_form_whatever_the_text(description: str, originator: str) -> None:
    body = bext(description=description, originator=originator, umid=b"\x06" * 32).chunk().body
    assert struct.unpack_from("<H", body, 346) == (2,)
    assert body[320:338] == b"2031-05-0406:30:59"
    assert body[602:].startswith(b"A=PCM,F=48000,W=24,M=stereo,T=broadcast")
    assert body.endswith(b"\r\n")
    assert body[348:412] == b"\x06" * 32 + bytes(32)
    assert body[:320].isascii()


@pytest.fixture(scope="module")
def long_wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 4.1 GiB with a hole for its sound."""
    path = tmp_path_factory.mktemp("rf64") / "long.wav"
    length = Samples(4_400_000_000 // 6)
    start = header(length, [bext().chunk()])
    with path.open("wb") as stream:
        stream.write(start)
        stream.truncate(len(start) + 6 * length)
    return path


def test_a_file_over_4_gib_is_rf64(long_wave: Path) -> None:
    with long_wave.open("rb") as stream:
        start = stream.read(48)
    assert start[:16] == b"RF64\xff\xff\xff\xffWAVEds64"
    riff, sound, length = struct.unpack_from("<QQQ", start, 20)
    assert riff == long_wave.stat().st_size - 8
    assert (sound, length) == (6 * length, 733_333_333)
    assert find_sound(long_wave).length == length
    assert b"".join(read_frames(long_wave, Samples(length - 2))) == bytes(12)


@pytest.mark.outsider
def test_wavinfo_reads_rf64(long_wave: Path) -> None:
    assert WavInfoReader(str(long_wave)).data.frame_count == 733_333_333


@pytest.mark.outsider
def test_ffprobe_reads_rf64(long_wave: Path) -> None:
    said = outsiders.said_by(
        "ffprobe", "-v", "error", "-show_entries", "stream=duration_ts", "-of", "csv=p=0", long_wave
    )
    assert said.strip() == "733333333"


@pytest.mark.outsider
def test_wavinfo_reads_every_field(wave: Path) -> None:
    read = WavInfoReader(str(wave), info_encoding="utf-8")
    assert (read.fmt.channel_count, read.fmt.sample_rate, read.fmt.bits_per_sample) == (2, 48_000, 24)
    assert read.data.frame_count == LENGTH
    assert read.bext.version == 2
    assert read.bext.description == PLAIN
    assert (read.bext.originator, read.bext.originator_ref) == ("Radio Ellmoor", "port-ellmoor")
    assert (read.bext.originator_date, read.bext.originator_time) == ("2031-05-04", "06:30:59")
    assert read.bext.time_reference == 48_000 * 3600 * 23
    assert read.bext.coding_history.startswith("A=PCM,F=48000,W=24,M=stereo,T=broadcast")
    levels = (
        read.bext.loudness_value,
        read.bext.loudness_range,
        read.bext.max_true_peak,
        read.bext.max_momentary_loudness,
        read.bext.max_shortterm_loudness,
    )
    assert levels == pytest.approx((-23.04, 4.25, -3.1, -18.4, -20.55))
    assert read.info.title == PLAIN
    assert (read.info.software, read.info.created_date) == ("broadcast 0.1.0", "2031-05-04")
    assert read.info.comment == "odd"


@pytest.mark.outsider
def test_sndfile_info_reads_the_extension(wave: Path) -> None:
    said = " ".join(
        outsiders.said_by("sndfile-info", "--broadcast", wave).split()
    )  # columns differ by version
    for line in (
        'Description : Fire at Port Ellmoor "under control"',
        "Originator : Radio Ellmoor",
        "Origination date : 2031-05-04",
        "Origination time : 06:30:59",
        "BWF version : 2",
    ):
        assert line in said


@pytest.mark.outsider
def test_sndfile_info_finds_nothing_wrong(wave: Path) -> None:
    said = outsiders.said_by("sndfile-info", wave)
    assert "96001" in said
    assert "***" not in said


@pytest.mark.outsider
def test_mediainfo_reads_title_and_loudness(wave: Path) -> None:
    said = outsiders.said_by("mediainfo", "--Full", wave)
    for text in ("Wave", "2031-05-04", "under control", "24 bits", "Radio Ellmoor"):
        assert text in said


@pytest.mark.outsider
def test_ffprobe_reads_sound_and_tags(wave: Path) -> None:
    said = json.loads(
        outsiders.said_by("ffprobe", "-v", "warning", "-show_streams", "-show_format", "-of", "json", wave)
    )
    (stream,) = said["streams"]
    assert (stream["codec_name"], stream["channels"], stream["duration_ts"]) == ("pcm_s24le", 2, LENGTH)
    tags = said["format"]["tags"]
    assert tags["title"] == PLAIN
    assert tags["time_reference"] == str(48_000 * 3600 * 23)
    assert tags["originator_reference"] == "port-ellmoor"
