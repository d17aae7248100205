"""The programme's WAV file in, an Ogg Opus file with its tags and chapters out."""

import zlib
from collections.abc import Sequence
from pathlib import Path

from broadcast.formats import sndfile
from broadcast.formats.exporter import Delivery
from broadcast.formats.ogg import Retagged
from broadcast.formats.tags import Tags, tags_of, vorbis_comments, whole
from broadcast.formats.vorbis import comment_block, vendor_of

KBITS = 64
"""Twice what the makers of Opus name for speech in stereo, so that beds and stings come through as well."""

# libsndfile takes 256 kbit/s a channel at 0 and 6 at 1 (`ogg_opus.c`)
_LEVEL = (256 - KBITS / 2) / (256 - 6)

_MAGIC = b"OpusTags"


class Opus:
    """Writes `<stem>.opus`: 48 kHz, stereo, exact to the sample, through soundfile's libsndfile."""

    name = "opus"
    default = False

    def lacking(self) -> str:
        """What is missing for it: a libsndfile with Opus."""
        import soundfile

        able = "OPUS" in soundfile.available_subtypes("OGG")
        return "" if able else "this libsndfile was built without Opus; pip install --upgrade soundfile"

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file; memory does not grow with the programme.

        Raises:
            PackageError: The programme's WAV file is damaged, or the encoder refused.
            OSError: The disk is full, or the file cannot be written.
        """
        tags = tags_of(delivery)
        with whole(delivery.folder / f"{delivery.stem}.opus") as path, path.open("wb") as stream:
            pages = Retagged(
                stream, lambda written: comment_header(written, tags), zlib.crc32(tags.title.encode("utf-8"))
            )
            sndfile.encode(
                delivery.wav,
                pages,
                delivery.stopped,
                format="OGG",
                subtype="OPUS",
                compression_level=_LEVEL,
            )
        return [path]


def comment_header(written: bytes, tags: Tags) -> bytes:
    """The comment header, the encoder's name as it `written` stands in its own.

    References:
        RFC 7845, sections 5.2 and 5.2.1 (the gain to -23 LUFS, in steps of 1/256 dB).
    """
    comments = vorbis_comments(tags)
    if tags.r128_gain_db is not None:
        steps = max(-32768, min(32767, round(256 * tags.r128_gain_db)))
        comments.append(("R128_TRACK_GAIN", str(steps)))
    return _MAGIC + comment_block(vendor_of(written.removeprefix(_MAGIC)), comments)
