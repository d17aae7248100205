"""Formats are added to a package without speaking again, and nothing of a person's is lost."""

import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast.errors import PackageError, UsageError
from broadcast.formats.adding import add_formats, with_holders
from broadcast.formats.cuts import Cuts
from broadcast.formats.exporter import Delivery, Exporter
from broadcast.formats.json_sheet import JsonSheet
from broadcast.formats.manifest import check_files, read_manifest, write_manifest
from broadcast.formats.mp3 import Mp3
from broadcast.formats.package import Contents, fill, write_package
from broadcast.formats.page import Page
from broadcast.formats.seal import Seal
from broadcast.formats.seal.embed import find_seal
from broadcast.formats.seal.judge import judge
from broadcast.formats.seal.signer import Signer

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))


class Note:
    """A format of one small file, which tells what it was given."""

    default = True

    def __init__(self, name: str = "note", write: Callable[[Delivery], Sequence[Path]] | None = None) -> None:
        self.name = name
        self._write = write

    def write(self, delivery: Delivery) -> Sequence[Path]:
        if self._write:
            return self._write(delivery)
        path = delivery.folder / f"{delivery.stem}.{self.name}"
        path.write_text(f"{delivery.station} {delivery.programme.length} {dict(delivery.versions)}")
        return [path]


KNOWN: Mapping[str, Exporter] = {
    one.name: one for one in (Mp3(), Cuts(), JsonSheet(), Page(), Seal(), Note())
}


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    def make(*exporters: Exporter, signer: Signer | None = None, name: str = "port") -> Path:
        contents = Contents(
            programme=studio.programme(),
            runsheet=studio.runsheet(),
            blocks=[studio.sound()],
            script="# Fire\n",
            exporters=(JsonSheet(), *exporters),
            station="Radio Ellmoor",
            versions={"tone": "tone 1"},
            signer=signer,
        )
        return write_package(tmp_path / name, lambda folder: fill(folder, contents), force=False)

    return make


def add(folder: Path, *exporters: Exporter, signer: Signer | None = None, force: bool = False) -> Path:
    return add_formats(folder, with_holders(folder, exporters, KNOWN), signer, force=force)


def whats(folder: Path) -> dict[str, str]:
    return {entry.path: entry.what for entry in read_manifest(folder).files}


