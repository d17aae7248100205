"""The only reader of entry points: names of engines and formats go in, their objects come out."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from broadcast.errors import EngineError, UsageError
from broadcast.formats.exporter import Exporter, lacking
from broadcast.voices.engine import Engine

ENGINES, FORMATS = "broadcast.engines", "broadcast.formats"
BEST_FIRST = ("kokoro", "piper", "hibari", "system", "tone")
"""What `--engine auto` tries; engines of strangers are taken only by name."""


@cache
def engines() -> Mapping[str, Engine]:
    """Every installed engine by name, the best first."""
    found = {point.name: point for point in entry_points(group=ENGINES)}
    order = [name for name in BEST_FIRST if name in found] + sorted(set(found) - set(BEST_FIRST))
    return MappingProxyType({name: _load_engine(found[name]) for name in order})


@cache
def exporters() -> Mapping[str, Exporter]:
    """Every installed format by name, in the order of the alphabet."""
    points = sorted(entry_points(group=FORMATS), key=lambda point: point.name)
    return MappingProxyType({point.name: _load_exporter(point) for point in points})


def find_engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UsageError: There is none.
    """
    if name not in engines():
        raise UsageError(f"no voice engine is called '{name}'", f"installed: {', '.join(engines())}")
    return engines()[name]


def best_engine() -> tuple[Engine, str]:
    """The best engine that can speak here, and why it was taken.

    Raises:
        EngineError: None can.
    """
    passed: list[str] = []
    for name in (name for name in BEST_FIRST if name in engines() and name != "tone"):
        engine = engines()[name]
        state = engine.availability()
        if state.ready and engine.voices():
            why = f"{name}: {state.detail}"
            return engine, f"{why}; not {', not '.join(passed)}" if passed else why
        passed.append(f"{name} ({state.detail})")
    raise EngineError(
        "no voice engine can speak here", "`broadcast doctor` says what each of them is missing"
    )


def find_exporters(names: Sequence[str] | None) -> list[Exporter]:
    """The formats asked for, or the default ones.

    Raises:
        UsageError: One is unknown, or was asked for by name and cannot be written on this machine.
    """
    if names is None:
        return [one for one in exporters().values() if one.default and not lacking(one)]
    if "all" in names:
        return [one for one in exporters().values() if not lacking(one)]
    for name in names:
        if name not in exporters() and name != "wav":
            raise UsageError(
                f"no format is called '{name}'", f"installed: all, wav, {', '.join(exporters())}"
            )
    chosen = [exporters()[name] for name in dict.fromkeys(names) if name != "wav"]
    for exporter in chosen:
        if lack := lacking(exporter):
            raise UsageError(
                f"the format '{exporter.name}' cannot be written here: {lack}", "or leave it out"
            )
    return chosen


def _load_engine(point: EntryPoint) -> Engine:
    engine: Engine = _loaded(point)()
    return engine


def _load_exporter(point: EntryPoint) -> Exporter:
    exporter: Exporter = _loaded(point)()
    return exporter


def _loaded(point: EntryPoint) -> type:
    try:
        loaded: type = point.load()
    except (ImportError, AttributeError) as cause:
        raise UsageError(
            f"the plug-in '{point.name}' ({point.value}) cannot be loaded: {cause}",
            "update or remove its package",
        ) from cause
    return loaded
