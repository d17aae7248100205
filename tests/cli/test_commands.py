"""Every command as a person types it: results on stdout, all else on stderr, an exit code a branch."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "broadcast", *map(str, arguments)],
        input=stdin, capture_output=True, cwd=cwd, check=False, timeout=120,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def failed(code: int, *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> str:
    """stderr of a command that must fail with this code, with a hint and without a traceback."""
    done = run(*arguments, stdin=stdin, cwd=cwd)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("error: ")
    assert " hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_render_prints_the_packages_path_and_nothing_else_on_stdout(report: Path, tmp_path: Path) -> None:
    done = run("render", report, "--engine", "tone", "--out", tmp_path / "audio")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{tmp_path / 'audio' / 'ferry'}\n"
    assert {path.name for path in (tmp_path / "audio" / "ferry").iterdir()} == {
        "cuts", "ferry.mp3", "ferry.srt", "ferry.svg", "ferry.vtt", "ferry.wav", "manifest.json",
        "programme.json", "runsheet.csv", "runsheet.html", "runsheet.json", "runsheet.md", "script.md",
    }  # fmt: skip
    assert "\r" not in done.stderr


def test_render_reads_a_pipe(report: Path, tmp_path: Path) -> None:
    done = run("render", "-", "--engine", "tone", cwd=tmp_path, stdin=report.read_bytes())
    assert done.stdout.strip() == str(Path("audio") / "ferry-to-quill-sound-runs-again")


def test_quiet_says_nothing_and_verbose_says_why(report: Path, tmp_path: Path) -> None:
    assert run("--quiet", "render", report, "--engine", "tone", "-o", tmp_path / "a").stderr == ""
    loud = run("--verbose", "render", report, "--engine", "tone", "-o", tmp_path / "b").stderr
    assert "engine tone: as asked" in loud
    assert "from the cache" in loud


def test_only_the_formats_asked_for_are_written(report: Path, tmp_path: Path) -> None:
    run("render", report, "--engine", "tone", "-o", tmp_path, "--formats", "vtt,csv")
    names = {path.name for path in (tmp_path / "ferry").iterdir()}
    always = {"ferry.wav", "programme.json", "runsheet.json", "script.md", "manifest.json"}
    assert names == always | {"ferry.vtt", "runsheet.csv"}


def test_script_writes_a_file_beside_the_report_once(report: Path) -> None:
    done = run("script", report)
    target = report.parent / "ferry.script.md"
    assert done.stdout == f"{target}\n"
    assert "## ANCHOR" in target.read_text(encoding="utf-8")
    assert "is there already" in failed(7, "script", report)
    assert run("script", report, "--force").returncode == 0


def test_script_as_json_has_segments_and_what_is_not_spoken(report: Path) -> None:
    made = json.loads(run("script", report, "--json").stdout)
    bite = next(segment for segment in made["segments"] if segment["kind"] == "soundbite")
    assert bite["speaker"]["name"] == "Ana Ruiz"
    assert bite["speaker"]["title"] == "the harbour master" or "harbour master" in bite["speaker"]["title"]
    assert bite["speaker"]["gender"] == "female"
    assert made["text"][slice(*bite["span"])] == bite["text"]
    assert {part["reason"] for part in made["unspoken"]} >= {"headline", "byline", "dateline", "attribution"}


def test_an_edited_script_renders(report: Path, tmp_path: Path) -> None:
    run("script", report)
    script = report.parent / "ferry.script.md"
    script.write_text(script.read_text(encoding="utf-8").replace("14 weeks", "15 weeks"), encoding="utf-8")
    done = run("render", script, "--engine", "tone", "-o", tmp_path / "audio")
    assert done.returncode == 0, done.stderr
    captions = (tmp_path / "audio" / "ferry" / "ferry.vtt").read_text(encoding="utf-8")
    assert "15 weeks" in captions.replace("\n", " ")


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "html"])
def test_the_run_sheet_comes_from_a_report_a_script_or_a_package(
    report: Path, tmp_path: Path, form: str
) -> None:
    run("script", report)
    package = run("render", report, "--engine", "tone", "-o", tmp_path / "audio").stdout.strip()
    before = run("runsheet", report, "--engine", "tone", "--format", form)
    edited = run("runsheet", report.parent / "ferry.script.md", "--engine", "tone", "--format", form)
    after = run("runsheet", package, "--format", form)
    assert before.returncode == edited.returncode == after.returncode == 0, before.stderr + after.stderr
    assert "estimated" in before.stdout.lower()
    assert before.stdout == edited.stdout
    if form in ("table", "md"):
        assert "estimated" not in after.stdout.lower()


def test_voices_lists_engine_language_gender_and_licence() -> None:
    done = run("voices", "--engine", "kokoro")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(lines) == 38
    assert ["kokoro:am_calder", "en-US", "male", "Apache-2.0", "a blend of am_onyx and am_michael"] in lines
    emma = next(line for line in lines if "bf_emma" in line[0])
    assert emma[:4] == ["kokoro:bf_emma", "en-GB", "female", "Apache-2.0"]


def test_an_audition_is_a_file_a_voice(tmp_path: Path) -> None:
    done = run("voices", "audition", "tone:alto", "--engine", "tone", "-o", tmp_path)
    path = Path(done.stdout.strip())
    assert path.is_file(), done.stderr
    assert path.parent == tmp_path / "auditions"


def test_a_stations_blend_is_a_voice_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broadcast.toml").write_text('[blends]\nmeridian = "tone:alto*0.7+mezzo*0.3"\n')
    monkeypatch.setenv("BROADCAST_CONFIG", str(tmp_path))
    listed = run("voices", "--engine", "tone").stdout.splitlines()
    assert listed[-1].split("\t")[0] == "tone:meridian"
    done = run("voices", "audition", "meridian", "--engine", "tone", "-o", tmp_path)
    assert done.stdout.strip().endswith("tone-meridian.wav"), done.stderr


def test_render_fills_the_length_asked_for(report: Path, tmp_path: Path) -> None:
    natural = run("runsheet", report, "--engine", "tone", "--format", "json")
    length = json.loads(natural.stdout)["trt"]["seconds"]
    asked = f"{length * 0.93:.1f}"
    done = run("render", report, "--engine", "tone", "-o", tmp_path / "audio", "--duration", asked)
    assert done.returncode == 0, done.stderr
    assert "pauses x " in done.stderr
    sheet = json.loads((tmp_path / "audio" / "ferry" / "runsheet.json").read_text(encoding="utf-8"))
    assert sheet["trt"]["samples"] == round(float(asked) * 48_000)


def test_what_does_not_fit_ends_with_10_and_says_what_to_cut(report: Path, tmp_path: Path) -> None:
    said = failed(10, "render", report, "--engine", "tone", "-o", tmp_path / "audio", "--duration", "0:03")
    assert "words too long for 0:03" in said
    assert " hint: cut " in said
    assert not (tmp_path / "audio").exists() or not any((tmp_path / "audio").iterdir())


def test_doctor_says_what_is_there_and_what_is_missing() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stderr
    for word in ("kokoro", "hibari", "system", "piper", "tone", "takes kept", "verdict: ready"):
        assert word in done.stdout


def test_version_and_completion() -> None:
    import broadcast

    assert run("--version").stdout == f"broadcast {broadcast.__version__}\n"
    assert "_BROADCAST_COMPLETE" in run("--show-completion", "bash").stdout


def test_wrong_words_on_the_command_line_end_with_2(report: Path) -> None:
    assert "no such command 'rendr'" in failed(2, "rendr")
    assert "no such option" in failed(2, "render", report, "--engin", "x")
    assert "no voice engine is called 'hal'" in failed(2, "render", report, "--engine", "hal")
    assert "no format is called 'midi'" in failed(2, "render", report, "--formats", "midi")
    assert "loud" in failed(2, "render", report, "--engine", "tone", "--profile", "loud")
    assert "does not say whose" in failed(2, "render", report, "--engine", "tone", "--voice", "kokoro")
    assert "nobody in this script" in failed(
        2, "render", report, "--engine", "tone", "--voice", "Lionel Harrow=tone:alto"
    )


BAD_REPORTS = {
    "empty": b"",
    "blank": b" \n\t\n ",
    "marks": '“” ‘’ "" ... !?'.encode(),
    "binary": bytes(range(256)) * 20,
    "png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "huge": b"The ferry is late. " * 1_200_000,
    "arabic": "غادرت العبارة الميناء في الساعة السادسة صباحا وكان على متنها مئة راكب.".encode(),
    "chinese": "渡轮今天早上六点离开港口，船上有一百名乘客。".encode(),
}


@pytest.mark.parametrize("kind", BAD_REPORTS)
def test_a_report_that_cannot_be_read_aloud_ends_with_3_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.txt"
    path.write_bytes(BAD_REPORTS[kind])
    failed(3, "render", path, "--engine", "tone", "-o", tmp_path / "audio")
    assert not (tmp_path / "audio").exists() or not list((tmp_path / "audio").iterdir())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("one word", "Fire"),
        ("no punctuation", "the ferry left the harbour at six and nobody was on board"),
        (
            "control characters",
            "The ferry left\x0b the harbour at six. Nobody on board was hurt, the port said.\x1b[0m",
        ),
        ("only a quotation", '"We waited all night for the boat and it never came."'),
        ("unclosed", '"We waited all night, said Ana Ruiz. The ferry came at six.'),
    ],
)
def test_odd_reports_are_rendered_all_the_same(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    done = run("render", path, "--engine", "tone", "-o", tmp_path / "audio")
    assert done.returncode == 0, (kind, done.stderr)


def test_a_folder_or_a_missing_file_is_no_report(tmp_path: Path) -> None:
    failed(3, "render", tmp_path, "--engine", "tone")
    failed(3, "render", tmp_path / "nowhere.txt", "--engine", "tone")


def test_a_target_that_is_taken_or_cannot_be_written_is_said_before_anything_is_spoken(
    report: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    failed(7, "render", report, "--engine", "tone", "-o", blocked)
    run("render", report, "--engine", "tone", "-o", tmp_path / "audio")
    assert "--force" in failed(7, "render", report, "--engine", "tone", "-o", tmp_path / "audio")
    assert run("render", report, "--engine", "tone", "-o", tmp_path / "audio", "--force").returncode == 0


def test_a_damaged_package_has_no_run_sheet(tmp_path: Path) -> None:
    (tmp_path / "runsheet.json").write_text("{", encoding="utf-8")
    failed(7, "runsheet", tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_ends_with_130_leaves_nothing_half_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    sentences = [f"Ferry number {i} left the harbour with {i + 20} people on board." for i in range(3_000)]
    path.write_text("\n\n".join(sentences), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "broadcast",
        "render",
        str(path),
        "--engine",
        "hibari",
        "-o",
        str(tmp_path / "audio"),
    ]
    environment = os.environ | {"BROADCAST_CACHE": str(tmp_path / "cache")}
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    takes = tmp_path / "cache" / "takes"
    deadline = time.monotonic() + 60
    while not list(takes.glob("??/*.take")) and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    stdout, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert stdout == b""
    assert b"error: stopped" in stderr
    assert b"Traceback" not in stderr
    assert list(takes.glob("??/*.take"))
    assert not list(takes.rglob("*.part"))
    assert not (tmp_path / "audio").exists() or not list((tmp_path / "audio").iterdir())
