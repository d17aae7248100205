"""A recording of any kind in, its sound at 48 kHz out, kept decoded so that no memory is held for it."""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf, log10
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.errors import ClipError, EngineError
from broadcast.model import Audio, Clip, Take, TimesFrom, Timing
from broadcast.units import PROGRAMME_RATE, Hz, Samples, clock, samples

VERSION = 1
"""Raised when the same file would be decoded to other samples."""

SILENT_DBFS = -60.0
"""A recording whose peak is below it has nothing to hear."""

CLIPPED_RUN, CLIPPED_RUNS = 4, 10
"""So many samples in a row at full scale are cut off; so many such runs in a minute are heard."""

_BLOCK = 65_536
_FULL_SCALE = np.float32(0.999)
_CENTRE = np.float32(0.7071)
_DOWNMIX = {
    # rows: left, right; columns: the channels as WAV orders them (ITU-R BS.775-3, table 2; the LFE left out)
    3: ((1, 0, _CENTRE), (0, 1, _CENTRE)),
    4: ((1, 0, _CENTRE, 0), (0, 1, 0, _CENTRE)),
    5: ((1, 0, _CENTRE, _CENTRE, 0), (0, 1, _CENTRE, 0, _CENTRE)),
    6: ((1, 0, _CENTRE, 0, _CENTRE, 0), (0, 1, _CENTRE, 0, 0, _CENTRE)),
}
_DECODE_LIMIT_S = 900

LIMIT = 4 * 1024**3
"""Bytes of decoded recordings that are kept: six hours of stereo."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """A stretch of sound, decoded.

    Attributes:
        key: Names it on a timeline: a hash of the file's content and of what is cut from it.
        name: The file's name.
        audio: float32 at 48 kHz, (n,) or (n, 2); a view of a file on the disk.
        faults: What a producer should hear for himself: "silent", "clipped".
        seamless: Whether it can be repeated end to start as it is.
        kind: "clip"; of a sound of the palette "sting", "bed", "ambience".
    """

    key: str
    name: str
    audio: Audio = field(repr=False)
    faults: tuple[str, ...] = ()
    seamless: bool = False
    kind: str = "clip"

    @property
    def length(self) -> Samples:
        """Of the stretch, at 48 kHz."""
        return Samples(len(self.audio))

    def take(self) -> Take:
        """The same for a mixer."""
        timing = Timing(
            length=self.length, rate_hz=PROGRAMME_RATE, words=(), times_from=TimesFrom.DURATIONS, exact=True
        )
        return Take(audio=self.audio, timing=timing)


def read_recording(clip: Clip, beside: Path, folder: Path) -> Recording:
    """Decode the stretch of a recording that a clip names; what was decoded before is taken from `folder`.

    soundfile reads what libsndfile knows (WAV, RF64, AIFF, FLAC, Ogg, Opus, MP3 ...); what it does not know
    goes to the user's ffmpeg, else to PyAV where that is installed. More than two channels are mixed to two;
    two that are the same become one.

    Args:
        clip: The file and where it is cut.
        beside: Folder that a relative path starts from.
        folder: Keeps decoded sound; made when it is missing.

    Raises:
        ClipError: The file is missing, empty, damaged, of no kind that can be read, or shorter than the clip.
        EngineError: `folder` cannot be written.
    """
    path = beside / Path(clip.path).expanduser()
    key = f"clip:{_digest(path, clip)}"
    try:
        kept = _kept(folder, key)
        if kept is None:
            kept = _decoded(path, clip, folder, key)
    except OSError as cause:
        raise EngineError(
            f"cannot keep decoded recordings in '{folder}': {cause.strerror or cause}",
            "free some space, or name another folder in BROADCAST_CACHE",
        ) from cause
    _check_length(path, clip, kept)
    return Recording(key=key, name=path.name, audio=kept, faults=tuple(_faults(kept)))


def _digest(path: Path, clip: Clip) -> str:
    try:
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
            if not stream.tell():
                raise ClipError(f"the recording '{path}' is empty", "copy it again from where it comes from")
    except FileNotFoundError as cause:
        raise ClipError(f"the recording '{path}' is not there", _expected(clip)) from cause
    except OSError as cause:
        reason = "it is a folder" if path.is_dir() else cause.strerror
        raise ClipError(f"the recording '{path}' cannot be read: {reason}", _expected(clip)) from cause
    return hashlib.sha256(f"{VERSION} {content} {clip.start_ms} {clip.stop_ms}".encode()).hexdigest()


def _expected(clip: Clip) -> str:
    """What the script counts on."""
    if clip.stop_ms is None:
        return "the script names it; put it beside the script, or correct its path"
    wanted = _time(clip.stop_ms)
    return f"the script names it and plays it up to {wanted}; put it beside the script, or correct its path"


def _time(millis: int) -> str:
    return clock(samples(millis), tenths=True)


def _kept(folder: Path, key: str) -> Audio | None:
    for channels in (1, 2):
        path = _place(folder, key, channels)
        if path.is_file():
            path.touch()
            return _view(path, channels)
    return None


def _place(folder: Path, key: str, channels: int) -> Path:
    return folder / f"{key.removeprefix('clip:')}.{channels}.f32"


def _view(path: Path, channels: int) -> Audio:
    if not path.stat().st_size:
        return np.zeros(0, np.float32)
    audio: Audio = np.memmap(path, np.float32, "r")
    return audio if channels == 1 else audio.reshape(-1, channels)


def _decoded(path: Path, clip: Clip, folder: Path, key: str) -> Audio:
    """Decode to a file of raw samples, beside its place and renamed into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as file:
        place = Path(file.name)
        try:
            same = True
            for block in _blocks(path, clip):
                same = same and bool((block[:, 0] == block[:, 1]).all())
                file.write(block.astype("<f4").tobytes())
            file.close()
            if same:
                _halve(place)
            final = _place(folder, key, 1 if same else 2)
            place.replace(final)
        finally:
            place.unlink(missing_ok=True)
    return _view(final, 1 if same else 2)


