"""RunSheet in, `runsheet.md` out: a table to read in any editor and to paste anywhere."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadcast.formats.columns import checks, entries, heading, on_air_text, present, running_time
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line, write_text
from broadcast.model import RunSheet

_SHOWN = (
    *("page", "form", "talent", "title", "words", "wpm", "estimate_s", "trt_s"),
    *("hit", "start_s", "pause_s", "cume_s", "in_cue", "out_cue", "clip"),
    *("lufs", "max_short_term_lufs", "true_peak_dbtp", "level", "status"),
)

# a|b, *bold*, [link](x), <b>, &amp;, ~~no~~, $x$: what Markdown would read as its own
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&#!])")
# www.example.org, https://: what GitHub makes a link of
_LINK = re.compile(r"(?i)\b(www)\.|:(?=//)")


class MarkdownSheet:
    """The run-sheet as a Markdown table."""

    name = "md"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.md`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / "runsheet.md", render(delivery.runsheet))]


def render(runsheet: RunSheet) -> str:
    """The run-sheet as GitHub's Markdown; nothing in a name or a text is taken for mark-up."""
    parts = [f"# {escape(runsheet.headline or runsheet.slug)}", " · ".join(_facts(runsheet))]
    if runsheet.estimated:
        parts.insert(1, "**ESTIMATED: not rendered yet; every time may change.**")
    parts.append("\n".join(_table(runsheet)))
    if runsheet.voices:
        parts.append(_list("Synthetic voices", runsheet.voices.items()))
    if runsheet.unspoken:
        parts.append(_list("Not heard", ((reason, words) for words, reason in runsheet.unspoken)))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text on one line with every sign that Markdown reads as its own behind a backslash."""
    return _LINK.sub(lambda match: f"{match[1] or ''}\\{match[0][-1]}", _SPECIAL.sub(r"\\\1", one_line(text)))


def _facts(runsheet: RunSheet) -> Iterator[str]:
    yield f"**{escape(runsheet.slug.upper())}**" if runsheet.slug.strip() else "Run-sheet"
    yield f"TRT **{running_time(runsheet)}**"
    yield f"{runsheet.words} words"
    if on_air := on_air_text(runsheet):
        yield f"on air {on_air}"
    yield f"profile {escape(runsheet.profile)}"
    for check in checks(runsheet):
        yield f"{check.name.lower()} {check.reading} {check.verdict}".strip()


def _table(runsheet: RunSheet) -> Iterator[str]:
    laid = list(entries(runsheet))
    columns = present(_SHOWN, laid)
    yield _line(heading(column, estimated=runsheet.estimated) for column in columns)
    yield _line("---:" if column.align == "right" else "---" for column in columns)
    for entry in laid:
        yield _line(escape(column.text(entry)) for column in columns)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _list(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = (f"- {escape(name)}: {escape(value)}" for name, value in pairs)
    return "\n".join([f"## {title}", "", *lines])
