"""A Plan goes in, spoken takes and a mastered Production come out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType

from broadcast.errors import EngineError
from broadcast.mix.fit import Fit, parse_window
from broadcast.mix.house import furnished
from broadcast.mix.levels import match_voices
from broadcast.mix.master import Mastered, master_rows
from broadcast.mix.profiles import Profile, find_profile
from broadcast.mix.recordings import Recording
from broadcast.mix.respace import respaced
from broadcast.mix.stretch import at_rate, stretch
from broadcast.mix.verdicts import judge_programme, judge_row
from broadcast.model import Loudness, Programme, RunSheet, Script, Take, TimesFrom, Timing, Voice
from broadcast.naming import guessed_names
from broadcast.pacing import Measure, Settled, settle
from broadcast.planning import Part, Plan, arrange, check_release, choose_engine, plan
from broadcast.runsheet import write_runsheet
from broadcast.runsheet.onair import parse_on_air
from broadcast.settings import Settings
from broadcast.units import SILENCE
from broadcast.voices.align import aligner_ready, better_times
from broadcast.voices.cache import TakeCache
from broadcast.voices.engine import Engine
from broadcast.voices.pool import MOST_WORKERS, Crew, crew_size, processors, speak_here
from broadcast.voices.worker import Job

REMEMBERED = 8_000_000
"""Samples of takes held in memory, 32 MB: five minutes, so that a short programme is read once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A finished programme: what `write_package` writes.

    Attributes:
        script: As it was spoken.
        mastered: The programme with its loudness, and its sound, block by block.
        runsheet: The same, row by row.
        why: Which engine was taken, and why.
        versions: Engine -> what its sound rests on.
        fit: How the length that was asked for is filled; None where none was.
        guessed: Words that only the model for unknown words says, the most frequent first.
    """

    script: Script
    mastered: Mastered
    runsheet: RunSheet
    settings: Settings
    why: str
    versions: Mapping[str, str] = field(default_factory=dict)
    fit: Fit | None = None
    guessed: tuple[str, ...] = ()

    @property
    def programme(self) -> Programme:
        """The timeline, measured."""
        return self.mastered.programme


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress bar is told; the default keeps quiet.

    Attributes:
        started: Characters of text to be spoken anew, and of all the text.
        spoken: Characters of each line as it is done; called from any thread.
    """

    started: Callable[[int, int], None] = lambda fresh, whole: None
    spoken: Callable[[int], None] = lambda characters: None


