"""The programme's WAV file in, an MP3 file of a constant 128 kbit/s with its tags out."""

import importlib.util
import struct
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import numpy as np

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import created_now, generator, statement
from broadcast.formats.pcm import find_sound, read_blocks
from broadcast.units import PROGRAMME_RATE, Samples

KBITS = 128

_FRAME_BYTES = 144 * KBITS * 1000 // PROGRAMME_RATE
"""Every frame is this long: at 48 kHz a constant bit rate needs no padding."""

_FRAME_SAMPLES = 1152

_ENCODER_DELAY = 576
"""Samples of silence that LAME puts before the first; the decoder adds its own 529."""

_LAME_QUALITY = 7  # on speech at 128 kbit/s 0.5 dB more signal to noise than 2, in half the time

# libsndfile takes 320 kbit/s at 0 and 32 kbit/s at 1 (`mpeg_l3_encode.c`); LAME takes the nearest rate
_LIBSNDFILE_LEVEL = (320 - KBITS) / (320 - 32)


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
        path = delivery.folder / f"{delivery.stem}.mp3"
        length = find_sound(delivery.wav).length
        with path.open("wb") as stream:
            stream.write(id3_tag(_texts(delivery, length), statement(delivery.runsheet)))
            if importlib.util.find_spec("lameenc"):
                encode_with_lameenc(delivery.wav, length, stream, delivery.stopped)
            else:
                encode_with_libsndfile(delivery.wav, stream)
        return [path]


def id3_tag(texts: dict[str, str], comment: str) -> bytes:
    """An ID3v2.3 tag.

    Args:
        texts: Frame -> text: {"TIT2": "Fire in the harbour"}; empty ones are left out.
        comment: Stands in a COMM frame.

    References:
        id3.org, "ID3 tag version 2.3.0".
    """
    frames = b"".join(_id3_frame(name, b"\x01" + _utf16(text)) for name, text in texts.items() if text)
    frames += _id3_frame("COMM", b"\x01eng" + _utf16("") + b"\0\0" + _utf16(comment))
    size = len(frames)
    synchsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + synchsafe + frames


def encode_with_lameenc(wav: Path, length: Samples, stream: BinaryIO, stopped: Event | None = None) -> None:
    """Encode a programme of `length` samples by lameenc, at the stream's place; it must be seekable.

    Raises:
        StoppedError: `stopped` was set on the way.
    """
    encoder = import_module("lameenc").Encoder()
    encoder.set_bit_rate(KBITS)
    encoder.set_in_sample_rate(PROGRAMME_RATE)
    encoder.set_channels(2)
    encoder.set_quality(_LAME_QUALITY)
    encoder.silence()
    start = stream.tell()
    stream.write(bytes(_FRAME_BYTES))
    for block in read_blocks(wav):
        if stopped is not None and stopped.is_set():
            raise StoppedError("stopped")
        steps = np.clip(np.rint(block * np.float32(32768)), -32768, 32767).astype("<i2")
        stream.write(encoder.encode(steps.tobytes()))
    stream.write(encoder.flush())
    end = stream.tell()
    stream.seek(start)
    stream.write(info_frame((end - start) // _FRAME_BYTES - 1, length))
    stream.seek(end)


def encode_with_libsndfile(wav: Path, stream: BinaryIO) -> None:
    """Encode a programme by soundfile, at the stream's place; it must be seekable.

    Raises:
        PackageError: libsndfile refused, or was built without MP3.
        OSError: The stream cannot be written.
    """
    import soundfile

    sink = _Sink(stream)
    try:
        with soundfile.SoundFile(
            sink,
            "w",
            samplerate=PROGRAMME_RATE,
            channels=2,
            format="MP3",
            subtype="MPEG_LAYER_III",
            bitrate_mode="CONSTANT",
            compression_level=_LIBSNDFILE_LEVEL,
        ) as encoder:
            for block in _until_fault(sink, wav):
                encoder.write(block)
    except (soundfile.SoundFileError, ValueError) as error:  # ValueError: this build has no MP3
        raise PackageError(f"the MP3 encoder failed: {error}", "leave MP3 out, or install lameenc") from error
    if sink.fault:
        raise sink.fault


def info_frame(frames: int, length: Samples) -> bytes:
    """The silent first frame by which players know the exact length, and where the sound starts.

    Args:
        frames: MP3 frames that follow it.
        length: Samples of the programme.

    References:
        gabriel.mp3-tech.org, "Mp3 Info Tag revision 1 specifications".
    """
    padding = max(0, min(4095, frames * _FRAME_SAMPLES - _ENCODER_DELAY - length))
    delays = (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    music = (frames + 1) * _FRAME_BYTES
    # header (MPEG 1 layer III, 128 kbit/s, 48 kHz, joint stereo), side information, what is given
    body = b"\xff\xfb\x94\x44" + bytes(32) + struct.pack(">4sIII", b"Info", 0xF, frames, music)
    body += bytes(percent * 256 // 100 for percent in range(100)) + bytes(4)  # places to seek to; quality
    # encoder, revision and method, low pass, replay gain, flags, bit rate, delays
    body += struct.pack(">9sBB8xBB3s", b"LAME3.100", 1, 0, 0, KBITS, delays)
    # source, gain, preset, length of the music, its sum (not given)
    body += struct.pack(">BBHIH", 0, 0, 0, music, 0)
    return (body + struct.pack(">H", _crc16(body))).ljust(_FRAME_BYTES, b"\0")


class _Sink:
    """The rest of a stream as a file of its own, which keeps a fault instead of raising it.

    libsndfile calls it from C, where an exception would be lost.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._base = stream.tell()
        self.fault: OSError | None = None

    def write(self, octets: bytes) -> int:
        self._kept(lambda: self._stream.write(octets))
        return len(octets)

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        place = offset + (self._base if whence == 0 else 0)
        return self._kept(lambda: self._stream.seek(place, whence) - self._base)

    def tell(self) -> int:
        return self._kept(lambda: self._stream.tell() - self._base)

    def _kept(self, work: Callable[[], int]) -> int:
        """Do something with the stream unless it is at fault; seeking writes too what waits in memory."""
        try:
            return 0 if self.fault else work()
        except OSError as error:
            self.fault = error
            return 0


def _until_fault(sink: _Sink, wav: Path) -> Iterator[Any]:
    for block in read_blocks(wav):
        if sink.fault:
            return
        yield block


def _texts(delivery: Delivery, length: Samples) -> dict[str, str]:
    sheet = delivery.runsheet
    created = created_now()
    return {
        "TIT2": sheet.headline or sheet.slug,
        "TPE1": delivery.station,
        "TCON": "News",
        "TYER": created.strftime("%Y"),
        "TDAT": created.strftime("%d%m"),
        "TLEN": str(round(length * 1000 / PROGRAMME_RATE)),
        "TSSE": generator(),
    }


def _id3_frame(name: str, body: bytes) -> bytes:
    return struct.pack(">4sIH", name.encode("ascii"), len(body), 0) + body


def _utf16(text: str) -> bytes:
    plain = " ".join(text.replace("\0", "").split())
    return b"\xff\xfe" + plain.encode("utf-16-le", "replace")


def _crc16(octets: bytes) -> int:
    """CRC-16/ARC, as LAME sums its tag."""
    total = 0
    for octet in octets:
        total ^= octet
        for _ in range(8):
            total = total >> 1 ^ (0xA001 if total & 1 else 0)
    return total
