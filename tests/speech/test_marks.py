"""What a person marks in a script is said so."""

import pytest

from broadcast.errors import ScriptError
from broadcast.model import Boundary, Kind, Line, Segment
from broadcast.scripting.markup import parse_markup
from broadcast.speech import find_pronouncers, write_lines


def marked(text: str, language: str = "en-US") -> tuple[Line, ...]:
    def fail(offset: int, message: str, hint: str) -> ScriptError:
        return ScriptError(f"{offset}: {message}", hint)

    plain, marks = parse_markup(text, fail)
    return write_lines(Segment(kind=Kind.ANCHOR, text=plain, marks=marks), language=language)


def said(text: str, language: str = "en-US") -> str:
    return " ".join(line.text for line in marked(text, language))


def test_a_phoneme_is_said_where_it_stands_and_nowhere_else() -> None:
    (line,) = marked("From [Palmyra](pal-MY-ruh)'s wall to Palmyra.")
    chosen = [(token.text, token.phonemes, token.authority, token.span) for token in line.tokens]
    assert chosen[1] == ("Palmyra's", "pælmˈIɹəz", "script", (5, 14))
    assert chosen[-1][:3] == ("Palmyra", None, None)


def test_two_words_of_sounds_are_two_tokens() -> None:
    (line,) = marked("Then [Xi Jinping](SHEE jin-PING) spoke.")
    assert [(token.text, token.phonemes) for token in line.tokens[1:3]] == [
        ("Xi", "ʃˈi"),
        ("Jinping", "ʤɪnpˈɪŋ"),
    ]


def test_a_mark_stands_against_the_copys_own_pronouncer() -> None:
    (line,) = marked("So [Bihac](BEE-hotch) and Bihac (bee-HATCH) fell.")
    assert [token.phonemes for token in line.tokens if token.phonemes] == ["bˈihɑʧ", "bihˈæʧ"]


def test_a_british_voice_hears_a_mark_its_own_way() -> None:
    (line,) = marked("In [Palmyra](pal-MY-ruh).", "en-GB")
    assert line.tokens[1].phonemes == "palmˈIɹə"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The <sub alias="World Wide Web">WWW</sub>\'s day.', "The World Wide Web's day."),
        ('The <sub alias="3 boats">TB</sub> sank.', "The three boats sank."),
        ('So <say-as interpret-as="characters">UB40</say-as> won.', "So U-B four zero won."),
        ('So <say-as interpret-as="spell-out">a/b</say-as> won.', "So A slash B won."),
    ],
)  # fmt: skip
def test_a_stretch_is_read_as_was_said(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("reading", "printed", "words"),
    [
        ("digits", "1984", "one nine eight four"),
        ("cardinal", "1984", "one thousand nine hundred eighty-four"),
        ("ordinal", "XIV", "fourteenth"),
        ('date" format="dmy', "3/4/2026", "April third twenty twenty-six"),
        ('date" format="md', "3/4", "March fourth"),
        ("date", "2026-04-03", "April third twenty twenty-six"),
        ("telephone", "+44 20 79", "plus four four, two zero, seven nine"),
        ("cardinal", "many", "many"),
        ("date", "soon", "soon"),
    ],
)
def test_figures_are_read_as_was_said(reading: str, printed: str, words: str) -> None:
    assert said(f'It is <say-as interpret-as="{reading}">{printed}</say-as> now.') == f"It is {words} now."


def test_a_break_ends_a_line_with_a_pause_of_its_length() -> None:
    lines = marked('It rained <break time="1s"/>all day. <break time="2s"/>Then it froze.')
    assert [(line.text, line.pause_ms, line.boundary) for line in lines] == [
        ("It rained,", 1000, Boundary.CLAUSE),
        ("all day.", 2000, Boundary.SENTENCE),
        ("Then it froze.", None, Boundary.SEGMENT),
    ]


def test_a_break_of_no_length_takes_the_comma_away() -> None:
    assert said('It rained, <break strength="none"/>and froze.') == "It rained and froze."


def test_a_pace_holds_for_its_stretch_and_paces_multiply() -> None:
    lines = marked('It <prosody rate="80%">rained <emphasis level="strong">hard</emphasis></prosody> today.')
    assert [(line.text, round(line.rate, 3), line.pitch) for line in lines] == [
        ("It,", 1.0, 1.0),
        ("rained,", 0.8, 1.0),
        ("hard,", 0.704, 1.06),
        ("today.", 1.0, 1.0),
    ]


def test_spans_point_at_the_print() -> None:
    text = 'On <say-as interpret-as="date" format="dmy">3/4/2026</say-as> <sub alias="it">that</sub> fell.'
    plain = "On 3/4/2026 that fell."
    shown = [plain[slice(*token.span)] for line in marked(text) for token in line.tokens]
    assert shown == ["On", "3/4/2026", "that", "fell"]


def test_the_copys_pronouncers_are_found_beside_marks() -> None:
    assert len(find_pronouncers("So Bihac (BEE-hotch) fell.")) == 1