class Studio:
    """Speaks scripts, its worker processes started before the first script is known.

    Used as a context manager; leaving it ends the processes.
    """

    def __init__(self, settings: Settings, cache: TakeCache | None = None) -> None:
        """Choose the engine and start its workers.

        Raises:
            UsageError: An unknown engine or profile.
            EngineError: The engine cannot speak here.
        """
        self.settings = settings
        self.profile: Profile = find_profile(settings.profile)
        self.cache = cache or TakeCache.of_user()
        self.engine, self.why = choose_engine(settings)
        self._on_air = parse_on_air(settings.on_air) if settings.on_air else None
        self._crew: Crew | None = None
        self._recent: dict[str, Take] = {}
        self._played: dict[str, Recording] = {}

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        if self._crew is not None:
            self._crew.stop()
            self._crew = None

    def warm_up(self, *, most: int = MOST_WORKERS) -> None:
        """Start the worker processes: they load their models while the caller reads and plans.

        Args:
            most: Workers at the most; one is enough where most lines are sure to be in the cache.
        """
        size = min(most, crew_size(self.engine, self.settings.workers))
        if size and self._crew is None and self.engine.voices():
            first = self.engine.voices()[0]
            self.engine.fingerprint(Voice(engine=first.engine, name=first.name))
            self._crew = Crew(self.engine, self.cache)
            self._crew.start(size)

    def forecast(self, script: Script) -> RunSheet:
        """The run-sheet of a script, without speaking it; marked where a length is an estimate.

        Raises:
            BroadcastError: As `produce`.
        """
        settled = self._settled(plan(script, self.settings, self.engine), _forecasts)
        programme = self._timed(settled, _forecasts(settled.plan))
        return self._sheet(settled.plan.script, replace(programme, estimated=True))

    def produce(self, script: Script, progress: Progress | None = None) -> Production:
        """Speak what is not yet spoken, mix it and bring it to its loudness.

        Raises:
            BroadcastError: Any branch but PackageError; takes already spoken stay in the cache.
        """
        check_release(script, self.settings)
        progress = progress or Progress()
        settled = self._settled(plan(script, self.settings, self.engine), self._lengths)
        made, script = settled.plan, settled.plan.script
        timings = self._speak(made, progress)
        programme = match_voices(self._timed(settled, timings), self._fetch)
        stretches = [(row.start, row.end) for row in self._sheet(script, programme).rows]
        mastered = master_rows(programme, self._fetch, self.profile, stretches)
        self.cache.trim(keep=timings.keys())
        mastered = replace(mastered, programme=replace(mastered.programme, estimated=False))
        return Production(
            script=script,
            mastered=mastered,
            runsheet=judged(self._sheet(script, mastered.programme), mastered.rows, self.profile),
            settings=self.settings,
            why=self.why,
            versions=_versions(made),
            fit=settled.fit,
            guessed=guessed_names(part.line for parts in made.parts for part in parts),
        )

    def _timed(self, settled: Settled, timings: Mapping[str, Timing]) -> Programme:
        """The programme, at the length asked for where one was, with its beds."""
        made = settled.plan
        programme = arrange(made, timings)
        if settled.fit is not None:
            programme = respaced(programme, settled.fit.length) or programme
        played = [*filter(None, made.recordings), *made.sounds.values()]
        self._played = {recording.key: recording for recording in played}
        return furnished(programme, made.house, lambda name: made.sounds[name])

    def _settled(self, made: Plan, measure: Measure) -> Settled:
        asked = self.settings.duration
        window = None if asked is None else parse_window(asked)
        return settle(made, measure, window, drop=self.settings.drop_optional)

    def _lengths(self, made: Plan) -> Mapping[str, Timing]:
        """How long every line lasts: told by its engine, or heard where the engine cannot tell."""
        lines = made.lines()
        told = _forecasts(made)
        unsure = [part for part in lines if not told[part.key].exact]
        return {**told, **self._spoken(unsure, made.engines, Progress())} if unsure else told

    def _sheet(self, script: Script, programme: Programme) -> RunSheet:
        unspoken = [(part.text, str(part.reason)) for part in script.unspoken if part.text]
        return write_runsheet(
            programme, rate_wpm=self.settings.rate_wpm, unspoken=unspoken, on_air=self._on_air
        )

    def _speak(self, made: Plan, progress: Progress) -> dict[str, Timing]:
        """The timing of every line, spoken now or before."""
        return self._spoken(made.lines(), made.engines, progress)

    def _spoken(
        self, lines: list[Part], engines: Mapping[str, Engine], progress: Progress
    ) -> dict[str, Timing]:
        """The same of some lines."""
        timings = {part.key: timing for part in lines if (timing := self.cache.timing(part.key, part.line))}
        missing = [part for part in lines if part.key not in timings]
        progress.started(_size(missing), _size(lines))
        for name, engine in engines.items():
            jobs = [
                Job(key=part.base or part.key, line=part.line, voice=part.voice)
                for part in missing
                if part.voice.engine == name and not (part.base and self.cache.take(part.base))
            ]
            self._speak_with(engine, jobs, lambda job: progress.spoken(len(job.line.text)))
        for part in missing:
            if part.base is not None:
                self.cache.put(part.key, stretch(self._fetch(part.base), part.stretch))
            timing = self.cache.timing(part.key, part.line)
            if timing is None:
                raise EngineError(
                    f"a take of '{part.line.text[:40]}' was lost from the cache",
                    "free some disk space and run again",
                )
            timings[part.key] = timing
        return {part.key: self._aligned(part, timings[part.key]) for part in lines}

    def _aligned(self, part: Part, timing: Timing) -> Timing:
        """Where a line's words are heard, should its engine only have guessed it; kept for the next time."""
        if timing.times_from is not TimesFrom.ESTIMATED or not aligner_ready():
            return timing
        take = self._fetch(part.key)
        better = better_times(replace(take, timing=timing), part.line)
        if better.timing is not timing:
            self.cache.put(part.key, better)
        return better.timing

    def _speak_with(self, engine: Engine, jobs: list[Job], spoken: Callable[[Job], None]) -> None:
        crew = self._crew if engine is self.engine else None
        if not jobs:
            if crew is not None:
                self.close()
            return
        size = min(len(jobs), crew_size(engine, self.settings.workers))
        if size == 0:
            speak_here(engine, jobs, self.cache, spoken)
            return
        crew = crew or Crew(engine, self.cache)
        crew.start(size)
        try:
            crew.speak(jobs, spoken)
        finally:
            crew.stop()
            self._crew = None

    def _fetch(self, key: str) -> Take:
        if key in self._played:
            return self._played[key].take()
        take = self._recent.get(key) or self.cache.take(key)
        if take is None:
            raise EngineError("a take was lost from the cache while it was mixed", "run the command again")
        self._remember(key, take)
        return take

    def _remember(self, key: str, take: Take) -> None:
        """Keep the last takes at hand: the mix is gone through three times."""
        self._recent.setdefault(key, take)
        held = sum(len(kept.audio) for kept in self._recent.values())
        while held > REMEMBERED:
            held -= len(self._recent.pop(next(iter(self._recent))).audio)


def _versions(made: Plan) -> dict[str, str]:
    """What each engine's sound rests on; of an engine with several voices, the first one's word."""
    versions: dict[str, str] = {}
    for voice in made.voices:
        if voice is not None and voice.engine not in versions:
            versions[voice.engine] = made.engines[voice.engine].fingerprint(voice)
    return versions


def judged(sheet: RunSheet, levels: Sequence[Loudness], profile: Profile) -> RunSheet:
    """The run-sheet with what every row reads, and whether the profile takes it."""
    rows = tuple(
        replace(row, loudness=level, level=judge_row(level, profile, row.trt)) if _is_heard(level) else row
        for row, level in zip(sheet.rows, levels, strict=True)
    )
    whole = sheet.loudness
    verdict = judge_programme(whole, profile, sheet.trt) if whole is not None else ""
    return replace(sheet, rows=rows, level=verdict)


def _is_heard(level: Loudness) -> bool:
    return level.true_peak > SILENCE


def _forecasts(made: Plan) -> dict[str, Timing]:
    """How long every line will last, on as many threads as there are processors."""
    from concurrent.futures import ThreadPoolExecutor

    def time(part: Part) -> Timing:
        timing = made.engines[part.voice.engine].time(part.line, part.voice)
        return timing if part.base is None else at_rate(timing, part.stretch)

    lines = made.lines()
    with ThreadPoolExecutor(processors()) as threads:
        return dict(zip((part.key for part in lines), threads.map(time, lines), strict=True))


def _size(parts: list[Part]) -> int:
    return sum(len(part.line.text) for part in parts)
