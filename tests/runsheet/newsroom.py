"""Programmes to test with: turns in, a timeline out; and strategies that speak news."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from broadcast.model import (
    Cast,
    Cue,
    Gender,
    Item,
    Kind,
    Loudness,
    Programme,
    Script,
    Segment,
    Speaker,
    Story,
    TimesFrom,
    Voice,
    Word,
)
from broadcast.units import Dbtp, Lu, Lufs, Samples, samples

ANCHOR = Voice(engine="kokoro", name="bf_emma")
REPORTER = Voice(engine="kokoro", name="bm_george")
LOUDNESS = Loudness(
    integrated=Lufs(-23.02),
    range=Lu(4.1),
    true_peak=Dbtp(-5.6),
    max_momentary=Lufs(-18.4),
    max_short_term=Lufs(-20.1),
)
MADE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)

MAYOR = Speaker(id="ana-ruiz", name="Ana Ruiz", title="Mayor of Port Ellery", gender=Gender.FEMALE)
PILOT = Speaker(id="captain-tomas-vey", name="Captain Tomas Vey", title="Harbour pilot", gender=Gender.MALE)
SPEAKER_VOICES = {
    "ana-ruiz": Voice(engine="kokoro", name="af_heart"),
    "captain-tomas-vey": Voice(engine="kokoro", name="am_onyx+am_fenrir"),
}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What is heard, and the silence after it."""

    segment: Segment
    narrator: Kind = Kind.ANCHOR
    pause_ms: int = 350
    seamless: bool = False
    times_from: TimesFrom = TimesFrom.DURATIONS


