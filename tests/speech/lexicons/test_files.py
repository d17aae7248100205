from pathlib import Path

import pytest

from broadcast.errors import UsageError
from broadcast.speech.lexicons import Lexicon, make_entry, read_lexicon, write_lexicon

LEXICON = Lexicon((make_entry("Palmyra", "pal-MY-ruh"), make_entry("Kyiv", "/ˈkiːv/", language="uk")))


@pytest.mark.parametrize("name", ["station.csv", "station.pls", "STATION.XML"])
def test_a_lexicon_is_read_as_it_was_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / name
    write_lexicon(LEXICON, path)
    assert read_lexicon(path) == LEXICON
    assert [file.name for file in path.parent.iterdir()] == [name]


def test_a_lexicon_of_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "station.csv").write_bytes(b"\xef\xbb\xbf\r\n")
    assert read_lexicon(tmp_path / "station.csv") == Lexicon()


def test_a_name_without_an_ending_that_is_known_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no ending that is known"):
        write_lexicon(LEXICON, tmp_path / "station.txt")


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "station.csv").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        write_lexicon(LEXICON, tmp_path / "station.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["station.csv"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,respelling\nKyiv,KEEV\nL\xfcviv,luh-VEEV\n", "line 3: not UTF-8"),
        (b"name,respelling\nKyiv,9\n", "'station.csv', line 2"),
        (b"a" * (8 * 1024**2 + 1), "is larger than 8 MB"),
        (b"<lexicon", "'station.csv', line 1"),
    ],
)
def test_a_damaged_lexicon_is_named_with_its_line(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "station.csv").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_lexicon(tmp_path / "station.csv")
    assert message in str(caught.value)


def test_a_lexicon_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read the lexicon .*none\.csv"):
        read_lexicon(tmp_path / "none.csv")
