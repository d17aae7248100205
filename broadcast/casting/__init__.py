"""A Script and a catalogue of voices go in, a Cast comes out: a voice a speaker, the same for a name."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from broadcast.errors import UsageError
from broadcast.model import Cast, Gender, Kind, Script, Segment, Speaker, Voice, VoiceInfo

ANCHOR, REPORTER = "anchor", "reporter"

SPEC = re.compile(r"(?:(?P<engine>[a-z0-9_-]+):)?(?P<name>[^\s:]+)")
# kokoro:am_onyx+am_fenrir -> engine kokoro, name am_onyx+am_fenrir; af_heart -> no engine, name af_heart


def parse_voice(spec: str, engine: str) -> Voice:
    """The voice that "kokoro:bf_emma", or "bf_emma" of the engine at hand, names.

    Raises:
        UsageError: It is not written like a voice.
    """
    match = SPEC.fullmatch(spec.strip())
    if match is None:
        raise UsageError(f"'{spec}' does not name a voice", "write ENGINE:VOICE, such as kokoro:bf_emma")
    return Voice(engine=match["engine"] or engine, name=match["name"])


def find_voice(spec: str, engine: str, blends: Mapping[str, str]) -> Voice:
    """The voice that a person names: one of an engine, a blend, or a station's own blend by its name.

    Args:
        spec: "bf_emma", "kokoro:bf_emma", "meridian".
        engine: Of a voice without one.
        blends: Name -> what it is a blend of.

    Raises:
        UsageError: It is not written like a voice.
    """
    voice = parse_voice(spec, engine)
    if voice.name in blends:
        return replace(parse_voice(blends[voice.name], voice.engine), label=voice.name)
    return voice


def speakers_of(scripts: Sequence[Script]) -> list[Speaker]:
    """Everybody with a voice of their own, once each, in the order heard; the fullest knowledge of each.

    These are all who are quoted, and each named reader but the first anchor and the first reporter.
    """
    found: dict[str, Speaker] = {}
    for script in scripts:
        for segment in script.segments:
            speaker = segment.speaker
            if speaker is not None and has_own_voice(script, segment):
                known = found.setdefault(speaker.id, speaker)
                if known.gender is None and speaker.gender is not None:
                    found[speaker.id] = speaker
    return list(found.values())


def has_own_voice(script: Script, segment: Segment) -> bool:
    """Whether a segment is in the voice of its speaker, not of the programme's anchor or reporter."""
    if segment.speaker is None:
        return False
    narrated = segment.kind in (Kind.ANCHOR, Kind.FIELD)
    return segment.kind is Kind.SOUNDBITE or (narrated and segment.speaker.id != script.leader(segment.kind))


def cast_script(
    script: Script | Sequence[Script],
    catalogue: Sequence[VoiceInfo],
    chosen: Mapping[str, Voice] | None = None,
) -> Cast:
    """Give anchor, reporter and everybody quoted a voice.

    A speaker's voice has the gender that the text tells, and starts from the name, so that the same name has
    the same voice in every programme. No two speakers share a voice, or have voices that are hard to tell
    apart, while others are left; then blends of two voices; only then is one used twice.

    Args:
        script: One script, or all of a bulletin.
        catalogue: The voices of one engine, the most distinct first.
        chosen: Set by a person: "anchor", "reporter", a speaker's id or name -> voice. Names of people who
            are not quoted are passed over: a station's settings serve every report.

    Raises:
        UsageError: The catalogue is empty.
    """
    scripts = [script] if isinstance(script, Script) else list(script)
    wanted = {_fold(name): voice for name, voice in (chosen or {}).items()}
    pool = [voice for voice in catalogue if voice.castable and not voice.blend]
    blends = [voice for voice in catalogue if voice.castable and voice.blend]
    if not pool:
        raise UsageError(
            "there is no voice to cast", "`broadcast doctor` says which engines are missing what"
        )
    anchor = wanted.get(ANCHOR) or _voice(pool[0])
    reporter = wanted.get(REPORTER) or _reporter(pool, anchor)
    used = [str(anchor), str(reporter), *(str(voice) for voice in wanted.values())]
    voices: dict[str, Voice] = {}
    for speaker in speakers_of(scripts):
        voice = wanted.get(_fold(speaker.id)) or wanted.get(_fold(speaker.name))
        voices[speaker.id] = voice or _free_voice(speaker, pool, blends, used)
        used.append(str(voices[speaker.id]))
    return Cast(anchor=anchor, reporter=reporter, speakers=voices)


def role_names(scripts: Sequence[Script]) -> list[str]:
    """The names that a voice can be chosen for, as a person would type them."""
    return [ANCHOR, REPORTER, *(speaker.name for speaker in speakers_of(scripts))]


def is_role(name: str, scripts: Sequence[Script]) -> bool:
    """Whether `name` stands for the anchor, the reporter or somebody quoted."""
    known = {ANCHOR, REPORTER}
    known |= {_fold(part) for speaker in speakers_of(scripts) for part in (speaker.id, speaker.name)}
    return _fold(name) in known


def _fold(name: str) -> str:
    """Case and spacing do not tell two names apart."""
    return " ".join(name.casefold().split())


def _voice(voice: VoiceInfo) -> Voice:
    return Voice(engine=voice.engine, name=voice.name)


def _reporter(pool: Sequence[VoiceInfo], anchor: Voice) -> Voice:
    """The most distinct voice of the other gender than the anchor's, else any other."""
    gender = next((voice.gender for voice in pool if voice.name == anchor.name), None)
    others = [voice for voice in pool if str(_voice(voice)) != str(anchor)] or list(pool)
    return _voice(next((voice for voice in others if voice.gender != gender), others[0]))


def _free_voice(
    speaker: Speaker, pool: Sequence[VoiceInfo], blends: Sequence[VoiceInfo], used: Sequence[str]
) -> Voice:
    """The first voice free for this name; then a blend that has a name; then any blend."""
    fitting = _fitting(speaker.gender, pool)
    order = _from_name(speaker.name, fitting)
    alike = {name for voice in pool if str(_voice(voice)) in used for name in voice.alike}
    free = [voice for voice in order if str(_voice(voice)) not in used]
    distinct = [voice for voice in free if voice.name not in alike]
    if distinct or free:
        return _voice((distinct or free)[0])
    named = map(_voice, _from_name(speaker.name, _fitting(speaker.gender, blends))) if blends else iter(())
    return next((blend for blend in (*named, *_blends(order)) if str(blend) not in used), _voice(order[0]))


def _fitting(gender: Gender | None, pool: Sequence[VoiceInfo]) -> list[VoiceInfo]:
    """The voices of a gender; all of them where it is unknown or the pool has none."""
    return [voice for voice in pool if gender is not None and voice.gender == gender] or list(pool)


def _from_name(name: str, pool: Sequence[VoiceInfo]) -> list[VoiceInfo]:
    """The pool turned so that it starts at the place the name settles."""
    digest = hashlib.sha256(_fold(name).encode()).digest()
    start = int.from_bytes(digest[:4], "big") % len(pool)
    return [*pool[start:], *pool[:start]]


def _blends(order: Sequence[VoiceInfo]) -> Iterator[Voice]:
    """Two voices in equal parts: a new speaker, told apart from both."""
    able = [voice for voice in order if voice.blendable]
    for first, second in combinations(able, 2):
        if first.language == second.language:
            yield Voice(engine=first.engine, name=f"{first.name}+{second.name}")
