"""A text file goes in, a WAV file comes out: kokoro-onnx as its own documentation uses it, in one voice.

Arguments: text, WAV, model, voices.
"""

import sys
import wave
from pathlib import Path

import numpy as np
from kokoro_onnx import Kokoro


def main(text: str, sound: str, model: str, voices: str) -> None:
    kokoro = Kokoro(model, voices)
    audio, rate_hz = kokoro.create(Path(text).read_text(encoding="utf-8"), voice="af_heart", lang="en-us")
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.clip(audio, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
