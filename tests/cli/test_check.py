"""`broadcast check`: what is printed, what is written, and the exit code."""

import io
import json
import sys
from pathlib import Path

import pytest

from broadcast.cli import exit_code
from broadcast.speech.check import all_rules

SLIP = "Crews closed the the bridge on Monday.\n\nIt is shut; the ferry runs.\n"
STORM = (
    "Storm\n\nPORT MERROW, Nov. 9 — The wall fell today.It is gone.\n\nIt rained.\n\n"
    "The bridge will stay shut, police said.\n"
)
CLEAN = "Crews closed the bridge on Monday.\n"


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    path = tmp_path / "storm.txt"
    path.write_text(SLIP, encoding="utf-8")
    return path


def test_findings_are_listed_and_the_exit_code_is_one(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", str(slip)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{slip}\n\nerror T103 doubled-word\n")
    assert said.out.endswith("\n1 error; --fix mends 1\n")
    assert "\x1b" not in said.out
    assert said.err == "1 more with --severity hint\n"


def test_clean_copy_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "storm.txt"
    path.write_text(CLEAN, encoding="utf-8")
    assert exit_code(["check", str(path)]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_hints_are_shown_on_request_and_do_not_fail(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", str(slip), "--severity", "hint", "--ignore", "T103"]) == 0
    assert "hint S607 semicolon" in capsys.readouterr().out


def test_rules_are_selected_and_ignored(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", str(slip), "--select", "semicolon,A", "--severity", "hint"]) == 0
    assert "doubled-word" not in capsys.readouterr().out
    assert exit_code(["check", str(slip), "--select", "spelling"]) == 2
    assert "no rule is called 'spelling'" in capsys.readouterr().err


def test_a_file_is_mended_once(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip.chmod(0o600)
    assert exit_code(["check", "--fix", str(slip)]) == 0
    assert slip.read_text(encoding="utf-8") == SLIP.replace("the the", "the")
    assert f"mended {slip}:1  “the” stands twice  T103 doubled-word" in capsys.readouterr().err
    assert [path.name for path in slip.parent.iterdir()] == ["storm.txt"]
    if sys.platform != "win32":
        assert slip.stat().st_mode & 0o777 == 0o600
    before = slip.stat().st_mtime_ns
    assert exit_code(["check", "--fix", str(slip)]) == 0
    assert slip.stat().st_mtime_ns == before


def test_a_pipe_is_mended_to_stdout(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(SLIP.replace("\n", "\r\n").encode()))
    monkeypatch.setattr(sys, "stdin", pipe)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True))
    assert exit_code(["check", "--fix", "-"]) == 0
    assert capfdbinary.readouterr().out == SLIP.replace("the the", "the").replace("\n", "\r\n").encode()


def test_a_page_is_not_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "storm.html"
    path.write_text(
        "<html><body><p>Crews closed the the bridge on Monday.</p></body></html>", encoding="utf-8"
    )
    assert exit_code(["check", str(path)]) == 1
    assert exit_code(["check", "--fix", str(path)]) == 2
    assert "--fix cannot write" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_forms_for_programs_are_all_of_stdout(
    slip: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["check", str(slip), "--format", form]) == 1
    out = capsys.readouterr().out
    if form == "github":
        assert out.startswith("::error file=")
        return
    data = json.loads(out)
    rule = data[0]["findings"][0]["rule"] if form == "json" else data["runs"][0]["results"][0]["ruleId"]
    assert rule == "T103"


def test_several_files_are_checked_in_one_call(
    slip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text(CLEAN, encoding="utf-8")
    assert exit_code(["check", str(clean), str(slip), "--format", "json"]) == 1
    assert [len(one["findings"]) for one in json.loads(capsys.readouterr().out)] == [0, 1]


def test_the_stations_settings_hold(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (slip.parent / "broadcast.toml").write_text(
        '[check]\noff = ["T103"]\nseverity = { semicolon = "error" }\n', encoding="utf-8"
    )
    assert exit_code(["check", str(slip)]) == 1
    assert capsys.readouterr().out.endswith("\n1 error\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "no report is named"),
        (["--air-date", "tomorrow", "x.txt"], "'tomorrow' is no date"),
        (["--fix", "-", "x.txt"], "--fix prints the text of a pipe"),
    ],
)
def test_a_wrong_call_is_said(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_report_that_is_not_there_has_its_own_exit_code() -> None:
    assert exit_code(["check", "nowhere.txt"]) == 3


def test_the_listing_in_the_docs_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "check.md").read_text(encoding="utf-8")
    shown = page.split("$ broadcast check storm.txt\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    Path("storm.txt").write_text(STORM, encoding="utf-8")
    assert exit_code(["check", "storm.txt"]) == 1
    assert capsys.readouterr().out == shown


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", "--list-rules"]) == 0
    out = capsys.readouterr().out
    assert all(rule.code in out and rule.name in out for rule in all_rules())
