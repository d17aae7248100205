"""RunSheet in, a table for the terminal out, as wide as it is: less important columns go first."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadcast.formats.columns import (
    COLUMNS,
    Entry,
    checks,
    entries,
    heading,
    on_air_text,
    running_time,
)
from broadcast.formats.textfile import one_line
from broadcast.model import RunSheet

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

# Key -> widest, narrowest, in the order they are given up, the most important first.
_WIDTHS: dict[str, tuple[int, int]] = {
    "page": (6, 2),
    "form": (8, 3),
    "start_s": (9, 6),
    "trt_s": (9, 6),
    "hit": (8, 8),
    "talent": (24, 12),
    "in_cue": (34, 20),
    "out_cue": (34, 20),
    "status": (16, 13),
    "level": (26, 12),
    "cume_s": (9, 6),
    "words": (5, 5),
    "estimate_s": (9, 6),
    "voice": (36, 18),
    "lufs": (6, 5),
    "true_peak_dbtp": (6, 5),
    "wpm": (3, 3),
    "pause_s": (8, 6),
    "max_short_term_lufs": (6, 5),
    "title": (30, 18),
}
_GAP = 2
_MARK = 3
NARROWEST = 40
"""Below it nothing fits; lines are cut by the terminal."""


def table(runsheet: RunSheet, current: int | None = None, width: int | None = None) -> "Table":
    """The run-sheet as a rich table.

    Args:
        runsheet: Rendered or estimated; an estimated one says so in its title and its column of times.
        current: Index of the row that is playing, which is marked.
        width: Columns of the terminal; asked of it when None.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    width = max(width or shutil.get_terminal_size((80, 24)).columns, NARROWEST)
    laid = list(entries(runsheet))
    sizes = _sizes(runsheet, laid, width)
    sheet = Table(
        title=_title(runsheet, _MARK - _GAP + sum(size + _GAP for size in sizes.values())),
        title_justify="left",
        caption=_caption(runsheet),
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, _GAP - 1, 0, 0),  # the box has a space of its own
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    sheet.add_column("", width=1, no_wrap=True)
    for key, size in sizes.items():
        column = COLUMNS[key]
        name = Text(_heading(key, runsheet.estimated))
        sheet.add_column(name, justify=column.align, width=size, no_wrap=True, overflow="ellipsis")
    for index, entry in enumerate(laid):
        cells = (_cell(key, entry) for key in sizes)
        playing = index == current
        sheet.add_row("▶" if playing else "", *cells, style="bold reverse" if playing else None)
    return sheet


def _title(runsheet: RunSheet, width: int) -> "Text":
    from rich.text import Text

    name = Text(one_line(runsheet.headline or runsheet.slug), style="bold")
    mark = Text("ESTIMATED  ", style="bold yellow") if runsheet.estimated else Text("")
    length = Text(f"  TRT {running_time(runsheet)}", style="bold green")
    name.truncate(max(width - mark.cell_len - length.cell_len, 1), overflow="ellipsis")
    return Text.assemble(mark, name, length, no_wrap=True, overflow="ellipsis")


def _caption(runsheet: RunSheet) -> "Text":
    from rich.text import Text

    on_air = on_air_text(runsheet)
    facts = [f"{runsheet.words} words", on_air and f"on air {on_air}", one_line(runsheet.profile)]
    caption = Text("  ".join(filter(None, facts)))
    for check in checks(runsheet):
        style = {None: "", True: "green", False: "bold red"}[check.passed]
        caption.append(f"  {check.reading} {check.verdict}".rstrip(), style=style)
    return caption


def _heading(key: str, estimated: bool) -> str:
    """EST stands over a running time that is estimated; the words at the house's rate are READ there."""
    if estimated and key in ("trt_s", "estimate_s"):
        return "EST" if key == "trt_s" else "READ"
    return heading(COLUMNS[key], estimated=False)


def _cell(key: str, entry: Entry) -> "Text":
    from rich.text import Text

    text = COLUMNS[key].text(entry)
    style = "yellow" if key == "status" and text.startswith("check") else ""
    if key == "level" and text.startswith("fail"):
        style = "bold red"
    return Text(text, style=style, no_wrap=True, overflow="ellipsis")


def _sizes(runsheet: RunSheet, laid: list[Entry], width: int) -> dict[str, int]:
    """Which columns there is room for, and how wide, in the order of the sheet."""
    wanted = dict(_wanted(runsheet, laid))
    sizes: dict[str, int] = {}
    room = width - _MARK + _GAP
    for key, (_, narrowest) in _WIDTHS.items():
        least = min(wanted.get(key, 0), narrowest)
        if COLUMNS[key].align == "right" or key in ("page", "form"):
            least = wanted.get(key, 0)
        if not least:
            continue
        if least + _GAP > room:
            break
        sizes[key] = least
        room -= least + _GAP
    for key, least in list(sizes.items()):
        more = min(wanted[key] - least, room)
        sizes[key] = least + more
        room -= more
    return {key: sizes[key] for key in COLUMNS if key in sizes}


def _wanted(runsheet: RunSheet, laid: list[Entry]) -> Iterator[tuple[str, int]]:
    """How wide each column with anything in it would be; the level only tells what is amiss."""
    from rich.cells import cell_len

    good = all(entry.row.level in ("", "pass") for entry in laid)
    for key, (widest, _) in _WIDTHS.items():
        if key == "level" and good:
            continue
        longest = max((cell_len(COLUMNS[key].text(entry)) for entry in laid), default=0)
        if longest:
            yield key, min(max(longest, cell_len(_heading(key, runsheet.estimated))), widest)
