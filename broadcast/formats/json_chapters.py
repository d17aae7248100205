"""RunSheet in, `<stem>.chapters.json` out: chapters as podcast players take them, JSON Chapters 1.2."""

import json
from pathlib import Path

from broadcast.formats.chapters import chapters
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line, write_text
from broadcast.model import RunSheet
from broadcast.units import seconds


class JsonChapters:
    """Chapters for podcast players."""

    name = "chapters"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.chapters.json`, to be served as `application/json+chapters`.

        Raises:
            PackageError: It cannot be written.
        """
        text = render(delivery.runsheet, station=delivery.station, audio=f"{delivery.stem}.mp3")
        return [write_text(delivery.folder / f"{delivery.stem}.chapters.json", text)]


def render(runsheet: RunSheet, *, station: str, audio: str) -> str:
    """The chapters with their times in seconds, to the millisecond; each ends where the next one starts.

    References:
        Podcasting 2.0, "JSON Chapters Format", version 1.2.
    """
    rate_hz = runsheet.rate_hz
    found = {
        "version": "1.2.0",
        "title": one_line(runsheet.headline or "") or one_line(runsheet.slug) or "Programme",
        "author": one_line(station),
        "fileName": audio,
        "chapters": [
            {
                "startTime": round(seconds(chapter.start, rate_hz), 3),
                "endTime": round(seconds(chapter.end, rate_hz), 3),
                "title": chapter.title,
            }
            for chapter in chapters(runsheet)
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
