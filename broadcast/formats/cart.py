"""What an automation system asks of a cart in, the cart chunk of a WAV file (AES46) out."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadcast.formats.riff import U32_MAX, Chunk, ascii_text
from broadcast.units import Samples

TIMERS = 8
"""Places for timers in the chunk."""

TAG_TEXT_LIMIT = 14_000
"""Bytes of text at the chunk's end; libsndfile passes over a chunk of more than 16 KiB."""

_FULL_SCALE_24 = 1 << 23
"""The level reference: the sample value of 0 dB, here full scale of 24 bits."""

_ANY_TIME = ("1900-01-01", "00:00:00")
_NO_END = ("9999-12-31", "23:59:59")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """The label of a cart. Text is written as ASCII and cut to its field.

    Attributes:
        title: What is heard; 64 characters, as the next seven.
        artist: Who made it, or who is heard.
        cut_id: The originator's own number for it.
        client_id: For whom it was made.
        category: "NEWS".
        classification: What kind of it: "PACKAGE", "SOT".
        out_cue: The last words heard; of a long one the end is kept.
        user_text: Free text of ours.
        starts: From when it may be aired, by the wall clock; None is always.
        ends: Until when; None is for ever.
        application: The program that made it; `version`, its version.
        timers: Four letters -> sample: {"AUDs": 0}; one beyond 32 bits is left out.
        url: 1,024 characters.
        tag_text: Free text at the end, `TAG_TEXT_LIMIT` characters of ASCII, in lines.
    """

    title: str
    artist: str = ""
    cut_id: str = ""
    client_id: str = ""
    category: str = ""
    classification: str = ""
    out_cue: str = ""
    user_text: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    application: str = ""
    version: str = ""
    timers: Mapping[str, Samples] = field(default_factory=dict)
    url: str = ""
    tag_text: str = ""

    def chunk(self) -> Chunk:
        """The chunk as it stands in the file.

        References:
            AES46-2002, "Radio traffic audio delivery extension to the broadcast-WAVE-file format".
        """
        head = (self.title, self.artist, self.cut_id, self.client_id, self.category, self.classification)
        dates = _date(self.starts, _ANY_TIME) + _date(self.ends, _NO_END)
        body = struct.pack(
            "<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64si",
            b"0101",
            *(_field(text) for text in head),
            _field(self.out_cue, keep_end=True),
            *(part.encode() for part in dates),
            *(_field(text) for text in (self.application, self.version, self.user_text)),
            _FULL_SCALE_24,
        )
        tail = struct.pack("<276x1024s", ascii_text(self.url, 1024).encode())
        tag_text = self.tag_text.encode("ascii", "replace")[:TAG_TEXT_LIMIT]
        even = b"\0" * (len(tag_text) % 2)
        return Chunk(name=b"cart", body=body + self._timers() + tail + tag_text + even)

    def _timers(self) -> bytes:
        known = {name: at for name, at in self.timers.items() if at <= U32_MAX}
        packed = (struct.pack("<4sI", name.ljust(4).encode(), at) for name, at in known.items())
        return b"".join(packed)[: 8 * TIMERS].ljust(8 * TIMERS, b"\0")


def _field(text: str, *, keep_end: bool = False) -> bytes:
    return ascii_text(text, 64, keep_end=keep_end).encode()


def _date(moment: datetime | None, unset: tuple[str, str]) -> tuple[str, str]:
    if moment is None:
        return unset
    return moment.date().isoformat(), moment.time().isoformat("seconds")
