"""What a seal says is what the run-sheet says."""

import runpy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast.formats.seal.cbor import Tagged
from broadcast.formats.seal.claims import (
    ACTIONS,
    COMPOSED,
    MADE,
    MIXED,
    SOURCE,
    VOICES,
    claim_of,
    source_type,
)
from broadcast.model import Kind

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "studio.py")))
MOMENT = datetime(2026, 3, 1, 18, 0, 30, tzinfo=UTC)


def delivery(folder: Path, **changes: object) -> object:
    return replace(studio.delivery(folder), created=MOMENT, versions={"tone": "tone 1"}, **changes)


def test_it_says_what_made_the_programme_and_when(tmp_path: Path) -> None:
    claim = claim_of(delivery(tmp_path))
    (action,) = claim.assertions[ACTIONS]["actions"]
    assert claim.title == studio.HEADLINE
    assert claim.generator == ("broadcast", action["softwareAgent"]["version"])
    assert action["action"] == "c2pa.created"
    assert action["when"] == Tagged(0, "2026-03-01T18:00:30Z")
    assert action["digitalSourceType"] == MADE
    assert claim.assertions[SOURCE] == {"name": "ellmoor.txt", "alg": "sha256", "hash": "ab" * 32}


def test_every_voice_is_named_with_its_rows_and_what_it_rests_on(tmp_path: Path) -> None:
    said = claim_of(delivery(tmp_path)).assertions[VOICES]
    assert said["statement"] == "synthetic voices: tone:high, tone:low, tone:middle"
    assert [voice["voice"] for voice in said["voices"]] == ["tone:high", "tone:low", "tone:middle"]
    assert said["voices"][1] == {
        "voice": "tone:low",
        "synthetic": True,
        "model": "tone 1",
        "rows": [{"who": "", "page": "A3", "start": 96_000, "end": 144_000}],
    }
    assert said["recordings"] == []


def test_the_seal_of_a_cut_counts_from_its_own_start(tmp_path: Path) -> None:
    row = studio.rows()[2]
    claim = claim_of(delivery(tmp_path), [row], "A3_MIRA")
    assert claim.title == "A3_MIRA"
    assert claim.assertions[VOICES]["statement"] == "synthetic voices: tone:low"
    (heard,) = claim.assertions[VOICES]["voices"][0]["rows"]
    assert (heard["start"], heard["end"]) == (0, 48_000)


def test_recordings_are_named_and_make_it_a_composite(tmp_path: Path) -> None:
    rows = list(studio.rows())
    rows[2] = replace(rows[2], kind=Kind.CLIP, voice="", clip="../mira\n.mp3")
    sheet = replace(studio.runsheet(), rows=tuple(rows))
    claim = claim_of(delivery(tmp_path, runsheet=sheet))
    assert claim.assertions[ACTIONS]["actions"][0]["digitalSourceType"] == MIXED
    assert claim.assertions[VOICES]["recordings"] == [
        {"name": "../mira .mp3", "page": "A3", "start": 96_000, "end": 144_000}
    ]
    assert "tone:low" not in claim.assertions[VOICES]["statement"]


@pytest.mark.parametrize(
    ("voices", "clips", "kind"),
    [
        (("a",), ("",), MADE),
        (("a", ""), ("", "x.mp3"), MIXED),
        (("a",), ("x.mp3",), MIXED),
        (("",), ("x.mp3",), COMPOSED),
    ],
)
def test_the_kind_of_source_follows_from_voices_and_clips(
    voices: tuple[str, ...], clips: tuple[str, ...], kind: str
) -> None:
    row = studio.rows()[0]
    rows = [replace(row, voice=voice, clip=clip) for voice, clip in zip(voices, clips, strict=True)]
    assert source_type(rows) == kind


def test_a_programme_without_a_report_names_none(tmp_path: Path) -> None:
    sheet = replace(studio.runsheet(), source_sha256="", source_name="")
    assert SOURCE not in claim_of(delivery(tmp_path, runsheet=sheet)).assertions
