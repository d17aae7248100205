"""What goes into the take cache comes out the same, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.errors import EngineError
from broadcast.model import Line, Take, TimesFrom, Timing, Token, Voice, Word
from broadcast.units import Hz, Samples
from broadcast.voices.cache import TakeCache, take_key

VOICE = Voice(engine="tone", name="alto")
LINE = Line(tokens=(Token(text="ferry", span=(4, 9)), Token(text="late", after=".", span=(13, 17))))


def take(samples: int = 2_400) -> Take:
    words = (
        Word(text="ferry", start=Samples(100), end=Samples(900), span=(4, 9)),
        Word(text="late", start=Samples(900), end=Samples(2_000), span=(13, 17)),
    )
    timing = Timing(
        length=Samples(samples), rate_hz=Hz(24_000), words=words, times_from=TimesFrom.DURATIONS, exact=True
    )
    return Take(audio=np.linspace(-0.5, 0.5, samples, dtype=np.float32), timing=timing)


def test_a_take_comes_out_as_it_went_in(tmp_path: Path) -> None:
    cache = TakeCache(tmp_path)
    cache.put("ab" * 32, take())
    kept = cache.take("ab" * 32)
    assert kept is not None
    assert np.array_equal(kept.audio, take().audio)
    assert cache.timing("ab" * 32, LINE) == take().timing


def test_words_are_placed_in_the_print_of_the_line_that_asks(tmp_path: Path) -> None:
    cache = TakeCache(tmp_path)
    cache.put("ab" * 32, take())
    moved = Line(
        tokens=(Token(text="ferry", span=(104, 109)), Token(text="late", after=".", span=(113, 117)))
    )
    timing = cache.timing("ab" * 32, moved)
    assert timing is not None
    assert [word.span for word in timing.words] == [(104, 109), (113, 117)]


def test_where_a_sentence_stands_does_not_change_its_key_but_every_word_and_setting_does() -> None:
    moved = Line(tokens=(Token(text="ferry", span=(0, 5)), Token(text="late", after=".", span=(9, 13))))
    other = Line(tokens=(Token(text="ferry", span=(4, 9)), Token(text="late", after="?", span=(13, 17))))
    said = Line(tokens=(Token(text="ferry", span=(4, 9), phonemes="fˈɛɹi"), LINE.tokens[1]))
    key = take_key("engine 1", LINE, VOICE)
    assert take_key("engine 1", moved, VOICE) == key
    changed = [
        take_key("engine 2", LINE, VOICE),
        take_key("engine 1", other, VOICE),
        take_key("engine 1", said, VOICE),
        take_key("engine 1", LINE, Voice(engine="tone", name="bass")),
        take_key("engine 1", LINE, Voice(engine="tone", name="alto", rate=1.01)),
        take_key("engine 1", LINE, Voice(engine="tone", name="alto", pitch=1.01)),
        take_key("engine 1", LINE, Voice(engine="tone", name="alto", range=1.01)),
    ]
    assert len({key, *changed}) == len(changed) + 1


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "header"])
def test_a_damaged_entry_is_removed_and_counts_as_missing(tmp_path: Path, damage: str) -> None:
    cache = TakeCache(tmp_path)
    cache.put("ab" * 32, take())
    path = next(tmp_path.glob("??/*.take"))
    content = bytearray(path.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 1
    elif damage == "header":
        content[0] ^= 1
    path.write_bytes(content[: {"cut": len(content) // 2, "empty": 0}.get(damage, len(content))])
    assert cache.take("ab" * 32) is None
    assert not path.exists()


def test_a_take_with_another_number_of_words_is_not_taken_for_the_line(tmp_path: Path) -> None:
    cache = TakeCache(tmp_path)
    cache.put("ab" * 32, take())
    assert cache.timing("ab" * 32, Line(tokens=LINE.tokens[:1])) is None


def test_the_takes_unused_for_longest_go_first_and_those_in_use_stay(tmp_path: Path) -> None:
    import os

    cache = TakeCache(tmp_path, limit=2 * 10_400)
    keys = [f"{i:02}" * 32 for i in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, take())
        os.utime(tmp_path / key[:2] / f"{key}.take", (1_000 + age, 1_000 + age))
    assert cache.trim(keep={keys[0]}) == 2
    assert [cache.take(key) is not None for key in keys] == [True, False, False, True]


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here")
    with pytest.raises(EngineError, match="cannot keep takes"):
        TakeCache(blocked / "takes").put("ab" * 32, take())


def test_a_failed_write_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EngineError, match="No space left"):
        TakeCache(tmp_path).put("ab" * 32, take())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROADCAST_CACHE", str(tmp_path))
    monkeypatch.setenv("BROADCAST_CACHE_MB", "10")
    assert TakeCache.of_user() == TakeCache(tmp_path / "takes", 10 * 1024**2)
