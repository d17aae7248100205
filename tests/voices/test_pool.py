"""Many lines, spoken by worker processes into the cache."""

import os
import threading
from pathlib import Path

import pytest

from broadcast.errors import EngineError
from broadcast.model import Line, Take, Token, Voice
from broadcast.voices.cache import TakeCache, take_key
from broadcast.voices.pool import Crew, crew_size, speak_here
from broadcast.voices.tone import Tone
from broadcast.voices.worker import Job

VOICE = Voice(engine="tone", name=Tone().voices()[0].name)


def jobs_of(*texts: str) -> list[Job]:
    jobs = []
    for text in texts:
        line = Line(tokens=tuple(Token(text=word, span=(0, len(word))) for word in text.split()))
        jobs.append(Job(key=take_key("tone", line, VOICE), line=line, voice=VOICE))
    return jobs


class Failing(Tone):
    """An engine of a stranger with a fault of its own."""

    def speak(self, line: Line, voice: Voice) -> Take:
        if line.text == "fail":
            raise ZeroDivisionError("the stranger's own fault")
        if line.text == "die":
            os._exit(3)
        return super().speak(line, voice)


@pytest.fixture
def cache(tmp_path: Path) -> TakeCache:
    return TakeCache(tmp_path)


@pytest.mark.parametrize("size", [1, 2])
def test_every_job_ends_in_the_cache_as_the_engine_speaks_it(cache: TakeCache, size: int) -> None:
    jobs = jobs_of("the ferry is late", "nobody was hurt", "the harbour is open again", "good night")
    done = []
    crew = Crew(Tone(), cache).start(size)
    try:
        crew.speak(jobs, done.append)
    finally:
        crew.stop()
    assert sorted(job.key for job in done) == sorted(job.key for job in jobs)
    for job in jobs:
        take = cache.take(job.key)
        assert take is not None
        assert (take.audio == Tone().speak(job.line, VOICE).audio).all()


def test_threads_of_this_process_give_the_same(cache: TakeCache) -> None:
    jobs = jobs_of("the ferry is late", "nobody was hurt")
    speak_here(Tone(), jobs, cache, lambda job: None)
    assert all(cache.take(job.key) is not None for job in jobs)


def crew_of_failing(cache: TakeCache) -> Crew:
    """Its class stands in a file that the workers import by name."""
    return Crew(Failing(), cache)


@pytest.mark.parametrize(
    ("word", "message"),
    [("fail", "ZeroDivisionError: the stranger's own fault"), ("die", "ended with code 3")],
)
def test_a_failing_engine_ends_in_one_error_and_what_was_spoken_stays(
    cache: TakeCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, message: str
) -> None:
    (tmp_path / "stranger.py").write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    from stranger import crew_of_failing as crew_of_stranger

    crew = crew_of_stranger(cache).start(1)
    jobs = jobs_of("the ferry is late tonight", word)
    with pytest.raises(EngineError, match=message):
        crew.speak(jobs, lambda job: None)
    assert cache.take(jobs[0].key) is not None
    assert not crew._workers


def test_an_engine_that_fails_in_this_process_is_an_engine_error(cache: TakeCache) -> None:
    with pytest.raises(EngineError, match="the stranger's own fault"):
        speak_here(Failing(), jobs_of("fail"), cache, lambda job: None)


def test_stopping_ends_the_processes(cache: TakeCache) -> None:
    crew = Crew(Tone(), cache).start(2)
    workers = list(crew._workers)
    crew.stop()
    assert all(worker.returncode is not None for worker in workers)
    assert threading.active_count() >= 1


def test_more_workers_than_jobs_are_dismissed(cache: TakeCache) -> None:
    crew = Crew(Tone(), cache).start(3)
    crew.speak(jobs_of("good night"), lambda job: None)
    assert len(crew._workers) == 1
    crew.stop()


def test_an_engine_that_needs_no_processes_gets_none() -> None:
    assert crew_size(Tone()) == 0
