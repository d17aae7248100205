"""A folder goes in; Kokoro's plain model and its voices, as others' programs want them, are written there.

Run by the interpreter of the environment that broadcast lives in.
"""

import sys
from importlib import resources
from pathlib import Path

MODEL = "kokoro-v1.0.onnx"
VOICES = "voices-v1.0.bin"


def main(folder: Path) -> None:
    import numpy as np

    from broadcast.voices.models import kokoro_source

    _, parts = kokoro_source()
    (folder / MODEL).write_bytes(b"".join(part.read_bytes() for part in parts))
    with (
        resources.as_file(resources.files("broadcast.data") / "kokoro-voices.npz") as path,
        np.load(path) as tables,
        (folder / VOICES).open("wb") as file,
    ):
        np.savez(file, **{name: tables[name].astype(np.float32)[:, None, :] for name in tables.files})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
