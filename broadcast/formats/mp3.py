"""The programme's WAV file in, an MP3 file of a constant bit rate with its tags and chapters out."""

import importlib.util
import struct
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import BinaryIO

import numpy as np

from broadcast.formats import sndfile
from broadcast.formats.exporter import Delivery
from broadcast.formats.id3 import id3_tag
from broadcast.formats.pcm import find_sound
from broadcast.formats.tags import tags_of, whole
from broadcast.units import PROGRAMME_RATE, Samples

RATE_CODES = {128: 9, 192: 11, 256: 13, 320: 14}
"""The bit rates that a station may choose, and how a frame's header tells them.

References:
    ISO/IEC 11172-3, the table of bit rates of layer III.
"""

_FRAME_SAMPLES = 1152

_ENCODER_DELAY = 576
"""Samples of silence that LAME puts before the first; the decoder adds its own 529."""

_LAME_QUALITY = 7  # on speech at 128 kbit/s 0.5 dB more signal to noise than 2, in half the time


class Mp3:
    """Writes `<stem>.mp3`: joint stereo, 48 kHz, exact to the sample in players that know gapless play.

    LAME encodes, through lameenc where it is installed, else through soundfile's libsndfile, whose
    build of LAME takes about five times as long.
    """

    name = "mp3"
    default = True

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file; memory does not grow with the programme.

        Raises:
            PackageError: The programme's WAV file is damaged, or the encoder refused.
            OSError: The disk is full, or the file cannot be written.
        """
        length = find_sound(delivery.wav).length
        with whole(delivery.folder / f"{delivery.stem}.mp3") as path, path.open("wb") as stream:
            stream.write(id3_tag(tags_of(delivery), length))
            if importlib.util.find_spec("lameenc"):
                encode_with_lameenc(
                    delivery.wav, length, stream, delivery.choices.mp3_kbits, delivery.stopped
                )
            else:
                encode_with_libsndfile(delivery.wav, stream, delivery.choices.mp3_kbits, delivery.stopped)
        return [path]


def encode_with_lameenc(
    wav: Path, length: Samples, stream: BinaryIO, kbits: int = 128, stopped: Event | None = None
) -> None:
    """Encode a programme of `length` samples by lameenc, at the stream's place; it must be seekable.

    Raises:
        StoppedError: `stopped` was set on the way.
    """
    encoder = import_module("lameenc").Encoder()
    encoder.set_bit_rate(kbits)
    encoder.set_in_sample_rate(PROGRAMME_RATE)
    encoder.set_channels(2)
    encoder.set_quality(_LAME_QUALITY)
    encoder.silence()
    start = stream.tell()
    stream.write(bytes(_frame_bytes(kbits)))
    for block in sndfile.unstopped(wav, stopped):
        steps = np.clip(np.rint(block * np.float32(32768)), -32768, 32767).astype("<i2")
        stream.write(encoder.encode(steps.tobytes()))
    stream.write(encoder.flush())
    end = stream.tell()
    stream.seek(start)
    stream.write(info_frame((end - start) // _frame_bytes(kbits) - 1, length, kbits))
    stream.seek(end)


def encode_with_libsndfile(
    wav: Path, stream: BinaryIO, kbits: int = 128, stopped: Event | None = None
) -> None:
    """Encode a programme by soundfile, at the stream's place; it must be seekable.

    Raises:
        PackageError: libsndfile refused, or was built without MP3.
        StoppedError: `stopped` was set on the way.
        OSError: The stream cannot be written.
    """
    # libsndfile takes 320 kbit/s at 0 and 32 kbit/s at 1 (`mpeg_l3_encode.c`); LAME takes the nearest rate
    level = (320 - kbits) / (320 - 32)
    how = {"format": "MP3", "subtype": "MPEG_LAYER_III", "bitrate_mode": "CONSTANT"}
    sndfile.encode(wav, stream, stopped, **how, compression_level=level)


def info_frame(frames: int, length: Samples, kbits: int = 128) -> bytes:
    """The silent first frame by which players know the exact length, and where the sound starts.

    Args:
        frames: MP3 frames that follow it.
        length: Samples of the programme.
        kbits: Their bit rate.

    References:
        gabriel.mp3-tech.org, "Mp3 Info Tag revision 1 specifications".
    """
    padding = max(0, min(4095, frames * _FRAME_SAMPLES - _ENCODER_DELAY - length))
    delays = (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    size = _frame_bytes(kbits)
    music = (frames + 1) * size
    # header (MPEG 1 layer III, bit rate, 48 kHz, joint stereo), side information, what is given
    body = (
        bytes((0xFF, 0xFB, RATE_CODES[kbits] << 4 | 4, 0x44))
        + bytes(32)
        + struct.pack(">4sIII", b"Info", 0xF, frames, music)
    )
    body += bytes(percent * 256 // 100 for percent in range(100)) + bytes(4)  # places to seek to; quality
    # encoder, revision and method, low pass, replay gain, flags, bit rate, delays
    body += struct.pack(">9sBB8xBB3s", b"LAME3.100", 1, 0, 0, min(kbits, 255), delays)
    # source, gain, preset, length of the music, its sum (not given)
    body += struct.pack(">BBHIH", 0, 0, 0, music, 0)
    return (body + struct.pack(">H", _crc16(body))).ljust(size, b"\0")


def _frame_bytes(kbits: int) -> int:
    """Every frame is this long: at 48 kHz a constant bit rate needs no padding."""
    return 144 * kbits * 1000 // PROGRAMME_RATE


def _crc16(octets: bytes) -> int:
    """CRC-16/ARC, as LAME sums its tag."""
    total = 0
    for octet in octets:
        total ^= octet
        for _ in range(8):
            total = total >> 1 ^ (0xA001 if total & 1 else 0)
    return total
