"""The programme's WAV file in, AAC in an M4A file with its tags and chapters out."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

from broadcast.formats import ffmpeg
from broadcast.formats.chapters import Chapter
from broadcast.formats.exporter import Delivery
from broadcast.formats.tags import GENRE, Tags, tags_of
from broadcast.units import PROGRAMME_RATE

KBITS = 128

_TITLE_BYTES = 255
"""One byte counts a title in Nero's list of chapters."""


class M4a:
    """Writes `<stem>.m4a`: AAC-LC, 48 kHz, stereo, ready to be played while it is loaded; by FFmpeg."""

    name = "m4a"
    default = False

    def lacking(self) -> str:
        """What is missing for it: FFmpeg with its encoder of AAC."""
        return ffmpeg.lacking("aac")

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file; memory does not grow with the programme.

        Its edit list leaves out what the encoder put before and after the sound.

        Raises:
            PackageError: FFmpeg failed.
            OSError: The disk is full.
        """
        tags = tags_of(delivery)
        how = [
            "-c:a",
            "aac",
            "-aac_coder",
            "fast",
            "-b:a",
            f"{KBITS}k",
            "-metadata:s:a:0",
            f"language={tags.language}",
        ]
        how += ["-movflags", "+faststart"]
        if ffmpeg.muxer_knows("ipod", "movie_timescale"):
            how += ["-movie_timescale", str(PROGRAMME_RATE)]  # else the edit list counts milliseconds
        return [ffmpeg.encode(delivery, ".m4a", [*how, "-f", "ipod"], metadata(tags))]


def metadata(tags: Tags) -> str:
    """The tags and chapters as FFmpeg reads them.

    References:
        FFmpeg, "ffmpeg-formats: Metadata".
    """
    return "\n".join([";FFMETADATA1", *_fields(tags), *(_chapter(one, tags) for one in tags.chapters), ""])


def _fields(tags: Tags) -> Iterator[str]:
    fields = {
        "title": tags.title,
        "artist": tags.station,
        "album": tags.station,
        "date": tags.created.strftime("%Y-%m-%d"),
        "genre": GENRE,
        "comment": tags.synthetic,
        "lyrics": tags.transcript,
        "encoding_tool": tags.software,
        "creation_time": tags.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return (f"{name}={ffmpeg.escaped(text)}" for name, text in fields.items() if text)


def _chapter(chapter: Chapter, tags: Tags) -> str:
    title = chapter.title.encode("utf-8", "replace")[:_TITLE_BYTES].decode("utf-8", "ignore")
    times = f"TIMEBASE=1/{tags.rate_hz}\nSTART={chapter.start}\nEND={chapter.end}"
    return f"[CHAPTER]\n{times}\ntitle={ffmpeg.escaped(title)}"
