"""A process that speaks: one message in, one out, until its input ends."""

import io
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import EngineError, UsageError
from broadcast.model import Line, Take, Voice
from broadcast.voices.cache import TakeCache, take_key
from broadcast.voices.tone import Tone
from broadcast.voices.worker import Job, open_engine, receive, send, speak_job

VOICE = Voice(engine="tone", name=Tone().voices()[0].name)
PLACE = "broadcast.voices.tone:Tone"


def job_of(line: Line) -> Job:
    return Job(key=take_key("tone", line, VOICE), line=line, voice=VOICE)


class Stranger(Tone):
    """An engine with a fault; which one, the line says."""

    def speak(self, line: Line, voice: Voice) -> Take:
        if line.text == "refuse":
            raise UsageError("not this line", "say another")
        raise ZeroDivisionError("a fault of its own")


@given(st.lists(st.text() | st.none() | st.integers()))
def test_messages_come_out_as_they_went_in(messages: list[object]) -> None:
    stream = io.BytesIO()
    for message in messages:
        send(stream, message)
    stream.seek(0)
    assert [receive(stream) for _ in messages] == messages
    assert receive(stream) is None


@given(st.text(), st.integers(min_value=1))
def test_a_message_cut_short_is_the_end(text: str, missing: int) -> None:
    stream = io.BytesIO()
    send(stream, text)
    assert receive(io.BytesIO(stream.getvalue()[: -min(missing, len(stream.getvalue()))])) is None


def test_a_spoken_line_is_kept(tmp_path: Path, line: Callable[[str], Line]) -> None:
    engine, cache = open_engine((PLACE, str(tmp_path), 10**9))
    job = job_of(line("The ferry is late."))
    speak_job(engine, job, cache)
    take = cache.take(job.key)
    assert take is not None
    assert (take.audio == Tone().speak(job.line, VOICE).audio).all()


def test_a_strangers_fault_becomes_an_engine_error(tmp_path: Path, line: Callable[[str], Line]) -> None:
    with pytest.raises(EngineError, match="ZeroDivisionError: a fault of its own") as failure:
        speak_job(Stranger(), job_of(line("anything")), TakeCache(tmp_path))
    assert isinstance(failure.value.__cause__, ZeroDivisionError)
    with pytest.raises(UsageError, match="not this line"):
        speak_job(Stranger(), job_of(line("refuse")), TakeCache(tmp_path))


def test_the_process_answers_each_job_and_ends_with_its_input(
    tmp_path: Path, line: Callable[[str], Line]
) -> None:
    jobs = [job_of(line("The ferry is late.")), job_of(line("Nobody was hurt."))]
    asked = io.BytesIO()
    for message in ((PLACE, str(tmp_path), 10**9), *jobs):
        send(asked, message)
    command = [sys.executable, "-m", "broadcast.voices.worker"]
    run = subprocess.run(command, input=asked.getvalue(), capture_output=True, check=True)
    (size,) = struct.unpack("<I", run.stdout[:4])
    assert run.stdout == (struct.pack("<I", size) + pickle.dumps(None)) * 3
    assert all(TakeCache(tmp_path).take(job.key) is not None for job in jobs)
