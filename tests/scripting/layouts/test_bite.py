"""Where the words of a soundbite end."""

import pytest

from broadcast.scripting.layouts.bite import Bite, closes_at, opens_quote, says_who


@pytest.mark.parametrize("words", ['"We saw it."', "“We saw it.”", "…“We", "«Nous»"])
def test_a_mark_of_quotation_opens_a_bite(words: str) -> None:
    assert opens_quote(words)


def test_an_apostrophe_opens_none() -> None:
    assert not opens_quote("'Tis cold.")


def test_a_bite_ends_with_the_mark_after_a_word() -> None:
    text = '"We saw it," said Ana.'
    assert closes_at(text, (0, len(text)), opened=False) == text.index('," ') + 1
    assert closes_at('"We saw it', (0, 10), opened=False) is None
    assert closes_at('and more."', (0, 10), opened=True) == 9


@pytest.mark.parametrize(
    ("tail", "who"),
    [
        (" said Ana Ruiz, mayor.", "Ana Ruiz, mayor"),
        (", Ana Ruiz says.", "Ana Ruiz"),
        (" The wall fell.", None),
    ],
)
def test_an_attribution_behind_a_bite_names_its_speaker(tail: str, who: str | None) -> None:
    assert says_who(tail) == who


def test_a_bite_knows_its_first_words() -> None:
    bite = Bite(who=None, label=None, turn=1, edges=['IN: "We knew the day'])
    assert bite.begins_with("We knew it all.")
    assert not bite.begins_with("The mayor knew it.")
    assert not bite.timed_only
    assert Bite(who=None, label=None, turn=1, edges=["TRT: :12", ""]).timed_only
