"""`broadcast lexicon` and `broadcast names` as a person types them."""

import json
import os
from pathlib import Path

import pytest

from broadcast.cli import exit_code

COPY = (
    "Qwarbel leaves Palmyra\n\nThe mayor, Maria Qwarbel, left Palmyra on Monday. Bihac (BEE-hotch) is next.\n"
)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station's folder, which is the current one, with a settings file that names its lexicon."""
    monkeypatch.setenv("BROADCAST_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broadcast.toml").write_text('lexicon = "our.csv"\nengine = "hibari"\n', encoding="utf-8")
    return tmp_path / "our.csv"


def test_a_name_is_added_listed_tested_and_removed(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        exit_code(["lexicon", "add", "Qwarbel", "KWAR-bel", "--source", "the mayor", "--language", "xx"]) == 0
    )
    assert exit_code(["lexicon", "add", "Orr", "/ɔːr/", "--note", "as in door"]) == 0
    assert (
        station.read_text(encoding="utf-8").splitlines()[0] == "name,respelling,ipa,language,source,note,date"
    )
    capsys.readouterr()
    assert exit_code(["lexicon", "list"]) == 0
    assert [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["Qwarbel", "KWAR-bel"], ["Orr", "OR"],
    ]  # fmt: skip
    assert exit_code(["lexicon", "test", "Maria Qwarbel"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Maria\tMAH-ree-uh\t/ˈmɑɹiə/\tthe voice's lexicon", "Qwarbel\tKWAHR-bel\t/ˈkwɑɹbɛl/\tyour lexicon",
    ]  # fmt: skip
    assert exit_code(["lexicon", "remove", "qwarbel"]) == 0
    assert exit_code(["lexicon", "remove", "Qwarbel"]) == 2
    assert "is not in your lexicon" in capsys.readouterr().err


def test_a_lexicon_is_shared_as_a_file(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(["lexicon", "add", "Qwarbel", "KWAR-bel"])
    assert exit_code(["lexicon", "export", "all.pls"]) == 0
    assert exit_code(["lexicon", "export", "all.pls"]) == 2
    exit_code(["lexicon", "add", "Qwarbel", "kwar-BEL"])
    capsys.readouterr()
    assert exit_code(["lexicon", "import", "all.pls"]) == 0
    assert "0 taken, 1 kept" in capsys.readouterr().err
    assert "kwar-BEL" in station.read_text(encoding="utf-8")
    assert exit_code(["lexicon", "import", "all.pls", "--force"]) == 0
    assert "KWAR-bel" in station.read_text(encoding="utf-8")


def test_a_damaged_lexicon_is_refused_with_its_line_and_never_overwritten(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = "name,respelling\nKyiv,KEEV\nLviv,123\n"
    station.write_text(damaged, encoding="utf-8")
    for words in (["add", "Orr", "OR"], ["list"], ["remove", "Kyiv"], ["export", "x.csv"], ["test", "Kyiv"]):
        assert exit_code(["lexicon", *words]) == 2
        assert "'our.csv', line 3: '123' cannot be read" in capsys.readouterr().err
    assert station.read_text(encoding="utf-8") == damaged


def test_without_a_setting_the_lexicon_is_in_the_users_folder(tmp_path: Path, station: Path) -> None:
    Path("broadcast.toml").unlink()
    assert exit_code(["lexicon", "add", "Orr", "OR"]) == 0
    assert (Path(os.environ["BROADCAST_CONFIG"]) / "lexicon.csv").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Orr"], "needs one way to be said"),
        (["Orr", "b9"], "'b9' cannot be read as a pronunciation"),
        (["Orr", "OR", "--alias", "or"], "needs one way to be said"),
        (["Orr", "OR", "--case", "loud"], "the case 'loud' is not known"),
    ],
)
def test_a_mistake_is_told_and_writes_nothing(
    words: list[str], message: str, station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["lexicon", "add", *words]) == 2
    assert message in capsys.readouterr().err
    assert not station.exists()


@pytest.mark.voices
def test_a_name_that_is_tested_can_be_heard(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(["lexicon", "add", "Qwarbel", "KWAR-bel"])
    capsys.readouterr()
    assert exit_code(["lexicon", "test", "Qwarbel", "--voice", "hibari:heart", "--out", "heard"]) == 0
    path = Path(capsys.readouterr().out.splitlines()[-1])
    assert path == Path("heard/auditions/Qwarbel-hibari-heart.wav")
    assert path.stat().st_size > 10_000


def test_names_lists_the_guessed_ones_first(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.txt").write_text(COPY, encoding="utf-8")
    station.write_text("name,respelling\nPalmyra,PAL-my-rah\n", encoding="utf-8")
    assert exit_code(["names", "report.txt"]) == 0
    told = capsys.readouterr()
    assert [line.split("\t")[0] for line in told.out.splitlines()] == ["Qwarbel", "Maria", "Palmyra", "Bihac"]
    assert "4 names, 1 to check" in told.err


def test_names_are_given_as_data(station: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.txt").write_text(COPY, encoding="utf-8")
    station.write_text("name,respelling\nPalmyra,PAL-my-rah\n", encoding="utf-8")
    assert exit_code(["names", "report.txt", "--json"]) == 0
    first, *_ = json.loads(capsys.readouterr().out)
    assert first.keys() == {"name", "count", "respelling", "ipa", "authority", "check", "within"}
    assert (first["name"], first["check"], first["within"]) == ("Qwarbel", True, "Maria Qwarbel")
