"""A clip as a script names it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ScriptError
from broadcast.model import Clip, Kind
from broadcast.scripting.clips import clock_text, format_clip, names_clip, parse_clip
from broadcast.scripting.frontmatter import Place
from broadcast.scripting.scriptfile import format_script
from broadcast.scripting.scriptreader import read_script
from broadcast.units import Millis

HERE = Place(name="a.script.md", line=7)
HEAD = "---\nbroadcast: 1\nslug: ferry\n---\n\n"

PATHS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), blacklist_characters="=\"'"),
    min_size=1,
).map(lambda name: f"{name}.wav")
CUES = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=30)
TIMES = st.integers(0, 7_200_000)


@st.composite
def clips(draw: st.DrawFn) -> Clip:
    start = draw(TIMES)
    return Clip(
        path=draw(PATHS),
        start_ms=Millis(start),
        stop_ms=draw(st.none() | st.integers(start + 1, start + 7_200_000).map(Millis)),
        fade_ms=draw(st.none() | st.integers(0, 60_000).map(Millis)),
        gain_db=draw(st.sampled_from([0.0, -3.0, 1.5, 60.0, -0.25])),
        in_cue=draw(CUES),
        out_cue=draw(CUES),
    )


@given(clips())
def test_a_clip_is_read_back_as_it_was_written(clip: Clip) -> None:
    assert parse_clip(format_clip(clip), HERE) == clip


def test_a_clip_is_written_as_the_trade_does() -> None:
    found = parse_clip("harbour-mayor.mp3 in=0:03.2 out=0:12 fade=20ms", HERE)
    assert found == Clip(
        path="harbour-mayor.mp3", start_ms=Millis(3200), stop_ms=Millis(12_000), fade_ms=Millis(20)
    )
    assert format_clip(found) == "harbour-mayor.mp3 in=0:03.2 out=0:12 fade=20ms"
    spaced = parse_clip('tapes/the mayor.wav out=72s in-cue="We saw it" gain=-3dB', HERE)
    assert (spaced.path, spaced.stop_ms, spaced.in_cue) == ("tapes/the mayor.wav", 72_000, "We saw it")
    assert spaced.gain_db == -3


@pytest.mark.parametrize(
    ("text", "millis"),
    [("12", 12_000), ("0:03.2", 3200), ("1:02:03,25", 3_723_250), ("3200ms", 3200), ("7.5s", 7500)],
)
def test_a_time_in_a_recording_is_written_in_many_ways(text: str, millis: int) -> None:
    assert parse_clip(f"a.wav out={text}", HERE).stop_ms == millis
    assert parse_clip(f"a.wav out={clock_text(millis)}", HERE).stop_ms == millis


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "a clip without a file"),
        ("in=0:03", "a clip without a file"),
        ("a.wav in=soon", "is no time in a recording"),
        ("a.wav in=5 out=5", "before it starts"),
        ("a.wav loop=3", "a clip has no 'loop='"),
        ("a.wav fade=5:00", "longer than a minute"),
        ("a.wav gain=loud", "is no gain"),
        ("a.wav gain=99", "is no gain"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(text: str, fault: str) -> None:
    with pytest.raises(ScriptError, match=fault) as error:
        parse_clip(text, HERE)
    assert "7" in str(error.value)
    assert error.value.hint


@pytest.mark.parametrize(
    ("words", "is_clip"),
    [
        ("mayor.mp3", True),
        ("the mayor.WAV in=3", True),
        ("tapes/a.b.flac", True),
        ("Ana Ruiz", False),
        ("Ana Ruiz, St. Mary's", False),
        ("mp3", False),
    ],
)
def test_a_heading_that_names_a_file_is_told_from_one_that_names_a_speaker(words: str, is_clip: bool) -> None:
    assert names_clip(words) is is_clip


def test_a_script_names_a_clip_in_its_heading_or_below_it() -> None:
    script = read_script(
        f"{HEAD}## CLIP: mayor.mp3 in=0:03.2 out=0:12\nspeaker: Ana Ruiz\n\nWe saw it.\n\n"
        "## SOUNDBITE: Ana Ruiz\nCLIP: mayor.mp3 in=20\n\nIt was late.\n\n"
        "## SOUNDBITE: Eva Holm\nclip: holm.wav\n\n## STING: opener\n\n## STING\n"
    )
    first, second, bare, opener, sting = script.segments
    assert (first.kind, first.text, first.clip) == (
        Kind.CLIP,
        "We saw it.",
        Clip(path="mayor.mp3", start_ms=Millis(3200), stop_ms=Millis(12_000)),
    )
    assert first.speaker is not None
    assert first.speaker.name == "Ana Ruiz"
    assert (second.kind, second.clip, second.speaker) == (
        Kind.SOUNDBITE,
        Clip(path="mayor.mp3", start_ms=Millis(20_000)),
        first.speaker,
    )
    assert bare.text == ""
    assert not first.voiced
    assert not second.voiced
    assert (opener.sound, sting.sound) == ("opener", None)
    assert read_script(format_script(script)).segments == script.segments


def test_a_translation_stands_below_the_heading_or_in_its_line() -> None:
    below, inline, off = read_script(
        f"{HEAD}## SOUNDBITE: Juan\nclip: juan.wav\ntranslation: yes\n\nI saw it.\n\n"
        "## SOUNDBITE: Juan\nclip: juan.wav\ntranslation: I saw it.\n\n"
        "## SOUNDBITE: Juan\nclip: juan.wav\ntranslation: no\n\nI saw it.\n"
    ).segments
    assert below == inline
    assert below.translation
    assert below.voiced
    assert not off.translation


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("translation: yes\n\nI saw it.", "a translation without a clip"),
        ("clip: juan.wav\ntranslation: yes\n", "a translation without words"),
        ("clip: juan.wav\ntranslation: I saw it.\n\nI saw it.", "stand twice"),
        ("clip: juan.wav in=9 out=3\n\nI saw it.", "before it starts"),
        ("speaker: Eva\n\nI saw it.", "the speaker stands twice"),
    ],
)
def test_what_does_not_go_together_is_refused(body: str, fault: str) -> None:
    with pytest.raises(ScriptError, match=fault):
        read_script(f"{HEAD}## SOUNDBITE: Juan\n{body}\n")


def test_a_clip_that_stands_twice_is_refused() -> None:
    with pytest.raises(ScriptError, match="the clip stands twice"):
        read_script(f"{HEAD}## CLIP: a.wav\nclip: b.wav\n")


def test_a_speaker_called_like_a_file_stays_a_speaker() -> None:
    script = read_script(f'{HEAD}## SOUNDBITE\nspeaker: "dj.mp3"\n\nWe play all night.\n')
    assert script.segments[0].speaker is not None
    assert read_script(format_script(script)) == script
