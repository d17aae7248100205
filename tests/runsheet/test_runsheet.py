from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.model import Kind, Segment, TimesFrom
from broadcast.runsheet import _printed, write_runsheet


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_rows_and_their_pauses_add_up_to_the_programme_to_the_sample(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    sheet = write_runsheet(programme)
    rows = sheet.rows
    assert rows[0].start + sum(row.trt + row.pause for row in rows) == programme.length == sheet.trt
    assert [row.cume for row in rows] == [row.start for row in rows[1:]] + [programme.length]
    assert all(row.pause >= 0 and row.trt > 0 for row in rows)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_item_is_in_one_row_and_every_word_is_counted_once(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    sheet = write_runsheet(programme)
    covered = [index for row in sheet.rows for index in range(row.item, row.item + row.items)]
    assert covered == list(range(len(programme.items)))
    heard = [word for item in programme.items for cue in item.cues for word in cue.words]
    assert sheet.words == sum(len(word.text.split()) for word in heard)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_row_is_one_kind_and_a_lead_in_stands_alone(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    for row in write_runsheet(programme).rows:
        kinds = {item.segment.kind for item in programme.items[row.item : row.item + row.items]}
        assert kinds == {row.kind}
        assert row.items == 1 or row.kind is not Kind.LEAD_IN


def test_pages_are_numbered_within_the_block_of_their_story(newsroom) -> None:
    first, end = newsroom.story(
        [newsroom.turn(Kind.ANCHOR, "One."), newsroom.turn(Kind.FIELD, "Two.")], 0, "a"
    )
    second, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "Three.")], end, "b")
    programme = replace(newsroom.harbour(), stories=(first, second), length=end)
    sheet = write_runsheet(programme)
    assert [(row.page, row.slug) for row in sheet.rows] == [("A1", "A"), ("A2", "A"), ("B1", "B")]


def test_block_letters_go_on_after_z(newsroom) -> None:
    stories, at = [], 0
    for number in range(28):
        laid, at = newsroom.story([newsroom.turn(Kind.ANCHOR, "Now.")], at, f"s{number}")
        stories.append(laid)
    sheet = write_runsheet(replace(newsroom.harbour(), stories=tuple(stories), length=at))
    assert [row.page for row in sheet.rows[24:]] == ["Y1", "Z1", "AA1", "AB1"]


def test_forms_are_the_trades_words(newsroom) -> None:
    forms = [row.form for row in write_runsheet(newsroom.harbour()).rows]
    assert forms == ["HEADLINE", "READER", "LEAD", "SOT", "PKG", "PAUSE", "LEAD", "SOT", "PKG"]


def test_a_quote_split_by_its_attribution_is_one_row(newsroom) -> None:
    row = write_runsheet(newsroom.harbour()).rows[3]
    assert (row.item, row.items) == (3, 2)
    assert row.text.startswith('"We saw it coming, and we were ready')
    assert row.in_cue == '"We saw it coming, and'
    assert row.out_cue == 'nobody left <the quay> alone."'
    assert (row.speaker, row.title) == ("Ana Ruiz", "Mayor of Port Ellery")


def test_a_row_has_what_is_said_of_all_its_lines(newsroom) -> None:
    programme = newsroom.harbour()
    row = write_runsheet(programme).rows[3]
    said = [cue.text for item in programme.items[row.item : row.item + row.items] for cue in item.cues]
    assert row.spoken == " ".join(said)
    assert len(said) > 1


def test_cues_are_as_printed_and_hyphenated_words_are_one(newsroom) -> None:
    row = write_runsheet(newsroom.harbour()).rows[4]
    assert row.in_cue == "Behind me a three-week queue"
    assert row.out_cue == "pilots. Each pays a fee."


def test_text_without_spaces_has_short_cues_too(newsroom) -> None:
    programme = newsroom.harbour()
    segment = replace(programme.items[1].segment, text="港口重新开放")
    word = programme.items[1].cues[0].words[0]
    words = tuple(replace(word, span=(index, index + 1)) for index in range(6))
    item = replace(
        programme.items[1], segment=segment, cues=(replace(programme.items[1].cues[0], words=words),)
    )
    story = replace(programme.stories[0], items=(item,))
    row = write_runsheet(replace(programme, stories=(story,))).rows[0]
    assert row.in_cue == "港 口 重 新 开"


