from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.mix.playing import Played
from broadcast.mix.recordings import Recording
from broadcast.mix.timeline import LEAD, TAIL, Pauses, Spoken, heard, lay_out
from broadcast.model import (
    Boundary,
    Cast,
    Clip,
    Kind,
    Line,
    Programme,
    Script,
    Segment,
    Speaker,
    TimesFrom,
    Timing,
    Token,
    Voice,
    Word,
)
from broadcast.units import Hz, Millis, Samples, resampled, samples

ANCHOR = Voice(engine="tone", name="low")
REPORTER = Voice(engine="tone", name="high")
CAST = Cast(anchor=ANCHOR, reporter=REPORTER)
RATE = Hz(24_000)
QUIET = 24_000
WORDS = tuple(
    word
    for clause in ("the harbour at Port Selwyn stays shut", "until Friday", "said mayor Ana Ruiz on the quay")
    for word in clause.split()
)
MAYOR = Speaker(id="ana-ruiz", name="Ana Ruiz", title="mayor of Port Selwyn")


def spoken(
    words: Sequence[str],
    *,
    boundary: Boundary = Boundary.SENTENCE,
    rate: Hz = RATE,
    silence: int = QUIET,
    exact: bool = True,
    key: str = "take",
) -> Spoken:
    """A line of 300 ms a word with `silence` samples before and after it."""
    step = samples(300, rate)
    line = Line(tokens=tuple(Token(text=word, span=(0, 1)) for word in words), boundary=boundary)
    times = tuple(
        Word(
            text=word,
            start=Samples(silence + n * step),
            end=Samples(silence + (n + 1) * step),
            span=(0, 1),
        )
        for n, word in enumerate(words)
    )
    timing = Timing(
        length=Samples(2 * silence + len(words) * step),
        rate_hz=rate,
        words=times,
        times_from=TimesFrom.DURATIONS,
        exact=exact,
    )
    return Spoken(line=line, key=key, timing=timing)


def programme_of(*segments: Segment, pauses: Pauses | None = None) -> Programme:
    lines = [[spoken(["word"])] if segment.kind is not Kind.PAUSE else [] for segment in segments]
    return lay_out(Script(slug="port", segments=segments), CAST, [ANCHOR] * len(segments), lines, pauses)


def gap_ms(*segments: Segment, pauses: Pauses | None = None) -> float:
    """The pause between the last two cues of the segments, from word to word."""
    cues = [cue for item in programme_of(*segments, pauses=pauses).items for cue in item.cues]
    return (cues[-1].words[0].start - cues[-2].words[-1].end) / 48


anchor = Segment(kind=Kind.ANCHOR, text="word")
field = Segment(kind=Kind.FIELD, text="word")
bite = Segment(kind=Kind.SOUNDBITE, text="word", speaker=MAYOR)
lead_in = Segment(kind=Kind.LEAD_IN, text="word", speaker=MAYOR)
headline = Segment(kind=Kind.HEADLINE, text="word")
pause = Segment(kind=Kind.PAUSE)
HOUSE = Pauses()


@st.composite
def spoken_lines(draw: st.DrawFn) -> Spoken:
    first = draw(st.integers(0, len(WORDS) - 2))
    rate = Hz(draw(st.sampled_from([16_000, 22_050, 24_000, 44_100, 48_000])))
    silence = draw(st.integers(0, rate))
    return spoken(
        WORDS[first : first + draw(st.integers(1, 9))],
        boundary=draw(st.sampled_from(Boundary)),
        rate=rate,
        silence=silence,
        exact=draw(st.booleans()),
        key=draw(st.text("abcdef0123456789", min_size=8, max_size=8)),
    )


@st.composite
def bulletins(draw: st.DrawFn) -> tuple[Script, list[Voice | None], list[list[Spoken]]]:
    """A script as news has them: narration, lead-ins, bites in parts, pauses, segments without words."""
    segments, voices, lines = [], [], []
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from([k for k in Kind if k not in (Kind.CLIP, Kind.STING)]))
        said = [] if kind is Kind.PAUSE else draw(st.lists(spoken_lines(), max_size=4))
        segments.append(
            Segment(
                kind=kind,
                text=" ".join(line.line.text for line in said),
                speaker=MAYOR if kind is Kind.SOUNDBITE else None,
                continued=kind is Kind.SOUNDBITE and draw(st.booleans()),
                hold_ms=draw(st.none() | st.integers(0, 3000).map(Millis)),
            )
        )
        voices.append(draw(st.sampled_from([ANCHOR, REPORTER])) if kind is not Kind.PAUSE else None)
        lines.append(said)
    return Script(slug="port-selwyn", segments=tuple(segments)), voices, lines


