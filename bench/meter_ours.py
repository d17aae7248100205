"""Raw signals go in, what broadcast's meter reads of them and its limiter makes of them comes out.

Run by the interpreter that broadcast is installed for: `python meter_ours.py FOLDER`. Each file of the folder
`NAME.CHANNELS.f32` is read; of a name that begins with "limit" the limited sound is written beside it. The
readings go to stdout as JSON.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from broadcast.mix.limiter import limit
from broadcast.mix.loudness import Meter
from broadcast.units import Dbtp

CEILING = Dbtp(-1.0)
BLOCK = 4800


def reading(audio: np.ndarray) -> dict[str, float]:
    """Levels of the whole, and the lowest and highest window once all windows are full."""
    meter = Meter()
    for start in range(0, len(audio), BLOCK):
        meter.add(audio[start : start + BLOCK])
    return asdict(meter.result())


def main() -> None:
    found = {}
    for path in sorted(Path(sys.argv[1]).glob("*.f32")):
        name, channels, _ = path.name.rsplit(".", 2)
        audio = np.fromfile(path, "<f4").reshape(-1, int(channels))
        found[name] = reading(audio)
        if name.startswith("limit"):
            mono = np.ascontiguousarray(audio[:, 0])
            out = np.concatenate([mono[:0], *limit(np.array_split(mono, 7), CEILING)])
            out.astype("<f4").tofile(path.with_suffix(".limited"))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
