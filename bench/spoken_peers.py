"""Lines of copy go in; what other people's normalisers make of them comes out."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

# 1,205   3.5   21st
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:(st|nd|rd|th)\b)?")


def kitten(text: str, language: str) -> str:
    """kitten-text-processing, NeMo's grammars in plain Python; it has one English."""
    from kitten_text_processing import normalize_text

    return str(normalize_text(text, locale="en-US"))


def wetext(text: str, language: str) -> str:
    """wetext, WeTextProcessing's English grammar; a line that it breaks on stays as printed."""
    try:
        return str(_wetext().normalize(text))
    except AssertionError:  # lines that its grammar has no path for
        return text


@cache
def _wetext() -> Any:
    from wetext import Normalizer

    return Normalizer(lang="en", operator="tn")


def num2words(text: str, language: str) -> str:
    """Every figure by num2words, the rest as printed."""
    from num2words import num2words as words

    def said(found: re.Match[str]) -> str:
        number = re.sub(r"[^\d.]", "", found.group())
        kind = "ordinal" if found.group(1) else "cardinal"
        lang = "en_GB" if language == "en-GB" else "en"
        return f" {words(number if '.' in number else int(number), to=kind, lang=lang)} "

    return _FIGURE.sub(said, text)


PEERS: dict[str, Callable[[str, str], str]] = {"kitten": kitten, "wetext": wetext, "num2words": num2words}
