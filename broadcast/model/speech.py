"""The spoken side: who says what with which voice, and how it sounded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from broadcast.model.copy import Gender
from broadcast.units import Hz, Millis, Samples, Span

Audio = NDArray[np.float32]
"""Samples in [-1, 1]: mono of shape (n,), which is the house format of a mix too, or (n, channels)."""

# F-B-I   ->  F B I
_LETTERS = re.compile(r"(?<=(?<![^\W_])[A-Z])-(?=[A-Z](?:'s)?(?![^\W_]))")


RATES, PITCHES, RANGES = (0.5, 2.0), (0.7, 1.4), (0.0, 2.0)
"""Lowest and highest factor on a voice's pace, pitch and liveliness that a person may ask for."""

PACES_WPM = (60, 400)
"""The same for words a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one speaker sounds.

    Attributes:
        engine: "kokoro".
        name: A voice of the engine, or a blend of several, in equal parts or with their shares:
            "am_onyx+am_fenrir", "am_onyx*0.7+am_fenrir*0.3".
        label: What a station calls its blend, in the place of `name` on paper.
        rate: Factor on the voice's own pace.
        pitch: Factor on the voice's own pitch.
        range: Factor on the liveliness of the pitch.
        effect: A room or a line: "telephone"; None is dry.
    """

    engine: str
    name: str
    label: str | None = None
    rate: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    effect: str | None = None

    def __str__(self) -> str:
        return f"{self.engine}:{self.label or self.name}"

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """The voices it is blended of with their shares, which add up to 1; one voice alone has all of it.

        >>> Voice(engine="kokoro", name="am_onyx*3+am_fenrir").parts
        (('am_onyx', 0.75), ('am_fenrir', 0.25))
        """
        shares = [_share(part) for part in self.name.split("+")]
        whole = sum(share for _, share in shares)
        return tuple((name, share / whole) for name, share in shares)


def _share(part: str) -> tuple[str, float]:
    """A part of a blend; what is no share stays with the name, which no engine then knows."""
    found = re.fullmatch(r"(.+)\*(\d{0,3}(?:\.\d{1,4})?)", part)
    share = float(found[2]) if found and found[2].strip(".") else 0.0
    return (found[1], share) if found and share > 0 else (part, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    """A voice as the catalogue lists it.

    Attributes:
        language: BCP 47.
        gender: As it is heard; None when nobody knows.
        castable: Whether a cast may use it unasked.
        blendable: Whether it may be part of a blend.
        blend: Whether it is one itself: cast only where no voice of its own is left.
        alike: Names of voices that are hard to tell from it.
    """

    engine: str
    name: str
    language: str
    gender: Gender | None
    licence: str
    note: str = ""
    castable: bool = True
    blendable: bool = False
    blend: bool = False
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who speaks with which voice.

    Attributes:
        anchor: The voice of the studio.
        reporter: The voice in the field.
        speakers: Speaker id -> voice.
    """

    anchor: Voice
    reporter: Voice
    speakers: Mapping[str, Voice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word as it is spoken, and where it stands in print.

    Attributes:
        text: Plain spoken words, no digits or symbols where a rule knew them: "three point two billion
            dollars". Never empty.
        after: Punctuation that shapes the delivery after it, from `, ; : . ! ? … —` and quotation marks.
        span: In the segment's text.
        phonemes: Chosen pronunciation in the Kokoro alphabet; None leaves it to the engine.
        authority: Who chose it: "copy", "script", "station", ...
    """

    text: str
    after: str = ""
    span: Span
    phonemes: str | None = None
    authority: str | None = None


class Boundary(StrEnum):
    """What ends a line, which settles the pause after it."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The spoken form of a sentence: what an engine is given at once.

    Attributes:
        tokens: At least one; spans in order, not overlapping.
        boundary: What ends it.
        language: BCP 47.
        pause_ms: The silence after it that a person set, in place of its boundary's.
        rate: Factor on the voice's pace for this line alone; `pitch` on its pitch.
    """

    tokens: tuple[Token, ...]
    boundary: Boundary = Boundary.SENTENCE
    language: str = "en"
    pause_ms: Millis | None = None
    rate: float = 1.0
    pitch: float = 1.0

    @property
    def text(self) -> str:
        """The line in plain words with its punctuation, one space between tokens."""
        return " ".join(token.text + token.after for token in self.tokens)

    @property
    def plain(self) -> str:
        """The line as it is shown: the same, letters of initials apart."""
        return letters_apart(self.text)


def letters_apart(spoken: str) -> str:
    """Spoken words with the letters of initials apart by spaces: "F B I" for "F-B-I"."""
    return _LETTERS.sub(" ", spoken)


class TimesFrom(StrEnum):
    """Where word times come from."""

    DURATIONS = "durations"
    EVENTS = "events"
    ALIGNED = "aligned"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A spoken token on a clock: samples from the start of its take (or of the programme)."""

    text: str
    start: Samples
    end: Samples
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a line lasts and when its words fall, with or without its sound.

    Attributes:
        length: Of the whole take, at `rate_hz`.
        words: One per token, start < end, starts strictly increasing, inside [0, length].
        times_from: What they rest on.
        exact: Whether `length` is what the engine will deliver, to the sample.
    """

    length: Samples
    rate_hz: Hz
    words: tuple[Word, ...]
    times_from: TimesFrom
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Take:
    """A spoken line: mono float32 in [-1, 1], `len(audio) == timing.length`."""

    audio: Audio
    timing: Timing
