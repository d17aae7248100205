from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.chapters import chapters
from broadcast.model import Kind, Row, RunSheet
from broadcast.runsheet import write_runsheet
from broadcast.units import PROGRAMME_RATE, Samples


def sheet(*rows: tuple[Kind, str] | tuple[Kind, str, str], **fields: object) -> RunSheet:
    """Rows of a second each: kind, words, who is quoted."""
    laid = [
        Row(
            page=f"A{place + 1}",
            slug="HARBOUR",
            form="",
            kind=kind,
            talent=who[0] if who else {Kind.ANCHOR: "Anchor", Kind.FIELD: "Reporter"}.get(kind, ""),
            speaker=who[0] if who else "",
            text=text,
            estimate=Samples(0),
            actual=Samples(PROGRAMME_RATE),
            start=Samples(place * PROGRAMME_RATE),
            end=Samples((place + 1) * PROGRAMME_RATE),
            pause=Samples(0),
            cume=Samples((place + 1) * PROGRAMME_RATE),
        )
        for place, (kind, text, *who) in enumerate(rows)
    ]
    return RunSheet(
        slug="harbour",
        headline="The harbour reopens",
        language="en",
        rows=tuple(laid),
        trt=Samples(len(rows) * PROGRAMME_RATE),
        words=0,
        rate_hz=PROGRAMME_RATE,
        estimated=False,
        profile="r128",
        **fields,  # type: ignore[arg-type]
    )


def told(runsheet: RunSheet) -> list[tuple[int, str]]:
    """Second of its start, and title, of each chapter."""
    return [(chapter.start // PROGRAMME_RATE, chapter.title) for chapter in chapters(runsheet)]


@given(data=st.data())
def test_chapters_stand_end_to_end_over_the_programme_and_begin_with_rows(
    newsroom: ModuleType, data: st.DataObject
) -> None:
    runsheet = write_runsheet(data.draw(newsroom.programmes()))
    found = chapters(runsheet)
    starts = {row.start for row in runsheet.rows}
    assert found[0].start == 0
    assert found[-1].end == runsheet.trt
    assert all(before.end == behind.start for before, behind in pairwise(found))
    assert all(chapter.start < chapter.end for chapter in found)
    assert {chapter.start for chapter in found[1:]} <= starts


@given(data=st.data())
def test_every_title_is_one_printable_line(newsroom: ModuleType, data: st.DataObject) -> None:
    for chapter in chapters(write_runsheet(data.draw(newsroom.programmes()))):
        assert chapter.title.strip() == chapter.title != ""
        assert "\n" not in chapter.title
        assert "\x1b" not in chapter.title
        assert len(chapter.title) <= 400


def test_a_report_is_told_by_who_is_heard(newsroom: ModuleType) -> None:
    runsheet = write_runsheet(newsroom.harbour())
    assert [(chapter.page, chapter.title, chapter.talent) for chapter in chapters(runsheet)] == [
        ("A1", "Harbour of Port Ellery reopens after the storm", "Anchor"),
        ("A2", "Anchor: The harbour of Port Ellery reopened on Tuesday, eight days …", "Anchor"),
        ("A4", "Ana Ruiz, Mayor of Port Ellery", "Ana Ruiz"),
        ("A5", "Reporter: Behind me a three-week queue of 40 ships is waiting for …", "Reporter"),
        ("A8", "Captain Tomas Vey, Harbour pilot", "Captain Tomas Vey"),
        ("A9", "Reporter: The last ship is due in before dark. For the morning …", "Reporter"),
    ]


def test_a_lead_in_opens_the_chapter_of_its_soundbite() -> None:
    rows = sheet(
        (Kind.ANCHOR, "Ships are back."),
        (Kind.LEAD_IN, "Ana Ruiz, the mayor, said:"),
        (Kind.PAUSE, ""),
        (Kind.SOUNDBITE, "We saw it coming.", "Ana Ruiz"),
    )
    assert told(rows) == [(0, "Anchor: Ships are back."), (1, "Ana Ruiz")]


def test_an_attribution_in_print_order_stays_with_its_soundbite() -> None:
    rows = sheet(
        (Kind.SOUNDBITE, "We saw it coming.", "Ana Ruiz"),
        (Kind.LEAD_IN, "said Ana Ruiz, the mayor."),
        (Kind.SOUNDBITE, "It is slow work.", "Tomas Vey"),
        (Kind.LEAD_IN, "said Tomas Vey."),
        (Kind.FIELD, "The last ship is due."),
    )
    assert told(rows) == [(0, "Ana Ruiz"), (2, "Tomas Vey"), (4, "Reporter: The last ship is due.")]


def test_a_lead_in_between_two_guests_goes_to_whom_it_names() -> None:
    rows = sheet(
        (Kind.SOUNDBITE, "We saw it coming.", "Ana Ruiz"),
        (Kind.LEAD_IN, "Tomas Vey is a pilot."),
        (Kind.SOUNDBITE, "It is slow work.", "Tomas Vey"),
    )
    assert told(rows) == [(0, "Ana Ruiz"), (1, "Tomas Vey")]


def test_a_guest_who_goes_on_is_one_chapter() -> None:
    rows = sheet(
        (Kind.SOUNDBITE, "We saw it coming.", "Ana Ruiz"),
        (Kind.LEAD_IN, "She added:"),
        (Kind.SOUNDBITE, "We were ready.", "Ana Ruiz"),
    )
    assert told(rows) == [(0, "Ana Ruiz")]


def test_an_opening_sting_belongs_to_what_it_opens_and_a_closing_one_to_what_it_closes() -> None:
    rows = sheet(
        (Kind.STING, ""),
        (Kind.ANCHOR, "Ships are back."),
        (Kind.STING, ""),
        (Kind.ANCHOR, "Prices rose."),
        (Kind.STING, ""),
    )
    assert told(rows) == [(0, "Anchor: Ships are back."), (2, "Anchor: Prices rose.")]


def test_headlines_together_are_one_chapter() -> None:
    rows = sheet((Kind.HEADLINE, "Ships are back"), (Kind.HEADLINE, "Prices rise"), (Kind.ANCHOR, "Ships."))
    assert told(rows) == [(0, "Headlines"), (2, "Anchor: Ships.")]


@pytest.mark.parametrize("kind", [Kind.PAUSE, Kind.STING])
def test_a_programme_in_which_nobody_speaks_is_one_chapter(kind: Kind) -> None:
    (only,) = chapters(sheet((kind, "")))
    assert (only.start, only.end) == (0, PROGRAMME_RATE)
    assert only.title


def test_a_programme_without_sound_has_no_chapters() -> None:
    assert chapters(sheet()) == ()
