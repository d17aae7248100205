import pytest
from webdesk import HARBOUR

from broadcast.errors import ReportError
from broadcast.ingest.mail_parts import Letter, Text
from broadcast.ingest.mail_text import laid_out, text_of
from broadcast.ingest.markup import Markup

TAGS = "".join(f"<p>{part}</p>" for part in HARBOUR.split("\n\n"))


def read(*texts: str, hypertext: bool = True) -> Markup:
    letter = Letter(fields={}, texts=[Text(words=words, is_hypertext=hypertext) for words in texts])
    return text_of(letter, "the report")


def asides(markup: Markup) -> list[str]:
    return [markup.text[slice(*part.span)] for part in markup.asides]


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote type='cite'><p>When do you file?</p></blockquote>",
        "<div class='gmail_quote'><div class='gmail_attr'>On Mon, Desk wrote:</div><p>When?</p></div>",
        "<div class='gmail_signature'>Lu Sol<br>555 0100</div>",
        "<pre class='moz-signature'>Lu Sol</pre>" and "<div class='moz-signature'>Lu Sol</div>",
    ],
)
def test_what_hypertext_marks_as_quoted_or_signature_is_aside(quote: str) -> None:
    markup = read(TAGS + quote)
    assert markup.text.startswith(HARBOUR)
    assert "".join(asides(markup)).split() == markup.text.removeprefix(HARBOUR).split()


def test_a_mail_that_is_quoted_as_a_whole_was_passed_on() -> None:
    markup = read(f"<p>FYI</p><blockquote type='cite'>{TAGS}</blockquote>")
    assert not asides(markup)
    forwarded = read(
        f"<p>FYI</p><div class='gmail_quote'>---------- Forwarded message ---------<br>{TAGS}</div>"
    )
    assert not asides(forwarded)


def test_several_texts_are_one() -> None:
    markup = read("<h2>Wall</h2><p>It fell.</p>", "", "<h2>Boats</h2><div class='signature'>Lu Sol</div>")
    assert markup.text == "Wall\n\nIt fell.\n\nBoats\n\nLu Sol"
    assert [markup.text[slice(*span)] for span in markup.headings] == ["Wall", "Boats"]
    assert asides(markup) == ["Lu Sol"]


def test_plain_text_stays_as_it_came() -> None:
    assert read("It  fell.\n  Late.\n", hypertext=False).text == "It  fell.\n  Late."


def test_the_headline_that_is_printed_above_the_copy_is_a_heading() -> None:
    markup, _ = laid_out(
        Markup(text=f"Hi all,\n\nHarbour wall falls in storm\n\n{HARBOUR}\n\nBest,\nLu"), is_forwarded=False
    )
    assert [markup.text[slice(*span)] for span in markup.headings] == ["Harbour wall falls in storm"]
    assert asides(markup) == ["Hi all,", "Best,\nLu"]


def test_copy_without_a_headline_gets_none() -> None:
    markup, _ = laid_out(Markup(text=HARBOUR), is_forwarded=False)
    assert not markup.headings


def test_a_mail_of_too_many_lines_is_refused() -> None:
    with pytest.raises(ReportError, match="lines"):
        read("a\n" * 300_000, hypertext=False)
