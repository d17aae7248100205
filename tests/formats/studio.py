"""A small programme with its run-sheet and its sound, made without an engine."""

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
