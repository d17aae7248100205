import os
import runpy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast.errors import PackageError
from broadcast.formats import manifest
from broadcast.formats.episode import describe
from broadcast.formats.podcast import render
from broadcast.formats.shelf import read_shelf
from broadcast.runsheet import write_runsheet

shelves = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("shelves.py"))))

MADE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)
NOW = MADE + timedelta(days=30)


@pytest.fixture
def shelve(newsroom, tmp_path):
    """Puts a package on the shelf `tmp_path / "audio"`."""

    def put(name: str, *, days: int = 0, files: dict[str, bytes] | None = None, **fields: object) -> Path:
        sheet = replace(write_runsheet(newsroom.harbour()), **{"slug": name, **fields})
        created = MADE + timedelta(days=days)
        return shelves.shelve(tmp_path / "audio" / name, newsroom.harbour(), sheet, created, files)

    return put


def names(tmp_path: Path, now: datetime = NOW) -> list[str]:
    return [package.name for package in read_shelf(tmp_path / "audio", now).packages]


def left_out(tmp_path: Path, now: datetime = NOW) -> dict[str, str]:
    return dict(read_shelf(tmp_path / "audio", now).left_out)


def test_the_newest_comes_first_and_equals_by_name(shelve, tmp_path) -> None:
    shelve("old"), shelve("new", days=2), shelve("b", days=1), shelve("a", days=1)
    assert names(tmp_path) == ["new", "a", "b", "old"]
    assert left_out(tmp_path) == {}


def test_what_is_no_package_is_passed_over(shelve, tmp_path) -> None:
    shelve("harbour")
    (tmp_path / "audio" / "README.md").write_text("packages")
    (tmp_path / "audio" / "auditions").mkdir()
    shelve(".harbour.1-00aa.part")
    assert names(tmp_path) == ["harbour"]
    assert left_out(tmp_path) == {}


def test_a_package_without_its_mp3_or_with_another_is_left_out(shelve, tmp_path) -> None:
    (shelve("gone") / "story.mp3").unlink()
    (shelve("altered") / "story.mp3").write_bytes(b"other")
    folder = shelve("none")
    listed = manifest.read_manifest(folder)
    kept = tuple(entry for entry in listed.files if not entry.path.endswith(".mp3"))
    manifest.write_manifest(folder, replace(listed, files=kept))
    assert names(tmp_path) == []
    assert left_out(tmp_path) == {
        "altered": "story.mp3 is altered",
        "gone": "story.mp3 is missing",
        "none": "it holds no MP3",
    }


@pytest.mark.parametrize("name", ["manifest.json", "runsheet.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null"])
def test_a_damaged_package_is_left_out(shelve, tmp_path, name: str, content: bytes) -> None:
    (shelve("harbour") / name).write_bytes(content)
    shelve("ferry")
    assert names(tmp_path) == ["ferry"]
    assert left_out(tmp_path).keys() == {"harbour"}


def test_a_manifest_without_a_time_is_damaged(shelve, tmp_path) -> None:
    for name, created in (("a", "yesterday"), ("b", "2031-03-04T06:30:00")):
        folder = shelve(name)
        manifest.write_manifest(folder, replace(manifest.read_manifest(folder), created=created))
    assert set(left_out(tmp_path).values()) == {"its manifest.json is damaged"}


def test_what_is_not_yet_on_air_is_left_out_until_then(shelve, tmp_path) -> None:
    shelve("tonight", on_air=NOW + timedelta(hours=1))
    assert left_out(tmp_path) == {"tonight": "it goes on air at 2031-04-03 07:30 UTC"}
    assert names(tmp_path, NOW + timedelta(hours=1)) == ["tonight"]


def test_two_packages_of_one_report_are_one_episode_the_newer(shelve, tmp_path) -> None:
    shelve("harbour", slug="harbour"), shelve("harbour-corrected", slug="harbour", days=1)
    assert names(tmp_path) == ["harbour-corrected"]
    assert left_out(tmp_path) == {"harbour": "it holds the same report as 'harbour-corrected'"}


def test_what_an_editor_wrote_goes_before_the_run_sheet(newsroom, shelve, tmp_path) -> None:
    episode = describe(write_runsheet(newsroom.harbour()), MADE)
    folder = shelve("harbour", files={"story.podcast.json": render(episode).encode()})
    edited = render(replace(episode, title="Open again"))
    (folder / "story.podcast.json").write_text(edited, encoding="utf-8")
    (package,) = read_shelf(tmp_path / "audio", NOW).packages
    assert package.episode.title == "Open again"


def test_another_encoding_that_was_altered_is_not_offered(shelve, tmp_path) -> None:
    folder = shelve("harbour", files={"story.m4a": b"aac", "story.opus": b"opus", "story.vtt": b"WEBVTT"})
    (folder / "story.opus").write_bytes(b"else")
    (folder / "story.vtt").write_bytes(b"WEBVTT corrected")
    (package,) = read_shelf(tmp_path / "audio", NOW).packages
    assert {entry.path for entry in package.files} == {
        "story.mp3", "story.m4a", "story.vtt", "runsheet.json",
    }  # fmt: skip


def test_a_folder_that_is_not_there_is_an_error(tmp_path) -> None:
    with pytest.raises(PackageError, match="cannot be read: no such file"):
        read_shelf(tmp_path / "audio", NOW)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_folders_name_may_be_no_text(shelve, tmp_path) -> None:
    shelve("caf\udce9", slug="cafe")
    assert names(tmp_path) == ["caf\udce9"]
