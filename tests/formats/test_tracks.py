import runpy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast import pipeline
from broadcast.formats.exporter import Delivery
from broadcast.formats.pcm import read_frames
from broadcast.formats.tracks import NAME_LIMIT, Role, Timeline, lay_out, short, since_midnight
from broadcast.model import Bed, Kind
from broadcast.settings import Settings
from broadcast.units import PROGRAMME_RATE, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))

SAMPLE = Path(__file__).parents[2] / "scripts" / "ferry.txt"


def bed(start_s: float, end_s: float, name: str = "harbour") -> Bed:
    return Bed(
        key=name,
        name=name,
        start=Samples(round(start_s * PROGRAMME_RATE)),
        end=Samples(round(end_s * PROGRAMME_RATE)),
    )


def seconds_of(timeline: Timeline, role: Role) -> list[tuple[float, float]]:
    clips = [clip for track in timeline.tracks if track.role is role for clip in track.clips]
    return [(clip.start / PROGRAMME_RATE, clip.end / PROGRAMME_RATE) for clip in clips]


def test_a_role_is_a_track_and_a_pause_is_a_gap(tmp_path: Path) -> None:
    timeline = lay_out(studio.delivery(tmp_path))
    laid = {track.name: [clip.name for clip in track.clips] for track in timeline.tracks}
    assert laid == {
        "Anchor": ["A1 READER Anchor"],
        "Reporter": ["A4 READER Reporter"],
        "Soundbites": ["A3 READER Mira Olsthoorn"],
    }
    assert [(part.start, part.end, bool(part.clip)) for part in timeline.parts(timeline.tracks[1])] == [
        (0, 156_000, False),
        (156_000, 192_000, True),
    ]


def test_lead_ins_and_headlines_are_on_the_track_of_who_reads_them(newsroom, tmp_path: Path) -> None:
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path))
    laid = {track.name: [clip.name.split()[1] for clip in track.clips] for track in timeline.tracks}
    assert laid == {
        "Anchor": ["HEADLINE", "READER", "LEAD"],
        "Reporter": ["PKG", "LEAD", "PKG"],
        "Soundbites": ["SOT", "SOT"],
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_clips_and_gaps_fill_every_track_at_any_resolution(newsroom, tmp_path_factory, data) -> None:
    programme = data.draw(newsroom.programmes())
    timeline = lay_out(readers.deliver(programme, tmp_path_factory.mktemp("tracks")))
    unit = data.draw(st.sampled_from([1, 640, 1601, 1920]))
    at = lambda count: (2 * count + unit) // (2 * unit)  # noqa: E731
    for track in timeline.tracks:
        parts = list(timeline.parts(track, at))
        assert sum(part.length for part in parts) == at(programme.length)
        assert all(part.length > 0 for part in parts)
        assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_row_that_is_heard_is_one_clip_and_one_marker(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("tracks"))
    timeline = lay_out(delivery)
    wanted = [row for row in delivery.runsheet.rows if row.kind is not Kind.PAUSE and row.trt > 0]
    assert [clip.row for clip in timeline.heard()] == wanted
    assert [(mark.start, mark.end) for mark in timeline.markers] == [(row.start, row.end) for row in wanted]
    for text in [timeline.title, *(clip.name for clip in timeline.heard())]:
        assert text.isprintable() or not set(text) & set("\n\r\t\0\x1b\x07")
        assert len(text) <= NAME_LIMIT


def test_the_tracks_played_together_are_the_programme_bit_by_bit(tmp_path: Path) -> None:
    made = pipeline.produce(pipeline.read_script(SAMPLE), Settings(engine="tone", formats=("json",)))
    package = pipeline.write_package(made, tmp_path / "ferry")
    (wav,) = package.glob("*.wav")
    timeline = lay_out(
        Delivery(programme=made.programme, runsheet=made.runsheet, folder=package, stem="ferry", wav=wav)
    )
    whole = b"".join(read_frames(wav))
    played = bytearray(len(whole))
    for clip in timeline.heard():
        span = slice(6 * clip.start, 6 * clip.end)
        assert not any(played[span])
        played[span] = whole[span]
    assert bytes(played) == whole


def test_a_row_to_be_checked_says_so_at_its_marker(newsroom, tmp_path: Path) -> None:
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path))
    (marker,) = [marker for marker in timeline.markers if marker.check]
    assert marker.check == "check speaker"
    assert marker.name == "A8 SOT Captain Tomas Vey"
    assert marker.comment.startswith("“It is slow work, and …")
    assert "call him back" in marker.comment
    assert "synthetic voice kokoro:am_onyx+am_fenrir" in marker.comment


