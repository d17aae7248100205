"""A plan at the pace and the length that was asked for, on the tone engine."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from broadcast import plugins
from broadcast.casting.delivery import Delivery, find_style
from broadcast.errors import FitError, UsageError
from broadcast.mix.fit import parse_window
from broadcast.model import Kind, Line, Programme, Reason, Script, Segment, Speaker, Timing, Voice
from broadcast.pacing import at_paces, optional_groups, settle, without
from broadcast.planning import Plan, arrange, plan
from broadcast.runsheet import write_runsheet
from broadcast.settings import Settings, VoiceChoice
from broadcast.studio import Studio
from broadcast.units import Millis
from broadcast.voices.tone import Tone

RUIZ = Speaker(id="ana-ruiz", name="Ana Ruiz", title="harbour master")
STORM = "The storm closed the harbour on Monday, and the ferries stayed where they were. "
QUAY = "On the quay the pumps have run since midnight. Nobody here expects to sleep tonight. "
SCRIPT = Script(
    slug="storm",
    segments=(
        Segment(kind=Kind.ANCHOR, text=STORM * 3, span=(0, 10)),
        Segment(kind=Kind.FIELD, text=QUAY * 3, span=(10, 20)),
        Segment(kind=Kind.LEAD_IN, text="Ana Ruiz said:", speaker=RUIZ, span=(20, 30)),
        Segment(
            kind=Kind.SOUNDBITE, text="We saw it coming for days, all of us did.", speaker=RUIZ, span=(30, 40)
        ),
        Segment(kind=Kind.FIELD, text=QUAY, span=(40, 50)),
    ),
)
TONE = plugins.find_engine("tone")


def made(script: Script = SCRIPT, **settings: Any) -> Plan:
    return plan(script, Settings(engine="tone", **settings), TONE)


def told(plan: Plan) -> Mapping[str, Timing]:
    return {part.key: TONE.time(part.line, part.voice) for part in plan.lines()}


def programme(plan: Plan) -> Programme:
    return arrange(plan, told(plan))


def natural(script: Script = SCRIPT) -> Programme:
    """A script as it is read when no length is asked for."""
    return programme(settle(made(script), told).plan)


def paces(plan: Plan) -> dict[str, float]:
    """Words a minute of each voice over its rows, as the run-sheet counts them."""
    found: dict[str, list[float]] = {}
    for item in programme(plan).items:
        words = [word for cue in item.cues for word in cue.words]
        if words:
            count = sum(len(word.text.split()) for word in words)
            row = found.setdefault(str(item.voice), [0.0, 0.0])
            row[0] += count
            row[1] += (words[-1].end - words[0].start) / 48_000 / 60
    return {voice: count / minutes for voice, (count, minutes) in found.items()}


def test_every_voice_has_the_words_a_minute_of_its_role() -> None:
    before = made(delivery="news")
    after = at_paces(before, told(before))
    asked = {str(voice): wpm for voice, wpm in zip(after.voices, after.paces, strict=True)}
    assert asked[str(after.cast.anchor)] == 170
    assert asked[str(after.cast.reporter)] == 180
    assert 150 <= (asked[str(after.cast.speakers["ana-ruiz"])] or 0) <= 185
    for voice, wpm in paces(after).items():
        assert wpm == pytest.approx(asked[voice], rel=0.03)


def test_the_run_sheet_shows_the_pace_that_was_asked_for() -> None:
    script = replace(SCRIPT, segments=tuple(replace(part, wpm=165) for part in SCRIPT.segments))
    before = made(script)
    rows = write_runsheet(programme(at_paces(before, told(before)))).rows
    assert all(row.wpm == pytest.approx(165, rel=0.03) for row in rows if row.words > 5)


def test_a_pace_on_a_segment_goes_over_its_speaker_and_that_over_the_style() -> None:
    slow = replace(SCRIPT.segments[1], wpm=140)
    script = replace(SCRIPT, segments=(SCRIPT.segments[0], slow, *SCRIPT.segments[2:]))
    choices = {
        "reporter": VoiceChoice(voice="tone:bass", wpm=200),
        "Ana Ruiz": VoiceChoice(voice="tone:alto", rate=1.1),
    }
    plan = made(script, delivery="news", voices=choices)
    bite = plan.paces[3]
    assert plan.paces == (170, 140, 200, bite, 200)
    assert bite == round(1.1 * (find_style("news")["soundbite"].wpm_of("ana-ruiz") or 0))


def test_a_rate_is_a_factor_on_the_pace_of_the_style_and_on_the_voices_own_without_one() -> None:
    slower = replace(SCRIPT.segments[0], rate=0.95)
    script = replace(SCRIPT, segments=(slower, *SCRIPT.segments[1:]))
    choices = {"reporter": VoiceChoice(voice="tone:bass", rate=1.1)}
    assert made(script, voices=choices).paces[:2] == (round(0.95 * 170), round(1.1 * 180))
    own = made(script, voices=choices, delivery="own")
    assert own.paces == (None,) * 5
    assert [voice and voice.rate for voice in own.voices[:2]] == [0.95, 1.1]


def test_words_are_counted_in_english_and_another_language_keeps_its_voices_pace() -> None:
    german = replace(SCRIPT, language="de-DE")
    choices = {name: VoiceChoice(voice="tone:bass") for name in ("anchor", "reporter")}
    assert made(german, voices=choices).paces == (None,) * 5
    house = {"news": {"anchor": Delivery(wpm=(130, 130))}}
    assert made(german, voices=choices, deliveries=house).paces[0] == 130


def test_a_changed_sentence_leaves_the_other_lines_as_they_were_spoken() -> None:
    before = settle(made(), told).plan
    edited = replace(SCRIPT.segments[1], text=QUAY * 2 + QUAY.replace("midnight", "noon"))
    after = settle(made(replace(SCRIPT, segments=(SCRIPT.segments[0], edited, *SCRIPT.segments[2:]))), told)
    kept = {part.key for part in before.lines()}
    assert [part.line.text for part in after.plan.lines() if part.key not in kept] == [
        "On the quay the pumps have run since noon."
    ]


def test_a_style_moves_pitch_range_and_pauses_and_a_person_stands_against_it() -> None:
    bite = replace(SCRIPT.segments[3], pitch=1.1, range=0.5)
    script = replace(SCRIPT, delivery="sensitive", segments=(*SCRIPT.segments[:3], bite, SCRIPT.segments[4]))
    plan = made(script)
    anchor, _, _, voice, _ = plan.voices
    assert anchor is not None
    assert voice is not None
    assert (anchor.pitch, anchor.range) == (0.97, 0.8)
    assert (voice.pitch, voice.range) == (1.1, 0.5)
    assert plan.pauses[0].sentence == 540
    assert plan.pauses[0].tail == Settings().pauses.tail


def test_a_style_on_a_segment_goes_over_that_of_the_script() -> None:
    grave = replace(SCRIPT.segments[1], delivery="sensitive")
    plan = made(replace(SCRIPT, delivery="news", segments=(SCRIPT.segments[0], grave)))
    assert plan.paces == (170, 155)


def test_a_style_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="no delivery is called 'shouted'") as refused:
        made(replace(SCRIPT, delivery="shouted"))
    assert "sensitive" in refused.value.hint


@pytest.mark.parametrize("factor", [0.87, 0.93, 0.99, 1.0, 1.02, 1.08, 1.12])
def test_a_programme_has_the_length_that_was_asked_for_to_the_sample(factor: float) -> None:
    with Studio(Settings(engine="tone")) as studio:
        unhurried = studio.produce(SCRIPT).programme.length
    asked = round(unhurried / 48_000 * factor, 2)
    with Studio(Settings(engine="tone", duration=f"{asked:.2f}")) as studio:
        forecast = studio.forecast(SCRIPT)
        production = studio.produce(SCRIPT)
    assert production.programme.length == forecast.trt == round(asked * 48_000)
    assert sum(len(block) for block in production.mastered.blocks()) == round(asked * 48_000)
    assert sum(row.trt + row.pause for row in forecast.rows) + forecast.rows[0].start == forecast.trt


def test_with_a_pace_asked_for_the_length_still_holds() -> None:
    with Studio(Settings(engine="tone", delivery="news", duration="0:42")) as studio:
        assert studio.produce(SCRIPT).programme.length == 42 * 48_000


class Unsure(Tone):
    """A tone that cannot tell beforehand how long it will be."""

    def time(self, line: Line, voice: Voice) -> Timing:
        timing = super().time(line, voice)
        return replace(timing, exact=False)

    def speak(self, line: Line, voice: Voice) -> Any:
        take = super().speak(line, voice)
        return replace(take, timing=replace(take.timing, exact=True))


def test_an_engine_that_cannot_be_told_a_length_is_stretched(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Unsure()
    monkeypatch.setattr(plugins, "find_engine", lambda name: unsure)
    with Studio(Settings(engine="tone")) as studio:
        unhurried = studio.produce(SCRIPT).programme.length
    asked = round(unhurried / 48_000 * 0.88, 1)
    with Studio(Settings(engine="tone", duration=str(asked))) as studio:
        production = studio.produce(SCRIPT)
    assert production.programme.length == round(asked * 48_000)
    assert production.fit is not None
    assert production.fit.rate > 1


def settled(
    script: Script, length: str, measure: Callable[[Plan], Mapping[str, Timing]] = told, **kwargs: Any
) -> Any:
    return settle(made(script), measure, parse_window(length), **kwargs)


OPTIONAL = replace(
    SCRIPT, segments=(*SCRIPT.segments[:3], replace(SCRIPT.segments[3], optional=True), SCRIPT.segments[4])
)


def test_what_does_not_fit_says_by_how_many_words_and_what_could_go() -> None:
    whole = natural().length / 48_000
    with pytest.raises(FitError, match="words too long") as refused:
        settled(SCRIPT, "0:20")
    assert "optional: yes" in refused.value.hint
    with pytest.raises(FitError) as offered:
        settled(OPTIONAL, f"{whole * 0.8:.1f}")
    assert "leave out soundbite 'We saw it coming for days" in offered.value.hint
    assert "--drop-optional" in offered.value.hint
    with pytest.raises(FitError, match="too short") as short:
        settled(SCRIPT, "3:00")
    assert short.value.hint.startswith("add ")


def test_an_optional_soundbite_goes_with_its_lead_in_and_is_listed() -> None:
    whole = natural().length / 48_000
    done = settled(OPTIONAL, f"{whole * 0.8:.1f}", drop=True)
    kinds = [segment.kind for segment in done.plan.script.segments]
    assert kinds == [Kind.ANCHOR, Kind.FIELD, Kind.FIELD]
    assert [part.reason for part in done.plan.script.unspoken] == [Reason.FOR_TIME]
    assert done.plan.cast == made().cast


def test_what_is_optional_stays_where_it_fits_with_it() -> None:
    whole = natural().length / 48_000
    done = settled(OPTIONAL, f"{whole:.1f}", drop=True)
    assert len(done.plan.script.segments) == 5


def test_a_continued_quote_goes_as_one() -> None:
    bite = replace(SCRIPT.segments[3], optional=True)
    more = replace(SCRIPT.segments[3], continued=True)
    script = replace(SCRIPT, segments=(*SCRIPT.segments[:3], bite, more, SCRIPT.segments[4]))
    assert optional_groups(script) == [None, None, 3, 3, 3, None]


def test_a_plan_without_anything_left_out_is_the_same() -> None:
    whole = made()
    assert without(whole, []) is whole


def test_a_hold_of_the_script_is_not_stretched() -> None:
    held = replace(SCRIPT.segments[0], hold_ms=Millis(2_000))
    script = replace(SCRIPT, segments=(held, *SCRIPT.segments[1:]))
    with Studio(Settings(engine="tone", duration=f"{natural(script).length / 48_000 * 0.95:.1f}")) as studio:
        items = studio.produce(script).programme.items
    unhurried = natural(script).items
    assert items[1].start - items[0].end == unhurried[1].start - unhurried[0].end
    assert items[2].start - items[1].end < unhurried[2].start - unhurried[1].end
