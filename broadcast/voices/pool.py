"""Lines that are not in the cache go in; when it returns, every take is there."""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from broadcast.errors import BroadcastError, EngineError
from broadcast.voices.cache import TakeCache
from broadcast.voices.engine import Engine
from broadcast.voices.models import THREADS
from broadcast.voices.worker import Job, receive, send, speak_job

MOST_WORKERS = 8
"""A worker with Kokoro takes about 600 MB."""


Spoken = Callable[[Job], None]
"""Called after each job, from any thread, for the progress bar."""


def processors() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(slots=True)
class Crew:
    """Worker processes of one engine, a thread of onnxruntime each, started before their work is known.

    Two processes with one thread each speak 14 % faster than one with two.
    """

    engine: Engine
    cache: TakeCache
    _workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def start(self, size: int) -> "Crew":
        """Start processes until there are `size`; they load their models while the caller goes on.

        The first of few has the processors that would idle: two threads speak a lone line 1.6 x as fast.
        """
        kind = type(self.engine)
        order = (f"{kind.__module__}:{kind.__qualname__}", str(self.cache.folder), self.cache.limit)
        command = [sys.executable, "-m", "broadcast.voices.worker"]
        threads = max(1, processors() // max(size, 1))
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", THREADS: str(threads)}
        for _ in range(size - len(self._workers)):
            worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
            self._workers.append(worker)
            if worker.stdin is not None:
                send(worker.stdin, order)
        return self

    def speak(self, jobs: Sequence[Job], spoken: Spoken) -> None:
        """Speak every job, the longest first, each worker taking the next when it is free.

        Raises:
            EngineError: A line failed, or a worker died.
        """
        queue = deque(sorted(jobs, key=lambda job: -len(job.line.text)))
        self._dismiss(len(self._workers) - len(queue))
        with ThreadPoolExecutor(len(self._workers) or 1) as threads:
            tasks = [threads.submit(self._serve, worker, queue, spoken) for worker in self._workers]
            try:
                done, _ = wait(tasks, return_when=FIRST_EXCEPTION)
            except KeyboardInterrupt:
                self.stop()
                raise
            failed = next((error for task in done if (error := task.exception())), None)
            if failed is not None:
                self.stop()
                raise failed

    def stop(self) -> None:
        """End the processes at once; takes already spoken stay in the cache."""
        self._stopped.set()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream is not None:
                    stream.close()
        self._workers.clear()

    def _dismiss(self, spare: int) -> None:
        """End workers for whom there is no job."""
        for _ in range(min(spare, len(self._workers) - 1)):
            worker = self._workers.pop()
            worker.kill()
            worker.communicate()

    def _serve(self, worker: subprocess.Popen[bytes], queue: deque[Job], spoken: Spoken) -> None:
        """Feed one worker until the queue is empty."""
        self._answer(worker)
        while queue and not self._stopped.is_set():
            try:
                job = queue.popleft()
            except IndexError:
                return
            if worker.stdin is None:
                return
            try:
                send(worker.stdin, job)
            except OSError as cause:
                raise self._death(worker) from cause
            self._answer(worker)
            spoken(job)

    def _answer(self, worker: subprocess.Popen[bytes]) -> None:
        """Wait for a worker's answer; raise the error it sends."""
        head: Any = worker.stdout.peek(1) if worker.stdout is not None else b""  # type: ignore[attr-defined]  # Popen's pipe is a BufferedReader
        if not head:
            raise self._death(worker)
        answer = receive(worker.stdout) if worker.stdout is not None else None
        if isinstance(answer, BroadcastError):
            raise answer

    def _death(self, worker: subprocess.Popen[bytes]) -> EngineError:
        if self._stopped.is_set():
            return EngineError("speaking was stopped")
        code = worker.wait()
        return EngineError(
            f"a process speaking with {self.engine.name} ended with code {code}",
            "it may have run out of memory; try --workers 1",
        )


def crew_size(engine: Engine, asked: int | None = None) -> int:
    """How many workers to start: as asked, else one a processor, at most 8."""
    if not engine.worker_processes:
        return 0
    return asked or min(processors(), MOST_WORKERS)


def speak_here(engine: Engine, jobs: Sequence[Job], cache: TakeCache, spoken: Spoken) -> None:
    """Speak every job in this process, on as many threads as there are processors.

    Raises:
        EngineError: A line failed.
    """
    with ThreadPoolExecutor(min(processors(), MOST_WORKERS)) as threads:
        stopped = threading.Event()

        def speak(job: Job) -> None:
            if stopped.is_set():
                return
            speak_job(engine, job, cache)
            spoken(job)

        tasks = [threads.submit(speak, job) for job in jobs]
        try:
            done, _ = wait(tasks, return_when=FIRST_EXCEPTION)
            failed = next((error for task in done if (error := task.exception())), None)
        except KeyboardInterrupt:
            stopped.set()
            raise
        if failed is not None:
            stopped.set()
            raise failed
