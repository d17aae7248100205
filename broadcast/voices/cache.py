"""A Take goes in under a key, the same Take comes out, today or next week."""

import hashlib
import json
import os
import struct
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.errors import EngineError
from broadcast.model import Line, Take, TimesFrom, Timing, Voice, Word
from broadcast.units import Hz, Samples

MAGIC = b"broadcast take 1\n"
DIGEST = hashlib.sha256().digest_size
DEFAULT_LIMIT = 2 * 1024**3
"""Bytes; the environment variable BROADCAST_CACHE_MB sets another limit."""


def take_key(fingerprint: str, line: Line, voice: Voice) -> str:
    """A name for a sound: everything that shapes it, and nothing else.

    Where the words stand in print is no part of it, so that a sentence moved by an edit is not spoken again.

    Returns:
        64 hex digits.
    """
    shape = [
        fingerprint,
        [voice.engine, voice.name, voice.rate, voice.pitch, voice.range],
        [[token.text, token.after, token.phonemes] for token in line.tokens],
        line.language,
    ]
    return hashlib.sha256(json.dumps(shape, ensure_ascii=False).encode()).hexdigest()


def stretched_key(base: str, rate: float) -> str:
    """The name of a take stretched to another pace: 64 hex digits."""
    return hashlib.sha256(f"{base} x {rate!r}".encode()).hexdigest()


def cache_folder() -> Path:
    """Where takes are kept: BROADCAST_CACHE, else the user's cache folder."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("BROADCAST_CACHE") or user_cache_path("broadcast", appauthor=False)) / "takes"


@dataclass(frozen=True, slots=True)
class TakeCache:
    """Takes in files, one an entry, safe with several processes at once.

    An entry is written beside its place and renamed into it, and carries a digest that is checked whenever it
    is read; a damaged one is removed and counts as missing.

    Attributes:
        folder: Where the files are.
        limit: Bytes that stay after `trim`.
    """

    folder: Path
    limit: int = DEFAULT_LIMIT

    @classmethod
    def of_user(cls) -> "TakeCache":
        """The cache of this user; its limit is BROADCAST_CACHE_MB or 2 GiB."""
        megabytes = os.environ.get("BROADCAST_CACHE_MB", "")
        limit = int(megabytes) * 1024**2 if megabytes.isdecimal() else DEFAULT_LIMIT
        return cls(cache_folder(), limit)

    def timing(self, key: str, line: Line) -> Timing | None:
        """When the words of a kept line fall; None when it is not kept, or damaged."""
        take = self.take(key)
        if take is None or len(take.timing.words) != len(line.tokens):
            return None
        words = tuple(
            Word(text=token.text, start=word.start, end=word.end, span=token.span)
            for token, word in zip(line.tokens, take.timing.words, strict=True)
        )
        return Timing(
            length=take.timing.length,
            rate_hz=take.timing.rate_hz,
            words=words,
            times_from=take.timing.times_from,
            exact=take.timing.exact,
        )

    def take(self, key: str) -> Take | None:
        """A kept take, its words without their place in print; None when it is not kept, or damaged."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        take = _unpack(content)
        if take is None:
            path.unlink(missing_ok=True)
        else:
            _touch(path)
        return take

    def put(self, key: str, take: Take) -> None:
        """Keep a take.

        Raises:
            EngineError: The disk is full or the folder cannot be written.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=path.parent, prefix=".", suffix=".part", delete=False
            ) as file:
                try:
                    file.write(_pack(take))
                    file.close()
                    Path(file.name).replace(path)
                finally:
                    Path(file.name).unlink(missing_ok=True)
        except OSError as cause:
            raise EngineError(
                f"cannot keep takes in '{self.folder}': {cause.strerror or cause}",
                "free some space, or name another folder in BROADCAST_CACHE",
            ) from cause

    def trim(self, keep: Collection[str] = ()) -> int:
        """Remove the takes unused for longest until the limit holds; never one of `keep`.

        Returns:
            How many were removed.
        """
        entries = []
        for path in self.folder.glob("??/*.take"):
            try:
                stat = path.stat()
            except OSError:
                continue
            entries.append((stat.st_mtime, stat.st_size, path))
        excess = sum(size for _, size, _ in entries) - self.limit
        removed = 0
        for _, size, path in sorted(entries):
            if excess <= 0:
                break
            if path.stem not in keep:
                path.unlink(missing_ok=True)
                excess -= size
                removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.take"


def _touch(path: Path) -> None:
    """Note that an entry was used; a cache that cannot be written is read all the same."""
    try:
        os.utime(path)
    except OSError:
        return


def _pack(take: Take) -> bytes:
    timing = take.timing
    header = json.dumps(
        {
            "rate_hz": timing.rate_hz,
            "times_from": timing.times_from,
            "exact": timing.exact,
            "words": [[word.text, word.start, word.end] for word in timing.words],
        }
    ).encode()
    body = MAGIC + struct.pack("<I", len(header)) + header + take.audio.astype("<f4").tobytes()
    return body + hashlib.sha256(body).digest()


def _unpack(content: bytes) -> Take | None:
    """The take in an entry; None when it is damaged."""
    body, digest = content[:-DIGEST], content[-DIGEST:]
    if not body.startswith(MAGIC) or hashlib.sha256(body).digest() != digest:
        return None
    start = len(MAGIC) + 4
    (size,) = struct.unpack("<I", body[len(MAGIC) : start])
    header: dict[str, Any] = json.loads(body[start : start + size])
    audio = np.frombuffer(body, "<f4", offset=start + size).astype(np.float32)
    words = tuple(
        Word(text=text, start=Samples(begin), end=Samples(end), span=(0, 0))
        for text, begin, end in header["words"]
    )
    timing = Timing(
        length=Samples(len(audio)),
        rate_hz=Hz(header["rate_hz"]),
        words=words,
        times_from=TimesFrom(header["times_from"]),
        exact=header["exact"],
    )
    return Take(audio=audio, timing=timing)