def test_a_lead_in_is_narration_so_it_quotes_nobody(newsroom) -> None:
    row = write_runsheet(newsroom.harbour()).rows[2]
    assert (row.form, row.speaker, row.voice) == ("LEAD", "", "kokoro:bf_emma")


def test_a_pause_has_no_words_and_its_own_length_as_estimate(newsroom) -> None:
    row = write_runsheet(newsroom.harbour()).rows[5]
    assert (row.words, row.wpm, row.voice, row.in_cue, row.out_cue) == (0, None, "", "", "")
    assert row.estimate == row.trt == 2 * 48_000


def test_the_estimate_is_the_words_at_the_houses_read_rate(newsroom) -> None:
    row = write_runsheet(newsroom.harbour(), rate_wpm=150).rows[1]
    assert row.words == 13
    assert row.estimate == round(13 / 150 * 60 * 48_000)


def test_the_rate_is_taken_from_first_word_to_last(newsroom) -> None:
    programme = newsroom.harbour()
    row = write_runsheet(programme).rows[1]
    words = programme.items[1].cues[0].words
    assert row.wpm == round(13 * 60 * 48_000 / (words[-1].end - words[0].start))


def test_before_rendering_there_is_no_actual_and_the_status_says_so(newsroom) -> None:
    sheet = write_runsheet(newsroom.estimated(newsroom.harbour()))
    assert sheet.estimated
    assert {row.actual for row in sheet.rows} == {None}
    assert {row.status for row in sheet.rows} == {"estimated", "check speaker"}


def test_after_rendering_the_actual_is_the_running_time(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    assert all(row.actual == row.trt for row in sheet.rows)
    assert [row.status for row in sheet.rows].count("check speaker") == 1
    assert sheet.rows[7].note == "call him back"


def test_word_times_are_named_after_the_weakest_in_the_row(newsroom) -> None:
    turns = [
        newsroom.turn(Kind.SOUNDBITE, "One.", newsroom.MAYOR, times_from=TimesFrom.EVENTS),
        newsroom.turn(Kind.SOUNDBITE, "Two.", newsroom.MAYOR, seamless=True, times_from=TimesFrom.ALIGNED),
    ]
    assert [row.times_from for row in write_runsheet(newsroom.programme(turns)).rows] == ["aligned"]


def test_every_voice_is_named_once_in_the_order_heard(newsroom) -> None:
    assert dict(write_runsheet(newsroom.harbour()).voices) == {
        "Anchor": "kokoro:bf_emma",
        "Ana Ruiz": "kokoro:af_heart",
        "Reporter": "kokoro:bm_george",
        "Captain Tomas Vey": "kokoro:am_onyx+am_fenrir",
    }


def test_two_people_of_one_name_keep_their_voices_apart(newsroom) -> None:
    namesake = replace(newsroom.PILOT, name="Ana Ruiz")
    turns = [newsroom.turn(Kind.SOUNDBITE, "Yes.", person) for person in (newsroom.MAYOR, namesake)]
    voices = write_runsheet(newsroom.programme(turns)).voices
    assert dict(voices) == {"Ana Ruiz": "kokoro:af_heart", "Ana Ruiz (2)": "kokoro:am_onyx+am_fenrir"}


def test_what_is_not_heard_is_listed_with_its_reason(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")])
    assert sheet.unspoken == (("said Ana Ruiz", "attribution"),)


@pytest.mark.parametrize("length", [0, 48_000])
def test_a_programme_without_items_has_no_rows(newsroom, length) -> None:
    sheet = write_runsheet(replace(newsroom.harbour(), stories=(), length=length))
    assert (sheet.rows, sheet.trt) == ((), length)


def test_a_split_quote_shows_where_it_was_split_when_no_mark_does() -> None:
    def part(text: str) -> Segment:
        return Segment(kind=Kind.SOUNDBITE, text=text)

    assert _printed([part("We built a wall"), part("It stood.")]) == "We built a wall … It stood."
    assert _printed([part("We saw it,"), part("and we ran.")]) == "We saw it, and we ran."
    assert _printed([part("It stood.")]) == "It stood."
    assert _printed([part("")]) == ""
