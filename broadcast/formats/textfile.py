"""Text in, a UTF-8 file in the package out; and text made safe to stand on one line."""

import re
import secrets
from contextlib import suppress
from pathlib import Path

from broadcast.errors import PackageError

# \x1b[31m, \x00, line separator, \ufffe: nothing that a printed line, or XML, may hold
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# en, pt-BR, zh-Hans: as xsd:language has it
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


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


def replace_text(path: Path, text: str) -> Path:
    """Write a file as `write_text` does, but whole or not at all: what stood there stays until then.

    Raises:
        PackageError: It cannot be written.
    """
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
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


def language_tag(text: str) -> str:
    """A language as XML and HTML take it; "und" for what is none.

    >>> language_tag("pt_BR"), language_tag("the usual one")
    ('pt-BR', 'und')
    """
    tag = text.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else "und"
