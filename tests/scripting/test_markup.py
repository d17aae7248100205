import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ScriptError
from broadcast.model import Mark, Markup
from broadcast.scripting import format_script, read_script
from broadcast.scripting.markup import parse_markup, written_with

PIECES = st.sampled_from(
    [
        "Palmyra fell", " on Monday. ", "<sub alias='b c'>", "</sub>", '<prosody rate="90%" pitch="+5%">',
        "</prosody>",
        '<break time="1.5s"/>', "<emphasis>", "</emphasis>", "[Kyiv](KEEV)", "[Kyiv](/ˈkiːv/)",
        "<phoneme ph='kiv'>", "</phoneme>",
        "<say-as interpret-as='date' format='dmy'>", "</say-as>",
        "\\", "\\\\", "<", "a < b",
        "[1](http://x.org)",
        "[", "]", "\n", "<3",
        "<voice>", "\\<break/>",
    ]
)  # fmt: skip


def fail(offset: int, message: str, hint: str) -> ScriptError:
    return ScriptError(f"{offset}: {message}", hint)


def parsed(text: str) -> tuple[str, tuple[Mark, ...]]:
    return parse_markup(text, fail)


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_what_can_be_read_is_written_back_to_the_same_words_and_marks(text: str) -> None:
    try:
        plain, marks = parsed(text)
    except ScriptError:
        return
    assert parsed(written_with(plain, marks)) == (plain, marks)


@given(st.text() | st.lists(PIECES, max_size=8).map("".join))
def test_print_that_looks_like_markup_stays_print(text: str) -> None:
    assert parsed(written_with(text, ())) == (text, ())


def test_marks_are_written_back_as_they_were() -> None:
    text = 'So [Kyiv](KEEV) <prosody rate="90%">fell <break time="1s"/> on <sub alias="a">1</sub></prosody>.'
    assert written_with(*parsed(text)) == text


@pytest.mark.parametrize(
    ("text", "plain", "kind", "span", "value"),
    [
        ("In [Palmyra](pal-MY-ruh).", "In Palmyra.", Markup.PHONEME, (3, 10), "pal-MY-ruh"),
        ("In [Palmyra](/pælˈmaɪrə/).", "In Palmyra.", Markup.PHONEME, (3, 10), "/pælˈmaɪrə/"),
        ("<phoneme alphabet='ipa' ph='kiːv'>Kyiv</phoneme>", "Kyiv", Markup.PHONEME, (0, 4), "/kiːv/"),
        (
            '<phoneme alphabet="x-arpabet" ph="K IY1 V">Kyiv</phoneme>',
            "Kyiv",
            Markup.PHONEME,
            (0, 4),
            "K IY1 V",
        ),
        ('<SUB alias="World  Wide Web">WWW</SUB>', "WWW", Markup.SUB, (0, 3), "World Wide Web"),
        ("<sub alias='Marks &amp; Spencer'>M&S</sub>", "M&S", Markup.SUB, (0, 3), "Marks & Spencer"),
        ('<say-as interpret-as="digits">123</say-as>', "123", Markup.SAY_AS, (0, 3), "digits"),
    ],
)
def test_a_stretch_is_marked_and_the_markup_is_no_word(
    text: str, plain: str, kind: Markup, span: tuple[int, int], value: str
) -> None:
    words, (mark,) = parsed(text)
    assert (words, mark.kind, mark.span, mark.value) == (plain, kind, span, value)


@pytest.mark.parametrize(
    ("tag", "pause"),
    [
        ("time='500ms'", 500),
        ('time="1.5s"', 1500),
        ("strength='strong'", 700),
        ("", 400),
        ("strength='none'", 0),
    ],
)
def test_a_break_has_a_length(tag: str, pause: int) -> None:
    words, (mark,) = parsed(f"Here <break {tag}/>it is.")
    assert (words, mark.span, mark.pause_ms) == ("Here it is.", (5, 5), pause)


@pytest.mark.parametrize(
    ("tag", "rate", "pitch"),
    [
        ("prosody rate='90%'", 0.9, 1.0),
        ("prosody rate='+10%' pitch='-10%'", 1.1, 0.9),
        ("prosody rate='slow' pitch='high'", 0.85, 1.1),
        ("prosody pitch='+12st'", 1.0, 2.0),
        ("emphasis", 0.94, 1.03),
        ("emphasis level='strong'", 0.88, 1.06),
    ],
)
def test_prosody_and_emphasis_are_factors(tag: str, rate: float, pitch: float) -> None:
    _, (mark,) = parsed(f"It <{tag}>is</{tag.split(maxsplit=1)[0]}> so.")
    assert (round(mark.rate, 3), round(mark.pitch, 3)) == (rate, pitch)


