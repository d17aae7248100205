"""A request goes in; the reply of a process comes out within a time limit, or the process is ended."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

_KILLED_S = 5.0
"""A killed process is gone at once, unless the kernel itself waits for a device."""


class ChildFailed(Exception):  # noqa: N818 (what befell it, told to the engine that asked)
    """The process died, hung, or answered with what is no reply; the message says which."""


class Child:
    """A process that answers JSON lines, started at the first request and again after a failure.

    One request at a time, whatever the number of threads that ask. The process ends with this object.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._turn = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], Child] | None = None

    def ask(self, request: Mapping[str, object], limit_s: float) -> dict[str, Any]:
        """Send a request and wait for its reply.

        Raises:
            ChildFailed: No reply within `limit_s` seconds, or none that can be read; the process is ended.
        """
        with self._turn:
            try:
                return self._exchange(request, limit_s)
            except BaseException:
                # also after Ctrl-C: a reply still under way would be taken for that of the next request
                self._stop()
                raise

    def close(self) -> None:
        """End the process, if there is one; a later request starts another."""
        with self._turn:
            self._stop()

    def _exchange(self, request: Mapping[str, object], limit_s: float) -> dict[str, Any]:
        process = self._started()
        replies: list[bytes] = []
        # a thread, because waiting on a pipe with a time limit is not possible everywhere
        waiting = threading.Thread(target=_converse, args=(process, request, replies), daemon=True)
        waiting.start()
        waiting.join(limit_s)
        if waiting.is_alive():
            raise ChildFailed(f"no answer within {limit_s:.0f} s")
        if not replies or not replies[0]:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1.0)
            raise ChildFailed(f"its process ended with {process.returncode}")
        try:
            reply = json.loads(replies[0])
        except ValueError:
            reply = None
        if not isinstance(reply, dict):
            raise ChildFailed("its answer cannot be read")
        return reply

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None or self._running.poll() is not None:
            self._stop()
            try:
                self._running = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError as failure:
                raise ChildFailed(f"its process does not start: {failure.strerror}") from failure
            self._end = weakref.finalize(self, _end_process, self._running)
        return self._running

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._running = self._end = None


def _converse(process: subprocess.Popen[bytes], request: Mapping[str, object], replies: list[bytes]) -> None:
    if process.stdin is None or process.stdout is None:
        return
    # OSError: the process is gone; ValueError: it was ended from here, and its pipes are closed
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        replies.append(process.stdout.readline())


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and what it started, and close its pipes."""
    killpg = getattr(os, "killpg", None)
    if killpg is None:
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_KILLED_S)
    for pipe in (process.stdin, process.stdout):
        # a request half-written to a dead process cannot be flushed
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
