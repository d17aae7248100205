from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk import HARBOUR, report

from broadcast.errors import ScriptError
from broadcast.model import Gender, Kind, Reason, Script, Segment, Speaker, Status, Unspoken
from broadcast.scripting import format_script, is_script, places_of_words, read_script, write_script
from broadcast.units import Millis

AWKWARD = st.sampled_from(
    [
        *(
            "## ANCHOR",
            "# 1",
            "voice: x",
            "\\",
            '\\"',
            "<!-- no -->",
            "---",
            " ",
            "",
            "\t",
            "Ana: said",
            "trailing  ",
        ),
        *(
            '"',
            "'quoted'",
            "橋",
            "\r",
            "\x85",
            "a\\b",
            "from: 1-2",
            "## UNSPOKEN",
            "  ## FIELD",
            "(male)",
            "a, b (female)",
            "<break time='1s'/>",
            "[Palmyra](pal-MY-ruh)",
            "\\<sub alias='b'>",
            "</sub> <voice",
            "a < b <3 [1](two)",
        ),
    ]
)
TEXTS = st.one_of(
    AWKWARD, st.lists(AWKWARD, max_size=6).map("\n".join), st.text(st.characters(exclude_categories=["Cs"]))
)
WORDS = TEXTS.filter(bool)
SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(lambda pair: (min(pair), max(pair)))
SPEAKERS = st.builds(
    Speaker,
    id=TEXTS,
    name=TEXTS,
    title=st.none() | TEXTS,
    gender=st.none() | st.sampled_from(Gender),
    gender_evidence=st.none() | TEXTS,
    language=st.none() | TEXTS,
)
NAMES = TEXTS.filter(lambda text: any(map(str.isalnum, text)))
SAID = st.sampled_from(["pal-MY-ruh", "/pælˈmaɪrə/", "P AE0 L M AY1 R AH0", "SHEE jin-PING"])
HOLDS = st.none() | st.integers(0, 3_600_000).map(Millis)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30)), timezone(timedelta(hours=9))])


def segments(speakers: list[Speaker]) -> st.SearchStrategy[Segment]:
    def built(kind: Kind) -> st.SearchStrategy[Segment]:
        return st.builds(
            Segment,
            kind=st.just(kind),
            text=WORDS if kind.spoken else TEXTS,
            span=st.none() | SPANS,
            speaker=st.none() | st.sampled_from(speakers),
            continued=st.booleans(),
            voice=st.none() | WORDS,
            rate=st.none() | st.floats(0.5, 2),
            pitch=st.none() | st.floats(0.7, 1.4),
            range=st.none() | st.floats(0, 2),
            delivery=st.none() | WORDS,
            optional=st.booleans(),
            hold_ms=HOLDS,
            note=st.none() | TEXTS,
            check=st.none() | TEXTS,
            effect=st.none() | WORDS,
            sound=st.none() | WORDS,
            bed=st.none() | WORDS,
        )

    return st.sampled_from(Kind).flatmap(built)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    speakers = draw(st.lists(SPEAKERS, min_size=1, max_size=4))
    return Script(
        slug=draw(TEXTS),
        headline=draw(st.none() | TEXTS),
        byline=draw(st.none() | TEXTS),
        dateline=draw(st.none() | TEXTS),
        language=draw(TEXTS),
        segments=tuple(draw(st.lists(segments(speakers), min_size=1, max_size=5))),
        unspoken=tuple(
            draw(
                st.lists(
                    st.builds(Unspoken, span=SPANS, reason=st.sampled_from(Reason), text=TEXTS), max_size=3
                )
            )
        ),
        attribution=draw(st.sampled_from(["before", "after", "none"])),
        delivery=draw(st.none() | TEXTS),
        layout=draw(TEXTS),
        source_name=draw(TEXTS),
        source_sha256=draw(TEXTS),
        status=draw(st.sampled_from(Status)),
        embargo=draw(st.none() | st.datetimes(timezones=ZONES)),
        rights=draw(st.none() | TEXTS),
        pronounce=tuple(draw(st.dictionaries(NAMES, SAID, max_size=3)).items()),
    )


@given(scripts())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_what_was_written_gives_the_same_script(script: Script) -> None:
    assert read_script(format_script(script)) == script


FILE = """---
broadcast: 1
slug: storm
headline: Storm
speakers:
  General Renko:
    name: General Renko
    title: Harbour Guard
    gender: male
---

## ANCHOR
from: 0-11

Rain fell.

## SOUNDBITE: General Renko
from: 14-30

We leave the harbour at dawn.

## UNSPOKEN

2-51 headline
"""


