"""`broadcast verify` and `broadcast export` as a person types them."""

import json
from pathlib import Path

import pytest

from broadcast.cli import exit_code
from broadcast.errors import AlteredError


@pytest.fixture
def package(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert exit_code(["--quiet", "render", str(report), "--engine", "tone", "-o", str(tmp_path / "out")]) == 0
    return Path(capsys.readouterr().out.strip())


def test_a_whole_package_ends_with_zero(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["verify", str(package)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{package}: whole; made ")
    assert "\n  pass  loudness    -23.0 LUFS, true peak " in said
    assert "\n  pass  provenance  " in said
    assert "a key of this machine or station" in said


def test_an_altered_package_ends_with_a_code_of_its_own(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "script.md").write_text("# Other")
    (package / "odd\x1b[31m\nname").write_text("x")
    assert exit_code(["verify", str(package)]) == AlteredError.exit_code == 13
    said = capsys.readouterr()
    assert said.out.startswith(f"{package}: ALTERED; made ")
    assert "\n  fail  files       script.md is altered\n" in said.out
    assert "\n  note  files       odd [31m name is not of the package\n" in said.out
    assert said.err == ""


def test_json_says_the_same_for_programs(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "script.md").write_text("# Other")
    assert exit_code(["verify", str(package), "--format", "json"]) == 13
    found = json.loads(capsys.readouterr().out)
    assert found["whole"] is False
    assert found["folder"] == str(package)
    assert {check["state"] for check in found["checks"]} == {"pass", "fail"}
    assert found["seals"]["ferry.wav"]["own"] is True


def test_what_is_no_package_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["verify", str(tmp_path / "none")]) == 7
    assert "is no package" in capsys.readouterr().err


def test_formats_are_added_and_the_path_is_printed(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "ferry.srt").unlink()
    assert exit_code(["export", str(package), "--formats", "srt,MD"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{package}\n", "added srt, md\n")
    assert exit_code(["verify", str(package)]) == 0


def test_a_wrong_format_and_altered_sound_are_told(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["export", str(package), "--formats", "vtx"]) == 2
    assert "no format is called 'vtx'" in capsys.readouterr().err
    assert exit_code(["export", str(package), "--formats", "wav"]) == 2
    assert exit_code(["export", str(package)]) == 2
    capsys.readouterr()
    with (package / "ferry.wav").open("ab") as stream:
        stream.write(b"\0")
    assert exit_code(["export", str(package), "--formats", "vtt"]) == 7
    assert " hint: render the package again, or take it as it is with --force" in capsys.readouterr().err
    assert exit_code(["export", str(package), "--formats", "vtt", "--force"]) == 0


def test_a_stations_key_is_looked_at_before_a_word_is_spoken(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report.parent / "broadcast.toml").write_text('[provenance]\ncertificate = "a.pem"\nkey = "a.key"\n')
    assert exit_code(["render", str(report), "--engine", "tone", "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "a.pem' cannot be read: No such file or directory" in said
    assert "speaking" not in said
    assert not (tmp_path / "out").exists()


def test_doctor_says_which_key_seals(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["doctor"]) in (0, 6)
    said = capsys.readouterr().out
    assert "  key to seal with: broadcast, local key " in said
    assert "seals cannot be verified" not in said
