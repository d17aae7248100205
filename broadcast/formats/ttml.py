"""Programme in, TTML captions out: EBU-TT-D, with the speakers' names and colours."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadcast.formats.captions import Caption, times_estimated, timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator, statement
from broadcast.formats.page import direction
from broadcast.formats.textfile import language_tag, one_line, write_text
from broadcast.model import Programme, RunSheet
from broadcast.units import seconds

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_TT = "http://www.w3.org/ns/ttml"
_SPACES = {
    None: _TT,
    "ttp": f"{_TT}#parameter",
    "tts": f"{_TT}#styling",
    "ttm": f"{_TT}#metadata",
    "ebuttm": "urn:ebu:tt:metadata",
    "ebutts": "urn:ebu:tt:style",
    "itts": f"{_TT}/profile/imsc1#styling",
}

CONFORMS = ("urn:ebu:tt:distribution:2018-04", f"{_TT}/profile/imsc1/text")
"""EBU-TT-D 1.0.1, and the W3C's IMSC 1 text profile, which holds it."""

COLOURS = {"white": "#ffffff", "yellow": "#ffff00", "cyan": "#00ffff", "green": "#00ff00"}
"""Of the speakers in the order in which they are heard first; every one reads well on black."""


class Ttml:
    """Captions for broadcasters' players: EBU-TT-D."""

    name = "ttml"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.ttml`.

        Raises:
            PackageError: It cannot be written.
        """
        text = render(
            delivery.programme, delivery.runsheet, created=delivery.created, station=delivery.station
        )
        return [write_text(delivery.folder / f"{delivery.stem}.ttml", text)]


def render(programme: Programme, runsheet: RunSheet, *, created: datetime, station: str) -> str:
    """The captions as EBU-TT-D, cut and named as in SubRip.

    Each caption names its speaker as an agent too. A person who is heard in a recording is an agent by
    themself; one whose words a made voice says is a character, and the voice is the actor.

    References:
        EBU Tech 3380, "EBU-TT-D Subtitling Distribution Format", v1.0.1.
        EBU Tech 3390, "EBU-TT Metadata definition".
        W3C, "Timed Text Markup Language 1 (TTML1)", section 12.1.5, ttm:agent.
    """
    from lxml import etree

    captions = write_captions(programme, named=True)
    heard = list(dict.fromkeys((caption.speaker, caption.voice) for caption in captions))
    root = _element("tt", {"ttp:timeBase": "media", "ttp:cellResolution": "50 30"}, nsmap=_SPACES)
    root.set(f"{_XML}lang", language_tag(runsheet.language))
    head = _child(root, "head")
    metadata = _child(head, "metadata")
    _child(metadata, "ttm:title", text=one_line(runsheet.headline or runsheet.slug) or "Programme")
    told = [one_line(statement(runsheet)), *(["times are estimated"] if times_estimated(programme) else [])]
    _child(metadata, "ttm:desc", text="; ".join(told))
    _document(_child(metadata, "ebuttm:documentMetadata"), captions, programme, created, station)
    _agents(metadata, heard)
    _styling(_child(head, "styling"), runsheet.language)
    _layout(_child(head, "layout"))
    if captions:
        _captions(_child(_child(root, "body"), "div"), captions, heard)
    etree.indent(root)
    for paragraph in root.iter(f"{{{_TT}}}p"):  # space in a paragraph would be text
        paragraph.text = None
        for part in paragraph:
            part.tail = None
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    return f"{written}\n"


def _document(
    parent: "_Element", captions: Sequence[Caption], programme: Programme, created: datetime, station: str
) -> None:
    """What EBU Tech 3390 asks of a document."""
    add = partial(_child, parent)
    for standard in CONFORMS:
        add("ebuttm:conformsToStandard", text=standard)
    widest = max((len(line) for caption in captions for line in caption.lines), default=0)
    length_ms = round(1000 * seconds(programme.length, programme.rate_hz))
    add("ebuttm:documentOriginatingSystem", text=generator())
    add("ebuttm:documentCreationMode", text="prepared")
    add("ebuttm:relatedMediaDuration", text=timestamp(length_ms))
    add("ebuttm:documentCreationDate", text=created.date().isoformat())
    add("ebuttm:documentTotalNumberOfSubtitles", text=str(len(captions)))
    add("ebuttm:documentMaximumNumberOfDisplayableCharacterInAnyRow", text=str(widest))
    add("ebuttm:documentPublisher", text=one_line(station))


def _agents(parent: "_Element", heard: Sequence[tuple[str, str]]) -> None:
    """Who is heard; the made voices first, for what points to them comes later."""
    voices = list(dict.fromkeys(voice for _, voice in heard if voice))
    for number, voice in enumerate(voices, start=1):
        agent = _child(parent, "ttm:agent", {"type": "other"}, name=f"voice{number}")
        _child(agent, "ttm:name", {"type": "full"}, text=f"{voice} (synthetic voice)")
    for number, (speaker, voice) in enumerate(heard, start=1):
        kind = "character" if voice else "person"
        agent = _child(parent, "ttm:agent", {"type": kind}, name=f"speaker{number}")
        _child(agent, "ttm:name", {"type": "full"}, text=speaker)
        if voice:
            _child(agent, "ttm:actor", {"agent": f"voice{voices.index(voice) + 1}"})


def _styling(parent: "_Element", language: str) -> None:
    block = {
        "tts:fontFamily": "proportionalSansSerif",
        "tts:fontSize": "160%",
        "tts:lineHeight": "125%",
        "tts:textAlign": "center",
        "tts:direction": direction(language),
        "ebutts:linePadding": "0.5c",
        "itts:fillLineGap": "true",
    }
    _child(parent, "style", block, name="block")
    for name, colour in COLOURS.items():
        _child(parent, "style", {"tts:color": colour, "tts:backgroundColor": "#000000"}, name=name)


def _layout(parent: "_Element") -> None:
    """Two lines at the foot of the picture, inside its safe area."""
    place = {"tts:origin": "10% 72%", "tts:extent": "80% 20%", "tts:displayAlign": "after"}
    _child(parent, "region", {**place, "tts:showBackground": "whenActive"}, name="foot")


def _captions(parent: "_Element", captions: Sequence[Caption], heard: Sequence[tuple[str, str]]) -> None:
    speakers = list(dict.fromkeys(speaker for speaker, _ in heard))
    colours = list(COLOURS)
    for number, caption in enumerate(captions, start=1):
        agent = heard.index((caption.speaker, caption.voice)) + 1
        times = {"begin": timestamp(caption.start_ms), "end": timestamp(caption.end_ms)}
        told = {"region": "foot", "style": "block", **times, "ttm:agent": f"speaker{agent}"}
        paragraph = _child(parent, "p", told, name=f"caption{number}")
        colour = colours[speakers.index(caption.speaker) % len(colours)]
        for place, line in enumerate(caption.lines):
            if place:
                _child(paragraph, "br")
            _child(paragraph, "span", {"style": colour}, text=line)


def _child(
    parent: "_Element",
    tag: str,
    attributes: dict[str, str] | None = None,
    *,
    name: str = "",
    text: str | None = None,
) -> "_Element":
    child = _element(tag, attributes or {})
    if name:
        child.set(f"{_XML}id", name)
    child.text = text
    parent.append(child)
    return child


def _element(tag: str, attributes: dict[str, str], **options: Any) -> "_Element":
    from lxml import etree

    named = {_full(key, ""): value for key, value in attributes.items()}
    return etree.Element(_full(tag, f"{{{_TT}}}"), named, **options)


def _full(name: str, without: str) -> str:
    """'tts:color' -> '{http://www.w3.org/ns/ttml#styling}color'."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{_SPACES[prefix]}}}{local}" if colon else f"{without}{local}"
