"""The text of a JSON file comes in: one value, an array, or a value a line; its objects go out."""

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from broadcast.errors import ReportError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = dict[str, Json]

MOST_ITEMS = 2_000
"""Items that a file may hold."""
DEEPEST_WRAPPING = 4
"""How deep items may lie in lists and wrappers."""
# {"uri": ...      [ {"uri": ...      {}      []      (and not the [[In Porto Alto]] of a script)
_OBJECT = r"\{\s*(?:\"(?:[^\"\\\n]|\\.){0,200}\"\s*:|\}\s*(?:\Z|[{\[\],]))"
_START = re.compile(rf"\s*(?:{_OBJECT}|\[[\s\[]{{0,20}}(?:{_OBJECT}|\]\s*(?:\Z|[\],])))")
_WRAPPERS = ("items", "_items", "item", "data", "docs", "results", "newsitems", "stories", "articles")


def is_json(text: str) -> bool:
    """Whether a text begins like an object, or like a list of objects."""
    return _START.match(text) is not None


def values(text: str, title: str) -> list[Json]:
    """The values of a file, one after another, as JSON Lines or without anything between them.

    Raises:
        ReportError: It is not JSON, which names the line, or nested too deeply.
    """
    decoder = json.JSONDecoder()
    found: list[Json] = []
    at = _after_space(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise ReportError(
                f"{title} is damaged JSON at {where}: {error.msg.lower()}",
                hint="mend that line, or get the file again",
            ) from error
        except RecursionError as error:
            raise ReportError(f"{title} nests its JSON too deeply", hint="this is no news item") from error
        except ValueError as error:
            raise ReportError(
                f"{title} holds a number that is too long", hint="this is no news item"
            ) from error
        found.append(value)
        if len(found) > MOST_ITEMS:
            raise too_many(title)
        at = _after_space(text, at)
    return found


def too_many(title: str) -> ReportError:
    """What to say of a file with more than `MOST_ITEMS`."""
    return ReportError(f"{title} holds more than {MOST_ITEMS:,} items", hint="cut it into several files")


def objects(value: Json, depth: int = 0) -> Iterator[JsonObject]:
    """The objects in a value, those in lists and in `{"items": [...]}` too, their keys in lower case."""
    if isinstance(value, list) and depth <= DEEPEST_WRAPPING:
        for part in value:
            yield from objects(part, depth + 1)
    elif isinstance(value, dict):
        item = lowered(value)
        wrapped = next((item[key] for key in _WRAPPERS if _holds_objects(item.get(key))), None)
        if wrapped is not None and depth <= DEEPEST_WRAPPING and not ("headline" in item or "bodies" in item):
            yield from objects(wrapped, depth + 1)
        else:
            yield item


def lowered(item: JsonObject) -> JsonObject:
    """An object with its keys in lower case: one version of ninjs writes `pubStatus`, another `pubstatus`."""
    return {key.lower(): value for key, value in item.items()}


def words(value: Json) -> str:
    """A text as it is written; empty for anything else. What no text can hold is replaced."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return ""


def _holds_objects(value: Json) -> bool:
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value[:3])


# spaces, commas between lines, and the record separator of JSON text sequences
_BETWEEN = re.compile(r"[\s,\x1e]*")


def _after_space(text: str, at: int) -> int:
    space = _BETWEEN.match(text, at)
    return space.end() if space else at
