import re
import runpy
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.cue import FRAMES, MOST, Cue, render
from broadcast.formats.exporter import Exporter
from broadcast.formats.tracks import lay_out
from broadcast.model import Kind
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

read_cue = readers.cue_reader(outsiders.said_by)

# TITLE "it's", INDEX 01 00:00:19, TRACK 02 AUDIO, REM GENRE News
LINE = re.compile(
    r' *(?:(?:TITLE|PERFORMER|REM COMMENT) "[^"]+"|FILE "[^"]+" WAVE|TRACK \d\d AUDIO'
    r"|INDEX 0[01] \d\d+:\d\d:\d\d|REM GENRE News|REM DATE \d{4})"
)


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Cue(), Exporter)
    assert not Cue.default


def test_the_sheet_of_the_harbour_is_as_agreed(newsroom, golden, tmp_path: Path) -> None:
    text = render(lay_out(readers.deliver(newsroom.harbour(), tmp_path)))
    golden("harbour.cue", re.sub(r"REM DATE \d{4}", "REM DATE 2031", text))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_said_every_line_is_one_that_a_sheet_has(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("cue"))
    lines = render(lay_out(delivery)).removesuffix("\r\n").split("\r\n")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    indexes = [line.split()[2] for line in lines if "INDEX" in line]
    assert indexes == sorted(set(indexes))


def bulletin(newsroom, stories: int, rows: int) -> object:
    made, at = [], Samples(0)
    for number in range(stories):
        turns = [newsroom.turn(Kind.ANCHOR, "Yes.") for _ in range(rows)]
        story, at = newsroom.story(turns, at, f"story-{number}")
        made.append(story)
    return newsroom.replace(newsroom.harbour(), stories=tuple(made), length=at)


def test_beyond_99_rows_a_track_is_a_story(newsroom, tmp_path: Path) -> None:
    text = render(lay_out(readers.deliver(bulletin(newsroom, 2, 60), tmp_path)))
    assert text.count("TRACK") == 2
    assert 'REM COMMENT "120 rows are joined to 2 stories: a sheet has 99 tracks"' in text
    assert 'TITLE "B STORY-1"' in text


def test_beyond_99_stories_the_last_track_holds_the_rest(newsroom, tmp_path: Path) -> None:
    text = render(lay_out(readers.deliver(bulletin(newsroom, 120, 1), tmp_path)))
    assert text.count("TRACK") == MOST
    assert 'TITLE "CU STORY-98 and 21 more"' in text
    assert 'REM COMMENT "the last of 99 tracks holds 22 stories"' in text


@pytest.mark.outsider
def test_cuetools_reads_titles_and_performers(newsroom, tmp_path: Path) -> None:
    (path,) = Cue().write(readers.deliver(newsroom.harbour(), tmp_path))
    said = outsiders.said_by("cueprint", "-d", "%N|%P|%T\\n", "-t", "%n|%p|%t\\n", path).splitlines()
    assert said[0] == "8|Radio Ellmoor|Harbour of Port Ellery reopens after the storm"
    assert said[4] == "4|Ana Ruiz|A4 SOT Ana Ruiz"


@pytest.mark.outsider
def test_cuetools_warns_of_nothing(newsroom, tmp_path: Path) -> None:
    (path,) = Cue().write(readers.deliver(newsroom.harbour(), tmp_path))
    done = subprocess.run(
        [outsiders.need("cueprint"), path], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.outsider
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_cuetools_reads_every_row_within_half_a_frame(newsroom, tmp_path_factory, data) -> None:
    programme = data.draw(newsroom.programmes())
    delivery = readers.deliver(programme, tmp_path_factory.mktemp("cue"))
    (path,) = Cue().write(delivery)
    rows = readers.heard(delivery.runsheet)
    if not rows:
        return
    kept = [row for row in rows if round(row[1] * FRAMES) > round(row[0] * FRAMES)] or rows
    read = read_cue(path, kept[-1][1])  # where the last track ends is not in the file
    assert readers.worst(read, delivery.runsheet, 1 / FRAMES) <= 0.5 / FRAMES + 1e-9