Bulletin = tuple[Script, list[Voice | None], list[list[Spoken]]]


def laid_out(bulletin: Bulletin) -> Programme:
    script, voices, lines = bulletin
    return lay_out(script, CAST, voices, lines)


@given(bulletins())
def test_every_line_is_one_cue_in_the_scripts_order(bulletin: Bulletin) -> None:
    programme = laid_out(bulletin)
    script, voices, lines = bulletin
    assert [item.segment for item in programme.items] == list(script.segments)
    assert [item.voice for item in programme.items] == voices
    assert [[cue.key for cue in item.cues] for item in programme.items] == [
        [line.key for line in said] for said in lines
    ]


@given(bulletins())
def test_cues_and_the_silences_between_them_are_the_programme_to_the_sample(bulletin: Bulletin) -> None:
    programme = laid_out(bulletin)
    cues = [cue for item in programme.items for cue in item.cues]
    edges = [0, *(edge for cue in cues for edge in (cue.start, cue.end)), programme.length]
    assert all(before <= after for before, after in pairwise(edges))
    assert all(cue.length > 0 for cue in cues)
    if cues and not any(item.segment.kind is Kind.PAUSE for item in programme.items):
        assert cues[0].start == samples(HOUSE.head)
        hold = next(item for item in reversed(programme.items) if item.cues).segment.hold_ms
        assert programme.length - cues[-1].end == samples(HOUSE.tail if hold is None else hold)


@given(bulletins())
def test_items_hold_their_cues_and_follow_each_other(bulletin: Bulletin) -> None:
    programme = laid_out(bulletin)
    for before, after in pairwise(programme.items):
        assert before.end <= after.start
    for item in programme.items:
        if item.cues:
            assert (item.start, item.end) == (item.cues[0].start, item.cues[-1].end)
        elif item.segment.kind is not Kind.PAUSE:
            assert item.start == item.end


@given(bulletins())
def test_words_lie_inside_their_cue_in_order_and_keep_their_spans(bulletin: Bulletin) -> None:
    programme = laid_out(bulletin)
    lines = [line for said in bulletin[2] for line in said]
    cues = [cue for item in programme.items for cue in item.cues]
    for cue, line in zip(cues, lines, strict=True):
        assert [(w.text, w.span) for w in cue.words] == [(w.text, w.span) for w in line.timing.words]
        assert all(cue.start <= w.start < w.end <= cue.end for w in cue.words)
        assert all(a.start < b.start for a, b in pairwise(cue.words))


@given(spoken_lines())
def test_a_cue_is_its_take_trimmed_to_the_words_with_a_lead_and_a_tail(line: Spoken) -> None:
    programme = laid_out((Script(slug="s", segments=(anchor,)), [ANCHOR], [[line]]))
    cue = programme.items[0].cues[0]
    timing = line.timing
    first, last = timing.words[0].start, timing.words[-1].end
    trim = max(0, first - samples(LEAD, timing.rate_hz))
    stop = min(timing.length, last + samples(TAIL, timing.rate_hz))
    assert cue.trim == trim
    assert cue.length == resampled(Samples(stop - trim), timing.rate_hz)
    assert cue.words[0].start == cue.start + resampled(Samples(first - trim), timing.rate_hz)
    assert cue.fade_in == cue.fade_out == samples(5)


@given(bulletins())
def test_one_line_of_unsure_length_makes_the_programme_an_estimate(bulletin: Bulletin) -> None:
    programme = laid_out(bulletin)
    assert programme.estimated == any(not line.timing.exact for said in bulletin[2] for line in said)


