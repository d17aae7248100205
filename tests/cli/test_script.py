"""`broadcast script` and `broadcast render` on files of several reports, with layouts and explanations."""

import json
from pathlib import Path

import pytest

from broadcast.cli import exit_code

BODY = '"We lost the whole roof in an hour," said Ana Ruiz, the mayor.'
ITEM = "<item><title>{title}</title><guid>{guid}</guid><description>{body}</description></item>"
FEED = "<rss version='2.0'><channel>{items}</channel></rss>"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    items = [("Wall falls", "g1", BODY), ("Ferry runs", "g2", BODY), ("PLEASE KILL: Old story", "g3", BODY)]
    path = tmp_path / "feed.xml"
    entries = "".join(ITEM.format(title=title, guid=guid, body=body) for title, guid, body in items)
    path.write_text(FEED.format(items=entries), encoding="utf-8")
    return path


def test_explain_lists_speaker_evidence_and_runner_up(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["script", str(report), "--explain"]) == 0
    shown = capsys.readouterr().out
    assert "speaker    Ana Ruiz, harbour master (female: first name Ana)" in shown
    assert "evidence   “said Ana Ruiz, the harbour master.”" in shown
    assert "runner-up  nobody" in shown


def test_explain_as_json_has_every_decision(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["script", str(report), "--explain", "--json"]) == 0
    (decision,) = json.loads(capsys.readouterr().out)
    assert (decision["heard"], decision["speaker"]["name"], decision["sure"]) == (
        "soundbite",
        "Ana Ruiz",
        True,
    )


def test_one_of_several_reports_is_chosen(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["script", str(feed), "--out", "-"]) == 2
    assert "  2  Ferry runs" in capsys.readouterr().err
    assert exit_code(["script", str(feed), "--item", "2", "--out", "-"]) == 0
    assert "headline: Ferry runs" in capsys.readouterr().out


def test_a_killed_item_is_refused(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["script", str(feed), "--item", "3"]) == 5
    assert "killed" in capsys.readouterr().err


def test_all_items_that_may_be_read_become_scripts_and_packages(
    feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["script", str(feed), "--item", "all", "--out", str(tmp_path / "scripts")]) == 0
    capsys.readouterr()
    names = sorted(path.name for path in (tmp_path / "scripts").iterdir())
    assert names == ["ferry-runs.script.md", "wall-falls.script.md"]
    command = ["render", str(feed), "--item", "all", "--engine", "tone", "--out", str(tmp_path / "audio")]
    assert exit_code(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "audio" / name) for name in ("wall-falls", "ferry-runs")
    ]


def test_a_layout_that_is_said_is_taken_and_named_in_the_script(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["script", str(report), "--layout", "plain", "--out", "-"]) == 0
    assert "layout: plain" in capsys.readouterr().out
    assert exit_code(["script", str(report), "--layout", "opera"]) == 2
    assert "no layout is called 'opera'" in capsys.readouterr().err
