"""Lines above the body."""

import pytest

from broadcast.ingest.bylines import (
    byline_of,
    is_credit_line,
    is_date_line,
    is_flag,
    is_signed,
    is_writers_title,
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz, Harbour Reporter", "Ana Ruiz, Harbour Reporter"),
        ("Interview by Ana Ruiz", "Ana Ruiz"),
        ("Interview: Ana Ruiz  |  Published 12 January 2017, 07:15", "Ana Ruiz"),
        ("Words: Ana de la Cruz   Photographs: Bo Holm", "Ana de la Cruz"),
        ("By then the wall had gone", None),
        ("Interview: the mayor on the wall", None),
        ("By Ana Ruiz.", None),
        ("Ana Ruiz, Local Democracy Reporter", "Ana Ruiz"),
        ("Text: Ana Ruiz  Photo: Bo H.", "Ana Ruiz"),
        ("", None),
    ],
)
def test_a_byline_names_the_author(line: str, name: str | None) -> None:
    assert byline_of(line) == name


@pytest.mark.parametrize(
    "line", ["Photographs: Bo Holm", "PHOTOS BY BO HOLM", "Illustration by Bo Holm | Styling Ana"]
)
def test_a_credit_names_who_took_the_pictures(line: str) -> None:
    assert is_credit_line(line)


@pytest.mark.parametrize(
    "line", ["Pictures of the wall", "Photographs: of the wall that fell", "The wall: Bo Holm"]
)
def test_other_lines_with_pictures_are_no_credit(line: str) -> None:
    assert not is_credit_line(line)


@pytest.mark.parametrize(
    "line", ["Staff Writer", "Wire sports writer", "The Harbour Gazette", "Harbour Correspondent"]
)
def test_a_writers_title_stands_below_the_name(line: str) -> None:
    assert is_writers_title(line)


@pytest.mark.parametrize("line", ["The wall fell.", "The wall fell on Monday", "", "He is a writer."])
def test_copy_is_no_writers_title(line: str) -> None:
    assert not is_writers_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "Friday, July 21, 2017",
        "21 July 2017",
        "Sat 14 Aug 2021 06.00",
        "June 2024",
        "3 December 2024 | Climate and Environment",
        "Published 6:00 a.m. ET March 11, 2025",
    ],
)
def test_a_day_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["May", "June was cold", "On 3 December the wall fell", ""])
def test_a_sentence_with_a_day_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)


def test_a_name_above_a_paper_is_a_byline() -> None:
    assert is_signed("Ana Ruiz", "Harbour Weekly Review")
    assert not is_signed("Ana Ruiz", "She saw it fall.")
    assert not is_signed("The Wall", "Harbour Weekly Review")


def test_a_flag_and_an_hour_below_a_headline_are_no_copy() -> None:
    assert is_flag("EXCLUSIVE")
    assert not is_flag("Exclusive pictures of the wall")
    assert is_date_line("14:02, 18 JUN   UPDATED 16:40")
