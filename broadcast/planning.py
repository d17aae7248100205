"""A Script and Settings go in, a Plan comes out: who says what and how, before a word is spoken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from broadcast import plugins
from broadcast.casting import cast_script, find_voice, has_own_voice, is_role, role_names
from broadcast.casting.delivery import PLAIN, Delivery, find_style, role_of
from broadcast.errors import EngineError, HeldError, ReportError, UsageError
from broadcast.mix.effects import find_effect
from broadcast.mix.house import House
from broadcast.mix.playing import Played
from broadcast.mix.recordings import Recording
from broadcast.mix.timeline import Pauses, Spoken, lay_out
from broadcast.model import (
    PITCHES,
    RANGES,
    Cast,
    Kind,
    Line,
    Programme,
    Report,
    Script,
    Segment,
    Status,
    Timing,
    Voice,
    VoiceInfo,
)
from broadcast.naming import known_names
from broadcast.playlist import find_beds, find_recordings, marked
from broadcast.settings import Settings, VoiceChoice
from broadcast.voices.cache import take_key
from broadcast.voices.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line with the voice that says it.

    Attributes:
        key: Names its take.
        stretch: Factor on the pace of the take `base`, where the engine cannot be told a length.
        base: The key of the take that is stretched.
    """

    key: str
    line: Line
    voice: Voice
    stretch: float = 1.0
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything settled but the sound.

    Attributes:
        voices: One a segment; None for a pause.
        parts: The lines of each segment.
        engines: By name, every engine that the voices need.
        paces: Words a minute asked for, one a segment; None leaves the voice's own.
        pauses: The silence in and after each segment.
        recordings: What is played in each segment: its clip, its sting.
        sounds: The beds that lie under it, by name.
        house: What the station sounds like.
    """

    script: Script
    cast: Cast
    voices: tuple[Voice | None, ...]
    parts: tuple[tuple[Part, ...], ...]
    engines: Mapping[str, Engine]
    paces: tuple[int | None, ...]
    pauses: tuple[Pauses, ...]
    recordings: tuple[Recording | None, ...] = ()
    sounds: Mapping[str, Recording] = field(default_factory=dict)
    house: House = field(default_factory=House)

    def lines(self) -> list[Part]:
        """Every line once, in the order heard."""
        return list({part.key: part for parts in self.parts for part in parts}.values())


def choose_engine(settings: Settings) -> tuple[Engine, str]:
    """The engine that casts voices, and why it was taken.

    Raises:
        UsageError: It is not installed.
        EngineError: It cannot speak here.
    """
    if settings.engine == "auto":
        return plugins.best_engine()
    engine = plugins.find_engine(settings.engine)
    _require(engine)
    return engine, f"{engine.name}: as asked"


def _require(engine: Engine) -> None:
    state = engine.availability()
    if not state.ready:
        raise EngineError(f"the engine '{engine.name}' cannot speak here: {state.detail}", state.hint)


def check_alive(item: Report | Script) -> None:
    """Refuse a killed report, whatever is to be done with it.

    Raises:
        HeldError: It was killed or withheld.
    """
    if item.status is Status.KILLED:
        raise HeldError("this report was killed and must not be read aloud", "ask the agency for a new one")


def check_release(item: Report | Script, settings: Settings) -> None:
    """Hold back what must not be read aloud now; it may be prepared all the same.

    Raises:
        HeldError: Killed; or embargoed until a time to come, without the override.
    """
    check_alive(item)
    until = item.embargo
    if item.status is Status.EMBARGOED and not settings.override_embargo:
        if until is None:
            raise HeldError("this report is embargoed", "use --override-embargo if it may be read now")
        if until > datetime.now(UTC):
            raise HeldError(
                f"this report is embargoed until {until:%Y-%m-%d %H:%M %Z}",
                "use --override-embargo to read it now",
            )


def plan(script: Script, settings: Settings, engine: Engine) -> Plan:
    """Settle voices and spoken form.

    Raises:
        HeldError: The report was killed.
        ReportError: Nothing to speak, or a language that no voice of the engine speaks.
        UsageError: A voice or a name of a speaker is unknown.
        EngineError: An engine that a voice needs cannot speak here.
        ClipError: A recording that is missing, damaged or too short; all of them are named.
    """
    check_alive(script)
    recordings = find_recordings(script, settings)
    script = marked(script, recordings)
    chosen = _chosen(script, settings, engine)
    catalogue = [voice for voice in engine.voices() if speaks(voice, script.language)]
    if not catalogue and not {"anchor", "reporter"} <= set(chosen):
        raise ReportError(*_foreign(script.language, engine))
    cast = cast_script(script, catalogue or engine.voices(), chosen)
    readings = [_delivery(script, index, settings) for index in range(len(script.segments))]
    voices = tuple(
        _voice_of(script, index, cast, engine, settings, reading) for index, reading in enumerate(readings)
    )
    engines = _engines({voice for voice in voices if voice is not None})
    languages = {
        info.engine + ":" + info.name: info.language for used in engines.values() for info in used.voices()
    }
    names = known_names(script, settings)
    parts = tuple(
        _parts(
            names.lines(segment, _language(voice, languages)),
            voice,
            engines,
        )
        if voice is not None
        else ()
        for segment, voice in zip(script.segments, voices, strict=True)
    )
    if not any(parts) and not any(recordings):
        raise ReportError("there is nothing to speak in this report", "its body holds no words")
    return Plan(
        script=script,
        cast=cast,
        voices=voices,
        parts=parts,
        engines=engines,
        paces=tuple(_pace(script, index, settings, reading) for index, reading in enumerate(readings)),
        pauses=tuple(settings.pauses.times(reading.pauses) for reading in readings),
        recordings=recordings,
        sounds=find_beds(script, settings),
        house=settings.house,
    )


def speaks(voice: VoiceInfo, language: str) -> bool:
    """Whether a voice's language is that of a text, whatever the region."""
    return voice.language.split("-")[0] == language.split("-", maxsplit=1)[0]


