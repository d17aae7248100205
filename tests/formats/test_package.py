import errno
import json
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast.errors import PackageError
from broadcast.formats import package
from broadcast.formats.cue_points import read_cue_points
from broadcast.formats.cuts import Cuts
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import check_files, read_manifest
from broadcast.formats.mp3 import Mp3
from broadcast.formats.package import Contents, check_target, fill, write_package
from broadcast.formats.pcm import find_sound, frames_to_audio, pcm24, read_frames
from broadcast.model import Audio

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))


class Note:
    """A format of one small file."""

    default = True

    def __init__(self, name: str = "note", write: Callable[[Delivery], Sequence[Path]] | None = None) -> None:
        self.name = name
        self._write = write

    def write(self, delivery: Delivery) -> Sequence[Path]:
        if self._write:
            return self._write(delivery)
        path = delivery.folder / f"{delivery.stem}.{self.name}"
        path.write_text(", ".join(sorted(found.name for found in delivery.folder.iterdir())))
        return [path]


def contents(*exporters: Note | Mp3 | Cuts, blocks: Sequence[Audio] | Iterator[Audio] = ()) -> Contents:
    audio = studio.sound()
    return Contents(
        programme=studio.programme(),
        runsheet=studio.runsheet(),
        blocks=blocks or [audio[:90_000], audio[90_000:]],
        script="# Fire at Port Ellmoor\n",
        exporters=exporters,
        station="Radio Ellmoor",
        seed=11,
    )


def simple(text: str) -> Callable[[Path], object]:
    """Fills a package with one file."""

    def make(folder: Path) -> None:
        fill(folder, contents())
        (folder / "mark").write_text(text)

    return make


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# what fill writes


def test_a_package_holds_every_file_and_its_hash(tmp_path: Path) -> None:
    target = tmp_path / "audio" / "port-ellmoor"
    assert write_package(target, lambda folder: fill(folder, contents(Mp3(), Cuts())), force=False) == target
    files = {entry.path: entry.what for entry in read_manifest(target).files}
    assert files == {
        "cuts/A1_PORT-ELLMOOR_0m01s.wav": "cuts",
        "cuts/A3_MIRA-OLSTHOORN_0m01s.wav": "cuts",
        "cuts/A4_PORT-ELLMOOR_0m01s.wav": "cuts",
        "port-ellmoor.mp3": "mp3",
        "port-ellmoor.wav": "programme",
        "programme.json": "timeline",
        "script.md": "script",
    }
    assert tree(target) == sorted([*files, "cuts", "manifest.json"])
    assert check_files(target) == []
    assert (target / "script.md").read_bytes() == b"# Fire at Port Ellmoor\n"
    heard = frames_to_audio(b"".join(read_frames(target / "port-ellmoor.wav")))
    assert (heard == frames_to_audio(pcm24(studio.sound()))).all()
    assert tree(tmp_path / "audio")[0] == "port-ellmoor"


def test_the_programme_carries_every_chunk_and_its_rows(tmp_path: Path) -> None:
    fill(tmp_path, contents())
    wav = tmp_path / "port-ellmoor.wav"
    start = wav.read_bytes()[: find_sound(wav).offset]
    assert all(name in start for name in (b"bext", b"cart", b"cue ", b"adtl", b"INFO", b"iXML"))
    heard = [row for row in studio.rows() if row.kind != "pause"]
    assert [(point.start, point.length) for point in read_cue_points(wav)] == [
        (row.start, row.trt) for row in heard
    ]


def test_the_same_programme_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    for name in ("one", "two"):
        write_package(tmp_path / name, lambda folder: fill(folder, contents(Mp3(), Cuts())), force=False)
    for path in tree(tmp_path / "one"):
        if (tmp_path / "one" / path).is_file():
            assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_the_page_is_written_when_everything_it_takes_in_is_there(tmp_path: Path) -> None:
    last = Note("html")
    last.stage = 2
    fill(tmp_path, contents(last, Note("mp3"), Note("vtt")))
    assert (tmp_path / "port-ellmoor.html").read_text() == (
        "port-ellmoor.mp3, port-ellmoor.vtt, port-ellmoor.wav, programme.json, script.md"
    )


def test_a_slug_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    sly = replace(contents(), programme=replace(studio.programme(), slug="../../evil"))
    (tmp_path / "x").mkdir()
    fill(tmp_path / "x", sly)
    assert tree(tmp_path) == ["x", "x/evil.wav", "x/manifest.json", "x/programme.json", "x/script.md"]


def outside(delivery: Delivery) -> list[Path]:
    return [delivery.folder.parent / "elsewhere.txt"]


def dotted(delivery: Delivery) -> list[Path]:
    return [delivery.folder / ".." / "elsewhere.txt"]


def linked(delivery: Delivery) -> list[Path]:
    (delivery.folder / "link").symlink_to(delivery.folder.parent)
    return [delivery.folder / "link" / "elsewhere.txt"]


def unwritten(delivery: Delivery) -> list[Path]:
    return [delivery.folder / "none.txt"]


