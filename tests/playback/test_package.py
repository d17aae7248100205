import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from broadcast.errors import PackageError
from broadcast.formats.json_sheet import render
from broadcast.model import RunSheet
from broadcast.playback.package import open_package, open_recording
from broadcast.units import Hz

RATE = 48_000


@pytest.fixture
def folder(tmp_path: Path, runsheet: RunSheet, write_wav: Callable[..., Path]) -> Path:
    """A package as far as playing goes: its cuts stand before the programme in the manifest."""
    write_wav(7 * RATE)
    (tmp_path / "runsheet.json").write_text(render(runsheet), encoding="utf-8")
    files = [{"path": path} for path in ("cuts/A1.wav", "ferry.mp3", "ferry.wav", "runsheet.json")]
    (tmp_path / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["", "ferry.wav", "runsheet.json", "manifest.json"])
def test_a_package_is_opened_by_its_folder_or_a_file_in_it(
    folder: Path, runsheet: RunSheet, name: str
) -> None:
    package = open_package(folder / name)
    assert package.wav == folder / "ferry.wav"
    assert package.runsheet == runsheet
    with open_recording(package) as recording:
        assert recording.length == runsheet.trt


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no package '.*nowhere'"):
        open_package(tmp_path / "nowhere")


def test_a_folder_of_something_else_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="is no package"):
        open_package(tmp_path)


@pytest.mark.parametrize("name", ["runsheet.json", "ferry.wav"])
def test_a_package_that_lacks_a_part_says_which(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(PackageError, match=name), open_recording(open_package(folder)):
        pass


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        '{"files": 3}',
        '{"files": [{}]}',
        '{"files": [{"path": 1}]}',
        '{"files": []}',
        "[" * 9999,
    ],
)
def test_a_damaged_manifest_is_said(folder: Path, manifest: str) -> None:
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(PackageError, match="the manifest"):
        open_package(folder)


def test_a_manifest_leads_nowhere_outside_the_package(folder: Path) -> None:
    files = [{"path": "../ferry.wav"}, {"path": "/tmp/ferry.wav"}]
    (folder / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    with pytest.raises(PackageError, match="lists no WAV file"):
        open_package(folder)


def test_a_run_sheet_that_cannot_be_read_is_said(folder: Path) -> None:
    (folder / "runsheet.json").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PackageError, match=r"cannot read '.*runsheet\.json'"):
        open_package(folder)


def test_a_run_sheet_without_rows_is_refused(folder: Path, runsheet: RunSheet) -> None:
    (folder / "runsheet.json").write_text(render(replace(runsheet, rows=())), encoding="utf-8")
    with pytest.raises(PackageError, match="has no rows"):
        open_package(folder)


def test_a_recording_of_another_run_sheet_is_refused(
    folder: Path, runsheet: RunSheet, write_wav: Callable[..., Path]
) -> None:
    write_wav(5 * RATE)
    with pytest.raises(PackageError, match="do not belong together"):
        open_recording(open_package(folder))
    write_wav(7 * RATE)
    other = render(replace(runsheet, rate_hz=Hz(44_100)))
    (folder / "runsheet.json").write_text(other, encoding="utf-8")
    with pytest.raises(PackageError, match="do not belong together"):
        open_recording(open_package(folder))
