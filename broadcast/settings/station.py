"""What a station sets, as frozen types: voices, sound, files, servers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from broadcast.casting.delivery import NEWS, Style
from broadcast.formats.exporter import Choices, Newsroom
from broadcast.formats.timecode import USUAL
from broadcast.mix.house import House
from broadcast.mix.timeline import Pauses

if TYPE_CHECKING:
    from broadcast.formats.channel import Channel
    from broadcast.speech.check import Checks


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoice:
    """A voice that a person chose for a role.

    Attributes:
        voice: "kokoro:bf_emma", or "bf_emma" of the engine at hand; empty leaves it to the cast.
        rate: Factor on its pace; `pitch` and `range` likewise on its pitch and liveliness.
        wpm: Words a minute in place of a factor.
        effect: Where the voice is heard from: "telephone"; None is dry.
        required: Named on the command line: a name nobody has is a mistake, not somebody of another report.
    """

    voice: str
    rate: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    wpm: int | None = None
    effect: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Icecast:
    """The server that `broadcast air` sends to, and what it is told.

    Attributes:
        url: "icecast://source@host:8000/live.mp3".
        password: Of the source; BROADCAST_ICECAST_PASSWORD stands against it.
        name: The stream's; empty takes the station.
        genre: Of the stream; `description`, what it is about; `website`, the station's page.
        public: Whether the server may list the stream in a directory.
    """

    url: str = ""
    password: str = field(default="", repr=False)
    name: str = ""
    genre: str = "News"
    description: str = ""
    website: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How sound files are sealed.

    Attributes:
        seal: Whether packages hold the format `c2pa` unless it is asked for by name.
        certificate: PEM: the station's own, then those that vouch for it; None takes the local key.
        key: Its private key, PEM.
    """

    seal: bool = True
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What shapes a programme beside its script.

    Attributes:
        engine: A voice engine's name, or "auto".
        voices: "anchor", "reporter" or a speaker's name -> voice.
        attribution: Where attributions go: "before" the quote, "after" it, or "none".
        layout: The newsroom's layout of reports, or "auto".
        profile: Loudness profile.
        pauses: Silence between cues.
        delivery: The style in which the programme is read: "own" leaves the voices as they are.
        deliveries: A station's own styles, by name.
        blends: Name -> the blend of voices that it stands for: "kokoro:af_river*0.7+af_nova*0.3".
        duration: How long the programme is to be: "2:00", "1:58-2:02", "max 2:00".
        drop_optional: Leave out optional segments where it would not fit with them.
        station: Originator in the files' tags.
        formats: Names of formats; None takes the default ones.
        mp3_kbits: Bit rate of the MP3: 128, 192, 256 or 320.
        frame_rate: Of the files for editing programs that count in video frames: "25", "29.97".
        audio: Folder for packages.
        lexicon: The station's own names and how they are said; None takes `lexicon.csv` of the user's
            settings folder.
        rate_wpm: The house's read rate, for the run-sheet's estimate; words a minute.
        workers: Processes that speak; None takes one a processor.
        override_embargo: Read an embargoed report all the same.
        house: What the station sounds like beside its voices: beds, stings, places.
        clips: Folder that the recordings of a script are looked for in.
        on_air: When the programme goes on air: "18:00", "2026-03-01 18:00:30", or with a zone.
        check: Rules and limits of the copy check.
        feed: What a podcast feed says of the podcast.
        paper: What run-sheets are printed on: "a4" or "letter".
        newsroom: What the newsroom's systems are called, for MOS and NSML.
        icecast: The server that `broadcast air` sends to.
        provenance: How sound files are sealed.
    """

    engine: str = "auto"
    voices: Mapping[str, VoiceChoice] = field(default_factory=dict)
    attribution: str = "before"
    layout: str = "auto"
    profile: str = "r128"
    pauses: Pauses = field(default_factory=Pauses)
    delivery: str = NEWS
    deliveries: Mapping[str, Style] = field(default_factory=dict)
    blends: Mapping[str, str] = field(default_factory=dict)
    duration: str | None = None
    drop_optional: bool = False
    station: str = "broadcast"
    formats: tuple[str, ...] | None = None
    mp3_kbits: int = 128
    frame_rate: str = USUAL
    audio: Path = Path("audio")
    lexicon: Path | None = None
    rate_wpm: int = 180
    workers: int | None = None
    override_embargo: bool = False
    house: House = field(default_factory=House)
    clips: Path = Path()
    on_air: str | None = None
    check: "Checks | None" = None
    feed: "Channel | None" = None
    paper: str = "a4"
    newsroom: Newsroom = field(default_factory=Newsroom)
    icecast: Icecast = field(default_factory=Icecast)
    provenance: Provenance = field(default_factory=Provenance)


def choices_of(settings: Settings) -> Choices:
    """What the station chooses for the files of its packages."""
    return Choices(
        paper=settings.paper,
        mp3_kbits=settings.mp3_kbits,
        frame_rate=settings.frame_rate,
        newsroom=settings.newsroom,
    )
