"""`broadcast feed` as a person types it."""

import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

BASE = "https://merrow.example/pod"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "broadcast", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def audio(report: Path, tmp_path: Path) -> Path:
    """A folder with a package of the formats that a podcast wants."""
    formats = "mp3,vtt,srt,json,chapters,transcript,podcast"
    made = run("render", report, "--engine", "tone", "-o", tmp_path / "audio", "--formats", formats)
    assert made.returncode == 0, made.stderr
    return tmp_path / "audio"


def test_a_feed_is_written_and_its_path_is_all_on_stdout(audio: Path) -> None:
    done = run("feed", audio, "--base-url", BASE, "--title", "Merrow Daily")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{audio / 'feed.xml'}\n"
    assert done.stderr == "1 episode, 0 left out\n"
    feed = feedparser.parse((audio / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "Merrow Daily"
    (item,) = feed.entries
    assert item.title == "Ferry to Quill Sound runs again"
    (sound,) = item.enclosures
    path = audio / "ferry" / "ferry.mp3"
    assert sound.href == f"{BASE}/ferry/ferry.mp3"
    assert int(sound.length) == path.stat().st_size
    text = (audio / "feed.xml").read_text(encoding="utf-8")
    for name in (
        "ferry.vtt",
        "ferry.srt",
        "ferry.transcript.html",
        "ferry.transcript.json",
        "ferry.chapters.json",
    ):
        assert f'url="{BASE}/ferry/{name}"' in text


def test_the_settings_say_it_all(audio: Path) -> None:
    (audio / "broadcast.toml").write_text(
        f'station = "Radio Merrow"\n[feed]\nbase_url = "{BASE}"\nemail = "news@merrow.example"\n'
    )
    done = run("-q", "feed", cwd=audio.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{Path('audio') / 'feed.xml'}\n", "")
    feed = feedparser.parse((audio / "feed.xml").read_bytes()).feed
    assert feed.title == feed.author == "Radio Merrow"
    assert feed.publisher_detail.email == "news@merrow.example"


def test_out_names_the_file_and_its_address(audio: Path, tmp_path: Path) -> None:
    done = run("feed", audio, "--base-url", BASE, "--out", tmp_path / "merrow.rss")
    assert done.stdout == f"{tmp_path / 'merrow.rss'}\n"
    assert f'href="{BASE}/merrow.rss"' in (tmp_path / "merrow.rss").read_text(encoding="utf-8")


def test_a_damaged_package_is_named_and_left_out(audio: Path) -> None:
    (audio / "broken").mkdir()
    (audio / "broken" / "manifest.json").write_text("{")
    done = run("feed", audio, "--base-url", BASE)
    assert done.returncode == 0
    assert f"left out {audio / 'broken'}: '{audio / 'broken' / 'manifest.json'}' is damaged\n" in done.stderr
    assert done.stderr.endswith("1 episode, 1 left out\n")


def test_nothing_is_written_where_no_package_can_be_heard(audio: Path) -> None:
    (audio / "feed.xml").write_text("old")
    (audio / "ferry" / "ferry.mp3").unlink()
    done = run("feed", audio, "--base-url", BASE)
    assert done.returncode == 7
    assert "left out" in done.stderr
    assert "error: there is no package to put into a feed\n hint: make one" in done.stderr
    assert done.stdout == ""
    assert (audio / "feed.xml").read_text() == "old"


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        ([], "error: a feed needs the address", 2),
        (["--base-url", "merrow.example"], "error: 'merrow.example' is no address of the web", 2),
    ],
)
def test_a_wrong_address_is_told_before_anything_is_read(
    tmp_path: Path, words: list[str], message: str, code: int
) -> None:
    done = run("feed", tmp_path / "gone", *words)
    assert done.returncode == code
    assert done.stderr.startswith(message)
    assert " hint: " in done.stderr


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = run("feed", tmp_path / "gone", "--base-url", BASE)
    assert done.returncode == 7
    assert "cannot be read: no such file or directory" in done.stderr
