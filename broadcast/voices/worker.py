"""Jobs come in on stdin, takes go into the cache: a process that speaks, one line at a time."""

import importlib
import pickle
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from broadcast.errors import BroadcastError, EngineError
from broadcast.model import Line, Voice
from broadcast.voices.cache import TakeCache
from broadcast.voices.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A line to be spoken into the cache."""

    key: str
    line: Line
    voice: Voice


def speak_job(engine: Engine, job: Job, cache: TakeCache) -> None:
    """Speak a line and keep it; the wall behind which a stranger's engine may fail as it likes.

    Raises:
        EngineError: The engine failed, or the take cannot be kept.
    """
    try:
        take = engine.speak(job.line, job.voice)
    except BroadcastError:
        raise
    except Exception as cause:
        raise EngineError(
            f"{job.voice} failed: {type(cause).__name__}: {cause}", "run `broadcast doctor`"
        ) from cause
    cache.put(job.key, take)


def main() -> None:
    """Answer each job with None or the error it ended in, until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    try:
        engine, cache = open_engine(receive(jobs))
    except BroadcastError as error:
        send(answers, error)
        return
    send(answers, None)
    while (job := receive(jobs)) is not None:
        try:
            speak_job(engine, job, cache)
        except BroadcastError as error:
            send(answers, error)
        else:
            send(answers, None)


def open_engine(order: tuple[str, str, int]) -> tuple[Engine, TakeCache]:
    """The engine named "module:Class", its models loaded, and the cache to fill."""
    place, folder, limit = order
    module, _, name = place.partition(":")
    engine: Engine = getattr(importlib.import_module(module), name)()
    engine.prepare()
    return engine, TakeCache(Path(folder), limit)


def send(stream: IO[bytes], message: object) -> None:
    """Write one message: its length, then its pickle."""
    content = pickle.dumps(message)
    stream.write(struct.pack("<I", len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; None when the stream has ended."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack("<I", head)
    content = stream.read(size)
    return pickle.loads(content) if len(content) == size else None


if __name__ == "__main__":
    main()