def test_the_file_reads_as_a_script() -> None:
    script = read_script(FILE)
    assert [(part.kind, part.text, part.span) for part in script.segments] == [
        (Kind.ANCHOR, "Rain fell.", (0, 11)),
        (Kind.SOUNDBITE, "We leave the harbour at dawn.", (14, 30)),
    ]
    speaker = script.segments[1].speaker
    assert speaker == Speaker(
        id="general-renko", name="General Renko", title="Harbour Guard", gender=Gender.MALE
    )
    assert script.unspoken == (Unspoken(span=(2, 51), reason=Reason.HEADLINE),)


def test_a_script_file_is_told_from_a_report() -> None:
    assert is_script(FILE)
    assert not is_script("---\ntitle: Storm\n---\nRain fell.")
    assert not is_script("Rain fell.")


def test_changed_words_are_obeyed() -> None:
    assert (
        read_script(FILE.replace("Rain fell.", "Rain fell\n\nall night.")).segments[0].text
        == "Rain fell\n\nall night."
    )


def test_a_title_changed_in_the_list_of_speakers_is_changed_everywhere() -> None:
    file = FILE.replace("title: Harbour Guard", "title: mayor").replace("gender: male", "gender: Female")
    speaker = read_script(file).segments[1].speaker
    assert speaker is not None
    assert (speaker.title, speaker.gender) == ("mayor", Gender.FEMALE)


def test_a_new_speaker_in_a_heading_is_obeyed() -> None:
    file = FILE.replace("BITE: General Renko", "BITE: Ana Ruiz, harbour master (female)")
    speaker = read_script(file).segments[1].speaker
    assert speaker == Speaker(id="ana-ruiz", name="Ana Ruiz", title="harbour master", gender=Gender.FEMALE)


def test_a_voice_in_the_list_of_speakers_is_that_of_every_soundbite() -> None:
    script = read_script(FILE.replace("    gender: male", "    voice: kokoro:am_onyx"))
    assert [part.voice for part in script.segments] == [None, "kokoro:am_onyx"]


def test_attributes_under_a_heading_are_obeyed() -> None:
    attributes = "voice: kokoro:bf_emma\nrate: 1.05\nhold: 0.8s\nnote: slower\ncheck: speaker\ncontinued: yes"
    attributes += "\npitch: 0.98\nrange: 1.2\ndelivery: sensitive\noptional: yes"
    lines = f"## FIELD\n{attributes}\n\nWe walk.\n"
    part = read_script(FILE.replace("## UNSPOKEN", lines + "\n## UNSPOKEN")).segments[2]
    assert part == Segment(
        kind=Kind.FIELD,
        text="We walk.",
        voice="kokoro:bf_emma",
        rate=1.05,
        hold_ms=Millis(800),
        note="slower",
        check="speaker",
        continued=True,
        pitch=0.98,
        range=1.2,
        delivery="sensitive",
        optional=True,
    )


def test_a_pace_in_words_a_minute_is_obeyed() -> None:
    for written in ("165", "165 wpm"):
        assert read_script(FILE.replace("from: 0-11", f"wpm: {written}")).segments[0].wpm == 165


def test_a_delivery_in_the_head_is_that_of_the_whole_script() -> None:
    assert read_script(FILE.replace("slug: storm", "delivery: sensitive")).delivery == "sensitive"


@pytest.mark.parametrize(
    ("heading", "kind", "hold"),
    [
        ("## PAUSE 1.5s", Kind.PAUSE, 1500),
        ("## pause 2", Kind.PAUSE, 2000),
        ("##Pause 800 ms", Kind.PAUSE, 800),
        ("## PAUSE\npause: 0,5", Kind.PAUSE, 500),
        ("## Sting  ", Kind.STING, None),
        ("# REPORTER\n\nWe walk.", Kind.FIELD, None),
        ("## sot: general renko\n\nWe leave.", Kind.SOUNDBITE, None),
        ("## Lead in: General Renko\n\nRenko said:", Kind.LEAD_IN, None),
    ],
)
def test_headings_are_taken_as_meant(heading: str, kind: Kind, hold: int | None) -> None:
    part = read_script(FILE.replace("## ANCHOR", heading + "\n\n## ANCHOR")).segments[0]
    assert (part.kind, part.hold_ms) == (kind, hold)
    if part.speaker:
        assert part.speaker.id == "general-renko"


def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing() -> None:
    loose = "\ufeff" + FILE.replace("\n\n", "\n\n\n").replace("## ANCHOR", "## ANCHOR  ").replace(
        "\n", "\r\n"
    )
    assert read_script(loose) == read_script(FILE)


def test_spans_and_the_list_of_the_unspoken_may_be_missing() -> None:
    bare = FILE.replace("from: 0-11\n", "").partition("## UNSPOKEN")[0]
    script = read_script(bare)
    assert (script.segments[0].span, script.unspoken) == (None, ())


