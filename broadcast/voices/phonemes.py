"""A Line goes in, phonemes of the Kokoro alphabet a token come out (by hibari.g2p)."""

import gzip
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from broadcast.model import Line, Token
from broadcast.voices.durations import Reach

LIMIT = 510
"""Symbols that Kokoro takes at once, begin and end marks apart."""

_LOADING = threading.Lock()

CLAUSE_ENDS = frozenset(";:,—…")
MARKS = ';:,.!?—…"()“” '
"""Symbols that are a pause or nothing, not a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What the model is given at once.

    Attributes:
        ids: Symbol numbers with the mark 0 at both ends.
        reaches: One a token of the chunk, counting in `ids`.
    """

    ids: tuple[int, ...]
    reaches: tuple[Reach, ...]


def grapheme_to_phoneme(*, british: bool) -> Any:
    """The G2P of hibari, loaded once a process: 0.4 s for American, 0.2 s more for British."""
    with _LOADING:
        return _british() if british else _american()


@cache
def _american() -> Any:
    from hibari.g2p import G2P

    return G2P()


@cache
def _british() -> Any:
    """The American one with British words; tagger and tokenizer, half of the load, are the same."""
    from hibari.g2p import G2P, Lexicon

    american = _american()
    g2p = G2P.__new__(G2P)
    vars(g2p).update(vars(american))
    gold, silver = (words(f"lexicon_gb_{part}.json.gz") for part in ("gold", "silver"))
    g2p.lexicon = Lexicon(gold, silver, True)
    g2p._oov = None
    g2p.british = True
    return g2p


def loaded(*, british: bool) -> Any:
    """The G2P of an accent where this process has it already, else None."""
    found = _british if british else _american
    return found() if found.cache_info().currsize else None


def words(name: str) -> Any:
    """A word list of hibari's: word -> phonemes."""
    return json.loads(gzip.decompress((resources.files("hibari") / "assets" / name).read_bytes()))


def pronounce(line: Line, *, british: bool) -> list[str]:
    """Phonemes of every token of a line, the punctuation after it included; empty where none is known."""
    g2p = grapheme_to_phoneme(british=british)
    pieces = [(token.text + token.after) for token in line.tokens]
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece) + 1
    tokens = g2p.tokenize(" ".join(pieces))
    said = g2p.phonemize_tokens(_with_choices(tokens, line.tokens, starts))
    phonemes = [""] * len(pieces)
    owner, offset = 0, 0
    for spoken in said:
        while owner + 1 < len(starts) and offset >= starts[owner + 1]:
            owner += 1
        phonemes[owner] += (spoken.phonemes or "") + (" " if spoken.whitespace else "")
        offset += len(spoken.text) + len(spoken.whitespace)
    return [text.strip() for text in phonemes]


def _with_choices(found: Sequence[Any], tokens: Sequence[Token], starts: Sequence[int]) -> list[Any]:
    """Put chosen pronunciations in the place of the G2P's own words."""
    chosen = {
        start: (start + len(token.text), token.phonemes)
        for token, start in zip(tokens, starts, strict=True)
        if token.phonemes
    }
    if not chosen:
        return list(found)
    kept: list[Any] = []
    offset, until = 0, -1
    for tok in found:
        if offset in chosen:
            until, phonemes = chosen[offset]
            tok.phonemes = phonemes
            tok.rating = 5
            kept.append(tok)
        elif offset < until:
            kept[-1].text += kept[-1].whitespace + tok.text
            kept[-1].whitespace = tok.whitespace
        else:
            kept.append(tok)
        offset += len(tok.text) + len(tok.whitespace)
    return kept


def chunk(phonemes: Sequence[str], vocabulary: dict[str, int], limit: int = LIMIT) -> list[Chunk]:
    """Number the symbols and cut what is too long for the model, at a clause where there is one.

    Every token is in exactly one chunk, in order. A token longer than `limit` is cut short.
    """
    numbered = [[vocabulary[symbol] for symbol in text if symbol in vocabulary][:limit] for text in phonemes]
    chunks: list[Chunk] = []
    at = 0
    while at < len(numbered):
        end = _fit(numbered, phonemes, at, limit)
        chunks.append(_joined(numbered[at:end], vocabulary))
        at = end
    return chunks


def _fit(numbered: Sequence[Sequence[int]], phonemes: Sequence[str], at: int, limit: int) -> int:
    """The end of the chunk that starts at token `at`."""
    size, end = 0, at
    while end < len(numbered) and size + len(numbered[end]) + 1 <= limit + 1:
        size += len(numbered[end]) + 1
        end += 1
    if end == len(numbered):
        return end
    clauses = [i + 1 for i in range(at, end) if phonemes[i][-1:] in CLAUSE_ENDS]
    return clauses[-1] if clauses and clauses[-1] > at + (end - at) // 2 else max(end, at + 1)


def _joined(numbered: Sequence[Sequence[int]], vocabulary: dict[str, int]) -> Chunk:
    """One chunk with a space between tokens that have a sound; a reach leaves punctuation out."""
    marks = {vocabulary[mark] for mark in MARKS if mark in vocabulary}
    ids, reaches = [0], []
    for symbols in numbered:
        if symbols and len(ids) > 1:
            ids.append(vocabulary[" "])
        heard = [i for i, symbol in enumerate(symbols) if symbol not in marks]
        first, end = (heard[0], heard[-1] + 1) if heard else (0, 0)
        reaches.append(Reach(len(ids) + first, len(ids) + end))
        ids.extend(symbols)
    return Chunk(ids=(*ids, 0), reaches=tuple(reaches))
