"""What the types themselves know."""

from dataclasses import FrozenInstanceError

import pytest

from broadcast.model import Cue, Kind, Line, Script, Segment, Token, Voice
from broadcast.units import Samples


def script(*kinds: Kind) -> Script:
    return Script(slug="ferry", segments=tuple(Segment(kind=kind) for kind in kinds))


@pytest.mark.parametrize(
    ("kinds", "index", "narrator"),
    [
        ((Kind.ANCHOR, Kind.SOUNDBITE), 1, Kind.ANCHOR),
        ((Kind.ANCHOR, Kind.FIELD, Kind.LEAD_IN, Kind.SOUNDBITE), 3, Kind.FIELD),
        ((Kind.SOUNDBITE, Kind.PAUSE, Kind.FIELD), 0, Kind.FIELD),
        ((Kind.SOUNDBITE,), 0, Kind.ANCHOR),
        ((Kind.ANCHOR, Kind.FIELD), 1, Kind.FIELD),
        ((Kind.FIELD, Kind.SOUNDBITE, Kind.ANCHOR), 1, Kind.FIELD),
    ],
)
def test_who_narrates_is_who_narrated_last_else_who_comes_next(
    kinds: tuple[Kind, ...], index: int, narrator: Kind
) -> None:
    assert script(*kinds).narrator(index) is narrator


def test_pauses_stings_and_clips_are_not_spoken_and_only_three_kinds_quote_the_report() -> None:
    assert {kind for kind in Kind if not kind.spoken} == {Kind.PAUSE, Kind.STING, Kind.CLIP}
    assert {kind for kind in Kind if kind.quotes_report} == {Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE}


def test_a_line_is_its_tokens_with_their_punctuation() -> None:
    line = Line(tokens=(Token(text="Good", span=(0, 4)), Token(text="evening", after=".", span=(5, 12))))
    assert line.text == "Good evening."


def test_a_voice_is_written_as_a_user_types_it() -> None:
    assert str(Voice(engine="kokoro", name="am_onyx+am_fenrir", rate=1.2)) == "kokoro:am_onyx+am_fenrir"


def test_a_cue_ends_where_it_has_no_more_samples() -> None:
    assert Cue(key="k", start=Samples(480), length=Samples(20)).end == 500


def test_what_flows_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        script(Kind.ANCHOR).slug = "other"  # type: ignore[misc]
