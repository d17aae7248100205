import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.playback.keys import (
    NoKeys,
    PosixKeys,
    WindowsKeys,
    decode_posix,
    open_keys,
)
from broadcast.playback.player import Command

posix = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
ARROWS = {
    "\x1b[A": Command.PREVIOUS,
    "\x1b[B": Command.NEXT,
    "\x1b[C": Command.FORWARD,
    "\x1b[D": Command.BACK,
    "\x1b[H": Command.START,
    "\x1bOH": Command.START,
    "\x1b[1~": Command.START,
    "\x1bOA": Command.PREVIOUS,
    "\x1b[1;5C": Command.FORWARD,
    " ": Command.TOGGLE,
    "q": Command.QUIT,
}
MEANINGLESS = ["x", "é", "\x1b[3~", "\x1b[15~", "\x1b[1;5P", "\t", "\n"]


@given(st.lists(st.sampled_from([*ARROWS, *MEANINGLESS])))
def test_strokes_typed_together_are_told_apart(strokes: list[str]) -> None:
    assert decode_posix("".join(strokes)) == [ARROWS[stroke] for stroke in strokes if stroke in ARROWS]


@given(st.text())
def test_whatever_is_typed_never_fails(typed: str) -> None:
    decode_posix(typed)


def test_escape_alone_leaves() -> None:
    assert decode_posix("\x1b") == [Command.QUIT]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A terminal at standard input: (our end, the keyboard's end)."""
    import pty

    keyboard, ours = pty.openpty()
    with os.fdopen(ours, "r", closefd=False) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours, keyboard
    os.close(ours)
    os.close(keyboard)


@posix
def test_a_key_is_read_at_once_and_not_echoed(terminal: tuple[int, int]) -> None:
    import select
    import termios

    ours, keyboard = terminal
    with open_keys() as keys:
        assert not termios.tcgetattr(ours)[3] & (termios.ECHO | termios.ICANON)
        os.write(keyboard, b" \x1b[B")
        assert keys.read(5) == [Command.TOGGLE, Command.NEXT]
        assert keys.read(0) == []
        assert not select.select([keyboard], [], [], 0)[0]


@posix
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, None])
def test_the_terminal_is_left_as_it_was_found(
    terminal: tuple[int, int], error: type[BaseException] | None
) -> None:
    import signal
    import termios

    found = termios.tcgetattr(terminal[0]), signal.getsignal(signal.SIGTERM)
    try:
        with open_keys():
            if error is not None:
                raise error
    except (KeyboardInterrupt, ValueError):
        pass
    assert (termios.tcgetattr(terminal[0]), signal.getsignal(signal.SIGTERM)) == found


@posix
def test_being_stopped_by_sigterm_restores_the_terminal_too(terminal: tuple[int, int]) -> None:
    import signal
    import termios

    found = termios.tcgetattr(terminal[0])
    with pytest.raises(SystemExit) as caught, open_keys():
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.code == 128 + signal.SIGTERM
    assert termios.tcgetattr(terminal[0]) == found


@posix
def test_a_terminal_that_is_gone_is_somebody_leaving() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    assert PosixKeys(reading).read(5) == [Command.QUIT]
    os.close(reading)


@posix
def test_an_arrow_that_comes_in_two_pieces_is_one_key() -> None:
    import threading

    reading, writing = os.pipe()
    os.write(writing, b"\x1b")
    rest = threading.Timer(0.005, os.write, (writing, b"[D"))
    rest.start()
    assert PosixKeys(reading).read(5) == [Command.BACK]
    rest.join()
    os.close(reading)
    os.close(writing)


def test_without_a_terminal_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        with open_keys() as keys:
            assert isinstance(keys, NoKeys)
            assert keys.read(0) == []


def test_a_closed_or_missing_standard_input_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with open_keys() as keys:
        assert isinstance(keys, NoKeys)


class FakeConsole:
    """What `msvcrt` gives, from a string of characters."""

    def __init__(self, typed: str) -> None:
        self.typed = list(typed)

    def kbhit(self) -> bool:
        return bool(self.typed)

    def getwch(self) -> str:
        return self.typed.pop(0)


def test_a_console_of_windows_gives_the_same_commands() -> None:
    typed = "\xe0H\xe0P\xe0K\x00M\xe0G x\xe0Sq\x1b\x03"
    assert WindowsKeys(FakeConsole(typed)).read(5) == [
        Command.PREVIOUS,
        Command.NEXT,
        Command.BACK,
        Command.FORWARD,
        Command.START,
        Command.TOGGLE,
        Command.QUIT,
        Command.QUIT,
        Command.QUIT,
    ]
    assert WindowsKeys(FakeConsole("")).read(0) == []


@posix
def test_in_the_background_the_terminal_is_left_alone(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import termios

    found = termios.tcgetattr(terminal[0])
    monkeypatch.setattr(os, "tcgetpgrp", lambda descriptor: os.getpgrp() + 1)
    with open_keys() as keys:
        assert isinstance(keys, NoKeys)
        assert termios.tcgetattr(terminal[0]) == found
