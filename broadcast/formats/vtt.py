"""Programme in, WebVTT captions out: speakers as `<v Speaker>`, real word times."""

from collections.abc import Iterator
from pathlib import Path

from broadcast.formats.caption_cuts import READING_RATE
from broadcast.formats.captions import Caption, times_estimated, timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.model import Programme


class WebVtt:
    """Captions for the web and for podcast players."""

    name = "vtt"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.vtt`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.vtt", render(delivery.programme))]


def render(programme: Programme) -> str:
    """The captions as WebVTT, a voice span each.

    Notes, which no viewer sees, say when times are estimated, and which captions go by faster than they are
    read with ease because they are spoken so.

    References:
        W3C, "WebVTT: The Web Video Text Tracks Format", sections 4.1 and 4.2.2.
    """
    blocks = ["WEBVTT"]
    if times_estimated(programme):
        blocks.append("NOTE times are estimated")
    captions = write_captions(programme)
    hurried = [timestamp(caption.start_ms) for caption in captions if caption.hurried]
    if hurried:
        blocks.append(f"NOTE more than {READING_RATE} characters a second, as spoken: {', '.join(hurried)}")
    blocks += ["\n".join(_block(caption)) for caption in captions]
    return "\n\n".join(blocks) + "\n"


def _block(caption: Caption) -> Iterator[str]:
    yield f"{timestamp(caption.start_ms)} --> {timestamp(caption.end_ms)}"
    first, *rest = (escape(line) for line in caption.lines)
    yield f"<v {escape(caption.speaker)}>{first}"
    yield from rest


def escape(text: str) -> str:
    """Text that a cue takes for text; `-->` too, by its last sign."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