def arrange(made: Plan, timings: Mapping[str, Timing]) -> Programme:
    """Set the plan's lines on the timeline, by what they lasted or will last."""
    spoken = [
        [Spoken(line=part.line, key=part.key, timing=timings[part.key]) for part in parts]
        for parts in made.parts
    ]
    # a line that stands twice has one take, but its words stand in two places of the print
    spoken = [[replace(line, timing=_reprinted(line)) for line in lines] for lines in spoken]
    played = Played(recordings=made.recordings, over=made.house.over)
    return lay_out(made.script, made.cast, made.voices, spoken, made.pauses, played)


def _reprinted(spoken: Spoken) -> Timing:
    words = tuple(
        replace(word, span=token.span)
        for word, token in zip(spoken.timing.words, spoken.line.tokens, strict=True)
    )
    return replace(spoken.timing, words=words)


def _chosen(script: Script, settings: Settings, engine: Engine) -> dict[str, Voice]:
    """The voices that a person chose, checked."""
    voices = {}
    for name, choice in settings.voices.items():
        if not choice.voice:
            continue
        if choice.required and not is_role(name, [script]):
            raise UsageError(
                f"nobody in this script is called '{name}'", f"there are: {', '.join(role_names([script]))}"
            )
        voice = find_voice(choice.voice, engine.name, settings.blends)
        voices[name] = replace(
            voice, rate=choice.rate, pitch=choice.pitch, range=choice.range, effect=choice.effect
        )
    return voices


def _voice_of(
    script: Script, index: int, cast: Cast, engine: Engine, settings: Settings, reading: Delivery
) -> Voice | None:
    """The voice of a segment, as it is read there: set in the script, else the cast's."""
    segment = script.segments[index]
    if not segment.voiced:
        return None
    narrator = cast.reporter if script.narrator(index) is Kind.FIELD else cast.anchor
    voice = narrator
    if segment.speaker is not None and has_own_voice(script, segment):
        voice = cast.speakers.get(segment.speaker.id, narrator)
    if segment.voice is not None:
        voice = replace(find_voice(segment.voice, engine.name, settings.blends), effect=voice.effect)
    choice = _choice(script, index, settings)
    if choice is not None and not choice.voice and segment.voice is None:
        voice = replace(voice, rate=choice.rate, pitch=choice.pitch, range=choice.range, effect=choice.effect)
    if segment.effect is not None:
        voice = replace(voice, effect=_effect(segment.effect))
    return _read_as(voice, segment, reading)


def _effect(name: str) -> str | None:
    effect = find_effect(name)
    return None if effect is None else effect.name


def _read_as(voice: Voice, segment: Segment, reading: Delivery) -> Voice:
    """A voice in a style; what a person set on the segment stands against the style."""
    pitch = reading.pitch if segment.pitch is None else segment.pitch
    liveliness = reading.range if segment.range is None else segment.range
    if pitch != 1:
        voice = replace(voice, pitch=min(max(voice.pitch * pitch, PITCHES[0]), PITCHES[1]))
    if liveliness != 1:
        voice = replace(voice, range=min(max(voice.range * liveliness, RANGES[0]), RANGES[1]))
    return voice if segment.rate is None else replace(voice, rate=voice.rate * segment.rate)


