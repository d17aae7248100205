"""Text in, a UTF-8 file in the package out; and text made safe to stand on one line."""

import re
from pathlib import Path

from broadcast.errors import PackageError

# \x1b[31m, \x00, line separator, what XML cannot hold: nothing that a printed line may hold
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def write_text(path: Path, text: str) -> Path:
    """Write a file as UTF-8 without a mark, its line ends as they are.

    Raises:
        PackageError: It cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def unwritable(path: Path, error: OSError) -> PackageError:
    """What to tell a person about a file that could not be written."""
    reason = (error.strerror or type(error).__name__).lower()
    return PackageError(f"cannot write '{path}': {reason}", "check the folder's rights and the space left")


def printable(text: str) -> str:
    """Text without control characters; line feeds and tabs stay."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Text without control characters and with single spaces, fit for a cell."""
    return " ".join(printable(text).split())
