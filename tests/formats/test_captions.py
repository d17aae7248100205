import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import talent, times_estimated, timestamp, write_captions
from broadcast.formats.textfile import one_line
from broadcast.model import Kind, TimesFrom


def letters(text: str) -> str:
    return "".join(one_line(text).split())


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_printed_word_stands_in_one_caption_in_order(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    shown = letters("".join(line for caption in write_captions(programme) for line in caption.lines))
    silent = (Kind.PAUSE, Kind.STING)
    assert shown == letters("".join(i.segment.text for i in programme.items if i.segment.kind not in silent))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_caption_is_two_lines_of_42_at_most_named_or_not(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    for caption in write_captions(programme, named=data.draw(st.booleans())):
        assert 1 <= len(caption.lines) <= 2
        assert all(0 < len(line) <= 42 for line in caption.lines)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_captions_are_in_order_and_never_overlap(newsroom, data) -> None:
    captions = write_captions(data.draw(newsroom.programmes()))
    assert all(caption.start_ms < caption.end_ms for caption in captions)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(captions))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_caption_comes_with_its_first_word_and_names_who_is_heard_then(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    for caption in write_captions(programme):
        heard = [
            item
            for item in programme.items
            if item.start - 96 <= caption.start_ms * 48 <= item.end + 96 and talent(item) == caption.speaker
        ]
        assert heard


def captions_of(newsroom, text, **fields):
    return write_captions(newsroom.programme([newsroom.turn(Kind.ANCHOR, text, **fields)]))


def test_captions_end_at_sentences_where_they_can(newsroom) -> None:
    text = (
        "The harbour reopened on Tuesday after a storm. The first ferry left at six with two hundred people."
    )
    assert [" ".join(caption.lines) for caption in captions_of(newsroom, text)] == [
        "The harbour reopened on Tuesday after a storm.",
        "The first ferry left at six with two hundred people.",
    ]


def test_captions_end_at_clauses_where_sentences_are_long(newsroom) -> None:
    text = (
        "The harbour of the town reopened on Tuesday after the storm had moved on, "
        "and the first ferry left at six with two hundred people."
    )
    assert [" ".join(caption.lines)[-1] for caption in captions_of(newsroom, text)] == [",", "."]


def test_print_is_shown_with_its_marks_while_times_are_the_words(newsroom) -> None:
    programme = newsroom.harbour()
    captions = [caption for caption in write_captions(programme) if caption.speaker == "Captain Tomas Vey"]
    assert " ".join(captions[0].lines) == "“It is slow work, and the swell is still two metres high.”"
    word = programme.items[8].cues[0].words[0]
    assert captions[0].start_ms == (word.start + 24) // 48


def test_a_joined_word_is_never_torn(newsroom) -> None:
    (caption,) = captions_of(newsroom, "Twelve thousand marchers-cum-pilgrims left today again")
    assert caption.lines == ("Twelve thousand", "marchers-cum-pilgrims left today again")


def test_two_turns_of_one_voice_are_two_captions_unless_the_quote_goes_on(newsroom) -> None:
    for seamless, count in ((False, 2), (True, 1)):
        turns = [
            newsroom.turn(Kind.SOUNDBITE, "“We saw it,", newsroom.MAYOR, pause_ms=50),
            newsroom.turn(Kind.SOUNDBITE, "and stayed.”", newsroom.MAYOR, seamless=seamless),
        ]
        assert len(write_captions(newsroom.programme(turns))) == count


def test_words_within_one_millisecond_keep_their_order(newsroom) -> None:
    programme = newsroom.harbour()
    items = []
    for index, item in enumerate(programme.items[:4]):
        words = tuple(replace(word, start=4800 + index, end=4801 + index) for word in item.cues[0].words)
        items.append(replace(item, cues=(replace(item.cues[0], words=words),)))
    captions = write_captions(
        replace(programme, stories=(replace(programme.stories[0], items=tuple(items)),))
    )
    assert all(caption.start_ms < caption.end_ms for caption in captions)
    assert all(before.end_ms <= behind.start_ms for before, behind in pairwise(captions))


def test_a_short_caption_stays_a_second_when_nobody_speaks(newsroom) -> None:
    turns = [
        newsroom.turn(Kind.ANCHOR, "Yes.", pause_ms=4000),
        newsroom.turn(Kind.FIELD, "Good evening to you."),
    ]
    first = write_captions(newsroom.programme(turns))[0]
    assert first.end_ms - first.start_ms == 1000


def test_nothing_is_read_faster_than_20_characters_a_second_where_there_is_time(newsroom) -> None:
    turns = [newsroom.turn(Kind.ANCHOR, f"{words} now.", pause_ms=3000) for words in ("a i o u " * 6, "Go")]
    first = write_captions(newsroom.programme(turns))[0]
    assert sum(map(len, first.lines)) / (first.end_ms - first.start_ms) * 1000 <= 20


def test_a_lead_in_is_the_narrators_and_a_quote_the_speakers(newsroom) -> None:
    captions = write_captions(newsroom.harbour())
    speakers = list(dict.fromkeys((caption.speaker, caption.lines[0]) for caption in captions))
    assert ("Anchor", "Ana Ruiz, Mayor of Port Ellery.") in speakers
    assert ("Reporter", "Captain Tomas Vey is a harbour pilot.") in speakers


def test_a_new_speaker_opens_a_turn(newsroom) -> None:
    turns = [caption.speaker for caption in write_captions(newsroom.harbour()) if caption.turn]
    assert turns == ["Anchor", "Ana Ruiz", "Reporter", "Captain Tomas Vey", "Reporter"]


def test_a_take_without_word_times_is_shared_out_by_letters(newsroom) -> None:
    programme = newsroom.harbour()
    item = programme.items[1]
    bare = replace(item, cues=tuple(replace(cue, words=()) for cue in item.cues))
    captions = write_captions(replace(programme, stories=(replace(programme.stories[0], items=(bare,)),)))
    assert letters("".join(line for caption in captions for line in caption.lines)) == letters(
        item.segment.text
    )
    assert captions[0].start_ms == (item.start + 24) // 48


def test_times_count_as_estimated_when_any_are(newsroom) -> None:
    assert not times_estimated(newsroom.harbour())
    assert times_estimated(newsroom.estimated(newsroom.harbour()))
    turn = newsroom.turn(Kind.ANCHOR, "Yes.", times_from=TimesFrom.ESTIMATED)
    assert times_estimated(newsroom.programme([turn]))


@given(millis=st.integers(0, 10**9))
def test_a_timestamp_reads_back(millis) -> None:
    hours, minutes, seconds, rest = map(
        int, re.fullmatch(r"(\d\d+):(\d\d):(\d\d)\.(\d{3})", timestamp(millis)).groups()
    )
    assert ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest == millis
