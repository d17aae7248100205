"""A small programme with its run-sheet and its sound, made without an engine."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from broadcast.formats.bwf import Bext, write_bwf
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import created_now
from broadcast.model import Audio, Kind, Loudness, Programme, Row, RunSheet
from broadcast.units import PROGRAMME_RATE, Dbtp, Lu, Lufs, Samples

HEADLINE = "Fire at Port Ellmoor “under control”"

LOUDNESS = Loudness(
    integrated=Lufs(-23.04),
    range=Lu(4.25),
    true_peak=Dbtp(-3.1),
    max_momentary=Lufs(-18.4),
    max_short_term=Lufs(-20.55),
)

STARTS_S = (0.25, 1.5, 2.0, 3.25)

KINDS = (Kind.ANCHOR, Kind.PAUSE, Kind.SOUNDBITE, Kind.FIELD)

VOICES = ("tone:high", "", "tone:low", "tone:middle")


def sound(length: int = 192_000, seed: int = 7) -> Audio:
    """Noise in syllables, mono, peak 0.5."""
    noise = np.random.default_rng(seed).uniform(-0.5, 0.5, length)
    syllables = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / 12_000)
    return (noise * syllables).astype(np.float32)


def vowels(length: int = 192_000) -> Audio:
    """A voice of a gliding pitch in syllables, mono: what an encoder keeps the waves of."""
    at = np.arange(length) / PROGRAMME_RATE
    turns = 2 * np.pi * np.cumsum(120 + 30 * np.sin(2 * np.pi * 0.7 * at)) / PROGRAMME_RATE
    waves = sum(np.sin(harmonic * turns) / harmonic for harmonic in range(1, 25))
    return (0.25 * waves * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * at))).astype(np.float32)


def likeness(heard: Audio, meant: Audio) -> float:
    """How much of two sounds is the same, from 0 to 1."""
    return float(np.corrcoef(heard, meant)[0, 1])


def rows() -> tuple[Row, ...]:
    ends = [1.25, 2.0, 3.0, 4.0]
    return tuple(
        Row(
            page=f"A{place + 1}",
            slug="PORT-ELLMOOR",
            form="READER",
            kind=kind,
            voice=VOICES[place],
            speaker="Mira Olsthoorn" if kind is Kind.SOUNDBITE else "",
            title="harbour master" if kind is Kind.SOUNDBITE else "",
            estimate=Samples(0),
            actual=Samples(0),
            start=Samples(round(STARTS_S[place] * PROGRAMME_RATE)),
            end=Samples(round(ends[place] * PROGRAMME_RATE)),
            pause=Samples(0),
            cume=Samples(0),
            in_cue="The fire at",
            out_cue="by Thursday evening",
            times_from="durations",
        )
        for place, kind in enumerate(KINDS)
    )


NASTY = (
    "“Ä=;#\\ [CHAPTER]\nSTART=0\r\n\0\x1b[31m </b>&amp; \u202e\u0645\u064a\u0646 🚢 ../../etc/passwd 'q' "
    + "x" * 300
    + "\ud800"
)
"""What no tag may break at."""


def worded(of: Delivery, text: str) -> Delivery:
    """The same delivery with a text in every place where one may stand."""
    said = [
        replace(row, slug=text, talent=text, speaker=text if row.speaker else "", title=text, text=text)
        for row in of.runsheet.rows
    ]
    sheet = replace(of.runsheet, headline=text, slug=text, language=text, rows=tuple(said))
    return replace(of, runsheet=sheet, station=text)


def programme(length: int = 192_000) -> Programme:
    return Programme(slug="port-ellmoor", stories=(), length=Samples(length), loudness=LOUDNESS)


def runsheet(length: int = 192_000) -> RunSheet:
    return RunSheet(
        slug="port-ellmoor",
        headline=HEADLINE,
        language="en-GB",
        rows=rows(),
        trt=Samples(length),
        words=9,
        rate_hz=PROGRAMME_RATE,
        estimated=False,
        profile="r128",
        loudness=LOUDNESS,
        voices={"anchor": "tone:high", "Mira Olsthoorn": "tone:low", "reporter": "tone:middle"},
        source_name="ellmoor.txt",
        source_sha256="ab" * 32,
    )


def delivery(folder: Path, audio: Audio | None = None) -> Delivery:
    """A folder with the programme's WAV file in it."""
    audio = sound() if audio is None else audio
    wav = folder / "port-ellmoor.wav"
    write_bwf(
        wav,
        [audio],
        Samples(len(audio)),
        Bext(description=HEADLINE, originator="Radio Ellmoor", created=created_now()),
    )
    return Delivery(
        programme=programme(len(audio)),
        runsheet=runsheet(len(audio)),
        folder=folder,
        stem="port-ellmoor",
        wav=wav,
        station="Radio Ellmoor",
    )
