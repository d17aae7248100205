"""The format `c2pa`: which files of a package are sealed, and that nothing else changes."""

import base64
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast.formats.cuts import Cuts
from broadcast.formats.exporter import Delivery
from broadcast.formats.mp3 import Mp3
from broadcast.formats.package import Contents, fill
from broadcast.formats.page import Page
from broadcast.formats.seal import Seal
from broadcast.formats.seal.embed import find_seal
from broadcast.formats.seal.judge import judge
from broadcast.formats.seal.signer import Signer
from broadcast.model import Kind

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "studio.py")))


@pytest.fixture
def delivery(tmp_path: Path, signer: Signer) -> Delivery:
    made = replace(studio.delivery(tmp_path), signer=signer)
    Mp3().write(made)
    Cuts().write(made)
    return made


def test_programme_and_cuts_are_sealed_and_the_rest_is_not(delivery: Delivery) -> None:
    (delivery.folder / "port-ellmoor.m4a").write_bytes(b"ftyp" * 100)
    (delivery.folder / "mine.wav").write_bytes(delivery.wav.read_bytes())
    assert Seal().write(delivery) == [delivery.folder / "port-ellmoor.m4a.c2pa"]
    sealed = {
        path.name
        for path in delivery.folder.rglob("*")
        if path.suffix in (".wav", ".mp3", ".m4a") and find_seal(path)
    }
    assert sealed == {
        "port-ellmoor.wav",
        "port-ellmoor.mp3",
        "port-ellmoor.m4a",
        "A1_PORT-ELLMOOR_0m01s.wav",
        "A3_MIRA-OLSTHOORN_0m01s.wav",
        "A4_PORT-ELLMOOR_0m01s.wav",
    }
    cut = judge(delivery.folder / "cuts" / "A3_MIRA-OLSTHOORN_0m01s.wav", delivery.signer)
    assert (cut.faults, cut.own, cut.synthetic) == ((), True, ("tone:low",))


def test_a_cut_of_a_recording_gets_no_seal(delivery: Delivery) -> None:
    rows = [
        replace(row, voice="", clip="mira.mp3") if row.kind is Kind.SOUNDBITE else row
        for row in studio.rows()
    ]
    Seal().write(replace(delivery, runsheet=replace(delivery.runsheet, rows=tuple(rows))))
    assert find_seal(delivery.folder / "cuts" / "A3_MIRA-OLSTHOORN_0m01s.wav") is None
    assert judge(delivery.wav).kind == "compositeWithTrainedAlgorithmicMedia"


def test_a_file_keeps_the_seal_that_it_has(delivery: Delivery) -> None:
    Seal().write(delivery)
    before = {path: path.read_bytes() for path in delivery.folder.rglob("*.*") if path.is_file()}
    Seal().write(delivery)
    assert {path: path.read_bytes() for path in delivery.folder.rglob("*.*") if path.is_file()} == before


def test_without_a_signer_nothing_is_sealed(delivery: Delivery) -> None:
    assert Seal().write(replace(delivery, signer=None)) == []
    assert find_seal(delivery.wav) is None


def test_cryptography_is_all_that_it_needs() -> None:
    assert Seal().lacking() == ""


def test_with_one_key_the_same_programme_makes_the_same_bytes_seal_and_all(
    tmp_path: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        contents = Contents(
            programme=studio.programme(),
            runsheet=studio.runsheet(),
            blocks=[studio.sound()],
            script="# Fire\n",
            exporters=(Seal(), Mp3(), Cuts(), Page()),
            signer=signer,
        )
        fill(tmp_path / name, contents)
    paths = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert all(
        (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes() for path in paths
    )


def test_the_page_holds_the_sealed_mp3(tmp_path: Path, signer: Signer) -> None:
    contents = Contents(
        programme=studio.programme(),
        runsheet=studio.runsheet(),
        blocks=[studio.sound()],
        script="# Fire\n",
        exporters=(Page(), Seal(), Mp3()),
        signer=signer,
    )
    fill(tmp_path, contents)
    page = (tmp_path / "runsheet.html").read_text(encoding="utf-8")
    mp3 = (tmp_path / "port-ellmoor.mp3").read_bytes()
    assert find_seal(tmp_path / "port-ellmoor.mp3")
    assert base64.b64encode(mp3).decode() in page
