"""A report goes in; what the bare Kokoro model takes for its lines comes out, as JSON.

Run by the interpreter of the environment that broadcast lives in. The phoneme numbers and styles are made
beforehand, the sessions are loaded and warm, the longest lines go first: what remains is the model alone.
"""

import argparse
import json
import multiprocessing
import time
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

from broadcast import pipeline, planning
from broadcast.settings import Settings
from broadcast.voices import kokoro

RATE_HZ = 24_000


def inputs_of(report: Path) -> dict[str, list[dict[str, Any]]]:
    """Take key -> what the model is given for that line, a dictionary a chunk."""
    settings = Settings(engine="kokoro")
    engine, _ = planning.choose_engine(settings)
    made = planning.plan(pipeline.read_script(report, settings), settings, engine)
    return {
        part.key: [
            kokoro._inputs(piece.ids, part.voice.name) for piece in kokoro._chunks(part.line, part.voice)
        ]
        for part in made.lines()
    }


def load(model: Path) -> Any:
    """The plain model on one thread; every other option as onnxruntime sets it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def serve(model: Path, warm: dict[str, Any], chunks: SimpleQueue[Any], lengths: SimpleQueue[int]) -> None:
    """Speak chunks until None comes; the first answer means that the session is warm."""
    session = load(model)
    session.run(None, warm)
    lengths.put(0)
    while (chunk := chunks.get()) is not None:
        (audio,) = session.run(None, chunk)
        lengths.put(audio.size)


def speak(model: Path, pieces: list[dict[str, Any]], processes: int) -> tuple[float, float]:
    """(audio seconds, wall seconds from the first chunk handed out to the last spoken)."""
    context = multiprocessing.get_context("spawn")
    chunks, lengths = context.SimpleQueue(), context.SimpleQueue()
    pieces = sorted(pieces, key=lambda piece: -piece["tokens"].size)
    crew = [
        context.Process(target=serve, args=(model, pieces[-1], chunks, lengths)) for _ in range(processes)
    ]
    for process in crew:
        process.start()
    for _ in crew:
        lengths.get()
    begin = time.perf_counter()
    # two chunks ahead of each process: SimpleQueue is a pipe, and a full pipe would block
    ahead = pieces[: 2 * processes]
    for piece in ahead:
        chunks.put(piece)
    samples = 0
    for number in range(len(pieces)):
        samples += lengths.get()
        if number + len(ahead) < len(pieces):
            chunks.put(pieces[number + len(ahead)])
    wall_s = time.perf_counter() - begin
    for _ in crew:
        chunks.put(None)
    for process in crew:
        process.join()
    return samples / RATE_HZ, wall_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--beyond", type=Path, help="only lines that this report does not have")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    lines = inputs_of(options.report)
    if options.beyond:
        known = inputs_of(options.beyond)
        lines = {key: pieces for key, pieces in lines.items() if key not in known}
    pieces = [piece for chunks in lines.values() for piece in chunks]
    audio_s, wall_s = speak(options.model, pieces, options.processes)
    print(json.dumps({"lines": len(lines), "audio_s": audio_s, "wall_s": wall_s}))


if __name__ == "__main__":
    main()
