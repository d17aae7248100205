from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.episode import NOTES_CHARS, TITLE_CHARS, describe, shortened
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet

MADE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)


def sheet_of(newsroom, *turns, clip: str = ""):
    sheet = write_runsheet(newsroom.programme(turns))
    if clip:
        quoted = (Kind.SOUNDBITE, Kind.CLIP)
        rows = (replace(row, clip=clip, voice="") if row.kind in quoted else row for row in sheet.rows)
        sheet = replace(sheet, rows=tuple(rows))
    return sheet


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_programme_makes_an_episode_inside_the_limits_of_the_namespace(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    episode = describe(sheet, MADE)
    assert episode.title
    assert len(episode.description) <= NOTES_CHARS
    assert all(0 < len(person.name) <= TITLE_CHARS for person in episode.persons)
    assert len({person.name for person in episode.persons}) == len(episode.persons)
    for bite in episode.bites:
        assert 0 < len(bite.title) <= TITLE_CHARS
        assert bite.length_ms >= 1
        assert 0 <= bite.start_ms <= episode.length_ms
    assert "ynthetic voices" in episode.description
    assert episode.synthetic.startswith(("synthetic voices: ", "no synthetic voices"))


def test_an_episode_tells_lead_quotes_and_made_voices(newsroom) -> None:
    episode = describe(write_runsheet(newsroom.harbour()), MADE)
    assert episode.title == "Harbour of Port Ellery reopens after the storm"
    lead, quotes, made = episode.description.split("\n\n")
    assert lead == "The harbour of Port Ellery reopened on Tuesday, eight days after the storm."
    assert quotes.splitlines()[0].startswith("(0:09) Ana Ruiz, Mayor of Port Ellery: “We saw it coming,")
    assert quotes.splitlines()[1] == (
        "(0:25) Captain Tomas Vey, Harbour pilot: “It is slow work, and the swell is still two metres high.”"
    )
    assert made == (
        "Every voice in this programme is made by a computer (synthetic voices: kokoro:bf_emma, "
        "kokoro:af_heart, kokoro:bm_george, kokoro:am_onyx+am_fenrir)."
    )


def test_the_notes_escape_what_is_no_mark_up(newsroom) -> None:
    notes = describe(write_runsheet(newsroom.harbour()), MADE).notes
    assert "complained &amp; nobody left &lt;the quay&gt; alone" in notes
    assert notes.startswith("<p>")
    assert notes.count("<li>") == 2


def test_everybody_has_a_role_and_a_made_voice_is_said_to_be(newsroom) -> None:
    persons = describe(write_runsheet(newsroom.harbour()), MADE).persons
    assert [(person.name, person.role, person.group) for person in persons] == [
        ("Anchor (synthetic voice)", "host", "cast"),
        ("Ana Ruiz (synthetic voice)", "guest", "cast"),
        ("Reporter (synthetic voice)", "reporter", "cast"),
        ("Captain Tomas Vey (synthetic voice)", "guest", "cast"),
    ]


def test_who_is_heard_in_a_recording_is_not_said_to_be_synthetic(newsroom) -> None:
    turns = (
        newsroom.turn(Kind.ANCHOR, "The harbour reopened."),
        newsroom.turn(Kind.SOUNDBITE, "We saw it coming.", newsroom.MAYOR),
    )
    episode = describe(sheet_of(newsroom, *turns, clip="mayor.mp3"), MADE)
    assert [person.name for person in episode.persons] == ["Anchor (synthetic voice)", "Ana Ruiz"]
    assert episode.description.endswith(
        "Heard in recordings: Ana Ruiz. Every other voice is made by a computer "
        "(synthetic voices: kokoro:bf_emma)."
    )


def test_a_made_voice_over_a_recording_is_told(newsroom) -> None:
    sheet = sheet_of(newsroom, newsroom.turn(Kind.SOUNDBITE, "We saw it coming.", newsroom.MAYOR))
    over = replace(sheet, rows=(replace(sheet.rows[0], clip="mayor.mp3"),))
    (person,) = describe(over, MADE).persons
    assert person.name == "Ana Ruiz (translated by a synthetic voice)"


def test_a_programme_of_recordings_alone_has_no_synthetic_voice(newsroom) -> None:
    turn = newsroom.turn(Kind.CLIP, "", newsroom.MAYOR)
    episode = describe(sheet_of(newsroom, turn, clip="mayor.mp3"), MADE)
    assert episode.description == "(0:00) Ana Ruiz, Mayor of Port Ellery\n\nNo synthetic voices."
    assert [bite.title for bite in episode.bites] == ["Ana Ruiz"]


def test_a_report_keeps_its_guid_however_often_it_is_rendered(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    later = datetime(2031, 5, 6, tzinfo=UTC)
    again = replace(sheet, headline="Harbour reopens", profile="podcast", rows=sheet.rows[:2])
    assert describe(sheet, MADE).guid == describe(again, later).guid
    assert describe(replace(sheet, source_sha256="cd" * 32), MADE).guid != describe(sheet, MADE).guid
    assert describe(replace(sheet, slug="other"), MADE).guid != describe(sheet, MADE).guid


def test_a_bulletin_has_a_guid_a_day(newsroom) -> None:
    sheet = replace(write_runsheet(newsroom.harbour()), source_sha256="")
    evening, next_day = datetime(2031, 3, 4, 18, tzinfo=UTC), datetime(2031, 3, 5, 6, tzinfo=UTC)
    assert describe(sheet, MADE).guid == describe(sheet, evening).guid
    assert describe(sheet, MADE).guid != describe(sheet, next_day).guid


def test_it_is_published_when_it_goes_on_air(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    on_air = datetime(2031, 3, 4, 18, tzinfo=UTC)
    assert describe(sheet, MADE).published == MADE
    assert describe(replace(sheet, on_air=on_air), MADE).published == on_air


def test_a_long_lead_ends_with_a_sentence_and_quotes_go_before_the_statement_does(newsroom) -> None:
    sentence = "The harbour reopened on Tuesday after the storm. "
    turns = [newsroom.turn(Kind.ANCHOR, (sentence * 20).strip())]
    turns += [newsroom.turn(Kind.SOUNDBITE, "We saw it coming, all of us. " * 9, newsroom.MAYOR)] * 30
    description = describe(sheet_of(newsroom, *turns), MADE).description
    assert description.split("\n\n")[0] == (sentence * 8).strip()
    assert NOTES_CHARS - 400 < len(description) <= NOTES_CHARS
    assert description.endswith("(synthetic voices: kokoro:bf_emma, kokoro:af_heart).")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("short", 5, "short"), ("We trained, on", 13, "We trained …"), ("x" * 20, 6, "xxxxx…")],
)
def test_what_is_too_long_is_cut_behind_a_word(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