def test_comments_are_ignored() -> None:
    assert read_script(FILE.replace("Rain fell.", "<!-- check\nthis -->\nRain fell.")) == read_script(FILE)


def test_a_segment_deleted_or_moved_is_obeyed() -> None:
    script = write_script(report(HARBOUR))
    changed = replace(script, segments=script.segments[3:] + script.segments[:2])
    assert read_script(format_script(changed)) == changed


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("## ANCHOR", "## ANCOR", '"s.md", line 12: unknown heading \'ANCOR\'', "ANCHOR, FIELD, SOUNDBITE"),
        ("from: 0-11", "rate: fast", '"s.md", line 13: \'fast\' is not a rate', "0.5 to 2"),
        ("from: 0-11", "rate: 9", "line 13: '9' is not a rate", ""),
        ("from: 0-11", "wpm: 20", "line 13: '20' is not a pace in words a minute", "60 to 400"),
        ("from: 0-11", "wpm: 165\nrate: 1.1", "line 13: the segment has two paces", "'rate' or 'wpm'"),
        ("from: 0-11", "pitch: 3", "line 13: '3' is not a factor", "0.7 to 1.4"),
        ("from: 0-11", "optional: maybe", "line 13: 'maybe' is neither yes nor no", ""),
        ("from: 0-11", "hold: long", "line 13: 'long' is not a length of time", "1.5s"),
        ("from: 0-11", "from: 11-0", "line 13: '11-0' is not a span", ""),
        ("from: 0-11", "colour: red", "line 13: unknown attribute 'colour'", "voice, rate, wpm"),
        ("from: 0-11", "continued: maybe", "line 13: 'maybe' is neither yes nor no", ""),
        ("We leave the harbour at dawn.\n", "", "line 17: a soundbite without text", ""),
        ("broadcast: 1", "broadcast: 2", "line 2: version '2'", "version 1"),
        ("broadcast: 1\n", "", "line 1: the front matter has no 'broadcast: 1'", ""),
        ("---\nbroadcast", "broadcast", "line 1: no front matter", "---"),
        ("slug: storm", "slug storm", "line 3: 'slug storm' is not of the form 'key: value'", ""),
        ("slug: storm", "colour: red", "line 3: unknown key 'colour'", "slug"),
        ("headline: Storm", 'headline: "Storm', "line 4: the quotation marks", ""),
        ("gender: male", "gender: man", "line 9: 'man' is no gender", "female, male"),
        ("title:", "tittle:", "line 8: unknown detail 'tittle'", "title"),
        ("2-51 headline", "2-51 because", "line 24: 'because' is no reason", "dateline"),
        ("slug: storm", "attribution: left", "line 3: unknown attribution 'left'", "before, after, none"),
        ("slug: storm", "embargo: 2026-01-01T10:00", "line 3: '2026-01-01T10:00' has no time zone", ""),
        ("Rain fell.", "<!-- Rain fell.", "line 15: a comment that does not end", ""),
        ("## ANCHOR", "Hello\n## ANCHOR", "line 12: 'Hello' stands before the first heading", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line_and_a_hint(old: str, new: str, message: str, hint: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script(FILE.replace(old, new, 1), name="s.md")
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_a_script_without_segments_is_refused() -> None:
    with pytest.raises(ScriptError, match="without segments"):
        read_script("---\nbroadcast: 1\n---\n")


def test_a_head_without_end_is_refused() -> None:
    with pytest.raises(ScriptError, match="has no end"):
        read_script("---\nbroadcast: 1\nslug: a\n")


@given(st.text(max_size=80), st.integers(0, len(FILE)))
@settings(max_examples=150, deadline=None)
def test_any_edit_gives_a_script_or_a_script_error(typed: str, at: int) -> None:
    with suppress(ScriptError):
        read_script(FILE[:at] + typed + FILE[at:])


def test_the_words_of_every_segment_are_found_in_the_file() -> None:
    script = write_script(report(HARBOUR))
    text = format_script(script)
    places = places_of_words(text)
    assert [kind for kind, _ in places] == [segment.kind for segment in script.segments]
    for segment, (_, spans) in zip(script.segments, places, strict=True):
        assert "\n".join(text[slice(*span)] for span in spans).strip() == segment.text


def test_backslashes_comments_and_notes_are_no_words() -> None:
    words = "\\# 1 in the charts\n<!-- not\nthis -->\nat last\n"
    text = f'---\nbroadcast: 1\n---\n\n## ANCHOR\nnote: later\n\n{words}\\"a\\tb"\n'
    ((_, spans),) = places_of_words(text)
    assert [text[slice(*span)].strip() for span in spans][1:3] == ["# 1 in the charts", "at last"]
