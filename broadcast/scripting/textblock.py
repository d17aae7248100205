"""The words under a heading: text goes in, lines safe in a script file come out, and back."""

import json
from collections.abc import Sequence

from broadcast.scripting.frontmatter import Place

_MEANS_SOMETHING = ("#", "<!--")


def escaped(text: str) -> list[str]:
    r"""The lines of a text, with a backslash before those that would read as something else.

    That is a line that looks like a heading or a comment, begins with a backslash, or is empty at the very
    beginning or end. A line with control characters becomes a backslash and a JSON string.
    """
    lines = text.split("\n")
    edge = {
        index
        for ordered in (range(len(lines)), range(len(lines) - 1, -1, -1))
        for index in _blank_run(lines, ordered)
    }
    return [_escaped_line(line, index in edge) for index, line in enumerate(lines)]


def unescaped(lines: Sequence[tuple[str, Place]]) -> str:
    """The text of the lines under a heading; empty lines around it are dropped.

    Raises:
        ScriptError: A line that begins with a backslash and a quotation mark that does not close.
    """
    first, last = 0, len(lines)
    while first < last and not lines[first][0].strip():
        first += 1
    while last > first and not lines[last - 1][0].strip():
        last -= 1
    return "\n".join(_unescaped_line(line, place) for line, place in lines[first:last])


def _blank_run(lines: Sequence[str], ordered: range) -> list[int]:
    run: list[int] = []
    for index in ordered:
        if lines[index].strip():
            break
        run.append(index)
    return run


def _escaped_line(line: str, at_edge: bool) -> str:
    if "\r" in line:
        return "\\" + json.dumps(line, ensure_ascii=False)
    if line.startswith("\\") or line.lstrip().startswith(_MEANS_SOMETHING) or at_edge:
        return "\\" + line
    return line


def _unescaped_line(line: str, place: Place) -> str:
    if line.startswith('\\"'):
        try:
            return str(json.loads(line[1:]))
        except ValueError as error:
            raise place.error(
                f"'{line[:40]}' does not close its quotation mark", "take the backslash away"
            ) from error
    return line.removeprefix("\\")
