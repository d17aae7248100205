"""A programme's WAV file in, the lowest and highest sample of each column of a picture out."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np

from broadcast.errors import PackageError
from broadcast.formats.pcm import BLOCK, FRAME, find_sound

Peak = tuple[float, float]
"""Lowest and highest sample of a column, in [-1, 1]."""


def read_peaks(wav: Path, columns: int) -> tuple[Peak, ...]:
    """The peaks of a programme, column by column; fewer columns where it has fewer samples.

    Every sample of both channels counts, by its first 8 bits: 1/256 of the height is finer than any picture,
    and reading the other 16 would take ten times as long. Memory does not grow with the length.

    Args:
        wav: 48 kHz, 24 bit, stereo.
        columns: How many, above 0.

    Raises:
        PackageError: It is not such a file, cannot be read, or ends early.
    """
    sound = find_sound(wav)
    columns = min(columns, sound.length)
    edges = [sound.length * column // columns for column in range(columns + 1)] if columns else [0]
    with wav.open("rb") as stream:
        stream.seek(sound.offset)
        lengths = (end - start for start, end in pairwise(edges))
        return tuple(_peak(wav, stream, length) for length in lengths)


def _peak(wav: Path, stream: BinaryIO, length: int) -> Peak:
    low, high = 127, -128
    for first_bits in _first_bits(wav, stream, length):
        low, high = min(low, int(first_bits.min())), max(high, int(first_bits.max()))
    return (low + 0.5) / 128, (high + 0.5) / 128


def _first_bits(
    wav: Path, stream: BinaryIO, length: int
) -> Iterator["np.ndarray[tuple[int], np.dtype[np.int8]]"]:
    while length:
        count = min(length, BLOCK)
        frames = stream.read(FRAME * count)
        if len(frames) < FRAME * count:
            raise PackageError(f"'{wav}' ends early", "render the package again")
        yield np.ascontiguousarray(np.frombuffer(frames, np.int8)[2::3])
        length -= count
