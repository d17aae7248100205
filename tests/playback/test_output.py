import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import PackageError, PlaybackError
from broadcast.playback.output import Clock, Miniaudio, Output, open_output
from broadcast.playback.recording import Recording
from broadcast.units import Samples

RATE = 48_000


@pytest.fixture
def recording(write_wav: Callable[..., Path]) -> Iterator[Recording]:
    with Recording(write_wav(RATE // 2)) as opened:
        yield opened


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)


class Length:
    """As much of a recording as a clock looks at."""

    length = Samples(10 * RATE)
    rate_hz = RATE


@given(st.lists(st.tuples(st.sampled_from(["start", "pause", "wait"]), st.integers(0, 12_000))))
def test_the_clock_stands_where_a_stopwatch_would(steps: list[tuple[str, int]]) -> None:
    milliseconds, position, running = 0, 0, False
    clock = Clock(Length(), lambda: milliseconds / 1000)  # type: ignore[arg-type]
    for step, amount in steps:
        if step == "start":
            position, running = min(amount, 10_000) * 48, True
            clock.start(Samples(position))
        elif step == "pause":
            running = False
            clock.pause()
        else:
            milliseconds += amount
            position = min(10 * RATE, position + amount * 48 * running)
        assert clock.position() == position


def test_a_clock_that_waits_at_its_start_never_goes_back(now: Any) -> None:
    clock = Clock(Length(), now, delay_s=0.5)  # type: ignore[arg-type]
    clock.start(Samples(RATE))
    assert clock.position() == RATE
    now.seconds += 0.75
    assert clock.position() == RATE * 1.25


class FakeDevice:
    """Takes blocks when told to, as the device's own thread would."""

    backend = "Fake"

    def __init__(self, **config: Any) -> None:
        self.config = config
        self.blocks: Generator[bytes, int, None] | None = None

    def start(self, blocks: Generator[bytes, int, None]) -> None:
        self.blocks = blocks

    def stop(self) -> None:
        self.blocks = None

    def close(self) -> None:
        self.stop()

    def take(self, count: int) -> bytes:
        assert self.blocks is not None
        return self.blocks.send(count)


@pytest.fixture
def miniaudio() -> Any:
    return pytest.importorskip("miniaudio", reason="the extra `play`")


@pytest.fixture
def device(miniaudio: Any, monkeypatch: pytest.MonkeyPatch) -> list[FakeDevice]:
    made: list[FakeDevice] = []

    def make(**config: Any) -> FakeDevice:
        made.append(FakeDevice(**config))
        return made[-1]

    monkeypatch.setattr(miniaudio, "PlaybackDevice", make)
    return made


def test_the_device_gets_the_recording_to_the_byte_then_silence(
    recording: Recording, device: list[FakeDevice]
) -> None:
    output = Miniaudio(recording)
    assert device[0].config["sample_rate"] == RATE
    output.start(Samples(1000))
    taken = b"".join(device[0].take(count) for count in (480, 1, 2400) for _ in range(12))
    expected = recording.read(Samples(1000), RATE)
    assert taken[: len(expected)] == expected
    assert not any(taken[len(expected) :])
    assert len(taken) == 12 * 2881 * 6
    output.close()


def test_the_position_is_the_block_that_is_heard_and_ends_with_the_recording(
    recording: Recording, device: list[FakeDevice]
) -> None:
    output = Miniaudio(recording)
    output.start(Samples(100))
    assert output.position() == 100
    device[0].take(480)
    assert output.position() == 100
    device[0].take(480)
    assert output.position() == 580
    while output.position() < recording.length:
        device[0].take(2400)
    assert output.position() == recording.length
    output.start(Samples(7))
    assert output.position() == 7
    output.close()


def test_a_recording_that_goes_away_is_said_by_the_position(
    recording: Recording, device: list[FakeDevice], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(start: Samples, count: int) -> bytes:
        raise PackageError("gone")

    output = Miniaudio(recording)
    output.start(Samples(0))
    monkeypatch.setattr(recording, "read", gone)
    assert device[0].take(10) == bytes(60)
    with pytest.raises(PackageError, match="gone"):
        output.position()
    output.close()


def test_the_null_device_of_miniaudio_goes_through_a_recording(recording: Recording, miniaudio: Any) -> None:
    output = Miniaudio(recording, [miniaudio.Backend.NULL])
    try:
        output.start(Samples(0))
        wait_until(lambda: output.position() > 0)
        output.pause()
        stood = output.position()
        assert output.position() == stood
        output.start(Samples(RATE // 4))
        assert output.position() >= RATE // 4
        wait_until(lambda: output.position() == recording.length)
    finally:
        output.close()
    output.close()


def test_a_machine_without_a_device_is_told_what_to_do(
    recording: Recording, miniaudio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**config: Any) -> None:
        raise miniaudio.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuse)
    with pytest.raises(PlaybackError, match="no sound device") as caught:
        open_output(recording)
    assert "--silent" in caught.value.hint


def test_the_null_device_is_not_taken_for_sound(
    recording: Recording, device: list[FakeDevice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeDevice, "backend", "Null")
    with pytest.raises(PlaybackError, match="no sound device"):
        Miniaudio(recording)


def test_silence_needs_no_device(recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    output: Output = open_output(recording, silent=True)
    assert isinstance(output, Clock)
    output.close()


def test_without_miniaudio_a_player_of_the_machine_is_looked_for(
    recording: Recording, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.setitem(sys.modules, "winsound", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlaybackError, match="nothing on this machine can play sound") as caught:
        open_output(recording)
    assert "broadcast[play]" in caught.value.hint
