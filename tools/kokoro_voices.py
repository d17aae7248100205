"""The voice files of the npm package kokoro-js go in, broadcast/data/kokoro-voices.npz comes out.

Run by `make kokoro-voices`; the program itself never needs npm.
"""

import hashlib
import sys
import tarfile
from pathlib import Path

import numpy as np

SHAPE = (510, 256)
DESTINATION = Path(__file__).parents[1] / "broadcast" / "data"


def main(archive: Path) -> None:
    """Read `package/voices/{af,am,bf,bm}_*.bin` (float32) and keep them as float16."""
    tables = {}
    with tarfile.open(archive) as package:
        for member in sorted(package.getmembers(), key=lambda member: member.name):
            stem = Path(member.name).stem
            if member.name.startswith("package/voices/") and stem[:3] in ("af_", "am_", "bf_", "bm_"):
                content = package.extractfile(member)
                if content is not None:
                    tables[stem] = np.frombuffer(content.read(), np.float32).reshape(SHAPE).astype(np.float16)
    if len(tables) != 28:
        raise SystemExit(f"28 English voices expected, {len(tables)} found")
    target = DESTINATION / "kokoro-voices.npz"
    np.savez_compressed(target, **tables)
    digest = hashlib.sha256(b"".join(name.encode() + tables[name].tobytes() for name in sorted(tables)))
    (DESTINATION / "kokoro-voices.sha256").write_text(f"{digest.hexdigest()}  tables\n", encoding="utf-8")
    sys.stderr.write(f"{target}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
