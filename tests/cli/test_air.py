import contextlib
import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import wave
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from broadcast.cli import exit_code
from broadcast.formats.json_sheet import render
from broadcast.formats.mp3 import encode_with_lameenc
from broadcast.model import Kind, Row, RunSheet
from broadcast.units import Hz, Samples

command = importlib.import_module("broadcast.cli.air")  # in `broadcast.cli` the name is the function's
PLAYBACK = Path(__file__).parents[1] / "playback"
servers = SimpleNamespace(**runpy.run_path(str(PLAYBACK / "servers.py")))
outsiders = SimpleNamespace(**runpy.run_path(str(PLAYBACK.parent / "formats" / "outsiders.py")))

RATE = 48_000
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
OK = b"HTTP/1.0 200 OK\r\n\r\n"
REFUSED = b"HTTP/1.0 401 You need to authenticate\r\n\r\n"


def sheet(seconds: float) -> RunSheet:
    """Two rows of one length."""
    half = round(seconds * RATE / 2)
    rows = tuple(
        Row(
            page=f"A{number}",
            slug="FERRY",
            form="READER" if kind is Kind.ANCHOR else "SOT",
            kind=kind,
            voice="tone:alto",
            talent="Anchor" if kind is Kind.ANCHOR else "Hanna Brode",
            speaker="" if kind is Kind.ANCHOR else "Hanna Brode",
            text="The ferry sails again.",
            words=4,
            estimate=Samples(half),
            actual=Samples(half),
            start=Samples((number - 1) * half),
            end=Samples(number * half),
            pause=Samples(0),
            cume=Samples(number * half),
            in_cue="The ferry sails again.",
        )
        for number, kind in enumerate((Kind.ANCHOR, Kind.SOUNDBITE), 1)
    )
    return RunSheet(
        slug="ferry", headline="Ferry returns", language="en", rows=rows, trt=Samples(2 * half), words=8,
        rate_hz=Hz(RATE), estimated=False, profile="r128",
    )  # fmt: skip


def packaged(folder: Path, seconds: float = 1.0) -> Path:
    """A package with its MP3."""
    pytest.importorskip("lameenc")
    runsheet = sheet(seconds)
    wav = folder / "ferry.wav"
    with wave.open(str(wav), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(3)
        sound.setframerate(RATE)
        sound.writeframes(bytes(6 * runsheet.trt))
    with (folder / "ferry.mp3").open("wb") as stream:
        encode_with_lameenc(wav, runsheet.trt, stream)
    (folder / "runsheet.json").write_text(render(runsheet), encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"files": [{"path": "ferry.wav"}]}), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(command.PASSWORD, raising=False)
    monkeypatch.chdir(tmp_path)


def invoke(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = exit_code(["air", *map(str, arguments)])
    shown = capsys.readouterr()
    assert "hackme" not in shown.out + shown.err
    return code, shown.out, shown.err


def test_the_whole_programme_is_sent_in_real_time(tmp_path: Path, capsys) -> None:
    package = packaged(tmp_path)
    began = time.monotonic()
    with servers.Fake([GO_ON, OK, OK]) as server:
        code, out, err = invoke(capsys, package, server.address)
        assert time.monotonic() - began >= 1.0
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == "sent to the end, 0:01"
    assert [line.split()[1] for line in err.splitlines()[:2]] == ["A1", "A2"]
    assert len(server.bodies[0]) == (package / "ferry.mp3").stat().st_size - 384  # the frame with the length
    assert "Ice-Description: Ferry returns" in server.heads[0]
    assert "song=Hanna+Brode+-+Ferry+returns" in server.heads[-1]


def test_a_dry_run_logs_in_and_sends_nothing(tmp_path: Path, capsys) -> None:
    with servers.Fake([GO_ON]) as server:
        code, out, _ = invoke(capsys, packaged(tmp_path), server.address, "--dry-run", "--from", "a2")
    assert code == 0
    told = "0:01 of MP3, 128 kbit/s, 48000 Hz, as 'broadcast'"
    assert out == f"icecast://127.0.0.1:{server.port}/live.mp3 takes it: {told}\n"
    assert server.bodies == [b""]


def test_server_and_password_may_stand_in_the_settings(tmp_path: Path, capsys) -> None:
    package = packaged(tmp_path)
    with servers.Fake([GO_ON]) as server:
        (tmp_path / "broadcast.toml").write_text(
            f'station = "Radio Merrow"\n[icecast]\nurl = "icecast://127.0.0.1:{server.port}/news"\n'
            'password = "hackme"\npublic = true\n'
        )
        code, out, _ = invoke(capsys, package, "--dry-run")
    assert code == 0
    assert out.endswith("as 'Radio Merrow'\n")
    assert {"PUT /news HTTP/1.1", "Authorization: Basic c291cmNlOmhhY2ttZQ==", "Ice-Public: 1"} <= set(
        server.heads[0].splitlines()
    )


def test_the_password_may_stand_in_the_environment(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setenv(command.PASSWORD, "hackme")
    with servers.Fake([GO_ON]) as server:
        bare = f"icecast://127.0.0.1:{server.port}/live.mp3"
        assert invoke(capsys, packaged(tmp_path), bare, "--dry-run")[0] == 0
    assert "Authorization: Basic c291cmNlOmhhY2ttZQ==" in server.heads[0]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "no server is named"),
        (["icecast://127.0.0.1:9/live"], 2, "no password for 'icecast://127.0.0.1:9/live'"),
        (["icecast://a:hackme@127.0.0.1:9"], 2, "names no mount"),
        (["icecast://a:hackme@127.0.0.1:9/live", "--from", "B7"], 2, "no row 'B7'"),
        (["icecast://a:hackme@127.0.0.1:9/live", "--start", "9:00"], 2, "beyond the end"),
        (["icecast://a:hackme@127.0.0.1:9/live", "--start", "max 1"], 2, "no place"),
        (["icecast://a:hackme@127.0.0.1:9/live", "--start", "0:01", "--from", "1"], 2, "both"),
        (["icecast://a:hackme@127.0.0.1:9/live", "--at", "noon"], 2, "no time to go on air"),
    ],
)
def test_a_mistake_is_told_before_anything_is_sent(
    arguments: list[str], code: int, words: str, tmp_path: Path, capsys
) -> None:
    ended, out, err = invoke(capsys, packaged(tmp_path), *arguments)
    assert (ended, out) == (code, "")
    assert words in err


