import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import AHEAD_S, times_estimated, timestamp, write_captions
from broadcast.formats.textfile import one_line
from broadcast.model import Clip, Kind, TimesFrom


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
def test_a_caption_comes_with_its_words_or_just_ahead_and_names_who_is_heard_then(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    for caption in write_captions(programme):
        heard = [
            item
            for item in programme.items
            if item.start - AHEAD_S * 48_000 - 96 <= caption.start_ms * 48 <= item.end + 96
            and item.talent == caption.speaker
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
    assert caption.lines == ("Twelve thousand marchers-cum-pilgrims", "left today again")


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


SHORT = st.sampled_from(
    ["Nobody slept.", "The harbour reopened on Tuesday.", "It is slow work, and it is cold."]
)


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(SHORT, min_size=1, max_size=5), named=st.booleans(), pause_ms=st.integers(600, 2000))
def test_with_pauses_no_caption_is_too_fast_or_too_short(newsroom, texts, named, pause_ms) -> None:
    turns = [
        newsroom.turn((Kind.ANCHOR, Kind.FIELD)[place % 2], text, pause_ms=pause_ms)
        for place, text in enumerate(texts)
    ]
    for caption in write_captions(newsroom.programme(turns), named=named):
        assert not caption.hurried
        assert caption.reading_rate <= 20.05
        assert 1000 <= caption.end_ms - caption.start_ms <= 7000


def hasty(newsroom, *, pause_ms):
    """A turn that is spoken at three times the pace, behind one that is not."""
    turns = [
        newsroom.turn(Kind.ANCHOR, "It is done.", pause_ms=pause_ms),
        newsroom.turn(Kind.FIELD, "The harbour of the town reopened on Tuesday.", pause_ms=0),
        newsroom.turn(Kind.ANCHOR, "Good evening to you."),
    ]
    programme = newsroom.programme(turns)
    first, fast, last = programme.items
    step = (fast.end - fast.start) // 24
    words = tuple(
        replace(word, start=fast.start + place * step, end=fast.start + (place + 1) * step)
        for place, word in enumerate(fast.cues[0].words)
    )
    fast = replace(fast, cues=(replace(fast.cues[0], words=words),), end=words[-1].end)
    moved = fast.end - last.start
    last_words = tuple(
        replace(word, start=word.start + moved, end=word.end + moved) for word in last.cues[0].words
    )
    last = replace(last, cues=(replace(last.cues[0], words=last_words),), start=fast.end)
    return replace(programme, stories=(replace(programme.stories[0], items=(first, fast, last)),))


def test_what_is_spoken_too_fast_comes_ahead_in_the_pause_before_it(newsroom) -> None:
    programme = hasty(newsroom, pause_ms=2000)
    _, fast, _ = write_captions(programme)
    assert fast.start_ms == round(programme.items[1].start / 48) - 500


def test_where_there_is_no_time_to_read_a_caption_says_that_it_is_hurried(newsroom) -> None:
    programme = hasty(newsroom, pause_ms=0)
    captions = write_captions(programme)
    assert [caption.hurried for caption in captions if caption.speaker == "Reporter"] == [True]


def test_a_speaker_is_named_in_full_and_from_then_on_by_the_last_name(newsroom) -> None:
    turns = [
        newsroom.turn(kind, "We saw it coming.", newsroom.MAYOR if kind is Kind.SOUNDBITE else None)
        for kind in (Kind.SOUNDBITE, Kind.ANCHOR, Kind.SOUNDBITE)
    ]
    captions = write_captions(newsroom.programme(turns), named=True)
    assert [caption.lines[0].partition(":")[0] for caption in captions] == ["ANA RUIZ", "ANCHOR", "RUIZ"]


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


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_words_of_a_caption_are_its_lines_in_the_order_heard(newsroom, data) -> None:
    for caption in write_captions(data.draw(newsroom.programmes()), named=data.draw(st.booleans())):
        assert tuple("".join(word.text for word in line) for line in caption.words) == caption.lines
        starts = [word.start_ms for line in caption.words for word in line]
        assert starts == sorted(starts)


def test_a_caption_names_the_made_voice_and_none_in_a_recording(newsroom) -> None:
    made = newsroom.turn(Kind.SOUNDBITE, "We saw it coming.", newsroom.MAYOR)
    recorded = replace(made, segment=replace(made.segment, clip=Clip(path="mayor.mp3")), seamless=True)
    captions = write_captions(newsroom.programme([made, recorded]))
    assert [(caption.speaker, caption.voice) for caption in captions] == [
        ("Ana Ruiz", "kokoro:af_heart"),
        ("Ana Ruiz", ""),
    ]
