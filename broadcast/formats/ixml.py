"""What a sound department asks of a file in, the iXML chunk of a WAV file out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from broadcast.formats.cue_points import CuePoint
from broadcast.formats.riff import Chunk, clean_text
from broadcast.model import Loudness
from broadcast.units import PROGRAMME_RATE, Samples

_VERSION = "3.01"

_TRACKS = (("Left", "LEFT"), ("Right", "RIGHT"))

_MIDNIGHT = Samples(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class IXml:
    """The iXML of a stereo file at 48 kHz, 24 bit. Text is written as UTF-8, in full.

    Attributes:
        project: The programme it belongs to.
        scene: What part of it: a page.
        tape: The sound roll, which changes every day: a date.
        note: In a person's words.
        uid: Tells the file from every other.
        file_name: As it was first written.
        parent_name: The file it was cut from; empty for none, as is `parent_uid`.
        studio: Who made it.
        time_reference: First sample since midnight, on the timeline it belongs to.
        loudness: None, and what is not finite, is left out.
        points: Named stretches; sync points of iXML count in 64 bits.
        content: Of the ASWG's words for it: "dialog", "music", "sfx", "mixed".
        user: Facts of our own, for the part that is free: {"SYNTHETIC_VOICES": "kokoro:af_heart"}; names
            are those of XML elements.
    """

    project: str
    scene: str
    tape: str
    note: str
    uid: str
    file_name: str
    parent_name: str = ""
    parent_uid: str = ""
    studio: str = ""
    time_reference: Samples = _MIDNIGHT
    loudness: Loudness | None = None
    points: Sequence[CuePoint] = ()
    content: str = "mixed"
    user: Mapping[str, str] = field(default_factory=dict)

    def chunk(self) -> Chunk:
        """The chunk as it stands in the file.

        References:
            Gallery UK, "iXML Specification" 3.01 (2021); Sony ASWG-G006, "iXML Extension" 1.1 (2024).
        """
        root = ElementTree.Element("BWFXML")
        head = {
            "IXML_VERSION": _VERSION,
            "PROJECT": self.project,
            "SCENE": self.scene,
            "TAKE": "1",
            "TAPE": self.tape,
            "FILE_UID": self.uid,
            "NOTE": self.note,
        }
        for name, text in head.items():
            _add(root, name, text)
        _part(root, "SPEED", self._speed())
        _part(root, "LOUDNESS", _loudness(self.loudness))
        history = {"ORIGINAL_FILENAME": self.file_name}
        if self.parent_name:
            history |= {"PARENT_FILENAME": self.parent_name, "PARENT_UID": self.parent_uid}
        _part(root, "HISTORY", history)
        self._add_points(root)
        _add_tracks(root)
        aswg = {"contentType": self.content, "project": self.project, "originatorStudio": self.studio}
        _part(root, "ASWG", aswg | {"notes": self.note})
        _part(root, "USER", self.user)
        ElementTree.indent(root, " ")
        body = ElementTree.tostring(root, "UTF-8", xml_declaration=True)
        return Chunk(name=b"iXML", body=body + b"\n" * (1 + (len(body) + 1) % 2))

    def _speed(self) -> dict[str, str]:
        high, low = _halves(self.time_reference)
        return {
            "FILE_SAMPLE_RATE": str(PROGRAMME_RATE),
            "AUDIO_BIT_DEPTH": "24",
            "DIGITIZER_SAMPLE_RATE": str(PROGRAMME_RATE),
            "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI": high,
            "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": low,
            "TIMESTAMP_SAMPLE_RATE": str(PROGRAMME_RATE),
        }

    def _add_points(self, root: ElementTree.Element) -> None:
        if not self.points:
            return
        points = ElementTree.SubElement(root, "SYNC_POINT_LIST")
        _add(points, "SYNC_POINT_COUNT", str(len(self.points)))
        for point in self.points:
            high, low = _halves(point.start)
            facts = {
                "SYNC_POINT_TYPE": "RELATIVE",
                "SYNC_POINT_FUNCTION": "MARKER_GENERIC",
                "SYNC_POINT_COMMENT": point.label,
                "SYNC_POINT_LOW": low,
                "SYNC_POINT_HIGH": high,
                "SYNC_POINT_EVENT_DURATION": str(point.length),
            }
            _part(points, "SYNC_POINT", facts)


def _add_tracks(root: ElementTree.Element) -> None:
    tracks = ElementTree.SubElement(root, "TRACK_LIST")
    _add(tracks, "TRACK_COUNT", str(len(_TRACKS)))
    for place, (name, function) in enumerate(_TRACKS, 1):
        facts = {"CHANNEL_INDEX": str(place), "INTERLEAVE_INDEX": str(place), "NAME": name}
        _part(tracks, "TRACK", facts | {"FUNCTION": function})


def _loudness(loudness: Loudness | None) -> dict[str, str]:
    if loudness is None:
        return {}
    levels = {
        "LOUDNESS_VALUE": loudness.integrated,
        "LOUDNESS_RANGE": loudness.range,
        "MAX_TRUE_PEAK_LEVEL": loudness.true_peak,
        "MAX_MOMENTARY_LOUDNESS": loudness.max_momentary,
        "MAX_SHORT_TERM_LOUDNESS": loudness.max_short_term,
    }
    return {name: f"{level:.2f}" for name, level in levels.items() if abs(level) < 100}


def _part(root: ElementTree.Element, name: str, facts: Mapping[str, str]) -> None:
    """An element with elements in it; none when there is nothing to say."""
    told = {fact: text for fact, text in facts.items() if text}
    if told:
        part = ElementTree.SubElement(root, name)
        for fact, text in told.items():
            _add(part, fact, text)


def _add(root: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(root, name).text = clean_text(text)


def _halves(count: Samples) -> tuple[str, str]:
    return str(count >> 32), str(count & 0xFFFFFFFF)
