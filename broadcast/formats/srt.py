"""Programme in, SubRip captions out: the speaker's name at each change, real word times."""

from collections.abc import Iterator
from pathlib import Path

from broadcast.formats.captions import Caption, timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.model import Programme

# SubRip has no way to escape; players take <i> for a tag, {\an8} for a place, --> for a time.
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


class SubRip:
    """Captions that every player takes."""

    name = "srt"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.srt`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.srt", render(delivery.programme))]


def render(programme: Programme) -> str:
    """The captions as SubRip; "NAME: " opens a speaker's turn, and counts in the line."""
    captions = write_captions(programme, named=True)
    blocks = ("\n".join(_block(number, caption)) for number, caption in enumerate(captions, start=1))
    return "\n\n".join(blocks) + "\n" if captions else ""


def _block(number: int, caption: Caption) -> Iterator[str]:
    yield str(number)
    yield f"{timestamp(caption.start_ms, mark=',')} --> {timestamp(caption.end_ms, mark=',')}"
    yield from (line.translate(_LOOKALIKES) for line in caption.lines)