def test_a_wrong_password_and_a_missing_server_end_with_the_code_for_servers(tmp_path: Path, capsys) -> None:
    package = packaged(tmp_path)
    with servers.Fake([REFUSED]) as server:
        code, _, err = invoke(capsys, package, server.address)
    assert code == 12
    assert "does not take the password of 'source'" in err
    code, _, err = invoke(capsys, package, f"icecast://a:hackme@127.0.0.1:{servers.free_port()}/live")
    assert code == 12
    assert "cannot be reached" in err


def test_a_server_that_goes_away_ends_it_when_it_is_not_tried_again(tmp_path: Path, capsys) -> None:
    with servers.Fake([GO_ON, OK], take=8_000) as server:
        code, _, err = invoke(capsys, packaged(tmp_path, 6.0), server.address, "--retry", "0")
    assert code == 12
    assert "trying again" in err
    assert "broke off" in err.splitlines()[-2]


def test_begun_within_the_programme_only_the_rest_is_sent(tmp_path: Path, capsys) -> None:
    package = packaged(tmp_path, 4.0)
    with servers.Fake([GO_ON, OK]) as server:
        code, _, _ = invoke(capsys, package, server.address, "--start", "0:03")
    assert code == 0
    whole = (package / "ferry.mp3").stat().st_size - 384
    assert 0 < len(server.bodies[0]) < whole / 3


def test_it_waits_for_the_time_on_air(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: waited.append(seconds) or sleep(min(seconds, 0.1)))
    with servers.Fake([GO_ON, OK, OK]) as server:
        _, _, err = invoke(capsys, packaged(tmp_path), server.address, "--at", "2131-03-04 18:00")
    assert err.splitlines()[0] == "on air at 18:00:00"
    assert max(waited) > 1e9


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process is not Ctrl-C there")
def test_ctrl_c_ends_the_stream_and_tells_the_place(tmp_path: Path) -> None:
    package = packaged(tmp_path, 30.0)
    with servers.Fake([GO_ON, OK, OK]) as server:
        words = [sys.executable, "-m", "broadcast", "air", str(package), server.address]
        running = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ})
        servers.wait_for(lambda: server.bodies and server.bodies[0], seconds=30)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "error: stopped at 0:0" in err
    assert "of 0:30, row A1" in err
    assert "Traceback" not in err
    assert "hackme" not in err


@pytest.mark.outsider
def test_icecast_passes_the_sound_and_the_titles_on_to_listeners(tmp_path: Path, capsys) -> None:
    package = packaged(tmp_path, 5.0)
    titles: set[str] = set()
    heard = tmp_path / "heard.mp3"

    def listen() -> None:
        servers.wait_for(lambda: servers.status(port))
        with contextlib.suppress(OSError), urllib.request.urlopen(mount, timeout=5) as answer:
            heard.write_bytes(answer.read())

    def look() -> None:
        while sending.is_alive():
            titles.add(servers.status(port).get("title", ""))
            time.sleep(0.1)

    with servers.icecast(outsiders.need("icecast2")) as port:
        mount = f"http://127.0.0.1:{port}/live.mp3"
        address = f"icecast://source:hackme@127.0.0.1:{port}/live.mp3"
        listening = threading.Thread(target=listen, daemon=True)
        sending = threading.Thread(target=exit_code, args=(["air", str(package), address],), daemon=True)
        listening.start()
        sending.start()
        look()
        listening.join(8)
    capsys.readouterr()
    assert {"broadcast - Ferry returns", "Hanna Brode - Ferry returns"} <= titles
    said = outsiders.said_by(
        "ffprobe", "-v", "error", "-count_frames", "-show_entries",
        "stream=codec_name,sample_rate,channels,nb_read_frames", "-of", "json", heard,
    )  # fmt: skip
    (stream,) = json.loads(said)["streams"]
    assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == ("mp3", "48000", 2)
    assert int(stream["nb_read_frames"]) * 0.024 > 3


def test_help_says_where_the_password_may_stand() -> None:
    app = typer.Typer()
    app.command()(command.air)
    assert "BROADCAST_ICECAST_PASSWORD" in CliRunner().invoke(app, ["--help"]).stdout