@pytest.mark.parametrize(
    "text",
    [
        "a < b",
        "<3 and <br> and <b>",
        "see [1](two) and [it](http://x.org/A-B)",
        "a [he](sic) b",
        r"C:\dir",
        "<subtle",
    ],
)
def test_what_is_no_markup_is_print(text: str) -> None:
    assert parsed(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a <sub alias='b'>c", "2: '<sub>' is not closed"),
        ("a </sub>", "'</sub>' closes nothing: none is open"),
        ("<sub alias='b'>c</prosody>", "'</prosody>' closes nothing: '<sub>' is open"),
        ("<sub alias='b'></sub>", "'<sub>' holds no words"),
        ("<sub alias='b'/>c", "'<sub/>' holds no words"),
        ("<sub alias=b>c</sub>", "is not well-formed"),
        ("<sub>c</sub>", "'<sub>' has no alias"),
        ("<sub name='x'>c</sub>", "'<sub>' has no 'name'"),
        ("<phoneme ph='k9'>c</phoneme>", "'k9' cannot be read"),
        ("<phoneme alphabet='sampa' ph='k'>c</phoneme>", "the alphabet 'sampa' is not known"),
        ("<phoneme ph='k", "'<phoneme' does not end"),
        ("[Palmyra](/p9/)", "'/p9/' cannot be read"),
        ("a <break time='5'/> b", "'5' is no length of a break"),
        ("a <break time='20s'/> b", "'20s' is no length of a break"),
        ("a <break strength='huge'/> b", "the strength 'huge' is not known"),
        ("a <break> b", "'<break>' is not closed"),
        ("<break/> b", "a break has words on both sides"),
        ("b <break/>.", "a break has words on both sides"),
        ("<prosody>a</prosody>", "'<prosody>' sets nothing"),
        ("<prosody rate='9'>a</prosody>", "'9' is no rate"),
        ("<prosody volume='loud'>a</prosody>", "'<prosody>' has no 'volume'"),
        ("<emphasis level='wild'>a</emphasis>", "the level 'wild' is not known"),
        ("<say-as interpret-as='song'>a</say-as>", "cannot interpret as 'song'"),
        ("<say-as interpret-as='date' format='dxy'>a</say-as>", "the order 'dxy'"),
        ("<voice name='x'>a</voice>", "'<voice>' is not known"),
    ],
)
def test_a_broken_tag_is_a_mistake_with_a_hint(text: str, message: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parsed(text)
    assert message in str(caught.value)
    assert caught.value.hint


FILE = """---
broadcast: 1
slug: storm
pronounce:
  Palmyra: PAL-my-rah
  "St: Ives": /sənt aɪvz/
---

## ANCHOR
from: 0-11

Rain fell.
Then <sub alias="one">1</sub> boat
sank in [Palmyra](pal-MY-ruh).
"""


def test_a_script_keeps_its_marks_and_its_names() -> None:
    script = read_script(FILE)
    (segment,) = script.segments
    assert segment.text == "Rain fell.\nThen 1 boat\nsank in Palmyra."
    assert [segment.text[slice(*mark.span)] for mark in segment.marks] == ["1", "Palmyra"]
    assert script.pronounce == (("Palmyra", "PAL-my-rah"), ("St: Ives", "/sənt aɪvz/"))
    assert '<sub alias="one">1</sub>' in format_script(script)
    assert read_script(format_script(script)) == script


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</sub> boat", " boat", "line 13: '<sub>' is not closed"),
        ("pal-MY-ruh)", "/9/)", "line 14: '/9/' cannot be read"),
        ("PAL-my-rah", "123", "line 5: '123' does not tell how 'Palmyra' is said"),
        ("  Palmyra: PAL-my-rah", "  Palmyra:", "line 5: '' does not tell how 'Palmyra' is said"),
        ('  "St: Ives"', "  Palmyra", "line 6: 'Palmyra' stands twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script(FILE.replace(old, new, 1), name="s.md")
    assert message in str(caught.value)