def turn(kind: Kind, text: str = "", speaker: Speaker | None = None, **fields: object) -> Turn:
    """A turn in the studio or, for FIELD, outside."""
    of_segment = {
        name: fields.pop(name) for name in ("check", "note", "continued", "hold_ms") if name in fields
    }
    narrator = fields.pop("narrator", kind if kind is Kind.FIELD else Kind.ANCHOR)
    return Turn(
        segment=Segment(kind=kind, text=text, speaker=speaker, **of_segment),  # type: ignore[arg-type]
        narrator=narrator,  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


def spoken_cues(text: str, start: Samples, times_from: TimesFrom) -> tuple[Cue, ...]:
    """A sentence a cue, words as long as they are written, 200 ms between sentences."""
    cues, at = [], start
    for sentence in re.finditer(r"\S.*?(?:[.!?。]['\"”’»]*(?=\s|$)|$)", text, flags=re.DOTALL):
        words = []
        for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", sentence.group()):
            span = (sentence.start() + match.start(), sentence.start() + match.end())
            length = samples(90 + 45 * len(match.group()))
            words.append(Word(text=match.group(), start=at, end=Samples(at + length), span=span))
            at = Samples(at + length + samples(15))
        if words:
            head = words[0].start
            cues.append(
                Cue(
                    key=f"{head}",
                    start=head,
                    length=Samples(at - head),
                    words=tuple(words),
                    text=sentence.group(),
                    times_from=times_from,
                )
            )
            at = Samples(at + samples(200))
    return tuple(cues)


def voice_of(turn: Turn) -> Voice | None:
    """Who speaks a turn."""
    segment = turn.segment
    if not segment.kind.spoken:
        return None
    if segment.kind is Kind.SOUNDBITE and segment.speaker:
        return SPEAKER_VOICES.get(segment.speaker.id, Voice(engine="tone", name="t1"))
    return REPORTER if turn.narrator is Kind.FIELD else ANCHOR


def story(turns: Sequence[Turn], start: Samples, slug: str, **fields: object) -> tuple[Story, Samples]:
    """Turns on the timeline from `start`; and where the next story may start."""
    items, at = [], start
    for entry in turns:
        segment = entry.segment
        cues = spoken_cues(segment.text, at, entry.times_from) if segment.kind.spoken else ()
        end = cues[-1].end if cues else Samples(at + samples(segment.hold_ms or 1500))
        items.append(
            Item(
                segment=segment,
                narrator=entry.narrator,
                voice=voice_of(entry),
                cues=cues,
                start=at,
                end=end,
                seamless=entry.seamless,
            )
        )
        at = Samples(end + samples(entry.pause_ms))
    script = Script(
        slug=slug,
        segments=tuple(entry.segment for entry in turns),
        **fields,  # type: ignore[arg-type]
    )
    cast = Cast(anchor=ANCHOR, reporter=REPORTER, speakers=SPEAKER_VOICES)
    return Story(script=script, cast=cast, items=tuple(items)), at


def programme(
    turns: Sequence[Turn], *, slug: str = "harbour", lead_ms: int = 250, **fields: object
) -> Programme:
    """One story as a finished programme, silence at both ends."""
    only, end = story(turns, samples(lead_ms), slug, **fields)
    return Programme(
        slug=slug, stories=(only,), length=Samples(end + samples(500)), loudness=LOUDNESS, gain_db=-3.0
    )


def harbour() -> Programme:
    """A report with everything in it: a split quote, a lead-in, the field, a pause, a check."""
    return programme(
        [
            turn(Kind.HEADLINE, "Harbour of Port Ellery reopens after the storm"),
            turn(Kind.ANCHOR, "The harbour of Port Ellery reopened on Tuesday, eight days after the storm."),
            turn(Kind.LEAD_IN, "Ana Ruiz, Mayor of Port Ellery.", MAYOR),
            turn(Kind.SOUNDBITE, '"We saw it coming,', MAYOR, pause_ms=150),
            turn(
                Kind.SOUNDBITE,
                'and we were ready for it. Nobody slept, nobody complained & nobody left <the quay> alone."',
                MAYOR,
                seamless=True,
                continued=True,
            ),
            turn(
                Kind.FIELD, "Behind me a three-week queue of 40 ships is waiting for pilots. Each pays a fee."
            ),
            turn(Kind.PAUSE, hold_ms=2000, narrator=Kind.FIELD, pause_ms=0),
            turn(
                Kind.LEAD_IN,
                "Captain Tomas Vey is a harbour pilot.",
                PILOT,
                narrator=Kind.FIELD,
                pause_ms=180,
            ),
            turn(
                Kind.SOUNDBITE,
                "“It is slow work, and the swell is still two metres high.”",
                PILOT,
                narrator=Kind.FIELD,
                check="speaker",
                note="call him back",
            ),
            turn(
                Kind.FIELD, "The last ship is due in before dark. For the morning bulletin, at the harbour."
            ),
        ],
        headline="Harbour of Port Ellery reopens after the storm",
        source_name="harbour.txt",
        source_sha256="ab" * 32,
    )


def estimated(of: Programme) -> Programme:
    """The same before rendering."""
    return replace(of, estimated=True, loudness=None)


CLAUSES = (
    "The harbour reopened on Tuesday",
    "said Ana Ruiz, a nurse",
    "the army took 40 villages",
    "“we won't turn back”",
    "U.S.-backed talks failed",
    "prices rose by $3.2bn",
    "Nobody slept",
    "die Fähre nach Nordö fährt wieder",
    "\u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u0645\u0641\u062a\u0648\u062d",
    "港口重新开放",
    "No",
    "a --> b",
    "<b>it & them</b>",
    "=1+1",
    "🚢 two ships 🚢",
    "x" * 300,
    "line\nbreak\r\nand\ttab",
    "a|b `c` *d* _e_ [f](g)",
    "\"quoted\" 'single'",
)
NAMES = (*CLAUSES, "Ana Ruiz", "", "\x1b[31mred\x07", "{{ 7 * 7 }}", "</script><script>x()</script>", "]]>")


def news_text() -> st.SearchStrategy[str]:
    """Clauses joined as copy joins them; now and then any text at all."""
    joined = st.lists(
        st.tuples(st.sampled_from(CLAUSES), st.sampled_from([". ", ", ", " ", "! ", ".\n\n", " - "])),
        min_size=1,
        max_size=6,
    ).map(lambda parts: "".join(clause + joint for clause, joint in parts))
    return joined | st.text(min_size=1, max_size=60)


def names() -> st.SearchStrategy[str]:
    """What may stand in a text field by malice or by accident."""
    return st.sampled_from(NAMES) | st.text(max_size=30)


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    """Any turn: what is heard, by whom, and the silence after it."""
    kind = draw(st.sampled_from(list(Kind)))
    spoken = kind.spoken or kind is Kind.CLIP
    speaker = None
    if kind in (Kind.SOUNDBITE, Kind.LEAD_IN, Kind.CLIP) and draw(st.booleans()):
        name = draw(names())
        speaker = Speaker(
            id=draw(st.sampled_from(["ana-ruiz", "b"])), name=name, title=draw(names() | st.none())
        )
    return Turn(
        segment=Segment(
            kind=kind,
            text=draw(news_text()) if spoken else "",
            speaker=speaker,
            hold_ms=draw(st.none() | st.integers(1, 3000)),  # type: ignore[arg-type]
            note=draw(st.none() | names()),
            check=draw(st.sampled_from([None, None, "speaker"])),
        ),
        narrator=draw(st.sampled_from([Kind.ANCHOR, Kind.FIELD])),
        pause_ms=draw(st.integers(0, 1200)),
        seamless=draw(st.booleans()),
        times_from=draw(st.sampled_from(list(TimesFrom))),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Up to three stories, up to six turns each, rendered or not."""
    stories, at = [], Samples(draw(st.integers(0, 48_000)))
    for _ in range(draw(st.integers(1, 3))):
        laid, at = story(
            draw(st.lists(turns(), min_size=1, max_size=6)),
            at,
            draw(names()),
            headline=draw(st.none() | names()),
            language=draw(st.sampled_from(["en", "ar", "zh-Hans"])),
            source_name=draw(names()),
        )
        stories.append(laid)
    rendered = draw(st.booleans())
    silent = replace(LOUDNESS, integrated=Lufs(float("-inf")))
    return Programme(
        slug=draw(names()),
        stories=tuple(stories),
        length=Samples(at + draw(st.integers(0, 48_000))),
        loudness=draw(st.sampled_from([LOUDNESS, silent, None])) if rendered else None,
        profile=draw(st.sampled_from(["r128", "podcast", "house"])),
        estimated=not rendered,
    )
