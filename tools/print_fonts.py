"""The fonts of DejaVu 2.37 go in, the letters that a printed run-sheet may need come out.

    python tools/print_fonts.py /usr/share/fonts/truetype/dejavu

needs fonttools (MIT) and the two condensed fonts, on Debian from the package fonts-dejavu-extra. What a PDF
writer does not use is left out: hints, tables for shaping, names in many languages.
"""

import hashlib
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[1] / "broadcast" / "data" / "fonts"
FONTS = ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf")
VERSION = "2.37"

LETTERS = (
    (0x0020, 0x052F),  # Latin, phonetic letters, accents, Greek, Cyrillic
    (0x0531, 0x058F),  # Armenian
    (0x0590, 0x06FF),  # Hebrew, Arabic
    (0x10A0, 0x10FF),  # Georgian
    (0x1E00, 0x1FFF),  # Latin and Greek with more accents
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x205E),
    (0x2070, 0x209F),  # raised and lowered figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like signs, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2212, 0x2265),  # minus, infinity, comparisons
    (0x25A0, 0x25FF),  # the box for what is not here
    (0x266A, 0x266F),  # notes
    (0x2713, 0x2718),  # ticks and crosses
    (0xFB00, 0xFB4F),  # ligatures, Hebrew with points
    (0xFB50, 0xFDFF),  # Arabic as it joins
    (0xFE70, 0xFEFC),
    (0xFFFD, 0xFFFD),
)


def main(folder: Path) -> None:
    """Write each font's letters into the package's data, and print their hashes."""
    OUT.mkdir(exist_ok=True)
    for name in FONTS:
        font = TTFont(folder / name, recalcTimestamp=False)
        said = font["name"].getDebugName(5)
        if VERSION not in said:
            sys.exit(f"'{name}' is {said}, wanted {VERSION}")
        options = subset.Options(
            hinting=False,
            layout_features=[],
            name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
            notdef_outline=True,
            drop_tables=[*subset.Options().drop_tables, "GPOS", "GSUB", "GDEF", "FFTM"],
        )
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
        chosen.subset(font)
        font.save(OUT / name)
        content = (OUT / name).read_bytes()
        sys.stdout.write(f"{hashlib.sha256(content).hexdigest()}  {name}  {len(content):,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