def _halve(place: Path) -> None:
    """Keep one of two channels that are the same."""
    half = place.with_suffix(".half")
    try:
        with half.open("wb") as out, place.open("rb") as both:
            while octets := both.read(8 * _BLOCK):
                out.write(np.frombuffer(octets, "<f4")[::2].tobytes())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def _blocks(path: Path, clip: Clip) -> Iterator[Audio]:
    """The stretch at 48 kHz, shape (n, 2), by the first decoder that knows the file."""
    import soundfile

    try:
        sound = soundfile.SoundFile(path)
    except soundfile.SoundFileError as refusal:
        yield from _foreign(path, clip, str(refusal))
        return
    with sound:
        yield from _by_soundfile(sound, path, clip)


def _by_soundfile(sound: Any, path: Path, clip: Clip) -> Iterator[Audio]:
    import soundfile
    import soxr

    rate = Hz(sound.samplerate)
    start = samples(clip.start_ms, rate)
    left = sound.frames - start if clip.stop_ms is None else samples(clip.stop_ms, rate) - start
    if start > sound.frames:
        return
    converter = (
        None if rate == PROGRAMME_RATE else soxr.ResampleStream(rate, PROGRAMME_RATE, 2, quality="VHQ")
    )
    try:
        # libsndfile's seeking in an MP3 is not exact, and soundfile seeks at every read: there is one
        whole = sound.format == "MP3"
        skipped = start if whole else sound.seek(start) - start
        left += skipped
        while left > 0:
            block = sound.read(left if whole else min(_BLOCK, left), dtype="float32", always_2d=True)
            left -= len(block)
            last = left <= 0 or not len(block)
            block, skipped = block[skipped:], 0
            stereo = _stereo(np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0))
            if converter is not None:
                stereo = np.asarray(converter.resample_chunk(stereo, last=last), np.float32)
            yield stereo
            if last:
                break
    except (soundfile.SoundFileError, RuntimeError) as cause:
        raise ClipError(
            f"the recording '{path}' is damaged: {cause}", "copy it again, or convert it"
        ) from cause


def _stereo(block: Audio) -> Audio:
    """Any number of channels as two."""
    channels = block.shape[1]
    if channels == 2:
        return block
    if channels in _DOWNMIX:
        return np.asarray(block @ np.array(_DOWNMIX[channels], np.float32).T, np.float32)
    return np.repeat(block.mean(axis=1, dtype=np.float32)[:, None], 2, axis=1)


def _foreign(path: Path, clip: Clip, refusal: str) -> Iterator[Audio]:
    """By the user's ffmpeg, else by PyAV."""
    if shutil.which("ffmpeg"):
        yield from _by_ffmpeg(path, clip)
        return
    try:
        import av
    except ImportError as cause:
        raise ClipError(
            f"the recording '{path}' cannot be read: {refusal}",
            "install ffmpeg, or `pip install 'broadcast[clips]'`, or convert it to WAV",
        ) from cause
    yield from _by_pyav(av, path, clip)


