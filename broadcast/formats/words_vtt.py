"""Programme in, WebVTT captions with a time for every word out."""

from collections.abc import Iterator
from pathlib import Path

from broadcast.formats.captions import Caption, CaptionWord, times_estimated, timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.formats.vtt import escape
from broadcast.model import Programme


class WordsVtt:
    """Captions whose words light up as they are heard."""

    name = "words-vtt"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.words.vtt`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.words.vtt", render(delivery.programme))]


def render(programme: Programme) -> str:
    """The captions of `vtt`, each word behind the time at which it is heard.

    A word has no time of its own where it is heard as its caption comes, or in the same millisecond as the
    one before it: times in a caption go up, and stay inside it.

    References:
        W3C, "WebVTT: The Web Video Text Tracks Format", section 4.2.2, "WebVTT cue timestamp".
    """
    blocks = ["WEBVTT"]
    if times_estimated(programme):
        blocks.append("NOTE times are estimated")
    blocks += [
        f"{timestamp(caption.start_ms)} --> {timestamp(caption.end_ms)}\n"
        f"<v {escape(caption.speaker)}>{''.join(_payload(caption))}"
        for caption in write_captions(programme)
    ]
    return "\n\n".join(blocks) + "\n"


def _payload(caption: Caption) -> Iterator[str]:
    reached_ms = caption.start_ms
    for number, line in enumerate(caption.words):
        if number:
            yield "\n"
        for word in line:
            timed = reached_ms < word.start_ms < caption.end_ms
            yield _timed(word) if timed else escape(word.text)
            reached_ms = word.start_ms if timed else reached_ms


def _timed(word: CaptionWord) -> str:
    """The time stands behind the space: a player that shows what was said shows no space too many."""
    bare = word.text.lstrip()
    return f"{word.text[: len(word.text) - len(bare)]}<{timestamp(word.start_ms)}>{escape(bare)}"
