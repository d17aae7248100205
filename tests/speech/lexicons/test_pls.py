import pytest

from broadcast.errors import UsageError
from broadcast.speech.lexicons import make_entry
from broadcast.speech.lexicons.pls import entries_of, format_pls

HEAD = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa">'
FILE = f"""<?xml version="1.0" encoding="UTF-8"?>
{HEAD}
  <!-- a remark -->
  <lexeme>
    <grapheme>Kyiv</grapheme>
    <grapheme>Kyyiv</grapheme>
    <phoneme>ˈkiɛv</phoneme>
    <phoneme prefer="true">ˈkiːv</phoneme>
    <example>Kyiv fell silent.</example>
  </lexeme>
  <lexeme><grapheme>Bihac</grapheme><phoneme alphabet="x-arpabet">B IY1 HH AA0 CH</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
</lexicon>
""".encode()


def test_every_grapheme_is_said_as_the_preferred_phoneme() -> None:
    said = {entry.name: entry.phonemes or entry.alias for entry in entries_of(FILE, "'s.pls'")}
    assert said == {"Kyiv": "kˈiv", "Kyyiv": "kˈiv", "Bihac": "bˈihɑʧ", "W3C": "World Wide Web Consortium"}
    assert entries_of(FILE, "'s.pls'")[0].note == "Kyiv fell silent."


def test_what_is_written_is_read_as_the_same() -> None:
    entries = (
        make_entry("Palmyra", "pal-MY-ruh", language="ar", source="AP & co", date="2026-11-24"),
        make_entry("Kyiv", "/ˈkiːv/", note="not <Kiev>", case="exact"),
        make_entry("Bihac", "B IY1 HH AA0 CH"),
        make_entry("XR", "", alias="extinction rebellion"),
    )
    written = format_pls(entries)
    read = entries_of(written, "'s.pls'")
    assert [entry.phonemes for entry in read] == [entry.phonemes for entry in entries]
    assert read == entries


def test_another_program_takes_the_ipa_first() -> None:
    text = format_pls([make_entry("Palmyra", "pal-MY-ruh")]).decode()
    assert text.index("pælˈmaɪɹə") < text.index("pal-MY-ruh")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{HEAD}<lexeme>", "line 1: "),
        (f"{HEAD}\n<lexeme><phoneme>k</phoneme></lexeme></lexicon>", "line 2: a lexeme without a grapheme"),
        (
            f"{HEAD}\n\n<lexeme><grapheme>A</grapheme><phoneme>k9</phoneme></lexeme></lexicon>",
            "line 3: '/k9/'",
        ),
        (f"{HEAD}<lexeme><grapheme>A</grapheme></lexeme></lexicon>", "needs one way"),
        (
            f'{HEAD}<lexeme><grapheme>A</grapheme><phoneme alphabet="sampa">a</phoneme></lexeme></lexicon>',
            "the alphabet 'sampa' is not known",
        ),
        ("<rss/>", "is no pronunciation lexicon"),
        ('<!DOCTYPE lexicon [<!ENTITY a "b">]><lexicon/>', "has a document type"),
        ('<!DOCTYPE lexicon SYSTEM "file:///etc/passwd"><lexicon/>', "has a document type"),
    ],
)
def test_a_damaged_lexicon_is_refused(content: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        entries_of(content.encode(), "'s.pls'")
    assert message in str(caught.value)
