"""The shipped lexicon keeps what its file promises."""

import json
from collections.abc import Callable
from importlib.resources import files

import pytest

from broadcast.speech.lexicons import (
    Layer,
    Lexicon,
    layer,
    news_layer,
    news_lexicon,
    unverified_layer,
    unverified_lexicon,
)
from broadcast.speech.lexicons.news import COLUMNS, FILES, UNVERIFIED


def kokoro_symbols() -> set[str]:
    """What the voices can say."""
    text = (files("broadcast") / "data" / "kokoro-symbols.json").read_text(encoding="utf-8")
    return set(json.loads(text)["symbols"])


@pytest.mark.parametrize("name", ["Palmyra", "ISIL", "Ihsan", "Ms"])
def test_names_of_our_samples_are_in_it(name: str) -> None:
    assert news_lexicon().find(name) is not None


def test_every_entry_has_sounds_and_a_source() -> None:
    entries = [*news_lexicon().entries, *unverified_lexicon().entries]
    assert not [one.name for one in entries if not (one.phonemes and one.source)]


def test_a_name_that_nobody_has_looked_up_is_in_a_lexicon_of_its_own() -> None:
    assert unverified_layer().authority == "unverified"
    assert news_layer().authority == "news"
    assert unverified_lexicon().find("Abacha") is not None
    assert news_lexicon().find("Abacha") is None


def test_the_voices_can_say_every_sound() -> None:
    symbols = kokoro_symbols()
    entries = news_lexicon().entries
    assert not [one.name for one in entries if not set(one.phonemes + one.sounds(british=True)) <= symbols]


def test_every_name_has_a_stress() -> None:
    assert not [one.name for one in news_lexicon().entries if "ˈ" not in one.phonemes]


def test_a_full_name_tells_the_surname() -> None:
    from broadcast.speech.lexicons import make_entry

    made = layer("news", Lexicon((make_entry("Volodymyr Tkach", "voh-LOH-dih-meer TKAHCH", kind="person"),)))
    assert [name.words for name in made.by_word["tkach"]] == [("Tkach",)]


@pytest.mark.parametrize(
    ("shelf", "lexicon"), [(news_layer, news_lexicon), (unverified_layer, unverified_lexicon)]
)
def test_names_read_when_they_are_asked_for_are_those_of_the_whole_file(
    shelf: Callable[[], Layer], lexicon: Callable[[], Lexicon]
) -> None:
    whole = layer("whole", lexicon()).by_word
    lazy = shelf().by_word
    assert len(lazy) == len(whole)
    assert {key: sorted(map(str, lazy[key])) for key in lazy} == {
        key: sorted(map(str, whole[key])) for key in whole
    }
    assert lazy.get("qwxel") is None


def test_a_line_of_our_files_is_cut_at_its_commas_alone() -> None:
    folder = files("broadcast") / "data" / "speech"
    texts = [(folder / name).read_text(encoding="utf-8") for name in (*FILES, *UNVERIFIED)]
    assert {text.splitlines()[0] for text in texts} == {",".join(COLUMNS)}
    assert not [text for text in texts if '"' in text]
