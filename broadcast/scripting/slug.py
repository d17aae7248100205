"""Names of packages and people: any text goes in, lower-case words joined by hyphens come out."""

import re
import unicodedata
from pathlib import PurePath

MAX_SLUG = 48
_SEPARATORS = re.compile(r"[^a-z0-9]+")  # "general sameer, army" -> the blanks and the comma
_APOSTROPHES = re.compile(r"['’]")  # "army's" -> "armys"
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "þ": "th"})


def slug(text: str, *, fallback: str = "report") -> str:
    """Lower-case ASCII words joined by hyphens, at most 48 characters, cut between words where it can be.

    Accents are dropped. Text without any Latin letter or digit gives `fallback`.

    >>> slug("Syrian army's push: Palmyra")
    'syrian-armys-push-palmyra'
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = _APOSTROPHES.sub("", folded.encode("ascii", "ignore").decode())
    words = _SEPARATORS.sub("-", plain).strip("-")
    if len(words) > MAX_SLUG:
        head = words[: MAX_SLUG + 1]
        words = head.rpartition("-")[0] or words[:MAX_SLUG]
    return words or fallback


def report_slug(given: str, headline: str | None, source_name: str) -> str:
    """The package's name: the desk's own slug, else the headline, else the file's name."""
    for candidate in (given, headline or "", PurePath(source_name).stem.removesuffix(".script")):
        named = slug(candidate, fallback="")
        if named:
            return named
    return "report"
