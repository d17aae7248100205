"""What all commands share: messages to stderr, results to stdout, the bar between, the common options."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from broadcast.studio import Progress


class Talk(IntEnum):
    """How much is said on stderr."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


@dataclass(slots=True)
class _State:
    talk: Talk = Talk.NORMAL


_state = _State()


def _show_version(wanted: bool) -> None:
    if wanted:
        from broadcast import __version__

        result(f"broadcast {__version__}")
        raise typer.Exit


def common(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and leave.", is_eager=True, callback=_show_version),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done and why.")] = False,
) -> None:
    """A written news report goes in; audio that a station can air and its run-sheet come out."""
    _state.talk = Talk.QUIET if quiet else Talk.VERBOSE if verbose else Talk.NORMAL


def result(text: str | Path) -> None:
    """Write what was asked for to stdout."""
    sys.stdout.write(f"{text}\n")


def say(text: str) -> None:
    """Tell something useful on stderr."""
    if _state.talk >= Talk.NORMAL:
        sys.stderr.write(f"{text}\n")


def explain(text: str) -> None:
    """Tell what only --verbose asks for."""
    if _state.talk >= Talk.VERBOSE:
        sys.stderr.write(f"{text}\n")


def tell_engine(asked: str, why: str) -> None:
    """Say which engine speaks and why; one that was asked for only when --verbose wants to know."""
    (say if asked == "auto" else explain)(f"engine {why}")


def fail(message: str, hint: str, code: int) -> int:
    """Report an error in the house's form; return the exit code."""
    sys.stderr.write(f"error: {message}\n")
    if hint:
        sys.stderr.write(f" hint: {hint}\n")
    return code


@contextmanager
def bar(label: str) -> Iterator["Progress"]:
    """A progress bar on stderr, in characters of text; none when it is not a terminal or nothing is new."""
    from broadcast.studio import Progress

    if not sys.stderr.isatty() or _state.talk is Talk.QUIET:
        yield Progress(started=lambda fresh, whole: explain(_kept(fresh, whole)))
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=None)
        lock = threading.Lock()

        def started(fresh: int, whole: int) -> None:
            explain(_kept(fresh, whole))
            shown.update(task, total=max(fresh, 1))

        def spoken(characters: int) -> None:
            with lock:
                shown.advance(task, characters)

        yield Progress(started=started, spoken=spoken)


def _kept(fresh: int, whole: int) -> str:
    return f"{whole:,} characters to speak, {whole - fresh:,} of them from the cache"


def read_source(source: str) -> bytes | Path:
    """A file's path, or what comes through the pipe for "-"."""
    if source != "-":
        return Path(source)
    return sys.stdin.buffer.read()
