import re
import runpy
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.liquidsoap import Liquidsoap, annotate, annotated, cue_points, literal, script
from broadcast.units import Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

AS_ROOT = "settings.init.allow_root.set(true) log.stdout.set(false) log.file.set(false)"

NASTY = [
    'Fire at "Port Ellmoor", 3 dead = a: record',
    "ends in a backslash \\",
    "Storm #{shutdown()} hits #{1 + 1} towns",
    "ü 🚢 \u0627\u0644\u0645\u064a\u0646\u0627\u0621 'single' $(title) %{x} {y}",
    "two\nlines\tand \x07 a bell",
]


def run(*arguments: str | Path) -> str:
    command = [outsiders.need("liquidsoap"), AS_ROOT, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_cue_points_are_the_first_and_the_last_sound(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    assert cue_points(delivery) == (0.25, 4.0)
    sheet = delivery.runsheet
    assert cue_points(replace(delivery, runsheet=replace(sheet, trt=Samples(5 * 48_000)))) == (0.25, 4.04)
    assert cue_points(replace(delivery, runsheet=replace(sheet, rows=()))) == (0.0, 4.0)


def test_the_playlist_carries_title_station_cues_and_fades(tmp_path: Path) -> None:
    playlist, _ = Liquidsoap().write(studio.delivery(tmp_path))
    assert playlist.name == "port-ellmoor.liq.m3u"
    head, line = playlist.read_text(encoding="utf-8").splitlines()
    assert head == "#EXTM3U"
    assert line.endswith(":port-ellmoor.wav")
    assert dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', line)) == {
        "title": "Fire at Port Ellmoor “under control”",
        "artist": "Radio Ellmoor",
        "genre": "News",
        "comment": "synthetic voices: tone:high, tone:low, tone:middle",
        "duration": "4.000",
        "liq_cue_in": "0.250",
        "liq_cue_out": "4.000",
        "liq_fade_in": "0.010",
        "liq_fade_out": "0.010",
        "liq_cross_duration": "0.",
        "liq_amplify": "0 dB",
    }


@given(text=st.text(max_size=80) | st.sampled_from(NASTY))
def test_no_text_leaves_its_quotation_marks(text: str) -> None:
    made = annotate({"title": text})
    assert re.fullmatch(r'annotate:title="(?:[^"\\\n]|\\["\\])*":', made)
    assert "#{" not in made
    assert "#{" not in literal(text)


def test_the_title_in_the_scripts_head_stays_a_comment(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    headline = "Fire\nshutdown()\r\u2028exit()"
    text = script(replace(delivery, runsheet=replace(delivery.runsheet, headline=headline)))
    assert text.splitlines()[0] == "# Fire shutdown() exit()"


@pytest.mark.outsider
def test_liquidsoap_finds_no_fault_in_the_script(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    delivery = replace(delivery, runsheet=replace(delivery.runsheet, headline=" / ".join(NASTY)))
    _, path = Liquidsoap().write(delivery)
    outsiders.said_by("liquidsoap", "--check", path)


@pytest.mark.outsider
def test_liquidsoap_plays_from_cue_to_cue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = studio.delivery(tmp_path)
    delivery = replace(delivery, runsheet=replace(delivery.runsheet, headline=" / ".join(NASTY)))
    _, path = Liquidsoap().write(delivery)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    run(path, "--", "out.wav")
    cue_in, cue_out = cue_points(delivery)
    assert cue_out - cue_in - 0.045 <= soundfile.info("out.wav").duration <= cue_out - cue_in


@pytest.mark.outsider
def test_liquidsoap_reads_every_text_back(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    sheets = [replace(delivery.runsheet, headline=headline) for headline in NASTY]
    lines = [f"{annotated(replace(delivery, runsheet=sheet))}{delivery.wav}" for sheet in sheets]
    playlist = tmp_path / "all.m3u"
    playlist.write_text("#EXTM3U\n" + "\n".join(lines) + "\n", encoding="utf-8")
    source = f"""
        def show(uri) =
          track = request.create(uri)
          ignore(request.resolve(track))
          tags = request.metadata(track)
          print("TITLE " ^ tags["title"] ^ " BY " ^ tags["artist"] ^ " FOR " ^ tags["duration"])
        end
        list.iter(show, playlist.files({literal(str(playlist))}))
        output.dummy(blank())
        thread.run(delay=0.5, {{shutdown()}})
    """
    shown = [line for line in run(source).splitlines() if line.startswith("TITLE ")]
    titles = [" ".join(headline.replace("#{", "# {").replace("\x07", " ").split()) for headline in NASTY]
    assert shown == [f"TITLE {title} BY Radio Ellmoor FOR 4.000" for title in titles]
