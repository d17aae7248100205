import io
import runpy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace

import mutagen.id3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.chapters import Chapter, chapters
from broadcast.formats.id3 import id3_tag
from broadcast.formats.tags import Tags, millis, transcript
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet
from broadcast.units import PROGRAMME_RATE, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

TAGS = Tags(
    title="Fähre",
    station="Radio Ellmoor",
    created=datetime(2031, 3, 4, 6, 30, tzinfo=UTC),
    language="eng",
    synthetic="synthetic voices: tone:low",
    transcript="Anchor: The ferry is back.\nAll of it.\n\nAna Ruiz: Good.",
    chapters=(),
    rate_hz=PROGRAMME_RATE,
    loudness=studio.LOUDNESS,
    software="broadcast 0.1.0",
)


def read(tag: bytes) -> mutagen.id3.ID3:
    return mutagen.id3.ID3(io.BytesIO(tag + b"\xff\xfb\x94\x44" + bytes(380)))


def timed(count: int) -> tuple[Chapter, ...]:
    second = PROGRAMME_RATE
    return tuple(
        Chapter(
            start=Samples(place * second),
            end=Samples((place + 1) * second),
            title=f"Chapter {place} …",
            talent="",
            kind=Kind.ANCHOR,
            page="",
        )
        for place in range(count)
    )


def test_a_stranger_reads_every_frame() -> None:
    tag = read(id3_tag(TAGS, Samples(48_000 * 90)))
    assert tag.version == (2, 3, 0)
    assert str(tag["TIT2"]) == "Fähre"
    assert str(tag["TPE1"]) == str(tag["TALB"]) == str(tag["TPUB"]) == "Radio Ellmoor"
    assert str(tag["TDRC"]) == "2031-03-04 06:30:00"
    assert str(tag["TCON"]) == "News"
    assert str(tag["TLAN"]) == "eng"
    assert str(tag["TLEN"]) == "90000"
    assert str(tag["TSSE"]) == "broadcast 0.1.0"
    assert str(tag["COMM::eng"]) == "synthetic voices: tone:low"
    assert str(tag["TXXX:Synthetic voices"]) == "synthetic voices: tone:low"
    assert str(tag["TXXX:REPLAYGAIN_TRACK_GAIN"]) == "+5.04 dB"
    assert str(tag["USLT::eng"]) == TAGS.transcript


def test_chapters_are_listed_in_one_ordered_table_with_titles() -> None:
    tag = read(id3_tag(replace(TAGS, chapters=timed(3)), Samples(48_000 * 3)))
    contents = tag["CTOC:toc"]
    assert contents.flags == mutagen.id3.CTOCFlags.TOP_LEVEL | mutagen.id3.CTOCFlags.ORDERED
    assert str(contents.sub_frames["TIT2"]) == "Fähre"
    found = [tag[f"CHAP:{child}"] for child in contents.child_element_ids]
    assert [(chapter.start_time, chapter.end_time) for chapter in found] == [
        (0, 1000),
        (1000, 2000),
        (2000, 3000),
    ]
    assert {chapter.start_offset for chapter in found} == {0xFFFFFFFF}
    assert str(found[2].sub_frames["TIT2"]) == "Chapter 2 …"


@pytest.mark.parametrize("count", [255, 256, 600])
def test_every_chapter_is_listed_once_however_many_there_are(count: int) -> None:
    tag = read(id3_tag(replace(TAGS, chapters=timed(count)), Samples(48_000 * count)))
    top = [contents for contents in tag.getall("CTOC") if contents.flags & mutagen.id3.CTOCFlags.TOP_LEVEL]
    assert len(top) == 1
    listed = [
        name
        for child in top[0].child_element_ids
        for name in (tag[f"CTOC:{child}"].child_element_ids if f"CTOC:{child}" in tag else [child])
    ]
    assert listed == [f"chp{place}" for place in range(count)]
    assert len(tag.getall("CHAP")) == count


@given(data=st.data())
def test_any_text_is_read_back(newsroom: ModuleType, data: st.DataObject) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    tags = replace(
        TAGS,
        title=data.draw(st.text(min_size=1, max_size=300).filter(lambda text: text.strip("\0"))),
        transcript=transcript(sheet),
        chapters=chapters(sheet),
    )
    octets = id3_tag(tags, sheet.trt)
    size = octets[6] << 21 | octets[7] << 14 | octets[8] << 7 | octets[9]
    assert len(octets) == 10 + size
    assert max(octets[6:10]) < 0x80
    tag = read(octets)
    assert "".join(tag["TIT2"].text) == tags.title.replace("\0", "")
    assert not tags.transcript or tag["USLT::eng"].text == tags.transcript
    contents = tag["CTOC:toc"].child_element_ids
    assert len(set(contents)) == len(contents) == len(tags.chapters)
    found = [tag[f"CHAP:{name}"] for name in contents]
    assert [str(chapter.sub_frames["TIT2"]) for chapter in found] == [one.title for one in tags.chapters]
    starts = [millis(one.start, sheet.rate_hz) for one in tags.chapters]
    assert [chapter.start_time for chapter in found] == starts