def _by_ffmpeg(path: Path, clip: Clip) -> Iterator[Audio]:
    """Decoded whole up to the clip's end, then cut by us: seeking in a compressed file is not exact."""
    import soundfile

    until = [] if clip.stop_ms is None else ["-t", f"{clip.stop_ms / 1000 + 1:.3f}"]
    with tempfile.TemporaryDirectory(prefix="broadcast-") as folder:
        decoded = Path(folder) / "decoded.wav"
        # 'file:' keeps a name such as 'http://…' or 'a:b.mp4' from being taken for an address
        source = ["ffmpeg", "-nostdin", "-v", "error", *until, "-i", f"file:{path}"]
        command = [
            *source,
            "-map",
            "0:a:0",
            "-vn",
            "-c:a",
            "pcm_f32le",
            "-f",
            "wav",
            "-rf64",
            "auto",
            str(decoded),
        ]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=_DECODE_LIMIT_S)
        except subprocess.TimeoutExpired as cause:
            raise ClipError(f"ffmpeg takes too long over '{path}'", "convert it to WAV") from cause
        if done.returncode:
            words = done.stderr.decode(errors="replace").strip().splitlines()
            raise ClipError(
                f"the recording '{path}' cannot be read: {words[-1] if words else 'ffmpeg failed'}",
                "copy it again, or convert it to WAV",
            )
        with soundfile.SoundFile(decoded) as sound:
            yield from _by_soundfile(sound, path, clip)


def _by_pyav(av: Any, path: Path, clip: Clip) -> Iterator[Audio]:
    skip, stop = samples(clip.start_ms), None if clip.stop_ms is None else samples(clip.stop_ms)
    at = 0
    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler(format="flt", layout="stereo", rate=PROGRAMME_RATE)
            # its mono is spread over both channels at half the power each
            gain = np.sqrt(2) if container.streams.audio[0].channels == 1 else 1.0
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    block = part.to_ndarray().reshape(-1, 2) * gain
                    first, last = max(0, skip - at), len(block) if stop is None else max(0, stop - at)
                    at += len(block)
                    yield np.asarray(block[first:last], np.float32)
                if stop is not None and at >= stop:
                    return
    except (av.FFmpegError, IndexError, ValueError) as cause:
        raise ClipError(f"the recording '{path}' cannot be read: {cause}", "convert it to WAV") from cause


def _check_length(path: Path, clip: Clip, audio: Audio) -> None:
    """Hold what was found against what the script expects."""
    length = round(len(audio) * 1000 / PROGRAMME_RATE)
    if clip.stop_ms is None and length:
        return
    wanted = None if clip.stop_ms is None else clip.stop_ms - clip.start_ms
    if wanted is not None and length >= wanted - 2:
        return
    if not length and clip.start_ms:
        said = f"it ends before in={_time(clip.start_ms)}"
    elif not length:
        said = "it holds no sound"
    else:
        said = (
            f"it ends at {_time(clip.start_ms + length)}, and out={_time(clip.stop_ms or 0)} is asked of it"
        )
    raise ClipError(f"the recording '{path}' is too short: {said}", "correct 'in' and 'out' in the script")


def _faults(audio: Audio) -> Iterator[str]:
    """What should be listened to; looked at block by block."""
    peak, runs = 0.0, 0
    for first in range(0, len(audio), _BLOCK):
        block = np.abs(audio[first : first + _BLOCK]).reshape(-1, audio.shape[1] if audio.ndim == 2 else 1)
        peak = max(peak, float(block.max(initial=0)))
        runs += max((_runs(channel) for channel in block.T), default=0)
    if (20 * log10(peak) if peak else -inf) < SILENT_DBFS:
        yield "silent"
    if runs > CLIPPED_RUNS * max(1.0, len(audio) / (60 * PROGRAMME_RATE)):
        yield "clipped"


def _runs(channel: Audio) -> int:
    """How often so many samples in a row stand at full scale."""
    full = np.concatenate([[False], channel >= _FULL_SCALE, [False]])
    edges = np.flatnonzero(full[1:] != full[:-1])
    return int((edges[1::2] - edges[::2] >= CLIPPED_RUN).sum())


def trim_recordings(folder: Path, keep: Collection[str] = (), limit: int = LIMIT) -> None:
    """Remove the decoded recordings unused for longest until a limit in bytes holds; never one of `keep`."""
    kept = {key.removeprefix("clip:") for key in keep}
    entries = []
    for path in folder.glob("*.f32"):
        with suppress(OSError):  # another process was at it
            entries.append((path.stat().st_mtime, path.stat().st_size, path))
    excess = sum(size for _, size, _ in entries) - limit
    for _, size, path in sorted(entries):
        if excess <= 0:
            return
        if path.name.partition(".")[0] not in kept:
            with suppress(OSError):
                path.unlink()
            excess -= size
