"""The base lexicons go in; the short words that copy in capitals may hold beside initials come out.

In a headline in capitals nothing but a list tells KIM and ASH from OAP and DFW: of three letters, every word
and name that the lexicons have; of four and five, those that no English syllable could hold (LVIV), for all
others are tried by their syllables; and what looks like a plural of initials (ROSS beside OAPS). Written to
`broadcast/data/speech/capital-words.txt`.
"""

import gzip
import json
import sys
import textwrap
from importlib.resources import files
from pathlib import Path

from broadcast.speech.lexicons.news import news_lexicon
from broadcast.speech.rules.initials import read_as_letters

OUT = Path(__file__).parents[1] / "broadcast" / "data" / "speech" / "capital-words.txt"
LEXICONS = ("lexicon_us_gold", "lexicon_gb_gold")


def main() -> int:
    """Write the list anew."""
    words = {word.lower() for name in LEXICONS for word in _words(name)}
    names = {part for entry in news_lexicon().entries for part in entry.name.split()}
    words |= {part.lower() for part in names if part.isalpha() and part[1:].islower()}
    known = {word for word in words if len(word) == 3}
    known |= {word for word in words if len(word) in (4, 5) and read_as_letters(word.upper())}
    known |= {word for word in words if len(word) == 4 and word[-1] == "s" and word[:3] not in known}
    text = "\n".join(textwrap.wrap(" ".join(sorted(known)), 110))
    OUT.write_text(text + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(known)} words\n")
    return 0


def _words(name: str) -> set[str]:
    """The words of a lexicon that are written as words: "ash", "Kim", no "NBC"."""
    content = (files("hibari") / "assets" / f"{name}.json.gz").read_bytes()
    return {word for word in json.loads(gzip.decompress(content)) if word.isalpha() and word[1:].islower()}


if __name__ == "__main__":
    sys.exit(main())
