"""`broadcast spoken`: a line out for a line in, what differs side by side, and mistakes told."""

import io
import json
import sys
from pathlib import Path

import pytest

from broadcast.cli import exit_code

COPY = "The FBI found $3.2 bn on Nov. 23.\n\n🎉\nNothing new.\r\nFares rise 5 %"


@pytest.fixture
def spoken(capsys, monkeypatch):
    """The lines that the command gives, from a pipe."""

    def run(copy: str | bytes, *arguments: str) -> list[str]:
        raw = copy.encode() if isinstance(copy, str) else copy
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
        assert exit_code(["spoken", *arguments]) == 0
        return capsys.readouterr().out.splitlines()

    return run


def test_a_line_comes_out_for_a_line_and_empty_where_nothing_is_said(spoken) -> None:
    assert spoken(COPY) == [
        "The F B I found three point two billion dollars on November twenty-third.",
        "",
        "",
        "Nothing new.",
        "Fares rise five percent.",
    ]


def test_a_file_is_read_as_it_stands(capsys, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_text("By NORA PELHAM\nKILL: it was 5pm", encoding="utf-8")
    assert exit_code(["spoken", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == ["By NORA PELHAM.", "KILL: it was five P M."]


def test_british_copy_is_read_the_british_way(spoken) -> None:
    assert spoken("1,205 died on 3/4/2026", "-l", "en-GB") == [
        "one thousand two hundred and five died on the third of April twenty twenty-six."
    ]


def test_changes_stand_side_by_side_with_their_line(spoken) -> None:
    rows = [row.split(maxsplit=1) for row in spoken(COPY, "--show-changes")]
    assert [number for number, _ in rows] == ["1", "1", "1", "5"]
    assert [text.split("  ")[0] for _, text in rows] == ["FBI", "$3.2 bn", "Nov. 23", "5 %"]
    assert rows[2][1].endswith("  November twenty-third")


def test_json_has_print_speech_and_spans(spoken) -> None:
    rows = [json.loads(row) for row in spoken(COPY, "--json")]
    assert [row["line"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[4] == {
        "line": 5,
        "print": "Fares rise 5 %",
        "spoken": "Fares rise five percent.",
        "changes": [{"span": [11, 14], "print": "5 %", "spoken": "five percent"}],
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(spoken, encoding: str) -> None:
    assert spoken("£5\n“No”".encode(encoding)) == ["five pounds.", "No."]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("there-is-none.txt", None, "cannot read"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture, not text"),
        ("late.txt", b"One line.\n" + bytes(range(256)) * 4, "is a binary file, not text"),
    ],
)
def test_what_cannot_be_read_is_told(
    capsys, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert exit_code(["spoken", str(file)]) == 3
    errors = capsys.readouterr().err
    assert told in errors
    assert " hint: " in errors
