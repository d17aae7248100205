"""A package is whole, or the check that it fails says what was altered."""

import json
import os
import runpy
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import broadcast
from broadcast import pipeline, settings
from broadcast.errors import PackageError
from broadcast.formats.manifest import file_entry, read_manifest, write_manifest
from broadcast.formats.pcm import find_sound
from broadcast.formats.seal.keys import local_signer
from broadcast.settings import Provenance, Settings
from broadcast.verifying import State, Verified, verify_package

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("formats") / "outsiders.py")))
TONE = Settings(engine="tone")
REPORT = """Ferry runs again

The ferry to Quill Sound will run again from Monday.

"We waited all summer for this boat, and we are glad to see her," said Ana Ruiz, the harbour master.
"""


def made(report: Path, folder: Path, **changes: object) -> Path:
    production = broadcast.produce(pipeline.read_script(report), replace(TONE, **changes))
    return broadcast.write_package(production, folder / "ferry")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package and the key that sealed it, made once."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "ferry.txt").write_text(REPORT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BROADCAST_CONFIG", str(folder))
        made(folder / "ferry.txt", folder)
    return folder


@pytest.fixture
def package(first: Path, tmp_path: Path) -> Path:
    settings.home().mkdir(exist_ok=True)
    shutil.copy(first / "seal.pem", settings.home())
    return Path(shutil.copytree(first / "ferry", tmp_path / "ferry"))


def faults(found: Verified) -> set[str]:
    return {check.about for check in found.checks if check.state is State.FAIL}


def said(found: Verified, about: str) -> list[str]:
    return [check.said for check in found.checks if check.about == about]


def relist(package: Path) -> None:
    """A manifest that says that everything is as it is now."""
    listed = read_manifest(package)
    entries = tuple(file_entry(package, entry.path, entry.what) for entry in listed.files)
    write_manifest(package, replace(listed, files=entries))


def test_a_package_is_whole_when_it_is_made(package: Path) -> None:
    found = broadcast.verify_package(package)
    assert found.whole
    assert {check.state for check in found.checks} == {State.PASS}
    assert said(found, "files") == [f"{len(read_manifest(package).files)} files as the manifest has them"]
    assert said(found, "provenance")[0].endswith("a key of this machine or station")
    seal = found.seals["ferry.wav"]
    manifest = read_manifest(package)
    assert seal.source_sha256 == manifest.source_sha256
    assert seal.kind == "trainedAlgorithmicMedia"
    assert f"synthetic voices: {', '.join(seal.synthetic)}" == manifest.synthetic
    assert {"ferry.mp3", "ferry.wav"} < found.seals.keys()


def test_verifying_writes_nothing(package: Path) -> None:
    (settings.home() / "seal.pem").unlink()
    before = sorted(package.rglob("*"))
    found = verify_package(package)
    assert found.whole
    assert "another key than the one here" in said(found, "provenance")[0]
    assert sorted(package.rglob("*")) == before
    assert not (settings.home() / "seal.pem").exists()


def test_the_key_of_another_is_named(package: Path) -> None:
    name = found_name = verify_package(package).seals["ferry.wav"].signer
    (settings.home() / "seal.pem").unlink()
    local_signer(settings.home())
    found = verify_package(package)
    assert found.whole
    assert f"sealed by '{name}', another key than the one here" in said(found, "provenance")[0]
    assert found_name.startswith("broadcast, local key")


def sound_altered(package: Path) -> None:
    place = find_sound(package / "ferry.wav").offset + 60_000
    with (package / "ferry.wav").open("r+b") as stream:
        stream.seek(place)
        octet = stream.read(1)
        stream.seek(place)
        stream.write(bytes([octet[0] ^ 1]))


def test_one_bit_of_the_sound_is_told_by_hash_and_by_seal(package: Path) -> None:
    sound_altered(package)
    found = verify_package(package)
    assert not found.whole
    assert faults(found) == {"files", "provenance"}
    assert said(found, "files") == ["ferry.wav is altered"]
    assert "ferry.wav: the file was altered after it was sealed" in said(found, "provenance")


def test_a_manifest_that_was_made_to_fit_does_not_help(package: Path) -> None:
    sound_altered(package)
    relist(package)
    assert faults(verify_package(package)) == {"provenance"}


@pytest.mark.outsider
def test_trustnxt_says_the_same_of_the_sound(package: Path) -> None:
    assert outsiders.judged_by_trustnxt(package / "ferry.wav")[0]
    assert outsiders.judged_by_trustnxt(package / "ferry.mp3")[0]
    sound_altered(package)
    valid, codes = outsiders.judged_by_trustnxt(package / "ferry.wav")
    assert not valid
    assert "assertion.dataHash.mismatch" in codes


def louder(package: Path) -> None:
    path = package / "ferry.wav"
    octets = bytearray(path.read_bytes())
    sound = find_sound(path)
    for frame in range(sound.offset, sound.offset + 6 * 48_000, 3):
        octets[frame + 2] = octets[frame + 2] ^ 0x30
    path.write_bytes(octets)


def edited(name: str, change: Callable[[dict], None]) -> Callable[[Path], None]:
    def edit(package: Path) -> None:
        fields = json.loads((package / name).read_text(encoding="utf-8"))
        change(fields)
        (package / name).write_text(json.dumps(fields), encoding="utf-8")

    return edit


def cut_short(package: Path) -> None:
    cut = min((package / "cuts").iterdir())
    octets = bytearray(cut.read_bytes())
    place = find_sound(cut).offset - 4
    size = int.from_bytes(octets[place : place + 4], "little") - 6
    octets[place : place + 4] = size.to_bytes(4, "little")
    cut.write_bytes(octets)


