"""The programme's WAV file in, MPEG-1 layer II of a constant 256 kbit/s out."""

from collections.abc import Sequence
from pathlib import Path

from broadcast.formats import ffmpeg
from broadcast.formats.exporter import Delivery

KBITS = 256

_DELAY = 481
"""Samples by which an encoder and a decoder of layer II put the sound back."""


class Mp2:
    """Writes `<stem>.mp2`: 48 kHz, stereo, frames and nothing else, as playout systems ask for; by FFmpeg.

    It has no tags: a decoder in a rack would take them for sound.
    """

    name = "mp2"
    default = False

    def lacking(self) -> str:
        """What is missing for it: FFmpeg with its encoder of layer II."""
        return ffmpeg.lacking("mp2")

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file; memory does not grow with the programme.

        Raises:
            PackageError: FFmpeg failed.
            OSError: The disk is full.
        """
        # without so much silence behind it the end of the sound would stay in the encoder
        how = ["-af", f"apad=pad_len={_DELAY}", "-c:a", "mp2", "-b:a", f"{KBITS}k", "-f", "mp2"]
        return [ffmpeg.encode(delivery, ".mp2", how)]