def octets(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_format_that_is_added_is_as_if_it_had_been_there(
    package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    whole = octets(package(Mp3(), Cuts(), Note()))
    folder = package(name="later")
    assert add(folder, Mp3(), Cuts(), Note()) == folder
    assert octets(folder) == whole
    assert check_files(folder) == []


def test_station_and_versions_come_from_the_package(package: Callable[..., Path]) -> None:
    folder = add(package(), Note())
    assert (folder / "port-ellmoor.note").read_text() == "Radio Ellmoor 192000 {'tone': 'tone 1'}"
    assert whats(folder)["port-ellmoor.note"] == "note"


def test_files_of_a_person_stay(package: Callable[..., Path]) -> None:
    folder = package(Cuts())
    (folder / "notes").mkdir()
    (folder / "empty").mkdir()
    (folder / "notes" / "mine.txt").write_text("call Mira")
    (folder / "cuts" / "mine.wav").write_bytes(b"RIFF")
    (folder / "cuts" / "mine.wav").chmod(0o444)
    if sys.platform != "win32":
        (folder / "link").symlink_to("script.md")
    add(folder, Note())
    add(folder, Cuts())
    assert (folder / "notes" / "mine.txt").read_text() == "call Mira"
    assert (folder / "cuts" / "mine.wav").read_bytes() == b"RIFF"
    assert (folder / "empty").is_dir()
    assert sys.platform == "win32" or (folder / "link").readlink() == Path("script.md")
    assert "notes/mine.txt" not in whats(folder)
    assert check_files(folder) == []


def test_a_file_of_a_person_is_never_written_over(package: Callable[..., Path]) -> None:
    folder = package()
    (folder / "port-ellmoor.note").write_text("mine")
    before = octets(folder)
    with pytest.raises(PackageError, match="is not of the package and stands where"):
        add(folder, Note())
    assert octets(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["port"]


def test_what_a_person_changed_stays_changed_and_goes_on_being_told(package: Callable[..., Path]) -> None:
    folder = package(Mp3())
    (folder / "script.md").write_text("# Other\n")
    (folder / "port-ellmoor.mp3").unlink()
    add(folder, Note())
    assert (folder / "script.md").read_text() == "# Other\n"
    assert check_files(folder) == ["port-ellmoor.mp3 is missing", "script.md is altered"]


def test_a_format_over_one_that_is_there_replaces_its_files_alone(package: Callable[..., Path]) -> None:
    folder = package(Cuts(), Mp3())
    (folder / "port-ellmoor.mp3").write_bytes(b"broken")
    (folder / "cuts" / "A1_PORT-ELLMOOR_0m01s.wav").unlink()
    add(folder, Cuts())
    assert check_files(folder) == ["port-ellmoor.mp3 is altered"]
    add(folder, Mp3())
    assert check_files(folder) == []


@pytest.mark.parametrize("name", ["port-ellmoor.wav", "programme.json", "runsheet.json"])
def test_what_was_altered_is_refused_unless_it_is_forced(package: Callable[..., Path], name: str) -> None:
    folder = package()
    with (folder / name).open("ab") as stream:
        stream.write(b"\n")
    before = octets(folder)
    with pytest.raises(PackageError, match=f"{name}' was altered since") as raised:
        add(folder, Note())
    assert "--force" in raised.value.hint
    assert octets(folder) == before


def test_of_altered_sound_nothing_is_sealed(package: Callable[..., Path], signer: Signer) -> None:
    folder = package(Seal(), signer=signer)
    with (folder / "port-ellmoor.wav").open("r+b") as stream:
        stream.seek(9_000)
        stream.write(b"\x01\x02\x03")
    add(folder, Mp3(), signer=signer, force=True)
    assert find_seal(folder / "port-ellmoor.mp3") is None
    assert check_files(folder) == ["port-ellmoor.wav is altered"]


def test_new_sound_in_a_sealed_package_is_sealed(package: Callable[..., Path], signer: Signer) -> None:
    folder = package(Seal(), signer=signer)
    seal = find_seal(folder / "port-ellmoor.wav")
    add(folder, Mp3(), Cuts(), signer=signer)
    assert judge(folder / "port-ellmoor.mp3", signer).own
    assert judge(folder / "cuts" / "A1_PORT-ELLMOOR_0m01s.wav", signer).own
    assert find_seal(folder / "port-ellmoor.wav") == seal
    assert check_files(folder) == []


def test_an_unsealed_package_stays_so_until_it_is_asked_for(
    package: Callable[..., Path], signer: Signer
) -> None:
    folder = package()
    other = folder.parent / "kept.wav"
    os.link(folder / "port-ellmoor.wav", other)
    add(folder, Mp3(), signer=signer)
    assert find_seal(folder / "port-ellmoor.mp3") is None
    add(folder, Seal(), signer=signer)
    assert judge(folder / "port-ellmoor.mp3", signer).own
    assert judge(folder / "port-ellmoor.wav", signer).own
    assert find_seal(other) is None
    assert check_files(folder) == []


def test_the_page_is_made_again_with_the_sound_in_it(package: Callable[..., Path]) -> None:
    folder = package(Page())
    assert b"data:audio/mpeg" not in (folder / "runsheet.html").read_bytes()
    assert [one.name for one in with_holders(folder, [Mp3()], KNOWN)] == ["mp3", "html"]
    add(folder, Mp3())
    assert b"data:audio/mpeg" in (folder / "runsheet.html").read_bytes()
    assert check_files(folder) == []


def test_a_page_that_a_person_changed_is_left_alone(package: Callable[..., Path]) -> None:
    folder = package(Page())
    (folder / "runsheet.html").write_text("mine")
    add(folder, Mp3())
    assert (folder / "runsheet.html").read_text() == "mine"
    assert check_files(folder) == ["runsheet.html is altered"]


def fails(delivery: Delivery) -> list[Path]:
    (delivery.folder / "half").write_text("half")
    raise OSError(28, "No space left on device")


def test_a_format_that_fails_leaves_the_package_as_it_was(package: Callable[..., Path]) -> None:
    folder = package(Mp3())
    before = octets(folder)
    with pytest.raises(PackageError, match="is full"):
        add(folder, Note(write=fails))
    assert octets(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["port"]


def test_of_two_at_the_same_time_neither_undoes_the_other(package: Callable[..., Path]) -> None:
    folder = package()

    def slow(delivery: Delivery) -> list[Path]:
        add(folder, Note("other"))
        return [delivery.folder / "script.md"]

    with pytest.raises(PackageError, match="was changed by another program meanwhile"):
        add(folder, Note(write=slow))
    assert (folder / "port-ellmoor.other").is_file()
    assert check_files(folder) == []


def test_a_package_of_an_earlier_version_is_told_to_be_rendered_again(package: Callable[..., Path]) -> None:
    folder = package()
    (folder / "programme.json").unlink()
    with pytest.raises(PackageError, match=r"has no programme\.json") as raised:
        add(folder, Note())
    assert raised.value.hint == "render the package again"
    listed = read_manifest(folder)
    kept = tuple(entry for entry in listed.files if entry.what != "timeline")
    write_manifest(folder, replace(listed, files=kept))
    with pytest.raises(PackageError, match=r"has no programme\.json: an earlier version"):
        add(folder, Note())


def test_a_folder_that_is_no_package_and_nothing_to_add_are_told(
    tmp_path: Path, package: Callable[..., Path]
) -> None:
    with pytest.raises(PackageError, match="is no package"):
        add(tmp_path, Note())
    with pytest.raises(UsageError, match="nothing to add"):
        add(package())
