"""Lines become symbols, and every word knows which are its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model import Line, Token
from broadcast.voices.phonemes import LIMIT, MARKS, chunk, pronounce

VOCABULARY = {symbol: number for number, symbol in enumerate('abcdefgh ;:,.!?—…"()“”', start=1)}

WORDS = st.text("abcdefgh", min_size=1, max_size=12)
SPOKEN = st.lists(
    st.builds("{}{}".format, WORDS, st.sampled_from(["", "", "", ",", ".", "—", "”"])), min_size=1
)


def line_of(text: str, **chosen: str) -> Line:
    tokens, at = [], 0
    for word in text.split():
        bare = word.rstrip(",.?!")
        tokens.append(
            Token(text=bare, after=word[len(bare) :], span=(at, at + len(word)), phonemes=chosen.get(bare))
        )
        at += len(word) + 1
    return Line(tokens=tuple(tokens))


@given(SPOKEN, st.integers(20, 80))
def test_every_word_is_in_one_chunk_and_no_chunk_is_too_long(phonemes: list[str], limit: int) -> None:
    chunks = chunk(phonemes, VOCABULARY, limit)
    assert all(len(piece.ids) - 2 <= limit + 1 for piece in chunks)
    assert sum(len(piece.reaches) for piece in chunks) == len(phonemes)
    said = [
        "".join(
            symbol
            for number in piece.ids[reach.first : reach.end]
            for symbol, n in VOCABULARY.items()
            if n == number
        )
        for piece in chunks
        for reach in piece.reaches
    ]
    assert said == [text.strip(MARKS)[:limit] for text in phonemes]


@given(SPOKEN)
def test_a_chunk_starts_and_ends_with_the_mark(phonemes: list[str]) -> None:
    (piece,) = chunk(phonemes, VOCABULARY, 10_000)
    assert piece.ids[0] == piece.ids[-1] == 0
    assert 0 not in piece.ids[1:-1]


def test_a_line_that_is_too_long_is_cut_at_a_clause() -> None:
    phonemes = ["aaaa"] * 60 + ["aaaa,"] + ["aaaa"] * 40 + ["aaaa."]
    first, second = chunk(phonemes, VOCABULARY, LIMIT)
    assert len(first.reaches) == 61
    assert len(second.reaches) == 41


def test_a_word_without_a_sound_has_an_empty_reach() -> None:
    (piece,) = chunk(["aa", "", "bb"], VOCABULARY, LIMIT)
    assert [reach.end - reach.first for reach in piece.reaches] == [2, 0, 2]


def test_each_word_gets_its_own_phonemes() -> None:
    line = line_of("The harbour, Mr Vale said, is open twenty-four hours.")
    phonemes = pronounce(line, british=False)
    assert len(phonemes) == len(line.tokens)
    assert phonemes[1] == "hˈɑɹbəɹ,"
    assert phonemes[0] == "ðə"
    assert all(phonemes)


def test_the_words_of_a_token_stay_together() -> None:
    tokens = (
        Token(text="It", span=(0, 2)),
        Token(text="cost", span=(3, 7)),
        Token(text="three point two billion dollars", after=",", span=(8, 15)),
        Token(text="they", span=(16, 20)),
        Token(text="say", after=".", span=(21, 25)),
    )
    phonemes = pronounce(Line(tokens=tokens), british=False)
    assert phonemes[2].count(" ") == 4
    assert phonemes[3] == pronounce(line_of("so they say."), british=False)[1]


@pytest.mark.parametrize("place", ["Palmyra fell today.", "We left Palmyra, he said.", "This is Palmyra."])
def test_a_chosen_pronunciation_is_used_and_the_words_around_it_keep_theirs(place: str) -> None:
    chosen = pronounce(line_of(place, Palmyra="pælmˈIɹə"), british=False)
    plain = pronounce(line_of(place), british=False)
    at = next(i for i, word in enumerate(place.split()) if word.startswith("Palmyra"))
    assert chosen[at].startswith("pælmˈIɹə")
    assert chosen[:at] + chosen[at + 1 :] == plain[:at] + plain[at + 1 :]


def test_a_chosen_pronunciation_covers_a_name_of_several_words() -> None:
    tokens = (
        Token(text="Port Merrow", span=(0, 11), phonemes="pˈɔɹt mˈɛɹO"),
        Token(text="is", span=(12, 14)),
        Token(text="open", after=".", span=(15, 20)),
    )
    phonemes = pronounce(Line(tokens=tokens), british=False)
    assert phonemes[0] == "pˈɔɹt mˈɛɹO"
    assert phonemes[2].startswith("ˈOpᵊn")


def test_british_voices_read_british_english() -> None:
    line = line_of("The harbour is open.")
    assert pronounce(line, british=True)[1] == "hˈɑːbə"


def test_the_british_reader_that_shares_parts_reads_as_one_of_its_own() -> None:
    from hibari.g2p import G2P

    from broadcast.voices.phonemes import grapheme_to_phoneme

    text = "The laboratory's schedule, Mr Zelenskyy said, was advertised in Quill Sound: tomatoes, 48."
    assert grapheme_to_phoneme(british=True)(text) == G2P(british=True)(text)
    assert grapheme_to_phoneme(british=False)(text) == G2P()(text)