def broken(delivery: Delivery) -> list[Path]:
    (delivery.folder / "half.txt").write_text("ha")
    raise ValueError("no such column")


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (outside, "the format 'note' wrote outside the package"),
        (dotted, "the format 'note' wrote outside the package"),
        (linked, "the format 'note' wrote outside the package"),
        (unwritten, "the format 'note' did not write 'none.txt'"),
        (broken, "the format 'note' failed: no such column"),
    ],
)
def test_a_format_that_misbehaves_leaves_nothing(
    tmp_path: Path, write: Callable[[Delivery], Sequence[Path]], message: str
) -> None:
    (tmp_path / "elsewhere.txt").write_text("theirs")
    target = tmp_path / "port-ellmoor"
    with pytest.raises(PackageError, match=message):
        write_package(target, lambda folder: fill(folder, contents(Note(write=write))), force=False)
    assert tree(tmp_path) == ["elsewhere.txt"]


# whole or not at all


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_whatever_stops_the_mix_nothing_is_left(tmp_path: Path, fault: type[BaseException]) -> None:
    def blocks() -> Iterator[Audio]:
        yield studio.sound()[:90_000]
        raise fault

    target = tmp_path / "audio" / "news" / "port-ellmoor"
    with pytest.raises(fault):
        write_package(target, lambda folder: fill(folder, contents(blocks=blocks())), force=False)
    assert tree(tmp_path) == []


def test_a_folder_that_was_there_before_stays(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    with pytest.raises(PackageError):
        write_package(tmp_path / "audio" / "x", lambda _: fill(_, contents(Note(write=broken))), force=False)
    assert tree(tmp_path) == ["audio"]


FAULTS = [
    (errno.ENOSPC, "the disk of '.*port-ellmoor' is full"),
    (errno.EDQUOT, "your quota on the disk"),
    (errno.EROFS, "can only be read"),
    (errno.EACCES, "no permission to write '.*port-ellmoor'"),
    (errno.EIO, "cannot be written: Input/output error"),
]


@pytest.mark.parametrize(("number", "message"), FAULTS)
@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(
    tmp_path: Path, number: int, message: str, force: bool
) -> None:
    target = tmp_path / "port-ellmoor"
    if force:
        write_package(target, simple("old"), force=False)
    before = tree(tmp_path)

    def full(delivery: Delivery) -> list[Path]:
        raise OSError(number, os.strerror(number), str(delivery.folder / "x.mp3"))

    with pytest.raises(PackageError, match=message) as caught:
        write_package(target, lambda folder: fill(folder, contents(Note(write=full))), force=force)
    assert caught.value.hint
    assert ".part" not in str(caught.value)
    assert tree(tmp_path) == before


def test_the_disk_filling_up_under_the_programme_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.open

    def open_full(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        stream = whole(path, mode, *rest, **more)  # type: ignore[call-overload]
        if mode == "wb":
            monkeypatch.setattr(Path, "open", whole)
            stream = SimpleStream(stream)
        return stream

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(PackageError, match=r"the disk of '.*' is full"):
        write_package(tmp_path / "port-ellmoor", lambda folder: fill(folder, contents()), force=False)
    assert tree(tmp_path) == []


class SimpleStream:
    """A file on a disk with room for one block."""

    def __init__(self, stream: object) -> None:
        self._stream = stream
        self._writes = 0

    def __enter__(self) -> "SimpleStream":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()  # type: ignore[attr-defined]

    def write(self, octets: bytes) -> None:
        self._writes += 1
        if self._writes > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        self._stream.write(octets)  # type: ignore[attr-defined]


# what stands there already


def test_a_package_is_not_replaced_without_force(tmp_path: Path) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    with pytest.raises(PackageError, match="exists already") as caught:
        write_package(target, simple("new"), force=False)
    assert "--force" in caught.value.hint
    assert (target / "mark").read_text() == "old"


def test_force_replaces_a_package(tmp_path: Path) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    (target / "cuts").mkdir()
    write_package(target, simple("new"), force=True)
    assert (target / "mark").read_text() == "new"
    assert not (target / "cuts").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


def test_the_old_package_is_put_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    rename = Path.rename

    def refuse(path: Path, other: Path) -> Path:
        if path.suffix == ".part":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PackageError, match="Input/output error"):
        write_package(target, simple("new"), force=True)
    assert (target / "mark").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


@pytest.mark.parametrize("inside", [[], ["notes.txt"], ["manifest.json"]])
def test_a_folder_that_is_no_package_is_never_replaced(tmp_path: Path, inside: list[str]) -> None:
    target = tmp_path / "port-ellmoor"
    target.mkdir()
    for name in inside:
        (target / name).write_text('{"name": "an app of somebody"}')
    for force in (False, True):
        with pytest.raises(PackageError, match="exists and is no package"):
            write_package(target, simple("new"), force=force)
    assert tree(target) == inside


def test_a_package_with_a_damaged_manifest_can_be_replaced(tmp_path: Path) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    (target / "manifest.json").write_bytes((target / "manifest.json").read_bytes()[:100])
    write_package(target, simple("new"), force=True)
    assert (target / "mark").read_text() == "new"


def test_a_link_to_a_package_stays_a_link(tmp_path: Path) -> None:
    real = write_package(tmp_path / "disk" / "port-ellmoor", simple("old"), force=False)
    link = tmp_path / "latest"
    link.symlink_to(real)
    write_package(link, simple("new"), force=True)
    assert link.is_symlink()
    assert (real / "mark").read_text() == "new"


# several writers


def test_of_two_writers_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    target = tmp_path / "port-ellmoor"
    both = threading.Barrier(2)
    told = []

    def write(name: str) -> None:
        def make(folder: Path) -> None:
            simple(name)(folder)
            both.wait(20)

        try:
            write_package(target, make, force=False)
        except PackageError as error:
            told.append((name, str(error)))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    ((loser, message),) = told
    assert "exists already" in message
    assert (target / "mark").read_text() == ("two" if loser == "one" else "one")
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


@pytest.mark.parametrize("force", [False, True])
def test_a_package_that_appears_in_the_last_moment_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    target = tmp_path / "port-ellmoor"
    rename = Path.rename

    def overtaken(path: Path, other: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        write_package(target, simple("theirs"), force=False)
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", overtaken)
    if force:
        write_package(target, simple("ours"), force=True)
    else:
        with pytest.raises(PackageError, match="exists already"):
            write_package(target, simple("ours"), force=False)
    assert (target / "mark").read_text() == ("ours" if force else "theirs")
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


def test_writers_with_force_leave_one_whole_package(tmp_path: Path) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    faults = []

    def write(name: str) -> None:
        try:
            for _ in range(4):
                write_package(target, simple(name), force=True)
        except PackageError as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert check_files(target) == []
    assert (target / "mark").read_text() in ("one", "two", "three")
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="a day must pass there")
def test_what_a_dead_process_left_is_removed(tmp_path: Path, dead: int) -> None:
    machine = package._machine()
    other = f"{int(machine, 16) ^ 1:04x}"
    kept = [
        f".other.{os.getpid()}-{machine}00000000.part",
        f".other.{dead}-{other}00000000.part",
        ".git",
        ".x.part",
    ]
    for name in [
        f".port-ellmoor.{dead}-{machine}00000000.part",
        f".other.{dead}-{machine}0000000a.part",
        *kept,
    ]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.wav").write_text("half")
    write_package(tmp_path / "port-ellmoor", simple("new"), force=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*kept, "port-ellmoor"])


