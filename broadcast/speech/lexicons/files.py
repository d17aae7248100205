"""A lexicon's path goes in, a Lexicon comes out; and a Lexicon is written, whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from broadcast.errors import UsageError
from broadcast.speech.lexicons import csv_table, pls
from broadcast.speech.lexicons.entry import Lexicon

LARGEST = 8 * 1024**2
"""Bytes of a lexicon: 100,000 names."""
ENDINGS = (".csv", ".pls", ".xml")


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file: CSV, or PLS where it begins with a tag.

    Raises:
        UsageError: It is not there, too large, not text, or damaged; the message has file and line.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as cause:
        raise UsageError(
            f"cannot read the lexicon '{path}': {cause.strerror or cause}", "see docs/pronunciation.md"
        ) from cause
    title = f"'{path.name}'"
    if len(raw) > LARGEST:
        raise UsageError(f"{title} is larger than {LARGEST // 1024**2} MB", "a lexicon is a list of names")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Lexicon(pls.entries_of(raw, title))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = raw[: cause.start].count(b"\n") + 1
        raise UsageError(f"{title}, line {line}: not UTF-8", "save the file as UTF-8") from cause
    return Lexicon(csv_table.entries_of(text, title)) if text.strip() else Lexicon()


def write_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Write a lexicon beside its place and move it there; PLS for `.pls` and `.xml`, else CSV.

    Raises:
        UsageError: An ending that is not known, or a folder that cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"'{path.name}' has no ending that is known", "name it .csv or .pls")
    is_csv = path.suffix.lower() == ".csv"
    entries = lexicon.entries
    content = csv_table.format_csv(entries).encode() if is_csv else pls.format_pls(entries)
    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as cause:
        if part:
            with suppress(OSError):
                Path(part).unlink()
        raise UsageError(
            f"cannot write '{path}': {cause.strerror or cause}", "choose another place in broadcast.toml"
        ) from cause
