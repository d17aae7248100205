import importlib
import io
import itertools
import json
import subprocess
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from broadcast.errors import PackageError, PlaybackError, UsageError
from broadcast.formats.json_sheet import render
from broadcast.model import Kind, Row, RunSheet
from broadcast.playback import output
from broadcast.playback.keys import Keys, NoKeys
from broadcast.playback.player import Command, Player
from broadcast.playback.recording import Recording
from broadcast.units import Hz, Samples

command = importlib.import_module("broadcast.cli.play")  # in `broadcast.cli` the name is the function's
RATE = 8_000


def sheet(texts: Sequence[str], row_s: float = 0.1) -> RunSheet:
    """Rows of equal length without pauses."""
    length = round(row_s * RATE)
    rows = tuple(
        Row(
            page=f"A{number + 1}",
            slug="FERRY",
            form="READER" if number % 2 == 0 else "SOT",
            kind=Kind.ANCHOR if number % 2 == 0 else Kind.SOUNDBITE,
            voice="tone:alto",
            speaker="" if number % 2 == 0 else "Hanna Brode",
            title="" if number % 2 == 0 else "owner of the island store",
            text=text,
            words=len(text.split()),
            estimate=Samples(length),
            actual=Samples(length),
            start=Samples(number * length),
            end=Samples((number + 1) * length),
            pause=Samples(0),
            cume=Samples((number + 1) * length),
            in_cue=" ".join(text.split()[:4]),
        )
        for number, text in enumerate(texts)
    )
    return RunSheet(
        slug="ferry",
        headline="Island ferry returns",
        language="en",
        rows=rows,
        trt=Samples(len(rows) * length),
        words=sum(row.words for row in rows),
        rate_hz=Hz(RATE),
        estimated=False,
        profile="r128",
    )


TEXTS = (
    "The ferry sails again [bold]today.",
    "I sold the last candle :smile: in the shop.",
    "At noon she turns.",
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    runsheet = sheet(TEXTS)
    with wave.open(str(tmp_path / "ferry.wav"), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(3)
        sound.setframerate(RATE)
        sound.writeframes(bytes(6 * runsheet.trt))
    (tmp_path / "runsheet.json").write_text(render(runsheet), encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"files": [{"path": "ferry.wav"}]}), encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def stepping(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock without sound goes on by half a row each time it is asked, however slow the machine."""
    seconds = itertools.count(0, 0.05)

    class Stepping(output.Clock):
        def __init__(self, recording: Recording) -> None:
            super().__init__(recording, lambda: next(seconds))

    monkeypatch.setattr(output, "Clock", Stepping)


def invoke(*arguments: str | Path) -> tuple[int, str, str, BaseException | None]:
    app = typer.Typer()
    app.command()(command.play)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr, result.exception


def test_without_a_terminal_each_row_is_a_line_on_stderr(package: Path) -> None:
    status, out, err, _ = invoke(package, "--silent")
    assert (status, out) == (0, "")
    assert err.splitlines() == [
        " 0:00.0  A1   READER tone:alto: The ferry sails again",
        " 0:00.1  A2   SOT    Hanna Brode: I sold the last",
        " 0:00.2  A3   READER tone:alto: At noon she turns.",
        "played to the end, 0:00",
    ]


def test_it_begins_at_the_row_asked_for(package: Path) -> None:
    _, _, err, _ = invoke(package, "--silent", "--from", "a3")
    assert [line.split()[1] for line in err.splitlines()] == ["A3", "to"]


def test_a_row_that_is_not_there_is_a_usage_error(package: Path) -> None:
    assert isinstance(invoke(package, "--silent", "--from", "B7")[3], UsageError)


def test_a_folder_that_is_no_package_is_a_package_error(tmp_path: Path) -> None:
    assert isinstance(invoke(tmp_path)[3], PackageError)


def test_a_machine_that_cannot_play_is_a_playback_error(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.setitem(sys.modules, "winsound", None)
    monkeypatch.setenv("PATH", str(package))
    error = invoke(package)[3]
    assert isinstance(error, PlaybackError)
    assert "--silent" in error.hint


def screen(
    runsheet: RunSheet, row: int, *, width: int = 100, height: int = 24, said: float = 0.0
) -> list[str]:
    """What a terminal of that size shows."""
    console = Console(file=io.StringIO(), width=width, height=height, force_terminal=True, color_system=None)
    player = Player.of(runsheet, runsheet.trt, row=row)
    player = player.at(Samples(player.position + round(said * runsheet.rows[row].trt)))
    shown = command._Screen(console, runsheet, "no sound").of(player)
    lines = console.render_lines(shown, pad=False)
    return ["".join(segment.text for segment in line).rstrip() for line in lines]


LONG = [f"Sentence number {number} of the report is read here." for number in range(60)]


@pytest.mark.parametrize("row", [0, 1, 30, 58, 59])
@pytest.mark.parametrize("size", [(100, 24), (60, 12), (200, 80), (40, 9), (20, 3)])
def test_the_screen_fits_and_shows_the_current_row(row: int, size: tuple[int, int]) -> None:
    width, height = size
    lines = screen(sheet(LONG), row, width=width, height=height)
    assert len(lines) <= max(height, 7)
    assert all(len(line) <= width for line in lines[-7:])
    if height >= 12:
        (marked,) = [line for line in lines if "▶" in line and "TRT" not in line]
        assert f"A{row + 1} " in marked


def test_the_screen_shows_the_time_gone_and_left() -> None:
    lines = screen(sheet(LONG, row_s=10), 6, said=0.5)
    (progress,) = [line for line in lines if "TRT 10:00" in line and "-" in line]
    assert "1:05" in progress
    assert "-8:55" in progress


def test_the_words_said_stay_in_sight_in_a_long_row() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    runsheet = sheet(["Good evening.", words], row_s=60)
    for said in (0.0, 0.5, 0.99):
        shown = " ".join(screen(runsheet, 1, said=said)[-5:])
        assert f"word{round(299 * said)}" in shown
    assert "Hanna Brode, owner of the island store: word0" in " ".join(screen(runsheet, 1))


def test_words_in_brackets_are_words_and_not_markup() -> None:
    assert "The ferry sails again [bold]today." in screen(sheet(TEXTS), 0)


def test_to_load_the_command_loads_no_table_and_no_numbers() -> None:
    code = (
        "import broadcast.cli.play, sys;"
        "print([name for name in ('rich.live', 'rich.table', 'numpy') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Typist:
    """Somebody at the keys who types nothing."""

    def read(self, timeout_s: float) -> list[Command]:
        return []


@pytest.mark.parametrize("keys", [Typist(), NoKeys()])
def test_the_whole_screen_is_for_those_who_can_type(keys: Keys) -> None:
    written = io.StringIO()
    console = Console(file=written, width=80, height=24, force_terminal=True, _environ={"TERM": "xterm"})
    runsheet = sheet(TEXTS)
    with command._display(console, runsheet, "no sound", keys) as display:
        display.show(Player.of(runsheet, runsheet.trt))
    assert ("space pause" in written.getvalue()) == isinstance(keys, Typist)
    assert "The ferry sails again" in written.getvalue()