@given(bulletins(), st.data())
def test_a_segment_with_nothing_to_hear_moves_nothing(bulletin: Bulletin, draw: st.DataObject) -> None:
    script, voices, lines = bulletin
    place = draw.draw(st.integers(0, len(lines)))
    mute = Segment(kind=Kind.SOUNDBITE, text="…", hold_ms=Millis(900))
    more = replace(script, segments=(*script.segments[:place], mute, *script.segments[place:]))
    longer = lay_out(
        more, CAST, [*voices[:place], ANCHOR, *voices[place:]], [*lines[:place], [], *lines[place:]]
    )
    plain = laid_out(bulletin)
    assert longer.length == plain.length
    assert [c.start for i in longer.items for c in i.cues] == [c.start for i in plain.items for c in i.cues]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ((anchor, anchor), HOUSE.paragraph),
        ((anchor, field), HOUSE.segment),
        ((anchor, lead_in), HOUSE.sentence),
        ((lead_in, bite), HOUSE.after_lead_in),
        ((anchor, bite), HOUSE.before_soundbite),
        ((bite, anchor), HOUSE.after_soundbite),
        ((bite, bite), HOUSE.after_soundbite),
        ((bite, lead_in), HOUSE.after_soundbite),
        ((bite, replace(bite, continued=True)), HOUSE.continued),
        ((lead_in, replace(bite, continued=True)), HOUSE.continued),
        ((headline, anchor), HOUSE.headline),
        ((anchor, bite, field), HOUSE.segment),
        ((field, bite, field), HOUSE.after_soundbite),
    ],
)
def test_the_pause_between_segments_is_the_one_of_the_place(
    segments: tuple[Segment, ...], expected: int
) -> None:
    assert gap_ms(*segments) == expected


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [
        (Boundary.CLAUSE, HOUSE.clause),
        (Boundary.SENTENCE, HOUSE.sentence),
        (Boundary.PARAGRAPH, HOUSE.paragraph),
    ],
)
def test_the_pause_inside_a_segment_is_the_one_of_the_lines_boundary(
    boundary: Boundary, expected: int
) -> None:
    lines = [spoken(["one"], boundary=boundary), spoken(["two"])]
    first, second = laid_out((Script(slug="s", segments=(anchor,)), [ANCHOR], [lines])).items[0].cues
    assert (second.words[0].start - first.words[-1].end) / 48 == expected


def test_a_break_of_the_script_stands_in_the_place_of_a_lines_pause() -> None:
    line = spoken(WORDS[:3], boundary=Boundary.SENTENCE)
    broken = replace(line, line=replace(line.line, pause_ms=Millis(1500)))
    script = Script(slug="s", segments=(Segment(kind=Kind.ANCHOR, text="x"),))
    programme = lay_out(script, CAST, [ANCHOR], [[broken, line]])
    first, second = programme.items[0].cues
    assert second.words[0].start - first.words[-1].end == samples(1500)


def test_what_a_person_held_stands_in_the_place_of_the_natural_pause() -> None:
    assert gap_ms(replace(anchor, hold_ms=Millis(1700)), field) == 1700


def test_no_pause_is_shorter_than_what_the_takes_carry() -> None:
    assert gap_ms(replace(bite, hold_ms=Millis(0)), anchor) == LEAD + TAIL


def test_a_pause_of_the_script_stands_in_the_place_of_every_other() -> None:
    assert gap_ms(anchor, pause, field) == HOUSE.held + LEAD + TAIL
    assert gap_ms(anchor, replace(pause, hold_ms=Millis(2300)), field) == 2300 + LEAD + TAIL
    assert gap_ms(anchor, replace(pause, hold_ms=Millis(0)), field) == LEAD + TAIL


def test_a_hold_on_the_last_segment_is_the_programmes_tail() -> None:
    programme = programme_of(anchor, replace(field, hold_ms=Millis(1200)))
    assert programme.length - programme.items[-1].end == samples(1200)


def test_the_stations_own_pauses_are_kept() -> None:
    assert gap_ms(anchor, bite, pauses=replace(HOUSE, before_soundbite=200)) == 200
    assert programme_of(anchor, pauses=replace(HOUSE, head=0)).items[0].start == 0


def test_a_continued_quote_is_seamless() -> None:
    programme = programme_of(bite, lead_in, replace(bite, continued=True))
    assert [item.seamless for item in programme.items] == [False, False, True]


def test_the_narrator_of_a_soundbite_is_the_one_before_it() -> None:
    programme = programme_of(anchor, bite, field, bite)
    assert [item.narrator for item in programme.items] == [Kind.ANCHOR, Kind.ANCHOR, Kind.FIELD, Kind.FIELD]


def test_an_empty_script_is_head_and_tail() -> None:
    programme = lay_out(Script(slug="s"), CAST, [], [])
    assert programme.length == samples(HOUSE.head) + samples(HOUSE.tail)
    assert programme.items == ()
    assert not programme.estimated


