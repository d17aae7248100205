"""The name table of the PyPI package nomquamgender goes in, broadcast/data/first-names.txt.gz comes out.

Run by `make first-names`; the program itself needs neither the package nor what it rests on.
"""

import gzip
import json
import re
import sys
from pathlib import Path
from zipfile import ZipFile

TABLE = "nomquamgender/name_data.json"
TARGET = Path(__file__).parents[1] / "broadcast" / "data" / "first-names.txt.gz"
LEAST_SEEN = 10
"""People that a name was counted for."""
LEAST_SHARE = 0.9
"""Share of them who have the gender: the package's own threshold."""
IN_ENGLISH_NEWS = {"andrea": "f", "hilary": "f", "joan": "f", "nicola": "f", "luca": "m", "yuri": "m"}
"""Names that the world shares out and that English copy does not."""
_PLAIN = re.compile(r"[a-z][a-z'-]+")  # "ana-maria"


def main(wheel: Path) -> None:
    """Keep each name that is plain letters and is given to one gender in nine cases of ten."""
    with ZipFile(wheel) as package:
        table = json.loads(package.read(TABLE))
    names: dict[str, list[str]] = {"f": [], "m": []}
    for name, (_, seen, female, *_) in sorted(table.items()):
        if _PLAIN.fullmatch(name) and seen >= LEAST_SEEN and not 1 - LEAST_SHARE < female < LEAST_SHARE:
            names["f" if female > 0.5 else "m"].append(name)
    for name, code in IN_ENGLISH_NEWS.items():
        names[code].append(name)
    text = "".join(f"{code}: {' '.join(sorted(listed))}\n" for code, listed in names.items())
    with TARGET.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode("ascii"))
    counts = ", ".join(f"{code}: {len(listed):,}" for code, listed in names.items())
    sys.stderr.write(f"{TARGET}: {counts}; {TARGET.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
