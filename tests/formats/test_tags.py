import runpy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.chapters import Chapter
from broadcast.formats.tags import (
    language_code,
    replaygain,
    tags_of,
    transcript,
    vorbis_comments,
    whole,
)
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet
from broadcast.units import SILENCE, Dbtp, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))


@pytest.fixture
def delivery(tmp_path: Path) -> SimpleNamespace:
    return studio.delivery(tmp_path)


def test_a_file_says_what_it_is_who_made_it_and_which_voices_are_made(delivery) -> None:
    tags = tags_of(replace(delivery, created=datetime(2031, 3, 4, 6, 30, tzinfo=UTC)))
    comments = dict(vorbis_comments(tags))
    assert comments["TITLE"] == studio.HEADLINE
    assert comments["ARTIST"] == "Radio Ellmoor"
    assert comments["DATE"] == "2031-03-04"
    assert comments["LANGUAGE"] == "eng"
    assert comments["COMMENT"] == "synthetic voices: tone:high, tone:low, tone:middle"


def test_chapters_of_vorbis_comments_are_numbered_and_timed(delivery) -> None:
    comments = [pair for pair in vorbis_comments(tags_of(delivery)) if pair[0].startswith("CHAPTER")]
    assert comments == [
        ("CHAPTER000", "00:00:00.000"),
        ("CHAPTER000NAME", "The fire at"),
        ("CHAPTER001", "00:00:02.000"),
        ("CHAPTER001NAME", "Mira Olsthoorn, harbour master"),
        ("CHAPTER002", "00:00:03.250"),
        ("CHAPTER002NAME", "The fire at"),
    ]


def test_no_more_chapters_are_named_than_three_digits_count(delivery) -> None:
    one = Chapter(start=Samples(0), end=Samples(1), title="a", talent="", kind=Kind.ANCHOR, page="A1")
    tags = replace(tags_of(delivery), chapters=(one,) * 1200)
    names = [name for name, _ in vorbis_comments(tags) if name.endswith("NAME")]
    assert len(names) == 1000
    assert names[-1] == "CHAPTER999NAME"


def test_the_transcript_is_a_paragraph_a_turn(newsroom: ModuleType) -> None:
    first, mayor, reporter, *_ = transcript(write_runsheet(newsroom.harbour())).split("\n\n")
    assert first.startswith("Anchor: Harbour of Port Ellery reopens after the storm\nThe harbour of")
    assert mayor.startswith('Ana Ruiz: "We saw it coming, and we were ready for it. Nobody slept')
    assert reporter.endswith("Each pays a fee.\nCaptain Tomas Vey is a harbour pilot.")


def test_lines_that_were_broken_to_fit_a_page_are_joined(delivery) -> None:
    sheet = delivery.runsheet
    wrapped = "The ferry\nis back.\n \nIt sailed\r\nat dawn."
    rows = (replace(sheet.rows[0], talent="Anchor", text=wrapped),)
    assert transcript(replace(sheet, rows=rows)) == "Anchor: The ferry is back.\nIt sailed at dawn."


@given(data=st.data())
def test_no_text_of_a_report_breaks_a_line_of_the_tags(newsroom: ModuleType, data: st.DataObject) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    told = transcript(sheet)
    assert "\0" not in told
    assert "\x1b" not in told
    assert "\n\n\n" not in told
    told.encode("utf-8")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "eng"), ("de", "deu"), ("AR", "ara"), ("zh-Hans", "zho"), ("haw", "haw"), ("x\0=", "und")],
)
def test_a_language_is_told_by_three_letters(tag: str, code: str) -> None:
    assert language_code(tag) == code


@given(st.text(max_size=20))
def test_a_language_is_always_three_letters(tag: str) -> None:
    code = language_code(tag)
    assert len(code) == 3
    assert code.isascii()
    assert code.isalpha()


def test_gains_lead_to_where_players_listen(delivery) -> None:
    tags = tags_of(delivery)  # -23.04 LUFS, -3.1 dBTP
    assert replaygain(tags) == {
        "REPLAYGAIN_TRACK_GAIN": "+5.04 dB",
        "REPLAYGAIN_TRACK_PEAK": "0.699842",
    }
    assert tags.r128_gain_db == pytest.approx(0.04)


def test_silence_has_no_gain(delivery) -> None:
    mute = replace(studio.LOUDNESS, integrated=SILENCE, true_peak=Dbtp(float("-inf")))
    tags = tags_of(delivery)
    assert replaygain(replace(tags, loudness=mute)) == {}
    assert replace(tags, loudness=mute).r128_gain_db is None
    assert replaygain(replace(tags, loudness=None)) == {}


def test_nothing_is_left_of_a_file_whose_writing_failed(tmp_path: Path) -> None:
    path = tmp_path / "half"

    def write() -> None:
        with whole(path):
            path.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert not path.exists()


def test_a_programme_without_words_for_a_title_goes_by_its_file(delivery) -> None:
    assert tags_of(studio.worded(delivery, "\0\n")).title == "port-ellmoor"
