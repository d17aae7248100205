"""RunSheet in, `runsheet.json` out, and back: everything, times in samples and in seconds."""

import json
import math
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from broadcast.errors import PackageError
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.model import Kind, Loudness, Row, RunSheet
from broadcast.units import Hz, Samples, seconds

SCHEMA = "broadcast.runsheet"
VERSION = 1
"""Raised when a reader of the version before would misread a file."""

_TIMES = ("estimate", "actual", "start", "end", "pause", "cume", "trt")
_COUNTS = ("words", "wpm", "item", "items", "rate_hz")
_OPTIONAL = ("actual", "wpm", "headline", "loudness", "on_air")
_NEW_IN_ROWS = {"spoken": "", "talent": "", "clip": "", "loudness": None, "level": ""}
"""What rows of earlier packages lack."""


class JsonSheet:
    """The run-sheet for programs; what the package is read back from."""

    name = "json"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.json`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / "runsheet.json", render(delivery.runsheet))]


def render(runsheet: RunSheet) -> str:
    """Every field of the run-sheet as JSON; a time is {"samples": whole, "seconds": to the microsecond}.

    `read_runsheet(render(runsheet)) == runsheet`, the level of silence (-inf, as a string) included.
    """
    rate_hz = runsheet.rate_hz
    sheet: dict[str, Any] = {"schema": SCHEMA, "version": VERSION}
    for field in fields(RunSheet):
        sheet[field.name] = getattr(runsheet, field.name)
    sheet["trt"] = _time(runsheet.trt, rate_hz)
    sheet["loudness"] = _levels(runsheet.loudness) if runsheet.loudness else None
    sheet["on_air"] = runsheet.on_air.isoformat() if runsheet.on_air else None
    sheet["voices"] = dict(runsheet.voices)
    sheet["unspoken"] = [{"words": words, "reason": reason} for words, reason in runsheet.unspoken]
    sheet["rows"] = [_row(row, rate_hz) for row in runsheet.rows]
    return json.dumps(sheet, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _time(count: Samples | None, rate_hz: Hz) -> dict[str, float] | None:
    if count is None:
        return None
    return {"samples": count, "seconds": round(seconds(count, rate_hz), 6)}


def _levels(loudness: Loudness) -> dict[str, float | str]:
    levels = {field.name: float(getattr(loudness, field.name)) for field in fields(Loudness)}
    return {name: level if math.isfinite(level) else str(level) for name, level in levels.items()}


def _row(row: Row, rate_hz: Hz) -> dict[str, Any]:
    written = {field.name: getattr(row, field.name) for field in fields(Row)}
    written["trt"] = row.trt
    written["loudness"] = _levels(row.loudness) if row.loudness else None
    return {name: _time(value, rate_hz) if name in _TIMES else value for name, value in written.items()}


def read_runsheet(text: str) -> RunSheet:
    """The run-sheet of a `runsheet.json`.

    Raises:
        PackageError: It is no run-sheet, it is damaged, or a later version wrote it.
    """
    try:
        sheet = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not JSON") from error
    if not isinstance(sheet, dict) or sheet.get("schema") != SCHEMA:
        _fail("it is not a run-sheet")
    if sheet.get("version") != VERSION:
        raise PackageError(
            f"the run-sheet has version '{sheet.get('version')}', this program reads {VERSION}",
            "update broadcast, or render the package again",
        )
    sheet = {"level": "", **sheet}  # packages of before have none
    known = {field.name: _value(field.name, sheet.get(field.name)) for field in fields(RunSheet)}
    return RunSheet(**known)


def _value(name: str, found: Any) -> Any:
    """A field of the sheet or of a row as its type, told by its name."""
    if found is None and name in _OPTIONAL:
        return None
    if name in _READERS:
        return _READERS[name](name, found)
    if name in _TIMES:
        return Samples(_whole(name, found.get("samples") if isinstance(found, dict) else None))
    if name in _COUNTS:
        return _whole(name, found)
    return _string(name, found)


def _read_row(found: Any) -> Row:
    if not isinstance(found, dict):
        _fail("a row is not an object")
    known = {**_NEW_IN_ROWS, **found}
    return Row(**{field.name: _value(field.name, known.get(field.name)) for field in fields(Row)})


def _rows(name: str, found: Any) -> tuple[Row, ...]:
    return tuple(_read_row(row) for row in _list(name, found))


def _unspoken(name: str, found: Any) -> tuple[tuple[str, str], ...]:
    pairs = [entry if isinstance(entry, dict) else {} for entry in _list(name, found)]
    return tuple((_string(name, pair.get("words")), _string(name, pair.get("reason"))) for pair in pairs)


def _voices(name: str, found: Any) -> dict[str, str]:
    if not isinstance(found, dict):
        _fail(f"'{name}' is not an object")
    return {who: _string(name, voice) for who, voice in found.items()}


def _loudness(name: str, found: Any) -> Loudness:
    if not isinstance(found, dict):
        _fail(f"'{name}' is not an object")
    return Loudness(**{field.name: _level(field.name, found.get(field.name)) for field in fields(Loudness)})


def _level(name: str, found: Any) -> Any:
    if found in ("inf", "-inf", "nan"):
        return float(found)
    if isinstance(found, bool) or not isinstance(found, int | float):
        _fail(f"'{name}' is not a number")
    return float(found)


def _moment(name: str, found: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_string(name, found))
    except ValueError as error:
        raise _damaged(f"'{name}' is no time") from error
    return moment if moment.tzinfo is not None else _fail(f"'{name}' has no zone")


def _rate(name: str, found: Any) -> Hz:
    rate = _whole(name, found)
    return Hz(rate) if rate > 0 else _fail(f"'{name}' is not above 0")


def _kind(name: str, found: Any) -> Kind:
    try:
        return Kind(found)
    except ValueError as error:
        raise _damaged(f"'{name}' is '{found}'") from error


def _flag(name: str, found: Any) -> bool:
    return found if isinstance(found, bool) else _fail(f"'{name}' is not true or false")


def _list(name: str, found: Any) -> list[Any]:
    return found if isinstance(found, list) else _fail(f"'{name}' is not a list")


def _string(name: str, found: Any) -> str:
    return found if isinstance(found, str) else _fail(f"'{name}' is not text")


def _whole(name: str, found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        _fail(f"'{name}' is not a whole number")
    return int(found)


_READERS = {
    "rows": _rows,
    "unspoken": _unspoken,
    "voices": _voices,
    "loudness": _loudness,
    "on_air": _moment,
    "rate_hz": _rate,
    "kind": _kind,
    "estimated": _flag,
}


def _damaged(why: str) -> PackageError:
    return PackageError(f"the run-sheet is damaged: {why}", "render the package again")


def _fail(why: str) -> NoReturn:
    raise _damaged(why)