def test_a_bed_is_a_stretch_and_its_clips_are_where_it_sounds_alone(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    beds = (bed(0.5, 1.75), bed(1.5, 3.5, "wind"))
    timeline = lay_out(replace(delivery, programme=replace(delivery.programme, beds=beds)))
    assert seconds_of(timeline, Role.BEDS) == [(1.25, 1.75), (1.75, 2.0), (3.0, 3.25)]
    assert [clip.name for clip in timeline.tracks[-1].clips] == ["bed: harbour", "bed: wind", "bed: wind"]
    assert [(mark.name, mark.start / 48_000, mark.end / 48_000) for mark in timeline.beds] == [
        ("bed: harbour", 0.5, 1.75),
        ("bed: wind", 1.5, 3.5),
    ]


def test_a_recording_is_on_the_track_of_clips_whoever_speaks_in_it(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    rows = list(delivery.runsheet.rows)
    rows[2] = replace(rows[2], clip="mayor.mp3")
    rows[3] = replace(rows[3], kind=Kind.STING, form="STING")
    timeline = lay_out(replace(delivery, runsheet=replace(delivery.runsheet, rows=tuple(rows))))
    assert [track.role for track in timeline.tracks] == [Role.ANCHOR, Role.CLIPS, Role.STINGS]
    assert "recording mayor.mp3" in timeline.markers[1].comment


def test_rows_of_one_role_over_each_other_get_a_track_more(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    row = delivery.runsheet.rows[0]
    late = replace(row, page="A2", start=Samples(row.start + 100), end=Samples(row.end + 100))
    timeline = lay_out(replace(delivery, runsheet=replace(delivery.runsheet, rows=(row, late))))
    assert [track.name for track in timeline.tracks] == ["Anchor", "Anchor 2"]


def test_stories_are_stretches(newsroom, tmp_path: Path) -> None:
    one, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "One.")], Samples(0), "fire")
    two, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "Two."), newsroom.turn(Kind.PAUSE)], end, "flood")
    programme = replace(newsroom.harbour(), stories=(one, two), length=end)
    timeline = lay_out(readers.deliver(programme, tmp_path))
    assert [story.name for story in timeline.stories] == ["A FIRE", "B FLOOD"]
    assert timeline.stories[1].start == two.items[0].start
    assert timeline.stories[1].end == two.items[1].end


def test_the_start_is_the_air_time_by_its_own_clock(newsroom, tmp_path: Path) -> None:
    on_air = datetime.fromisoformat("2031-03-04T18:30:00.500000+09:00")
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path, on_air=on_air))
    assert timeline.start == (18 * 3600 + 30 * 60) * 48_000 + 24_000


@pytest.mark.parametrize(("rate", "hours"), [("25", 10), ("24", 1), ("29.97", 1)])
def test_without_an_air_time_the_start_is_what_editors_are_used_to(
    newsroom, tmp_path: Path, rate: str, hours: int
) -> None:
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path, frame_rate=rate))
    assert timeline.start == hours * 3600 * 48_000


def test_the_media_start_is_what_the_wav_file_claims(newsroom, tmp_path: Path) -> None:
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path, time_reference=3_110_400_000))
    assert timeline.media_start == 3_110_400_000
    assert timeline.media == "port-ellmoor.wav"


def test_a_wav_file_without_a_claim_starts_at_midnight(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    bare = delivery.wav.read_bytes().replace(b"bext", b"junk", 1)
    delivery.wav.write_bytes(bare[:2000])
    assert lay_out(delivery).media_start == 0


def test_midnight_is_no_sample_after_midnight() -> None:
    assert since_midnight(datetime(2031, 3, 4, tzinfo=UTC), PROGRAMME_RATE, 10) == 0


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert short("x" * 300, 10) == "xxxxxxxxx…"
    assert short("a\x00 b\u2028c\ud83d") == "a b c"
