"""A delivery in, a label track for Audacity out: start, end and name of every row that is heard."""

from pathlib import Path

from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.formats.tracks import Marker, Timeline, lay_out
from broadcast.units import Samples, seconds


class Labels:
    """Rows as labels for Audacity, Tenacity and whatever reads a table of three columns."""

    name = "labels"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.labels.txt`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.labels.txt", render(lay_out(delivery)))]


def render(timeline: Timeline) -> str:
    """A line a label: start, end, text, tabs between; in seconds, to the microsecond.

    A microsecond is a twentieth of a sample, so each sample comes back as it was. Beds stand among the rows;
    a row to be checked says so.
    """
    labels = sorted((*timeline.markers, *timeline.beds), key=lambda marker: (marker.start, marker.end))
    return "".join(f"{_line(marker, timeline)}\n" for marker in labels)


def _line(marker: Marker, timeline: Timeline) -> str:
    text = f"{marker.name} [{marker.check}]" if marker.check else marker.name
    return f"{_at(marker.start, timeline)}\t{_at(marker.end, timeline)}\t{text}"


def _at(count: Samples, timeline: Timeline) -> str:
    return f"{seconds(count, timeline.rate_hz):.6f}"
