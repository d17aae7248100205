"""Names with a published respelling and IPA go in; how often the parser hears the same comes out.

`python bench/pronunciation.py` prints the share of names that are exact after notation is folded, every name
that is not, and how many names of the shipped lexicon would reach the model for unknown words. See
bench/README.md.
"""

import argparse
import csv
from pathlib import Path

from broadcast.model import Kind, Script, Segment
from broadcast.naming import known_names
from broadcast.phonetics import read_sounds
from broadcast.settings import Settings
from broadcast.speech.lexicons import news_lexicon, unverified_lexicon

NAMES = Path(__file__).parent / "copy" / "respellings.csv"
# what notations of one sound differ in: length, cot and caught, the two sounds of "uh", an r after a vowel
FOLDS = (
    ("ː", ""), ("ɔɹ", "Oɹ"), ("ɒ", "ɑ"), ("ɔ", "ɑ"), ("ʌ", "ə"), ("ɜ", "ə"), ("ᵊ", "ə"), ("iɹ", "ɪɹ"),
    ("uɹ", "ʊɹ"),
    ("ɾ", "t"),
    ("T", "t"), ("Iəɹ", "Iɹ"), ("Wəɹ", "Wɹ"), ("ɑəɹ", "ɑɹ"), ("ɹɹ", "ɹ"), ("ij", "i"),
)  # fmt: skip


def folded(sounds: str) -> str:
    """Sounds without what is notation only; the main stress stays."""
    sounds = sounds.replace("ˌ", "")
    for sign, other in FOLDS:
        sounds = sounds.replace(sign, other)
    return sounds


def score() -> tuple[int, list[tuple[str, str, str, str]]]:
    """How many names there are; of those heard otherwise name, respelling, IPA's sounds, parser's."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missed = []
    for row in rows:
        wanted = read_sounds(f"/{row['ipa']}/") or ""
        heard = read_sounds(row["respelling"]) or ""
        if folded(wanted) != folded(heard):
            missed.append((row["name"], row["respelling"], wanted, heard))
    return len(rows), missed


def guessed() -> list[str]:
    """Names of the shipped lexicon of which a word reaches the model for unknown words all the same."""
    names = known_names(Script(slug="bench"), Settings())
    reached = []
    for entry in (*news_lexicon().entries, *unverified_lexicon().entries):
        segment = Segment(kind=Kind.ANCHOR, text=f"It was {entry.name} again.")
        tokens = [token for line in names.lines(segment, "en-US") for token in line.tokens]
        if any(token.authority == "model" for token in tokens):
            reached.append(entry.name)
    return reached


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    count, missed = score()
    print(f"respellings: {count - len(missed)} of {count} exact, {100 * (1 - len(missed) / count):.1f} %")
    for name, written, wanted, heard in missed:
        print(f"  {name:16} {written:24} {wanted:20} heard {heard}")
    reached = guessed()
    print(
        f"shipped lexicon: {len(news_lexicon().entries)} names, "
        f"{len(unverified_lexicon().entries)} unverified, "
        f"{len(reached)} reach the model for unknown words"
    )
    for name in reached:
        print(f"  {name}")


if __name__ == "__main__":
    main()
