"""A delivery in, CMX 3600 edit decision lists out: one event a clip, audio only."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line, write_text
from broadcast.formats.tracks import Clip, Timeline, lay_out

MOST = 999
"""Events that a list can number."""

_TITLE = 70
_LINE = 120
_REEL = 8

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "ß": "ss", "ø": "o", "Ø": "O"}
)


class Edl:
    """The list for everything that has edited since 1971."""

    name = "edl"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.edl`; beyond 999 events `<stem>.2.edl` and so on go on with it.

        Raises:
            PackageError: It cannot be written.
        """
        lists = render(lay_out(delivery))
        return [
            write_text(delivery.folder / f"{delivery.stem}{f'.{part}' if part > 1 else ''}.edl", text)
            for part, text in enumerate(lists, start=1)
        ]


def render(timeline: Timeline) -> list[str]:
    """The lists, ASCII, a line end of CR LF.

    Record times start at the timeline's start; source times are those of the WAV file's time reference. Both
    ends of a clip are rounded to frames alike, so that what is adjacent stays so. The reel is the slug; a row
    to be checked has a red locator.
    """
    rows = [clip for clip in timeline.heard() if timeline.frames(clip.start) < timeline.frames(clip.end)]
    pages = [rows[at : at + MOST] for at in range(0, len(rows), MOST)] or [[]]
    return ["".join(f"{line}\r\n" for line in _lines(timeline, pages, part)) for part in range(len(pages))]


def _lines(timeline: Timeline, pages: Sequence[Sequence[Clip]], part: int) -> Iterator[str]:
    title = plain(timeline.title, _TITLE - 12)
    yield f"TITLE: {title}" if len(pages) == 1 else f"TITLE: {title} ({part + 1} of {len(pages)})"
    yield f"FCM: {'DROP FRAME' if timeline.frame_rate.drop else 'NON-DROP FRAME'}"
    for number, clip in enumerate(pages[part], start=1):
        yield from _event(timeline, number, clip)


def _event(timeline: Timeline, number: int, clip: Clip) -> Iterator[str]:
    label = timeline.frame_rate.label
    start, end = timeline.frames(clip.start), timeline.frames(clip.end)
    source, record = timeline.media_frame(), timeline.start_frame()
    times = (source + start, source + end, record + start, record + end)
    yield f"{number:03}  {reel(timeline.slug):8} AA    C        {' '.join(map(label, times))}"
    yield f"* FROM CLIP NAME: {plain(clip.name, _LINE)}"
    yield f"* SOURCE FILE: {plain(timeline.media, _LINE)}"
    if clip.row and clip.row.voice:
        yield f"* COMMENT: synthetic voice {plain(clip.row.voice, _LINE)}"
    if clip.row and clip.row.status.startswith("check"):
        yield f"* LOC: {label(record + start)} RED     {plain(clip.row.status, 40).upper()}"


def reel(slug: str) -> str:
    """Eight characters at most, capital letters and digits.

    >>> reel("port-ellmoor-fire")
    'PORTELLM'
    """
    kept = "".join(sign for sign in plain(slug, 200).upper() if sign.isalnum())
    kept = kept[:_REEL]
    return kept if kept not in ("", "BL", "AX") else "BCAST"


def plain(text: str, limit: int) -> str:
    """Text in printable ASCII on one line.

    >>> plain("Ana Ruíz “ready”", 40)
    'Ana Ruiz "ready"'
    """
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return one_line(kept.encode("ascii", "replace").decode())[:limit].strip()