def _delivery(script: Script, index: int, settings: Settings) -> Delivery:
    """How a segment is read: the style set on it, on the script, or on the house, for its role.

    The shipped styles count English words; in another language only a station's own style sets a pace.
    """
    segment = script.segments[index]
    name = segment.delivery or script.delivery or settings.delivery
    reading = find_style(name, settings.deliveries).get(role_of(segment.kind, script.narrator(index)), PLAIN)
    counted = name in settings.deliveries or script.language.split("-")[0] == "en"
    return reading if counted else replace(reading, wpm=None)


def _pace(script: Script, index: int, settings: Settings, reading: Delivery) -> int | None:
    """Words a minute of a segment: its own, its speaker's, its style's; a rate is a factor on them."""
    segment = script.segments[index]
    if segment.wpm is not None or not segment.voiced:
        return segment.wpm
    choice = _choice(script, index, settings)
    wpm, rate = reading.wpm_of(_who(script, index)), segment.rate or 1.0
    if choice is not None:
        wpm, rate = (wpm, rate * choice.rate) if choice.wpm is None else (choice.wpm, rate)
    return None if wpm is None else round(wpm * rate)


def _who(script: Script, index: int) -> str:
    """Who is heard in a segment: a speaker's id, "anchor" or "reporter"."""
    segment = script.segments[index]
    if segment.speaker is not None and has_own_voice(script, segment):
        return segment.speaker.id
    return "reporter" if script.narrator(index) is Kind.FIELD else "anchor"


def _choice(script: Script, index: int, settings: Settings) -> VoiceChoice | None:
    """What a person chose for whoever is heard in a segment."""
    name, speaker = _who(script, index), script.segments[index].speaker
    known = {key.casefold(): value for key, value in settings.voices.items()}
    if name in ("anchor", "reporter") or speaker is None:
        return settings.voices.get(name)
    return known.get(name.casefold()) or known.get(speaker.name.casefold())


def _engines(voices: set[Voice]) -> dict[str, Engine]:
    """The engines that the voices need, each voice checked."""
    engines = {}
    for voice in sorted(voices, key=str):
        engine = plugins.find_engine(voice.engine)
        if voice.engine not in engines:
            _require(engine)
        engine.check(voice)
        engines[voice.engine] = engine
    return engines


def _language(voice: Voice, languages: Mapping[str, str]) -> str:
    """The language of a voice; of a blend, that of its first part."""
    first = f"{voice.engine}:{voice.parts[0][0]}"
    return languages.get(f"{voice.engine}:{voice.name}", languages.get(first, "en-US"))


def _parts(lines: Sequence[Line], voice: Voice, engines: Mapping[str, Engine]) -> tuple[Part, ...]:
    fingerprint = engines[voice.engine].fingerprint(voice)
    spoken = [(line, _paced(voice, line, engines[voice.engine])) for line in lines]
    return tuple(Part(key=take_key(fingerprint, line, by), line=line, voice=by) for line, by in spoken)


def _paced(voice: Voice, line: Line, engine: Engine) -> Voice:
    """The voice at the pace and the pitch that a person set for a line."""
    if (line.rate, line.pitch) == (1.0, 1.0):
        return voice
    paced = replace(voice, rate=voice.rate * line.rate, pitch=voice.pitch * line.pitch)
    engine.check(paced)
    return paced


LANGUAGE_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pt": "Portuguese", "ru": "Russian", "th": "Thai", "zh": "Chinese",
}  # fmt: skip


def _foreign(language: str, engine: Engine) -> tuple[str, str]:
    """Message and hint for a language that the engine does not speak."""
    name = LANGUAGE_NAMES.get(language.split("-", maxsplit=1)[0], "the language")
    spoken = ", ".join(sorted({voice.language for voice in engine.voices()}))
    able = [
        str(Voice(engine=voice.engine, name=voice.name))
        for other in plugins.engines().values()
        if other.availability().ready
        for voice in other.voices()
        if speaks(voice, language)
    ]
    hint = (
        f"voices that could: {', '.join(able[:6])}; try --engine {able[0].split(':')[0]}"
        if able
        else "no installed voice speaks it; `pip install 'broadcast[espeak]'` adds voices for 100 languages"
    )
    return f"the report is in {name} ({language}), and {engine.name} speaks {spoken} only", hint
