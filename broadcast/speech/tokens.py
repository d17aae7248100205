"""A sentence and its changes go in; tokens come out, each with its place in print and the pause after it."""

import re
import unicodedata
from collections.abc import Sequence

from broadcast.model import Token
from broadcast.speech import numerals
from broadcast.speech.rules.shapes import lettered
from broadcast.speech.scan import Change
from broadcast.units import Span

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    r"\u0900-\u0903\u093a-\u094f\u200c\u200d\ufe0f"
)
# mother-in-law   O'Neill   'em
_WORD = re.compile(
    rf"(?:(?<![^\W_])['’](?=(?:em|tis|twas|til|cause)(?![^\W_])))?"
    rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ`´](?=[^\W_])|[-‑\u00ad](?=[^\W_]))*"
)
# city-a task: a dash typed as a hyphen
_TYPED_DASH = re.compile(r"([^\W\d_]{3,})-((?:a|an|the|but|which|where|when|while|because|although))\Z")
# what is no letter, mark, apostrophe, hyphen or space
_NOT_PLAIN = re.compile(r"[^A-Za-z' -]")
_DASH = re.compile(r"—|―|--|(?<=\s)[-–‑]|[-–‑](?=\s)")
# two- and three-day
_SUSPENDED = re.compile(r"[-‑]\s+(?:and|or|to)\b")
_PAUSES = (
    ("?", re.compile(r"[?？؟]")),
    ("!", re.compile(r"[!！]")),
    ("…", re.compile(r"…|\.\s?\.")),
    (".", re.compile(r"[.。।]")),
    (":", re.compile(r"[:：]")),
    (";", re.compile(r"[;；]")),
    ("—", _DASH),
    (",", re.compile(r"[,，、،()\[\]{}•|]")),
)


def tokens_of(text: str, span: Span, changes: Sequence[Change]) -> list[Token]:
    """The tokens of a stretch of text.

    Args:
        text: The segment's text, or its shadow.
        span: Of a sentence; no change crosses its end.
        changes: Those inside it, by place.

    Returns:
        Tokens in order; every letter and figure lies in one of them, or in a change that is not said.
        None of their texts holds a figure or a sign.
    """
    pieces: list[Change] = []
    at, end = span
    silent: list[Span] = []
    for change in changes:
        pieces += _words(text, at, change.span[0])
        at = change.span[1]
        if change.spoken:
            pieces.append(change)
        else:
            silent.append(change.span)
    pieces += _words(text, at, end)
    tokens = []
    for index, piece in enumerate(pieces):
        last = index + 1 == len(pieces)
        gap = _gap(text, (piece.span[1], end if last else pieces[index + 1].span[0]), silent)
        if _SUSPENDED.match(text, piece.span[1], end):
            gap = ""
        tokens.append(_token(piece, piece.after or _pause(gap, last)))
    return tokens


def _gap(text: str, span: Span, silent: Sequence[Span]) -> str:
    start, end = span
    gap = text[start:end]
    for a, b in silent:
        if start <= a and b <= end:
            gap = text[start:a] + text[b:end]
    return gap


def _token(piece: Change, after: str) -> Token:
    spoken = piece.spoken
    if _NOT_PLAIN.search(spoken):
        spoken = plain(spoken)
    return Token(
        text=spoken, after=after, span=piece.span, phonemes=piece.phonemes, authority=piece.authority
    )


def _words(text: str, start: int, end: int) -> list[Change]:
    pieces = []
    for found in _WORD.finditer(text, start, end):
        dash = _TYPED_DASH.match(found.group()) if text[found.end() : found.end() + 1].isspace() else None
        if dash:
            cut = found.start() + dash.end(1)
            pieces.append(Change(span=(found.start(), cut), spoken=dash.group(1), after="—"))
            pieces.append(Change(span=(cut + 1, found.end()), spoken=dash.group(2)))
        else:
            # $5-a-day
            rate = found.group().startswith(("a-", "an-")) and text[found.start() - 1 : found.start()] == "-"
            spoken = found.group().replace("-", " ") if rate else found.group()
            pieces.append(Change(span=found.span(), spoken=spoken))
    return pieces


def _pause(gap: str, last: bool) -> str:
    if not gap or gap == " ":
        return ""
    for sign, shape in _PAUSES:
        if sign == "." and not last:
            continue
        if shape.search(gap):
            return sign
    return ""


def plain(spoken: str) -> str:
    """Words alone, never none: figures that no rule took are spelled, signs dropped, apostrophes straight."""
    spoken = spoken.translate(_STRAIGHT)
    if _NOT_PLAIN.search(spoken):
        spoken = " ".join(_spelled(word) for word in spoken.split())
    spoken = re.sub(r"\s+", " ", spoken).strip()
    return spoken or "mark"


_STRAIGHT = {ord(sign): "'" for sign in "’ʼ`´‘"} | {
    ord("‑"): "-",
    0xAD: None,
    0x200C: None,
    0x200D: None,
    0xFE0F: None,
}


def _spelled(word: str) -> str:
    if all(_sayable(sign) for sign in word):
        return unicodedata.normalize("NFC", word)
    runs = re.findall(r"[0-9]+|[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*|.", word)
    return " ".join(filter(None, (_run(run) for run in runs)))


def _sayable(sign: str) -> bool:
    return sign.isalpha() or sign in "'-" or unicodedata.category(sign)[0] == "M"


def _run(run: str) -> str:
    if run.isdecimal():
        number = "".join(str(unicodedata.decimal(sign)) for sign in run)
        return (
            numerals.digits(number) if number[0] == "0" or len(number) > 6 else numerals.cardinal(int(number))
        )
    if len(run) > 1:
        return lettered(run) if run.isupper() and run.isascii() and len(run) < 4 else _kept(run)
    known = unicodedata.normalize("NFKC", run)
    if known != run:
        return " ".join(filter(None, (_run(part) for part in re.findall(r"\d+|[^\W\d_]+|.", known))))
    numeric = unicodedata.numeric(run, None)
    if numeric is not None and not run.isalpha():
        return numerals.cardinal(int(numeric))
    return _kept(run)


def _kept(run: str) -> str:
    return "".join(sign for sign in run if _sayable(sign)).strip("'-")
