"""A Delivery in, playlists out: the programme, and its rows where the package holds them as files."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from broadcast.formats.columns import entries
from broadcast.formats.cuts import FOLDER, distinct
from broadcast.formats.exporter import Delivery
from broadcast.formats.names import cut_name
from broadcast.formats.textfile import one_line, write_text
from broadcast.model import Kind
from broadcast.units import Hz, Samples, seconds


class M3u:
    """Writes `<stem>.m3u8` with the programme, and `<stem>-cuts.m3u8` with every row that is a file.

    UTF-8, paths relative to the package, lengths to the millisecond.
    """

    name = "m3u"
    default = False
    stage = 1

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the playlists; without the format `cuts` in the package there is only the first.

        Raises:
            PackageError: One cannot be written.
        """
        cuts = [cut for cut in cut_tracks(delivery) if (delivery.folder / cut.path).is_file()]
        written = [write_text(delivery.folder / f"{delivery.stem}.m3u8", render(delivery, [whole(delivery)]))]
        if cuts:
            written.append(write_text(delivery.folder / f"{delivery.stem}-cuts.m3u8", render(delivery, cuts)))
        return written


class Track:
    """A line of a playlist.

    Attributes:
        path: Relative to the package.
        length: In samples.
        title: "Ana Ruiz - Ferry runs again".
    """

    __slots__ = ("length", "path", "title")

    def __init__(self, path: str, length: Samples, artist: str, title: str) -> None:
        self.path = path
        self.length = length
        self.title = " - ".join(filter(None, [one_line(artist), one_line(title)]))


def whole(delivery: Delivery) -> Track:
    """The programme."""
    sheet = delivery.runsheet
    return Track(delivery.wav.name, sheet.trt, delivery.station, sheet.headline or sheet.slug)


def cut_tracks(delivery: Delivery) -> list[Track]:
    """The rows as the format `cuts` writes them, whether they are there or not."""
    sheet = delivery.runsheet
    heard = [entry for entry in entries(sheet) if entry.row.kind is not Kind.PAUSE and entry.row.trt > 0]
    names = distinct([cut_name(entry.row, sheet.rate_hz) for entry in heard])
    return [
        Track(f"{FOLDER}/{name}", entry.row.trt, entry.talent, f"{entry.row.page} {entry.row.in_cue}")
        for entry, name in zip(heard, names, strict=True)
    ]


def render(delivery: Delivery, tracks: Sequence[Track]) -> str:
    """An extended M3U playlist.

    References:
        RFC 8216, "HTTP Live Streaming", 4.3: M3U in UTF-8, EXTINF with a decimal length.
    """
    sheet = delivery.runsheet
    head = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{one_line(sheet.headline or sheet.slug)}"]
    lines = [line for track in tracks for line in _lines(track, sheet.rate_hz)]
    return "\n".join([*head, *lines]) + "\n"


def _lines(track: Track, rate_hz: Hz) -> tuple[str, str]:
    # a name with a percent sign or a hash would be read as part of an address
    path = quote(track.path) if "%" in track.path or track.path.startswith("#") else track.path
    return f"#EXTINF:{seconds(track.length, rate_hz):.3f},{track.title}", path
