"""The shipped lexicon keeps what its file promises."""

import pytest

from broadcast.phonetics import read_sounds
from broadcast.speech.lexicons import news_lexicon
from broadcast.speech.lexicons.entry import Entry


@pytest.mark.parametrize("name", ["Palmyra", "ISIL", "Ihsan", "Ms"])
def test_names_of_our_samples_are_in_it(name: str) -> None:
    assert news_lexicon().find(name) is not None


def test_every_entry_has_sounds_and_a_source() -> None:
    lacking = [
        one.name for one in news_lexicon().entries if not (one.phonemes and one.phonemes_gb and one.source)
    ]
    assert not lacking


def test_what_is_written_for_people_is_what_is_heard() -> None:
    def differs(one: Entry) -> bool:
        return read_sounds(one.written) != one.phonemes

    entries = [one for one in news_lexicon().entries if one.written]
    assert not [one.name for one in entries if differs(one)]
