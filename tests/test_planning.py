"""Who says what, settled before a word is spoken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadcast import plugins
from broadcast.errors import HeldError, ReportError, UsageError
from broadcast.model import Gender, Kind, Mark, Markup, Script, Segment, Speaker, Status
from broadcast.planning import check_release, plan
from broadcast.settings import Settings, VoiceChoice

RUIZ = Speaker(id="ana-ruiz", name="Ana Ruiz", title="harbour master", gender=Gender.FEMALE)
SCRIPT = Script(
    slug="ferry",
    segments=(
        Segment(kind=Kind.ANCHOR, text="The ferry is late."),
        Segment(kind=Kind.FIELD, text="We are on the quay. The ferry is late."),
        Segment(kind=Kind.LEAD_IN, text="Ana Ruiz said:", speaker=RUIZ),
        Segment(kind=Kind.SOUNDBITE, text="It will come in May.", speaker=RUIZ),
        Segment(kind=Kind.PAUSE, hold_ms=500),  # type: ignore[arg-type]  # Millis is an int
    ),
)
TONE = plugins.find_engine("tone")


def made(script: Script = SCRIPT, **settings: object):  # type: ignore[no-untyped-def]  # test shorthand
    return plan(script, Settings(**settings), TONE)  # type: ignore[arg-type]  # test shorthand


def test_anchor_reporter_and_speaker_have_their_voices_and_a_lead_in_the_narrators() -> None:
    result = made(delivery="own")
    anchor, reporter, lead_in, bite, pause = result.voices
    assert anchor == result.cast.anchor
    assert reporter == lead_in == result.cast.reporter
    assert bite == result.cast.speakers["ana-ruiz"]
    assert pause is None


def test_a_line_that_stands_twice_in_one_voice_is_spoken_once() -> None:
    twice = replace(SCRIPT, segments=(SCRIPT.segments[0], SCRIPT.segments[0]))
    assert len(made(twice).lines()) == 1
    assert len(made().lines()) == 5


def test_a_voice_and_a_rate_set_in_the_script_go_over_the_cast() -> None:
    name = TONE.voices()[3].name
    edited = replace(SCRIPT.segments[3], voice=f"tone:{name}", rate=1.1)
    result = made(replace(SCRIPT, segments=(*SCRIPT.segments[:3], edited)))
    voice = result.voices[3]
    assert voice is not None
    assert (voice.name, voice.rate) == (name, 1.1)


def marked(kind: Markup, **factors: float) -> Script:
    text = "The ferry sails again today."
    segment = Segment(kind=Kind.ANCHOR, text=text, marks=(Mark(kind=kind, span=(4, 9), **factors),))  # type: ignore[arg-type]  # factors only
    return replace(SCRIPT, segments=(segment,))


def test_a_stretch_of_another_pace_is_a_line_in_the_voice_at_that_pace() -> None:
    (parts,) = made(marked(Markup.PROSODY, rate=0.8, pitch=1.1)).parts
    assert [(part.line.text, part.voice.rate, part.voice.pitch) for part in parts] == [
        ("The,", 1.0, 1.0),
        ("ferry,", 0.8, 1.1),
        ("sails again today.", 1.0, 1.0),
    ]


def test_a_pace_that_the_engine_cannot_keep_is_refused() -> None:
    with pytest.raises(UsageError, match="rate"):
        made(marked(Markup.PROSODY, rate=0.01))


def test_a_name_of_the_scripts_head_is_said_so_in_every_segment() -> None:
    result = made(replace(SCRIPT, pronounce=(("Ana Ruiz", "AH-nuh roo-EETH"),)))
    said = {token.phonemes for part in result.lines() for token in part.line.tokens if token.text == "Ruiz"}
    assert said == {"ɹuˈiθ"}


def test_a_voice_chosen_for_a_person_goes_over_the_cast() -> None:
    name = TONE.voices()[4].name
    result = made(voices={"ana ruiz": VoiceChoice(voice=name, rate=0.9)})
    assert result.cast.speakers["ana-ruiz"].name == name
    assert result.cast.speakers["ana-ruiz"].rate == 0.9


def test_a_stations_voice_for_somebody_of_another_report_is_passed_over_but_not_a_typed_one() -> None:
    voice = TONE.voices()[0].name
    assert made(voices={"Lionel Harrow": VoiceChoice(voice=voice)})
    with pytest.raises(UsageError, match="nobody in this script is called 'Lionel Harrow'") as error:
        made(voices={"Lionel Harrow": VoiceChoice(voice=voice, required=True)})
    assert "Ana Ruiz" in error.value.hint


def test_an_unknown_voice_or_engine_is_refused() -> None:
    with pytest.raises(UsageError, match="hal"):
        made(voices={"anchor": VoiceChoice(voice="tone:hal")})
    with pytest.raises(UsageError, match="no voice engine is called 'hal'"):
        made(voices={"anchor": VoiceChoice(voice="hal:nine")})


def test_a_language_that_no_voice_speaks_is_said_plainly() -> None:
    with pytest.raises(ReportError, match=r"in Arabic \(ar\), and tone speaks en-GB, en-US only") as error:
        made(replace(SCRIPT, language="ar"))
    assert error.value.hint


def test_voices_chosen_by_a_person_may_read_any_language() -> None:
    name = TONE.voices()[0].name
    chosen = {"anchor": VoiceChoice(voice=name), "reporter": VoiceChoice(voice=name)}
    assert made(replace(SCRIPT, language="ar"), voices=chosen).lines()


def test_a_script_without_words_is_refused() -> None:
    with pytest.raises(ReportError, match="nothing to speak"):
        made(replace(SCRIPT, segments=SCRIPT.segments[4:]))


def test_a_killed_report_is_never_read_and_an_embargoed_one_not_yet() -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)
    past = datetime.now(UTC) - timedelta(hours=1)
    held = replace(SCRIPT, status=Status.EMBARGOED, embargo=soon)
    with pytest.raises(HeldError, match="killed"):
        check_release(replace(SCRIPT, status=Status.KILLED), Settings(override_embargo=True))
    with pytest.raises(HeldError, match="embargoed until"):
        check_release(held, Settings())
    with pytest.raises(HeldError, match="embargoed"):
        check_release(replace(held, embargo=None), Settings())
    check_release(held, Settings(override_embargo=True))
    check_release(replace(held, embargo=past), Settings())
