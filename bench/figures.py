"""Every measurement, one after the other, and at the end the table that stands in README.md.

`--broadcast PATH` is handed on to each script; the exit code is 1 when any goal was missed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPTS = (
    "speed.py",
    "peers.py",
    "memory.py",
    "meter.py",
    "loudness.py",
    "wer.py",
    "cues.py",
    "files.py",
    "mix.py",
    "text.py",
    "spoken.py",
    "check.py",
    "duration.py",
    "word_times.py",
)


def main() -> int:
    here = Path(__file__).resolve().parent
    codes = []
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.md"
        table.touch()
        for name in SCRIPTS:
            command = [sys.executable, str(here / name), *sys.argv[1:]]
            codes.append(
                subprocess.run(command, env=os.environ | {"BENCH_TABLE": str(table)}, check=False).returncode
            )
            print(flush=True)
        print("| figure | goal | measured | command |\n|---|---|---|---|")
        print(table.read_text(encoding="utf-8"), end="")
    failed = [name for name, code in zip(SCRIPTS, codes, strict=True) if code]
    print(f"\n{'missed in: ' + ', '.join(failed) if failed else 'every goal was met'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
