"""Reports and scripts, checked and mended at their places in the file."""

from datetime import date
from pathlib import Path

import pytest

from broadcast.checking import Checked, Options, check, mend
from broadcast.errors import HeldError, ScriptError, UsageError
from broadcast.settings import Settings
from broadcast.speech.check import Checks, Severity, place

REPORT = """Storm shuts the the harbour

PORT MERROW, Nov. 9 — The wall fell today.It is gone.

"We saw the the wave , and we ran," said Gen. Renko, of the harbour guard.

Crews closed the the bridge , police said.
"""
MENDED = """Storm shuts the the harbour

PORT MERROW, Nov. 9 — The wall fell today. It is gone.

"We saw the the wave , and we ran," said General Renko, of the harbour guard.

Crews closed the bridge, police said.
"""
SCRIPT = """---
broadcast: 1
headline: Storm shuts the the harbour
speakers:
  General Renko:
    title: the the guard
---

## ANCHOR
note: look at the the wall

The wall fell.It is gone.

\\# 1 on Nov. 9 it rained

## SOUNDBITE: General Renko

We saw the the wave , and we ran.

## FIELD

Crews closed the the bridge.

## UNSPOKEN

0-23 headline: Storm shuts the the harbour
"""


def found(checked: Checked) -> list[tuple[str, tuple[int, int]]]:
    return [(one.rule.code, place(checked.text, one.span[0])) for one in checked.findings if one.severity > 1]


def mend_text(text: str, name: str = "storm.txt", options: Options | None = None) -> str:
    return mend(text.encode(), None, options, name=name).raw.decode()


def test_only_what_is_heard_is_checked_and_places_are_those_of_the_file() -> None:
    (checked,) = check(REPORT.encode(), name="storm.txt")
    assert found(checked) == [
        ("T101", (3, 37)),
        ("T102", (5, 21)),
        ("A301", (5, 42)),
        ("T103", (7, 14)),
        ("T102", (7, 28)),
        ("B501", (7, 31)),
    ]


def test_mending_changes_slips_and_nothing_in_a_quotation_or_a_headline() -> None:
    assert mend_text(REPORT) == MENDED
    assert mend_text(MENDED) == MENDED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(encoding: str, ends: str) -> None:
    raw = REPORT.replace("\n", ends).encode(encoding)
    assert mend(raw, name="storm.txt").raw == MENDED.replace("\n", ends).encode(encoding)


def test_line_ends_of_several_kinds_stay_as_they_are() -> None:
    mixed = "The wall fell.It is\r\ngone.\n\nCrews closed\r\nthe the bridge on Monday.\r\n"
    assert mend(mixed.encode()).raw.decode() == (
        "The wall fell. It is\r\ngone.\n\nCrews closed\r\nthe bridge on Monday.\r\n"
    )


def test_a_file_with_nothing_to_mend_keeps_its_bytes() -> None:
    raw = MENDED.encode()
    mended = mend(raw, name="storm.txt")
    assert mended.raw is raw
    assert not mended.done


def test_what_was_mended_is_told_with_its_line() -> None:
    done = mend(REPORT.encode(), name="storm.txt").done
    assert [(line, finding.rule.code) for line, finding in done] == [
        (3, "T101"),
        (5, "A301"),
        (7, "T103"),
        (7, "T102"),
    ]


def test_a_script_is_checked_at_its_own_lines_and_only_its_words() -> None:
    (checked,) = check(SCRIPT.encode(), name="storm.script.md")
    assert found(checked) == [
        ("T101", (12, 10)),
        ("A301", (14, 9)),
        ("T102", (18, 20)),
        ("T103", (22, 14)),
    ]


def test_a_script_is_mended_in_its_words_and_nowhere_else() -> None:
    after = mend_text(SCRIPT, "storm.script.md")
    assert after == SCRIPT.replace("fell.It", "fell. It").replace("Nov. 9", "November 9").replace(
        "closed the the", "closed the"
    )
    assert mend_text(after, "storm.script.md") == after


