import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from broadcast.model import Kind, Row, RunSheet
from broadcast.units import Hz, Samples

RATE = Hz(48_000)


class FakeTime:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> FakeTime:
    return FakeTime()


@pytest.fixture
def runsheet() -> RunSheet:
    """Three rows of 2 s, 3 s and 1 s with silence around them; 7 s in all."""
    said = (
        ("A1", Kind.ANCHOR, "", 0.25, 2.25, "The ferry to Sorn sails again on Monday."),
        (
            "A2",
            Kind.SOUNDBITE,
            "Hanna Brode",
            2.5,
            5.5,
            "I sold the last candle in the shop [in] the ninth week.",
        ),
        ("A3", Kind.FIELD, "", 5.75, 6.75, "At noon the ship turns back."),
    )
    rows = tuple(
        Row(
            page=page,
            slug="FERRY",
            form="SOT" if speaker else "READER",
            kind=kind,
            voice="tone:alto",
            speaker=speaker,
            text=text,
            words=len(text.split()),
            estimate=Samples(0),
            actual=Samples(round((end - start) * RATE)),
            start=Samples(round(start * RATE)),
            end=Samples(round(end * RATE)),
            pause=Samples(RATE // 4),
            cume=Samples(round(end * RATE) + RATE // 4),
            in_cue=" ".join(text.split()[:4]),
        )
        for page, kind, speaker, start, end, text in said
    )
    return RunSheet(
        slug="ferry",
        headline="Island ferry returns",
        language="en",
        rows=rows,
        trt=Samples(7 * RATE),
        words=24,
        rate_hz=RATE,
        estimated=False,
        profile="r128",
    )


@pytest.fixture
def write_wav(tmp_path: Path) -> Callable[..., Path]:
    """Write a WAV whose frames count up, so that every frame tells its place."""

    def write(length: int, *, width: int = 3, rate_hz: int = RATE, name: str = "ferry.wav") -> Path:
        path = tmp_path / name
        frames = np.repeat(np.arange(length, dtype="<u4") << (8 * (4 - width)), 2).view(np.uint8)
        with wave.open(str(path), "wb") as sound:
            sound.setnchannels(2)
            sound.setsampwidth(width)
            sound.setframerate(rate_hz)
            sound.writeframes(frames.reshape(-1, 4)[:, 4 - width :].tobytes())
        return path

    return write
