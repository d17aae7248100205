"""Key strokes at a terminal go in; commands come out."""

import importlib
import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn, Protocol

from broadcast.playback.player import Command

_ESCAPE = "\x1b"
_REST_S = 0.05
"""How long the rest of an arrow's sequence may take after its first byte."""

_POSIX = {
    " ": Command.TOGGLE,
    f"{_ESCAPE}[A": Command.PREVIOUS,
    f"{_ESCAPE}[B": Command.NEXT,
    f"{_ESCAPE}[C": Command.FORWARD,
    f"{_ESCAPE}[D": Command.BACK,
    f"{_ESCAPE}[H": Command.START,
    f"{_ESCAPE}[1~": Command.START,
    f"{_ESCAPE}[7~": Command.START,
    _ESCAPE: Command.QUIT,
    "q": Command.QUIT,
    "Q": Command.QUIT,
    "\x03": Command.QUIT,
}
_WINDOWS = {
    " ": Command.TOGGLE,
    "\xe0H": Command.PREVIOUS,
    "\xe0P": Command.NEXT,
    "\xe0M": Command.FORWARD,
    "\xe0K": Command.BACK,
    "\xe0G": Command.START,
    _ESCAPE: Command.QUIT,
    "q": Command.QUIT,
    "Q": Command.QUIT,
    "\x03": Command.QUIT,
}
# "\x1b[A" (up), "\x1bOA" (up, keypad mode), "\x1b[1;5C" (Ctrl-right), "\x1b[3~" (delete), "\x1b" alone, "q"
_STROKE = re.compile(r"\x1b[\[O][\d;]*[A-Za-z~]|.", re.DOTALL)


class Keys(Protocol):
    """Where commands come from."""

    def read(self, timeout_s: float) -> list[Command]:
        """Wait for keys, no longer than the timeout; the commands typed, in order."""
        ...


class NoKeys:
    """No terminal: nobody types."""

    def read(self, timeout_s: float) -> list[Command]:
        """Wait."""
        time.sleep(timeout_s)
        return []


class PosixKeys:
    """A terminal of Linux or macOS that gives each key at once."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, timeout_s: float) -> list[Command]:
        """Wait for keys; a closed terminal is somebody leaving."""
        if not self._waiting(timeout_s):
            return []
        typed = self._typed()
        if typed.endswith((_ESCAPE, f"{_ESCAPE}[", f"{_ESCAPE}O")) and self._waiting(_REST_S):
            typed += self._typed()
        return decode_posix(typed) if typed else [Command.QUIT]

    def _waiting(self, timeout_s: float) -> bool:
        return bool(select.select([self._descriptor], [], [], timeout_s)[0])

    def _typed(self) -> str:
        try:
            return os.read(self._descriptor, 1024).decode("utf-8", "ignore")
        except OSError:
            return ""


class WindowsKeys:
    """A console of Windows."""

    def __init__(self, msvcrt: Any) -> None:
        self._msvcrt = msvcrt

    def read(self, timeout_s: float) -> list[Command]:
        """Wait for keys; the console cannot be waited for, so it is asked 50 times a second."""
        until = time.monotonic() + timeout_s
        while not self._msvcrt.kbhit():
            if time.monotonic() >= until:
                return []
            time.sleep(0.02)
        commands = []
        while self._msvcrt.kbhit():
            stroke = self._msvcrt.getwch()
            if stroke in "\x00\xe0":
                stroke = "\xe0" + self._msvcrt.getwch()
            if stroke in _WINDOWS:
                commands.append(_WINDOWS[stroke])
        return commands


def decode_posix(typed: str) -> list[Command]:
    r"""The commands in what a terminal sent; strokes without a meaning are dropped.

    >>> [str(command) for command in decode_posix("x\x1b[B ")]
    ['row after', 'play or pause']
    """
    commands = []
    for stroke in _STROKE.findall(typed):
        # "\x1bOA" -> "\x1b[A"; "\x1b[1;5A" (with Ctrl) -> "\x1b[A"
        plain = re.sub(r"^\x1bO|^\x1b\[1;\d+(?=[A-Z])", f"{_ESCAPE}[", stroke)
        if plain in _POSIX:
            commands.append(_POSIX[plain])
    return commands


@contextmanager
def open_keys() -> Iterator[Keys]:
    """The keys of the terminal at standard input, without echo; nobody where that is no terminal.

    Being stopped or losing the terminal raises `SystemExit`, so that whoever plays lets go of the sound. The
    terminal is left as it was found, whatever happens.
    """
    with _leaving_when_stopped():
        if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
            yield NoKeys()
        elif os.name == "nt":
            yield WindowsKeys(importlib.import_module("msvcrt"))
        elif _in_background(sys.stdin.fileno()):
            yield NoKeys()
        else:
            descriptor = sys.stdin.fileno()
            with _each_key_at_once(descriptor):
                yield PosixKeys(descriptor)


def _in_background(descriptor: int) -> bool:
    """Whether the shell has put us in the background, where changing the terminal would stop us."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:  # a terminal, but not the one that controls us
        return False


@contextmanager
def _each_key_at_once(descriptor: int) -> Iterator[None]:
    import termios
    import tty

    found = termios.tcgetattr(descriptor)

    def again(number: int, frame: FrameType | None) -> None:
        tty.setcbreak(descriptor)

    before = signal.signal(signal.SIGCONT, again)
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        signal.signal(signal.SIGCONT, before)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, found)


@contextmanager
def _leaving_when_stopped() -> Iterator[None]:
    stops = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {stop: signal.signal(stop, _leave) for stop in stops}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
