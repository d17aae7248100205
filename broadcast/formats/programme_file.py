"""Programme in, `programme.json` out, and back: the whole timeline, to make formats of it later."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from broadcast.errors import PackageError
from broadcast.formats.textfile import write_text
from broadcast.model import Programme

NAME = "programme.json"

SCHEMA = "broadcast.programme"
VERSION = 1
"""Raised when a reader of the version before would misread a file; a new field with a default needs none."""

_AGAIN = "render the package again"

# "\ud83d" alone, half a character: a JSON text may name it, UTF-8 cannot hold it
_HALF = re.compile(r"[\ud800-\udfff]")

_NOT_FINITE = ("inf", "-inf", "nan")


def write_programme(folder: Path, programme: Programme) -> Path:
    """Write `programme.json` into a folder.

    Raises:
        PackageError: It cannot be written.
    """
    return write_text(folder / NAME, render(programme))


def render(programme: Programme) -> str:
    """The programme as JSON, its fields by their names; `read_programme(render(programme)) == programme`.

    A level that is not finite (the -inf of silence) is a string, a time is ISO 8601 with its zone.
    """
    whole = {"schema": SCHEMA, "version": VERSION, "programme": _written(Programme, programme)}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"


def read_programme(text: str) -> Programme:
    """The programme of a `programme.json`.

    Raises:
        PackageError: It is none, it is damaged, or a later version wrote it.
    """
    try:
        whole = json.loads(text)
        if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
            _fail("it is not a programme")
        if whole.get("version") != VERSION:
            raise PackageError(
                f"{NAME} has version '{whole.get('version')}', this program reads {VERSION}",
                f"update broadcast, or {_AGAIN}",
            )
        programme: Programme = _read(Programme, whole.get("programme"))
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{NAME} is damaged: {error or 'it is not JSON'}", _AGAIN) from error
    return programme


def open_programme(folder: Path) -> Programme:
    """The programme that a package holds.

    Raises:
        PackageError: It holds none, as packages of earlier versions, or it is damaged.
    """
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PackageError(
            f"'{folder}' has no {NAME}: an earlier version of broadcast made it", _AGAIN
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(f"'{folder / NAME}' cannot be read", _AGAIN) from error
    return read_programme(text)


# a value and its type


def _written(hint: Any, value: Any) -> Any:
    """A value of a type as JSON holds it."""
    kind, inner = _form(hint)
    if value is None and inner is not None:
        return None
    return _WRITERS[kind](hint if inner is None else inner, value)


def _read(hint: Any, found: Any) -> Any:
    """What JSON holds as a value of a type; nothing else than that type is taken."""
    kind, inner = _form(hint)
    if found is None and inner is not None:
        return None
    return _READERS[kind](hint if inner is None else inner, found)


@cache
def _form(hint: Any) -> tuple[str, Any]:
    """What kind of type it is; with it, where the type may be None too, the type that it is else.

    A `NewType` stands for the type below it.
    """
    hint = _below(hint)
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        if len(parts) != 1:
            raise TypeError(f"'{hint}' stands for several types")
        return _form(parts[0])[0], _below(parts[0])
    origin = get_origin(hint) or hint
    known: dict[Any, str] = {
        str: "text", bool: "flag", int: "whole", float: "level", datetime: "moment", tuple: "tuple",
        Mapping: "mapping",
    }  # fmt: skip
    if origin in known:
        return known[origin], None
    if is_dataclass(origin):
        return "object", None
    if isinstance(origin, type) and issubclass(origin, StrEnum):
        return "choice", None
    raise TypeError(f"'{hint}' has no form in {NAME}")


def _below(hint: Any) -> Any:
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint


@cache
def _parts(kind: type) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of a dataclass with their types."""
    hints = get_type_hints(kind)
    return tuple((field, hints[field.name]) for field in fields(kind))


def _write_object(hint: Any, value: Any) -> dict[str, Any]:
    return {field.name: _written(part, getattr(value, field.name)) for field, part in _parts(hint)}


def _read_object(hint: Any, found: Any) -> Any:
    if not isinstance(found, dict):
        _fail(f"a {hint.__name__} is not an object")
    parts = _parts(hint)
    if strange := found.keys() - {field.name for field, _ in parts}:
        _fail(f"a {hint.__name__} has '{min(strange)}', which is not known")
    needed = (field.name for field, _ in parts if field.default is field.default_factory is MISSING)
    if missing := [name for name in needed if name not in found]:
        _fail(f"a {hint.__name__} has no '{missing[0]}'")
    return hint(
        **{field.name: _read(part, found[field.name]) for field, part in parts if field.name in found}
    )


def _places(hint: Any, count: int) -> list[Any]:
    """The types in a tuple of so many places."""
    parts = get_args(hint)
    if parts[-1] is Ellipsis:
        return [parts[0]] * count
    return list(parts) if len(parts) == count else _fail(f"{count} values stand for {len(parts)}")


def _write_tuple(hint: Any, value: Any) -> list[Any]:
    return [_written(part, one) for part, one in zip(_places(hint, len(value)), value, strict=True)]


def _read_tuple(hint: Any, found: Any) -> tuple[Any, ...]:
    if not isinstance(found, list):
        _fail("a row of values is not a list")
    return tuple(_read(part, one) for part, one in zip(_places(hint, len(found)), found, strict=True))


def _write_mapping(hint: Any, value: Any) -> dict[str, Any]:
    return {name: _written(get_args(hint)[1], one) for name, one in value.items()}


def _read_mapping(hint: Any, found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        _fail("names and their values are not an object")
    return {name: _read(get_args(hint)[1], one) for name, one in found.items()}


def _write_level(_: Any, value: Any) -> float | str:
    return float(value) if math.isfinite(value) else str(float(value))


def _read_level(_: Any, found: Any) -> float:
    if found in _NOT_FINITE:
        return float(found)
    if isinstance(found, bool) or not isinstance(found, int | float):
        _fail(f"'{found}' is not a number")
    return float(found)


def _read_whole(_: Any, found: Any) -> int:
    return (
        found if isinstance(found, int) and not isinstance(found, bool) else _fail(f"'{found}' is not whole")
    )


def _read_text(_: Any, found: Any) -> str:
    return found if isinstance(found, str) else _fail(f"'{found}' is not text")


def _read_flag(_: Any, found: Any) -> bool:
    return found if isinstance(found, bool) else _fail(f"'{found}' is not true or false")


def _read_choice(hint: Any, found: Any) -> Any:
    return hint(_read_text(hint, found))


def _read_moment(_: Any, found: Any) -> datetime:
    return datetime.fromisoformat(_read_text(_, found))


_WRITERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "object": _write_object,
    "tuple": _write_tuple,
    "mapping": _write_mapping,
    "level": _write_level,
    "whole": lambda _, value: int(value),
    "text": lambda _, value: str(value),
    "flag": lambda _, value: bool(value),
    "choice": lambda _, value: str(value),
    "moment": lambda _, value: value.isoformat(),
}

_READERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "object": _read_object,
    "tuple": _read_tuple,
    "mapping": _read_mapping,
    "level": _read_level,
    "whole": _read_whole,
    "text": _read_text,
    "flag": _read_flag,
    "choice": _read_choice,
    "moment": _read_moment,
}


def _fail(why: str) -> NoReturn:
    raise ValueError(why)