def mp3_short(package: Path) -> None:
    path = package / "ferry.mp3"
    octets = path.read_bytes()
    path.write_bytes(octets.replace(b"Info", b"Jnfo", 1))


ALTERED: list[tuple[Callable[[Path], None], set[str]]] = [
    (louder, {"files", "loudness", "provenance"}),
    (cut_short, {"files", "lengths"}),
    (mp3_short, {"files", "lengths", "provenance"}),
    (lambda package: (package / "script.md").write_text("# Other"), {"files"}),
    (lambda package: (package / "ferry.vtt").unlink(), {"files"}),
    (lambda package: (package / "ferry.wav").write_bytes(b"RIFF"), {"files", "loudness", "lengths"}),
    (edited("runsheet.json", lambda sheet: sheet["trt"].update(samples=7)), {"files", "lengths"}),
    (
        edited("runsheet.json", lambda sheet: sheet["loudness"].update(integrated=-20.0)),
        {"files", "loudness"},
    ),
    (edited("runsheet.json", lambda sheet: sheet["rows"][0].update(voice="x:y")), {"files", "provenance"}),
    (edited("manifest.json", lambda sheet: sheet["loudness"].update(true_peak=-9.0)), {"loudness"}),
    (edited("manifest.json", lambda sheet: sheet["source"].update(sha256="cd" * 32)), {"provenance"}),
    (lambda package: (package / "runsheet.json").write_text("{"), {"files"}),
    (lambda package: (package / "runsheet.json").unlink(), {"files"}),
]


@pytest.mark.parametrize(("alter", "about"), ALTERED)
def test_every_change_is_told_where_it_shows(
    package: Path, alter: Callable[[Path], None], about: set[str]
) -> None:
    alter(package)
    found = verify_package(package)
    assert not found.whole
    assert faults(found) == about


def test_files_that_are_not_of_the_package_are_named_and_are_no_fault(package: Path) -> None:
    (package / "cuts" / "mine\n.wav").write_bytes(b"mine")
    (package / "notes.txt").write_text("call Mira")
    found = verify_package(package)
    assert found.whole
    assert [check.file for check in found.checks if check.state is State.NOTE] == [
        "notes.txt",
        "cuts/mine\n.wav",
    ]


def test_an_unsealed_package_is_whole_and_said_to_be_unsealed(report: Path, tmp_path: Path) -> None:
    found = verify_package(made(report, tmp_path, provenance=Provenance(seal=False)))
    assert found.whole
    assert said(found, "provenance") == ["not sealed"]
    assert found.seals == {}


def test_a_sealed_package_with_a_bare_file_says_which(package: Path) -> None:
    path = package / "ferry.mp3"
    octets = path.read_bytes()
    path.write_bytes(octets.replace(b"application/c2pa", b"application/cxpa", 1))
    relist(package)
    assert "not sealed: ferry.mp3" in said(verify_package(package), "provenance")


def test_a_package_of_before_the_seal_and_the_timeline_is_read(report: Path, tmp_path: Path) -> None:
    package = made(report, tmp_path, provenance=Provenance(seal=False))
    (package / "programme.json").unlink()
    listed = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    del listed["station"]
    listed["files"] = [entry for entry in listed["files"] if entry["what"] != "timeline"]
    (package / "manifest.json").write_text(json.dumps(listed), encoding="utf-8")
    assert verify_package(package).whole
    with pytest.raises(PackageError, match=r"has no programme\.json") as raised:
        broadcast.export_package(package, ["vtt"])
    assert raised.value.hint == "render the package again"


def test_a_certificate_that_has_ended_is_noted(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from broadcast import verifying

    judged = verifying.judge
    monkeypatch.setattr(verifying, "judge", lambda path, *own: replace(judged(path, *own), ended=True))
    found = verify_package(package)
    assert found.whole
    assert [check.state for check in found.checks if "has ended" in check.said] == [State.NOTE]


def test_where_seals_cannot_be_judged_it_says_so(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = verify_package(package)
    assert found.whole
    assert said(found, "provenance")[0].startswith("not checked: c2pa-python does not load here")


def test_a_folder_that_is_no_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="is no package"):
        verify_package(tmp_path)


def test_seals_of_the_station_and_of_this_machine_are_told_from_those_of_others(
    package: Path, tmp_path: Path
) -> None:
    local_signer(tmp_path / "station")
    pem = tmp_path / "station" / "seal.pem"
    mine = verify_package(package, Settings(provenance=Provenance(certificate=pem, key=pem)))
    assert mine.seals["ferry.wav"].own
    shutil.copy(settings.home() / "seal.pem", tmp_path / "station" / "seal.pem")
    (settings.home() / "seal.pem").unlink()
    theirs = verify_package(package, Settings(provenance=Provenance(certificate=pem, key=pem)))
    assert theirs.seals["ferry.wav"].own
    lost = Provenance(certificate=tmp_path / "none.pem", key=tmp_path / "none.pem")
    assert not verify_package(package, Settings(provenance=lost)).seals["ferry.wav"].own


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text_is_told_and_kept(package: Path) -> None:
    with open(os.fsencode(package) + b"/\xff.txt", "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    found = verify_package(package)
    assert [check.file for check in found.checks if check.state is State.NOTE] == ["\udcff.txt"]
    broadcast.export_package(package, ["csv"])
    assert b"\xff.txt" in os.listdir(os.fsencode(package))  # noqa: PTH208
