"""Who says how a name is said, in the order of authority."""

from pathlib import Path

import pytest

from broadcast.errors import UsageError
from broadcast.model import Kind, Script, Segment
from broadcast.naming import guessed_names, known_names, said_names, said_words, station_lexicon
from broadcast.settings import Settings

COPY = (
    "On Monday Qwarbel met Palmyra's mayor. Troops left Bihac, near Zhengqing. Then Sarah Ruiz spoke to "
    "Qwarbel. The FBI and ISIL saw schoolchildren. Qwarbel's aide wept."
)


@pytest.fixture
def station(tmp_path: Path) -> Path:
    path = tmp_path / "station.csv"
    path.write_text("name,respelling\nRuiz,roo-EETH\nPalmyra,PAL-my-rah\n", encoding="utf-8")
    return path


def rows(
    path: Path, *texts: str, pronounce: tuple[tuple[str, str], ...] = ()
) -> list[tuple[str, int, str, str]]:
    script = Script(
        slug="s", segments=tuple(Segment(kind=Kind.ANCHOR, text=text) for text in texts), pronounce=pronounce
    )
    names = known_names(script, Settings(lexicon=path))
    lines = [line for segment in script.segments for line in names.lines(segment, "en-US")]
    return [(one.name, one.count, one.respelling, one.authority) for one in said_names(lines)]


def test_every_name_is_listed_with_who_says_so_the_guessed_ones_first(station: Path) -> None:
    found = rows(station, COPY, "So Bihac (BEE-hotch) fell.")
    assert found[0][:2] == ("Qwarbel", 3)
    assert found[0][3] == "model"
    assert [(name, said, who) for name, _, said, who in found[1:]] == [
        ("Zhengqing", "juhng-CHING", "rule"),
        ("Sarah", "SEH-ruh", "lexicon"),
        ("ISIL", "EYE-suhl", "news"),
        ("Palmyra", "PAL-my-rah", "station"),
        ("Ruiz", "roo-EETH", "station"),
        ("Bihac", "BEE-hahch", "copy"),
    ]


def test_a_script_stands_against_the_station(station: Path) -> None:
    found = rows(station, "They left Palmyra.", pronounce=(("Palmyra", "/pælˈmiːrə/"),))
    assert found == [("Palmyra", 1, "pal-MEE-ruh", "script")]


def test_the_copy_stands_against_the_script(station: Path) -> None:
    found = rows(station, "They left Palmyra (PAL-mur-uh).", pronounce=(("Palmyra", "/pælˈmiːrə/"),))
    assert found[0][3] == "copy"


def test_a_possessive_is_the_same_name_without_its_s(station: Path) -> None:
    assert rows(station, "It is Palmyra's wall.") == [("Palmyra", 1, "PAL-my-rah", "station")]


def test_words_that_a_model_guesses_are_told_by_how_often_they_come(station: Path) -> None:
    script = Script(slug="s", segments=(Segment(kind=Kind.ANCHOR, text=COPY + " Blorvik left."),))
    names = known_names(script, Settings(lexicon=station))
    assert guessed_names(names.lines(script.segments[0], "en-US")) == ("Qwarbel", "Blorvik")


def test_every_token_of_english_copy_has_its_authority(station: Path) -> None:
    script = Script(slug="s", segments=(Segment(kind=Kind.ANCHOR, text=COPY),))
    lines = known_names(script, Settings(lexicon=station)).lines(script.segments[0], "en-GB")
    assert all(token.authority for line in lines for token in line.tokens)
    assert [one.name for one in said_words(lines)][:3] == ["On", "Monday", "Qwarbel"]


def test_lexicons_are_for_english_voices(station: Path) -> None:
    script = Script(slug="s", segments=(Segment(kind=Kind.ANCHOR, text="Ruiz parle."),))
    lines = known_names(script, Settings(lexicon=station)).lines(script.segments[0], "fr-FR")
    assert [token.phonemes for token in lines[0].tokens] == [None, None]


def test_a_lexicon_that_the_settings_name_must_be_there(tmp_path: Path) -> None:
    settings = Settings(lexicon=tmp_path / "none.csv")
    with pytest.raises(UsageError, match="is not there"):
        station_lexicon(settings)
    assert station_lexicon(settings, new=True).entries == ()
