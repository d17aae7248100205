"""The error tree: a message, a hint, and an exit code a branch."""

from typing import ClassVar


class BroadcastError(Exception):
    """Something the user can mend.

    Attributes:
        hint: What to do about it; may be empty.
        exit_code: What the command line ends with.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[type["BroadcastError"], tuple[str, str]]:
        return type(self), (str(self), self.hint)


class UsageError(BroadcastError):
    """A wrong option, setting or name of a voice, an engine, a format, a profile."""

    exit_code = 2


class ReportError(BroadcastError):
    """A report that cannot be read, holds nothing to speak, or is in a language no voice speaks."""

    exit_code = 3


class ScriptError(BroadcastError):
    """A mistake in a script file; the message gives the line number."""

    exit_code = 4


class HeldError(BroadcastError):
    """A killed or embargoed report: not to be read aloud."""

    exit_code = 5


class EngineError(BroadcastError):
    """A speech engine that is missing, damaged, or failed on a line."""

    exit_code = 6


class PackageError(BroadcastError):
    """A package that cannot be written, exists already, or is damaged."""

    exit_code = 7


class LevelError(BroadcastError):
    """A loudness that cannot be reached without harm."""

    exit_code = 8


class PlaybackError(BroadcastError):
    """No way to play sound on this machine."""

    exit_code = 9


class FitError(BroadcastError):
    """A programme that cannot be brought to the length asked for and still sound natural."""

    exit_code = 10


class ClipError(BroadcastError):
    """A recording that is missing, empty, damaged, or shorter than the script counts on."""

    exit_code = 11


class AirError(BroadcastError):
    """A server that cannot be reached, or does not take the programme."""

    exit_code = 12


class AlteredError(BroadcastError):
    """`broadcast verify` found a package that is not as it was made."""

    exit_code = 13


class StoppedError(BroadcastError):
    """Ctrl-C; what was spoken stays in the take cache."""

    exit_code = 130