def test_a_voices_effect_reaches_its_cues() -> None:
    voice = replace(ANCHOR, effect="telephone")
    programme = laid_out((Script(slug="s", segments=(bite,)), [voice], [[spoken(["hello"])]]))
    assert programme.items[0].cues[0].effect == "telephone"


def test_lines_that_are_not_one_list_a_segment_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        lay_out(Script(slug="s", segments=(anchor,)), CAST, [ANCHOR], [])


def test_a_take_without_words_is_heard_whole() -> None:
    timing = Timing(length=Samples(900), rate_hz=RATE, words=(), times_from=TimesFrom.ESTIMATED, exact=False)
    assert heard(timing) == (0, 900)


def test_a_reader_whom_the_script_names_is_the_talent_of_what_they_read() -> None:
    reporter = Speaker(id="jana-ortiz", name="Jana Ortiz")
    lead_in = Segment(kind=Kind.LEAD_IN, text="x", speaker=MAYOR)
    bite = Segment(kind=Kind.SOUNDBITE, text="x", speaker=MAYOR)
    field = Segment(kind=Kind.FIELD, text="x", speaker=reporter)
    programme = programme_of(Segment(kind=Kind.ANCHOR, text="x"), field, lead_in, bite)
    assert [item.talent for item in programme.items] == ["Anchor", "Jana Ortiz", "Jana Ortiz", "Ana Ruiz"]
    unnamed = programme_of(Segment(kind=Kind.FIELD, text="x"), Segment(kind=Kind.SOUNDBITE, text="x"))
    assert [item.talent for item in unnamed.items] == ["Reporter", "Speaker"]


def recorded(seconds: float) -> Recording:
    return Recording(key="clip:1", name="a.wav", audio=np.zeros(round(seconds * 48_000), np.float32))


def with_recording(*segments: Segment, at: int, seconds: float = 3.0) -> Programme:
    clips = tuple(recorded(seconds) if index == at else None for index in range(len(segments)))
    lines = [
        [spoken(["word"])] if (segment.voiced and clips[index] is None) or segment.translation else []
        for index, segment in enumerate(segments)
    ]
    voices = [ANCHOR if line else None for line in lines]
    script = Script(slug="port", segments=segments)
    return lay_out(script, CAST, voices, lines, played=Played(recordings=clips))


clip = Segment(kind=Kind.CLIP, text="word", clip=Clip(path="a.wav"))


def test_a_clip_stands_between_its_neighbours_with_the_pauses_of_a_soundbite() -> None:
    before, played, after = with_recording(anchor, clip, anchor, at=1).items
    assert played.end - played.start == samples(3000)
    assert (played.start - before.cues[-1].words[-1].end) / 48 == pytest.approx(
        HOUSE.before_soundbite, abs=0.1
    )
    assert (after.cues[0].words[0].start - played.end) / 48 == pytest.approx(HOUSE.after_soundbite, abs=0.1)
    assert played.voice is None


def test_two_clips_have_their_whole_pause_between_them() -> None:
    script = Script(slug="port", segments=(clip, clip))
    made = lay_out(script, CAST, [None, None], [[], []], played=Played(recordings=(recorded(1), recorded(1))))
    first, second = made.items
    assert (second.start - first.end) / 48 == HOUSE.after_soundbite


def test_a_clip_whose_recording_is_to_come_takes_no_time() -> None:
    made = with_recording(anchor, clip, anchor, at=-1)
    assert made.items[1].start == made.items[1].end
    assert made.length == with_recording(anchor, anchor, at=-1).length


def test_a_translation_ends_with_whichever_ends_last() -> None:
    over = replace(bite, clip=Clip(path="a.wav", stop_ms=Millis(3000)), translation=True)
    for seconds in (3.0, 0.3):
        played = with_recording(anchor, over, anchor, at=1, seconds=seconds).items[1]
        assert played.end == max(cue.end for cue in played.cues)
        assert [cue.recorded for cue in played.cues] == [True, False]
        assert played.voice == ANCHOR


def test_recordings_are_one_for_each_segment() -> None:
    with pytest.raises(ValueError, match="zip"):
        lay_out(
            Script(slug="port", segments=(anchor,)),
            CAST,
            [ANCHOR],
            [[spoken(["word"])]],
            played=Played(recordings=(None, None)),
        )
