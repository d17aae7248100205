from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import copies, within

from broadcast.errors import ReportError
from broadcast.ingest.hypertext import is_hypertext, mended, read_hypertext, slim, well_read, without_codes


def text(source: str) -> str:
    return read_hypertext(source, "the report").text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<p>It fell.</p><p>Late.</p>", "It fell.\n\nLate."),
        ("It fell.<br><br>Late.", "It fell.\n\nLate."),
        ("It fell.<br/>\n<br/>Late.", "It fell.\n\nLate."),
        ("It fell.\nStill.\n\nLate.", "It fell. Still.\n\nLate."),
        ("&lt;p&gt;It fell &amp;amp; sank.&lt;/p&gt;&lt;p&gt;Late.&lt;/p&gt;", "It fell & sank.\n\nLate."),
        (
            "<p>It&amp;#8217;s &amp;quot;late&amp;quot; &amp;amp; dark&amp;nbsp;now.</p>",
            'It’s "late" & dark\xa0now.',
        ),
        ("<p>AT&T &amp; R&D; 3 < 5</p>", "AT&T & R&D; 3 < 5"),
        ("<p>Itâ€™s the cafÃ©, â€œopenâ€\x9d â€” for Â£5.</p>", "It’s the café, “open” — for £5."),
        ("<p>It fell.</p>[caption id='x']<img src='x'/> The wall[/caption]<p>Late.</p>", "It fell.\n\nLate."),
        ('It fell.\n\n[gallery ids="1,2"]\n\nLate [sic].', "It fell.\n\nLate [sic]."),
        ("<html><head><title>t</title></head><body>It fell.</body></html>", "It fell."),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_bugs_of_publishing_systems_are_mended(source: str, told: str) -> None:
    assert text(source) == told


def test_blocks_are_what_their_class_says() -> None:
    markup = read_hypertext(
        '<p class="byline">By Ana Ruiz</p><p>It fell.</p><p class="wp-caption-text">The wall.</p>'
        '<div class="credit">Lu Sol</div><figure><img/><span class="credit">Lu Sol</span></figure>',
        "x",
    )
    assert markup.text == "By Ana Ruiz\n\nIt fell.\n\nLu Sol"
    assert [str(part.reason) for part in markup.asides] == ["byline", "credit"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<p>It fell.</p>", True),
        ("It <b>fell</b>.", True),
        ("It fell.<br>", True),
        ("&lt;p&gt;It fell.&lt;/p&gt;", True),
        ("It fell.", False),
        ("AT&amp;T", False),
        ("a < b and b > c", False),
        ("Write to <ana@elsa.example>.", False),
    ],
)
def test_hypertext_is_told_by_its_tags(written: str, told: bool) -> None:
    assert is_hypertext(written) is told


def test_letters_of_other_languages_are_no_misreadings() -> None:
    for words in ("São Paulo, Ânia", "Ã la carte", "âge d’or", "ÂME", "Â", "Ã"):
        assert well_read(words) == words


def test_tags_with_thousands_of_attributes_lose_them() -> None:
    source = "<div " + " ".join(f'a{index}="x"' for index in range(200_000)) + ">It fell.</div>"
    assert slim(source) == "<div>It fell.</div>"
    with within(5):
        assert text(source) == "It fell."


def test_a_code_without_an_end_takes_no_copy_with_it() -> None:
    assert without_codes("[caption id=1]It fell. [video]") == "It fell. "
    assert without_codes("[audio a=1]x[/audio] It fell.") == " It fell."


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(ReportError, match="tags"):
        text("<p>a</p>" * 300_000)


@pytest.mark.parametrize(
    "part", ["[caption ", "&amp;#", "<p", "â€", "\n\n", "[caption]", "<p>a<br>", "&lt;p&gt;"]
)
def test_hostile_hypertext_takes_no_long_time(part: str) -> None:
    with within(10):
        text(part * (400_000 // len(part)))


@given(copies(), st.sampled_from(["p", "div", "br", "lines", "li", "escaped", "twice"]))
def test_every_word_of_a_fragment_is_there_once_and_in_order(copy: list[str], kind: str) -> None:
    parts = [escape(words) for words in copy]
    source = {
        "p": "".join(f"<p>{words}</p>" for words in parts),
        "div": "<div>" + "".join(f"<div>{words}</div>\n" for words in parts) + "</div>",
        "br": "<br><br/>".join(parts),
        "lines": "\n\n".join(parts),
        "li": "<ul>" + "".join(f"<li>{words}</li>" for words in parts) + "</ul>",
        "escaped": escape("".join(f"<p>{words}</p>" for words in parts)),
        "twice": "".join(f"<p>{escape(words)}</p>" for words in parts),
    }[kind]
    assert text(source).split() == " ".join(copy).split()
    assert mended(mended(source)) == mended(source) or kind == "escaped"
