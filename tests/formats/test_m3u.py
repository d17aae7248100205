import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.cuts import Cuts
from broadcast.formats.exporter import Delivery, stage_of
from broadcast.formats.m3u import M3u, cut_tracks, render, whole
from broadcast.runsheet import write_runsheet

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))


def test_the_programme_and_every_cut_are_listed_with_their_lengths(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    Cuts().write(delivery)
    programme, cuts = M3u().write(delivery)
    assert programme.read_text(encoding="utf-8") == (
        "#EXTM3U\n#EXTENC:UTF-8\n"
        "#PLAYLIST:Fire at Port Ellmoor “under control”\n"
        "#EXTINF:4.000,Radio Ellmoor - Fire at Port Ellmoor “under control”\nport-ellmoor.wav\n"
    )
    assert cuts.read_text(encoding="utf-8").splitlines()[3:] == [
        "#EXTINF:1.000,Anchor - A1 The fire at",
        "cuts/A1_PORT-ELLMOOR_0m01s.wav",
        "#EXTINF:1.000,Mira Olsthoorn - A3 The fire at",
        "cuts/A3_MIRA-OLSTHOORN_0m01s.wav",
        "#EXTINF:0.750,Reporter - A4 The fire at",
        "cuts/A4_PORT-ELLMOOR_0m01s.wav",
    ]


def test_every_path_is_a_file_of_the_package(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    Cuts().write(delivery)
    for playlist in M3u().write(delivery):
        lines = playlist.read_text(encoding="utf-8").splitlines()
        assert all((tmp_path / line).is_file() for line in lines if not line.startswith("#"))


def test_without_the_cuts_there_is_only_the_programme(tmp_path: Path) -> None:
    (path,) = M3u().write(studio.delivery(tmp_path))
    assert path.name == "port-ellmoor.m3u8"


def test_it_is_written_when_the_cuts_are_there() -> None:
    assert stage_of(M3u()) > stage_of(Cuts())


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_text_breaks_a_line_or_looks_like_a_path(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    delivery = Delivery(
        programme=programme,
        runsheet=write_runsheet(programme),
        folder=Path("/nowhere"),
        stem="x",
        wav=Path("/nowhere/x.wav"),
        station=data.draw(newsroom.names()),
    )
    tracks = [whole(delivery), *cut_tracks(delivery)]
    lines = render(delivery, tracks).split("\n")
    assert lines[0] == "#EXTM3U"
    assert lines[-1] == ""
    assert [unquote(line) for line in lines[:-1] if not line.startswith("#")] == [
        track.path for track in tracks
    ]
    assert sum(line.startswith("#EXTINF:") for line in lines) == len(tracks)


@pytest.mark.parametrize("name", ["100% true.wav", "#1.wav"])
def test_a_name_that_would_be_read_as_something_else_is_written_as_an_address(name: str, tmp_path) -> None:
    delivery = replace(studio.delivery(tmp_path), wav=tmp_path / name)
    path = render(delivery, [whole(delivery)]).splitlines()[-1]
    assert unquote(path) == name
    assert not path.startswith("#")
