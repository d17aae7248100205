"""The programme's WAV file in, what the user's FFmpeg encodes out."""

import errno
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.exporter import Delivery
from broadcast.formats.tags import whole
from broadcast.formats.textfile import one_line
from broadcast.units import seconds

PROGRAM = "ffmpeg"

_START_S = 60
_SLOWEST = 2.0
"""FFmpeg is given a minute and twice the programme's length; a slow machine takes a twentieth of that."""

_LOOK_S = 0.1


def lacking(encoder: str) -> str:
    """What is missing for a format that an encoder of FFmpeg's makes; "" when nothing is."""
    program = shutil.which(PROGRAM)
    if program is None:
        return "no ffmpeg is found; install FFmpeg, from ffmpeg.org or your system"
    able = _help(program, f"encoder={encoder}").startswith(f"Encoder {encoder} ")
    return "" if able else f"'{program}' has no encoder '{encoder}'; install another FFmpeg"


def muxer_knows(muxer: str, option: str) -> bool:
    """Whether this FFmpeg's muxer takes an option."""
    return f" -{option} " in _help(shutil.which(PROGRAM) or PROGRAM, f"muxer={muxer}")


@cache
def _help(program: str, topic: str) -> str:
    """What FFmpeg says of a part of itself; "" when it says nothing."""
    command = [program, "-hide_banner", "-v", "quiet", "-h", topic]
    try:
        told = subprocess.run(
            command, capture_output=True, check=False, timeout=_START_S, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace")


def encode(delivery: Delivery, ending: str, how: Sequence[str], tags: str | None = None) -> Path:
    """Encode a delivery's programme as `<stem><ending>`, whole or not at all.

    Of the WAV file's own tags none is taken over.

    Args:
        delivery: What to encode.
        ending: ".m4a".
        how: Options of the output: codec, bit rate, muxer.
        tags: Text of an ffmetadata file; None for a file without tags.

    Raises:
        PackageError: FFmpeg is missing, refused, or took too long; its own words are in the message.
        StoppedError: The package was given up.
        OSError: The disk is full.
    """
    limit_s = _START_S + _SLOWEST * seconds(delivery.programme.length, delivery.programme.rate_hz)
    with whole(delivery.folder / f"{delivery.stem}{ending}") as path:
        command = [PROGRAM, "-hide_banner", "-v", "error", "-y", "-i", _address(delivery.wav)]
        if tags is not None:
            command += ["-f", "ffmetadata", "-i", "pipe:0"]
        source = "-1" if tags is None else "1"
        command += ["-map", "0:a:0", "-map_metadata", source, "-map_chapters", source]
        # the same sound gives the same file: FFmpeg leaves its own version out
        command += ["-fflags", "+bitexact", "-flags:a", "+bitexact", *how, _address(path)]
        _run(command, (tags or "").encode("utf-8", "replace"), limit_s, delivery)
        if not path.is_file() or not path.stat().st_size:
            raise PackageError(f"ffmpeg wrote no '{path.name}'", f"leave {ending[1:]} out of --formats")
    return path


def escaped(text: str) -> str:
    r"""A text as it stands in an ffmetadata file.

    One that ends with a backslash gets a space behind it: FFmpeg 5 takes any line that ends with one to go
    on, however many there are.

    >>> escaped("a=b; c")
    'a\\=b\\; c'

    References:
        FFmpeg, "ffmpeg-formats: Metadata".
    """
    clean = text.replace("\0", "")
    clean += " " if clean.endswith("\\") else ""
    return "".join(f"\\{sign}" if sign in "\\=;#\n" else sign for sign in clean)


def _address(path: Path) -> str:
    """A path that FFmpeg takes for no option and no protocol."""
    return f"file:{path}"


def _run(command: Sequence[str], given: bytes, limit_s: float, delivery: Delivery) -> None:
    """Run FFmpeg on what it is `given`, until it ends, takes too long, or the package is given up."""
    with TemporaryFile(dir=delivery.folder) as source:
        source.write(given)
        source.seek(0)
        try:
            running = subprocess.Popen(
                command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise PackageError(
                f"ffmpeg cannot be started: {error.strerror or error}", "`broadcast doctor` says where it is"
            ) from error
        try:
            said = _wait(running, time.monotonic() + limit_s, delivery.stopped)
        except BaseException:
            running.kill()
            running.communicate()
            raise
    if running.returncode:
        raise _fault(said, running.returncode)


def _wait(running: "subprocess.Popen[bytes]", until: float, stopped: Event) -> str:
    """What it said when it ended."""
    while True:
        try:
            _, said = running.communicate(timeout=_LOOK_S)
            return said.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            if stopped.is_set():
                raise StoppedError("stopped") from None
            if time.monotonic() > until:
                raise PackageError("ffmpeg took too long", "try again while the machine is idle") from None


def _fault(said: str, code: int) -> Exception:
    if os.strerror(errno.ENOSPC) in said:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    lines = [one_line(line) for line in said.splitlines() if line.strip()]
    words = "; ".join(lines[:2])[:300] or f"exit code {code}"
    return PackageError(f"ffmpeg failed: {words}", "leave this format out, or update ffmpeg")
