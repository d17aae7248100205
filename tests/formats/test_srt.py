import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.srt import SubRip, render
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet

# 1\n00:00:00,250 --> 00:00:02,830\nANCHOR: Harbour
BLOCK = re.compile(r"(\d+)\n(\d\d+:\d\d:\d\d,\d{3}) --> (\d\d+:\d\d:\d\d,\d{3})\n([^\n]+(?:\n[^\n]+)?)")


def test_the_captions_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    golden("harbour.srt", render(newsroom.harbour()))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_block_is_a_number_a_time_and_one_or_two_lines(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    text = render(programme)
    blocks = text.removesuffix("\n").split("\n\n") if text else []
    found = [BLOCK.fullmatch(block) for block in blocks]
    assert all(found)
    assert [int(match[1]) for match in found] == list(range(1, len(blocks) + 1))
    assert len(blocks) == len(write_captions(programme, named=True))
    for match in found:
        assert not set(match[4]) & set("<>{}")


def test_the_name_stands_at_a_change_of_speaker_only(newsroom) -> None:
    named = re.findall(r"^([A-Z ]+): ", render(newsroom.harbour()), flags=re.MULTILINE)
    assert named == ["ANCHOR", "ANA RUIZ", "REPORTER", "VEY", "REPORTER"]


def test_a_name_longer_than_a_line_is_cut(newsroom) -> None:
    person = replace(newsroom.MAYOR, name="x" * 300)
    text = render(newsroom.programme([newsroom.turn(Kind.SOUNDBITE, "Yes.", person)]))
    assert text.split("\n")[2:-1] == ["X" * 29 + "…: Yes."]


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = SubRip().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav"
        )
    )
    assert path == tmp_path / "flood.v2.srt"
    assert path.read_bytes() == render(programme).encode()
