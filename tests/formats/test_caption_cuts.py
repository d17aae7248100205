"""Words with their times are cut into captions and lines that read as print does."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.caption_cuts import (
    LINE_CHARS,
    Break,
    Piece,
    break_after,
    cut,
    line_break,
    lines,
    width,
)
from broadcast.units import Hz, Samples

RATE = Hz(1000)
COPY = """
The harbour of the town reopened on Tuesday, after the storm had moved on and the first ferry left at six.
Nobody was hurt. Mr. Lionel Harrow said that 40 ships wait, and each pays $2.7 million a day to the port.
"""
WORDS = COPY.split()


def pieces_of(text: str, rate: float = 14.0, pause_s: float = 0.3) -> list[Piece]:
    """Words spoken at so many characters a second, with a pause behind punctuation."""
    words, made, at = text.split(), [], 0.0
    for index, word in enumerate(words):
        following = f" {words[index + 1]}" if index + 1 < len(words) else ""
        ends_line = word.endswith(".") and word != "Mr."
        end = at + (len(word) + 1) / rate
        made.append(
            Piece(
                text=word,
                spaced=True,
                start=Samples(round(at * RATE)),
                end=Samples(round(end * RATE)),
                after=break_after(word, following, ends_line=ends_line),
            )
        )
        at = end + (pause_s if word[-1] in ",." else 0.0)
    return made


def captions_of(text: str, rate: float = 14.0) -> list[tuple[str, ...]]:
    pieces = pieces_of(text, rate)
    return [lines(part) for part in cut(pieces, (0, pieces[-1].end + 500), RATE)]


news = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(text=news, rate=st.floats(8, 30))
def test_no_word_is_lost_moved_or_torn(text: str, rate: float) -> None:
    assert " ".join(" ".join(caption) for caption in captions_of(text, rate)) == " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(text=news, rate=st.floats(8, 30))
def test_a_caption_is_two_lines_of_42_at_most(text: str, rate: float) -> None:
    for caption in captions_of(text, rate):
        assert len(caption) <= 2
        assert all(0 < len(line) <= LINE_CHARS for line in caption)


@settings(max_examples=60, deadline=None)
@given(text=news)
def test_speech_that_can_be_read_makes_captions_that_can(text: str) -> None:
    pieces = pieces_of(text, rate=17.0)
    parts = cut(pieces, (0, pieces[-1].end + 1000), RATE)
    ends = [*(part[0].start for part in parts[1:]), pieces[-1].end + 1000]
    for part, end in zip(parts, ends, strict=True):
        assert width(part) / ((end - part[0].start) / RATE) <= 20
        assert end - part[0].start >= 1000


@settings(max_examples=60, deadline=None)
@given(text=news)
def test_a_caption_ends_at_a_sentence_a_clause_or_a_phrase_where_there_is_one_near(text: str) -> None:
    pieces = pieces_of(text)
    for part, behind in pairwise(cut(pieces, (0, pieces[-1].end + 500), RATE)):
        if part[-1].after is Break.LEANING:
            joined = [*part, *behind]
            near = [at for at in range(len(part) - 1, len(part) + 2) if 0 < at < len(joined)]
            assert all(joined[at - 1].after <= Break.WORD or line_break(joined[:at]) is None for at in near)


def test_lines_are_of_like_length_and_none_is_one_word_where_it_can_be_helped() -> None:
    (caption,) = captions_of("The port says it employs 287 of them and will take on 90 more.")
    assert caption == ("The port says it employs 287 of them", "and will take on 90 more.")
    (caption,) = captions_of("Two-thirds of the takings this weekend disappeared.")
    assert min(len(line.split()) for line in caption) > 1


@pytest.mark.parametrize(
    ("shown", "following", "wanted"),
    [
        ("the", " town", Break.LEANING),
        ("(The", " town", Break.LEANING),
        ("of", " the", Break.LEANING),
        ("Mr.", " Harrow", Break.LEANING),
        ("Lionel", " Harrow", Break.LEANING),
        ("40", " ships", Break.LEANING),
        ("$2.7", " million", Break.LEANING),
        ("wouldn’t", " say", Break.LEANING),
        ("complained &", " nobody", Break.LEANING),
        ("ships", " wait", Break.WORD),
        ("mayor", " of the town", Break.PHRASE),
        ("town", " and", Break.PHRASE),
        ("town,", " and", Break.CLAUSE),
        ("said:", " “We", Break.CLAUSE),
        ("hurt.", " Nobody", Break.WORD),
        ("well-", "known", Break.NEVER),
        ("port", "", Break.SENTENCE),
        ("port", "  \n", Break.SENTENCE),
    ],
)
def test_how_well_a_caption_may_end_behind_a_word(shown: str, following: str, wanted: Break) -> None:
    assert break_after(shown, following, ends_line=False) is wanted


def test_the_end_of_a_spoken_line_is_a_sentences_only_with_its_mark() -> None:
    assert break_after("hurt.”", " Nobody", ends_line=True) is Break.SENTENCE
    assert break_after("hurt", " and", ends_line=True) is Break.CLAUSE


def test_the_first_caption_may_use_the_pause_before_it_and_the_last_the_one_behind() -> None:
    pieces = pieces_of("The harbour of the town reopened on Tuesday and nobody was hurt.", rate=24.0)
    tight = cut(pieces, (pieces[0].start, pieces[-1].end), RATE)
    roomy = cut(pieces, (pieces[0].start - 500, pieces[-1].end + 500), RATE)
    assert len(roomy) == 1
    assert len(tight) >= 1


@pytest.mark.parametrize("date", ["2 September", "Nov. 23", "21st June", "March 8,"])
def test_neither_a_line_nor_a_caption_ends_inside_a_date(date: str) -> None:
    first, second = date.split()
    assert break_after(first, f" {second} and so on", ends_line=False) is Break.NEVER
    assert break_after(second, " and so on", ends_line=False) is not Break.NEVER


def test_a_figure_before_another_word_is_no_day() -> None:
    assert break_after("2", " ships left", ends_line=False) is Break.LEANING
    assert break_after("March", " on the town", ends_line=False) is Break.PHRASE
