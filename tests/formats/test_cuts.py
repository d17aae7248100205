import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from broadcast.errors import PackageError
from broadcast.formats.cuts import Cuts, distinct
from broadcast.formats.exporter import Exporter
from broadcast.formats.pcm import find_sound, read_frames

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))


def test_every_row_that_is_heard_is_cut(tmp_path: Path) -> None:
    assert isinstance(Cuts(), Exporter)
    written = Cuts().write(studio.delivery(tmp_path))
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "cuts/A1_PORT-ELLMOOR_0m01s.wav",
        "cuts/A3_MIRA-OLSTHOORN_0m01s.wav",
        "cuts/A4_PORT-ELLMOOR_0m01s.wav",
    ]
    assert sorted(tmp_path.rglob("cuts/*")) == sorted(written)


def test_a_cut_is_that_slice_of_the_programme_bit_by_bit(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    rows = [row for row in delivery.runsheet.rows if row.kind != "pause"]
    whole = b"".join(read_frames(delivery.wav))
    for row, path in zip(rows, Cuts().write(delivery), strict=True):
        assert b"".join(read_frames(path)) == whole[6 * row.start : 6 * row.end]
        assert find_sound(path).length == row.trt


def test_a_run_sheet_longer_than_the_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds 150000 samples"):
        Cuts().write(studio.delivery(tmp_path, studio.sound(150_000)))


def test_two_rows_of_one_name_make_two_files(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    row = delivery.runsheet.rows[0]
    sheet = replace(delivery.runsheet, rows=(row, replace(row, slug="port-ellmoor")))
    written = Cuts().write(replace(delivery, runsheet=sheet))
    assert [path.name for path in written] == ["A1_PORT-ELLMOOR_0m01s.wav", "A1_port-ellmoor_0m01s~2.wav"]


@given(st.lists(st.sampled_from(["A1.wav", "a1.wav", "A1~2.wav", "B.wav", "STRASSE.wav", "straße.wav"])))
def test_no_two_names_are_the_same_on_a_disk_blind_to_case(names: list[str]) -> None:
    found = distinct(names)
    assert len(found) == len(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(name.endswith(".wav") for name in found)


@pytest.mark.outsider
def test_wavinfo_reads_where_a_cut_belongs_and_whose_voice_it_is(tmp_path: Path) -> None:
    written = Cuts().write(studio.delivery(tmp_path))
    read = WavInfoReader(str(written[1]))
    assert read.bext.time_reference == 96_000
    assert read.bext.description == (
        "A3 Mira Olsthoorn, harbour master. synthetic voice: tone:low. The fire at ... by Thursday evening"
    )
    assert read.info.comment == "synthetic voice: tone:low"