def test_a_script_with_a_mistake_is_refused_with_its_line() -> None:
    with pytest.raises(ScriptError, match="line 9: unknown heading 'ANCOR'"):
        check(SCRIPT.replace("## ANCHOR", "## ANCOR").encode(), name="storm.script.md")


def test_markdown_is_checked_and_mended_in_the_file_itself() -> None:
    text = (
        "---\nheadline: Storm\nbyline: the the desk\n---\n\n"
        "The **old wall** fell.It is [gone](https://quill.example/a,b) .\n\n"
        "Crews closed the **the** bridge *on* Nov. 9, and the the road.\n"
    )
    (checked,) = check(text.encode(), name="storm.md")
    assert ("T101", (6, 18)) in found(checked)
    after = mend_text(text, "storm.md")
    assert after == text.replace("fell.It", "fell. It").replace("Nov. 9", "November 9").replace(
        "and the the", "and the"
    )


def test_other_formats_are_checked_in_their_rendering_and_not_mended(tmp_path: Path) -> None:
    copy = "<p>The old wall fell.It is gone, and the the bridge with it.</p>"
    page = f"<html><head><title>Storm</title></head><body><article>{copy}</article></body></html>"
    (checked,) = check(page.encode(), name="storm.html")
    assert not checked.whole
    assert {"T101", "T103"} <= {code for code, _ in found(checked)}
    with pytest.raises(UsageError, match="--fix cannot write"):
        mend(page.encode(), name="storm.html")


def test_an_encoding_that_cannot_be_written_back_is_refused() -> None:
    raw = "Стена рухнула сегодня утром,она упала в море, и мост закрыт.\n".encode("koi8_r")
    with pytest.raises(UsageError, match="encoding"):
        mend(raw, options=Options(only=frozenset({"T101"})), name="storm.txt")


def test_of_several_reports_one_is_chosen_or_all_are_checked() -> None:
    item = (
        "<item><title>{}</title><guid>{}</guid><description>Crews closed the the bridge.</description></item>"
    )
    items = item.format("Wall falls", "a") + item.format("PLEASE KILL: Old", "b")
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
    everything = check(feed.encode(), options=Options(item="all"))
    assert [one.title for one in everything] == ["Wall falls"]
    (one,) = check(feed.encode(), options=Options(item="1"))
    assert "T103" in {code for code, _ in found(one)}


def test_a_killed_report_is_refused() -> None:
    with pytest.raises(HeldError):
        check(b"PLEASE KILL: Storm\n\nThe wall fell.\n")


def test_settings_and_options_choose_what_is_looked_for() -> None:
    off = Settings(check=Checks(off=frozenset({"T103"})))
    assert "T103" not in {code for code, _ in found(check(REPORT.encode(), off)[0])}
    (only,) = check(REPORT.encode(), options=Options(only=frozenset({"B501"})))
    assert [one.rule.code for one in only.findings] == ["B501"]
    (without,) = check(REPORT.encode(), options=Options(without=frozenset({"B501"}), least=Severity.ERROR))
    assert {one.severity for one in without.findings} == {Severity.ERROR}


def test_the_day_it_airs_is_held_against_the_dateline() -> None:
    (checked,) = check(REPORT.encode(), options=Options(airs=date(2026, 11, 10)))
    assert [one.suggestion for one in checked.findings if one.rule.code == "D951"] == ["yesterday"]


def test_the_palmyra_report_is_mended() -> None:
    text = (
        "《Forces inside Palmyra》\n\nNew artillery means more accuracy .The dots you see are soldiers.\n\n"
        "Before night the army can get a glimpse at the site of\n\nPalmyra over two thousand years old.\n"
    )
    assert mend_text(text) == (
        "《Forces inside Palmyra》\n\nNew artillery means more accuracy. The dots you see are soldiers.\n\n"
        "Before night the army can get a glimpse at the site of Palmyra over two thousand years old.\n"
    )