@pytest.mark.skipif(sys.platform == "win32", reason="a day must pass there")
def test_a_package_that_a_dead_process_moved_aside_is_given_back(tmp_path: Path, dead: int) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    target.rename(tmp_path / f".port-ellmoor.{dead}-{package._machine()}00000000.old")
    with pytest.raises(PackageError, match="exists already"):
        write_package(target, simple("new"), force=False)
    assert (target / "mark").read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="a day must pass there")
def test_an_old_package_that_a_dead_process_forgot_is_removed(tmp_path: Path, dead: int) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    (tmp_path / f".port-ellmoor.{dead}-{package._machine()}00000000.old").mkdir()
    write_package(target, simple("new"), force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor"]


# before anything is spoken


def test_a_free_place_is_fine_and_nothing_is_made(tmp_path: Path) -> None:
    check_target(tmp_path / "audio" / "port-ellmoor", force=False)
    assert tree(tmp_path) == []


def test_a_package_is_fine_with_force_only(tmp_path: Path) -> None:
    target = write_package(tmp_path / "port-ellmoor", simple("old"), force=False)
    check_target(target, force=True)
    with pytest.raises(PackageError, match="exists already"):
        check_target(target, force=False)


def test_a_file_in_the_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "port-ellmoor").write_text("notes")
    for force in (False, True):
        with pytest.raises(PackageError, match="is a file, not a folder"):
            check_target(tmp_path / "port-ellmoor", force=force)


def test_a_file_in_the_path_is_told(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("notes")
    with pytest.raises(PackageError, match="a part of its path is a file"):
        check_target(tmp_path / "audio" / "port-ellmoor", force=False)


def test_a_name_too_long_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="is too long"):
        check_target(tmp_path / ("x" * 300), force=False)


def test_the_longest_name_that_fits_is_written(tmp_path: Path) -> None:
    target = write_package(tmp_path / ("x" * 255), simple("new"), force=False)
    assert (target / "mark").read_text() == "new"


def test_a_place_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    with pytest.raises(PackageError, match=r"no permission to write '.*port-ellmoor'"):
        check_target(tmp_path / "port-ellmoor", force=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such flag")
def test_a_disk_that_can_only_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    with pytest.raises(PackageError, match="is on a disk that can only be read"):
        check_target(tmp_path / "port-ellmoor", force=False)


def test_words_beyond_unicode_do_not_stop_a_package(tmp_path: Path) -> None:
    odd = replace(
        contents(),
        script="half a character: \ud83d\n",
        runsheet=replace(studio.runsheet(), headline="\ud83d <&> \"'\0 🔥"),
    )
    fill(tmp_path, replace(odd, exporters=[Mp3(), Cuts()]))
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["slug"] == "port-ellmoor"
