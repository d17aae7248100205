"""Who of those who speak is anchor, reporter, guest."""

import pytest

from broadcast.model import Kind
from broadcast.scripting.layouts.cast import Cast
from broadcast.scripting.layouts.company import Company, recordings
from broadcast.scripting.layouts.pieces import pieces_of


def kinds(text: str, *, interview: bool = False, script: bool = False) -> list[Kind]:
    pieces = pieces_of(text)
    heads = [piece.head for piece in pieces if piece.head and piece.head.who]
    cast = Cast(text, [text[slice(*head.who)] for head in heads if head.who])
    company = Company(text, pieces, cast, interview=interview, script=script)
    return [company.kind(head) for head in heads]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("ANA RUIZ, HOST", Kind.ANCHOR),
        ("ANA RUIZ, HNN ANCHOR, PORTO ALTO", Kind.ANCHOR),
        ("ANA RUIZ, BYLINE", Kind.FIELD),
        ("ANA RUIZ, HNN WHITE HOUSE CORRESPONDENT", Kind.FIELD),
        ("ANA RUIZ, MAYOR", Kind.SOUNDBITE),
        ("ANA RUIZ, REPORTER, PORTO ALTO HERALD", Kind.SOUNDBITE),
        ("ANA RUIZ, FORMER HNN ANCHOR", Kind.SOUNDBITE),
        ("UNIDENTIFIED MALE", Kind.SOUNDBITE),
    ],
)
def test_the_title_tells_who_speaks(label: str, kind: Kind) -> None:
    assert kinds(f"LUIS SOL, HOST: Good evening.\n{label}: Yes.\n")[1] is kind


def test_an_outlets_meteorologist_is_a_reporter_and_anothers_is_a_guest() -> None:
    text = (
        "LUIS SOL, HNN ANCHOR: Hello.\nCHAD MYER, HNN METEOROLOGIST: Rain.\nIDA HOLM, METEOROLOGIST: Fog.\n"
    )
    assert kinds(text) == [Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE]


def test_without_titles_the_one_who_opens_is_the_anchor_and_whoever_is_sent_a_reporter() -> None:
    text = (
        "LUIS SOL: The dam leaks. Our correspondent Mia Berg is there.\nMIA BERG: It does.\nIDA HOLM: Yes.\n"
    )
    assert kinds(text) == [Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE]


def test_in_an_interview_the_one_who_asks_is_the_anchor() -> None:
    text = "Ida Holm: It is cold.\nLena Falk: Why?\nIda Holm: Fog.\nLena Falk: And now?\n"
    assert kinds(text, interview=True) == [Kind.SOUNDBITE, Kind.ANCHOR, Kind.SOUNDBITE, Kind.ANCHOR]


def test_the_papers_own_name_asks_whatever_it_says() -> None:
    text = "Ida Holm: Is it on?\nHarbour Times: It is.\nIda Holm: Good.\nHarbour Times: Begin.\n"
    assert kinds(text, interview=True)[1] is Kind.ANCHOR


def test_a_field_at_the_head_names_the_reporter() -> None:
    text = "Reporter: Ben Knight\n\nANA RUIZ, PRESENTER: Hello.\n\nBEN KNIGHT: It leaks.\n"
    assert kinds(text) == [Kind.FIELD, Kind.ANCHOR, Kind.FIELD]


def test_what_is_played_is_told_from_what_is_said() -> None:
    text = "(BEGIN VIDEO CLIP)\nRUIZ: Yes.\n(END VIDEO CLIP)\nSOL: No.\n"
    told = [(text[slice(*piece.span)].strip(), played) for piece, played in recordings(text, pieces_of(text))]
    assert ("Yes.", True) in told
    assert ("No.", False) in told


def test_whoever_signs_off_by_the_name_that_initials_stand_for_reports() -> None:
    text = (
        "CUE: The wall fell.\n\nPACKAGE:\n\nAR: I'm at the harbour.\n\nLUIS: We saw it.\n\n"
        "AR: So did Luis Sol.\n\n"
        "AR: Ana Ruiz, Radio Harbour, in Porto Alto.\n"
    )
    assert kinds(text, script=True)[0] is Kind.FIELD
