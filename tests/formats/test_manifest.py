import hashlib
import json
import runpy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.manifest import (
    FileEntry,
    Manifest,
    check_files,
    created_now,
    describe,
    file_entry,
    is_package,
    read_manifest,
    render_manifest,
    statement,
    write_manifest,
)
from broadcast.model import Cast, Kind, Loudness, Programme, Script, Story, Voice
from broadcast.units import SILENCE, Dbtp, Hz, Lu, Lufs, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

MADE = datetime(2031, 5, 4, 6, 30, 59, tzinfo=UTC)


def manifest(**changes: object) -> Manifest:
    return replace(
        describe(studio.programme(), studio.runsheet(), MADE, 11), versions={"tone": "tone 1"}, **changes
    )  # type: ignore[arg-type]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)

LEVELS = st.one_of(st.just(float("-inf")), st.integers(-9000, 500).map(lambda level: level / 100))

MANIFESTS = st.builds(
    Manifest,
    generator=TEXTS,
    created=st.just("2031-05-04T06:30:59Z"),
    slug=st.sampled_from(["port-ellmoor", "zoë", "港口"]),
    headline=st.none() | TEXTS,
    language=st.sampled_from(["en", "en-GB", "ar"]),
    source_name=TEXTS,
    source_sha256=st.sampled_from(["", "ab" * 32]),
    voices=st.dictionaries(st.sampled_from(["anchor", "reporter", "General Sameer"]), TEXTS),
    synthetic=TEXTS,
    profile=st.sampled_from(["r128", "podcast"]),
    loudness=st.none()
    | st.builds(
        Loudness,
        integrated=LEVELS.map(Lufs),
        range=st.integers(0, 3000).map(lambda level: Lu(level / 100)),
        true_peak=LEVELS.map(Dbtp),
        max_momentary=LEVELS.map(Lufs),
        max_short_term=LEVELS.map(Lufs),
    ),
    trt=st.integers(0, 10**12).map(Samples),
    rate_hz=st.just(Hz(48_000)),
    word_times=st.sampled_from([(), ("durations",), ("durations", "estimated")]),
    seed=st.none() | st.integers(),
    files=st.lists(
        st.builds(
            FileEntry,
            path=st.sampled_from(["a.wav", "cuts/A1_É_0m01s.wav", "Q&A “x”.md"]),
            bytes=st.integers(0, 10**11),
            sha256=st.just("cd" * 32),
            what=st.sampled_from(["programme", "cuts"]),
        ),
        max_size=3,
    ).map(tuple),
)


@given(MANIFESTS)
def test_what_is_written_is_read_back(meant: Manifest) -> None:
    folder = FOLDER.path
    write_manifest(folder, meant)
    assert read_manifest(folder) == meant
    assert is_package(folder)


FOLDER = SimpleNamespace()


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    FOLDER.path = tmp_path_factory.mktemp("manifest")


def test_the_manifest_says_where_everything_comes_from() -> None:
    fields = json.loads(render_manifest(manifest()))
    assert next(iter(fields)) == "schema"
    assert fields["created"] == "2031-05-04T06:30:59Z"
    assert fields["source"] == {"name": "ellmoor.txt", "sha256": "ab" * 32}
    assert fields["trt"] == {"samples": 192_000, "seconds": 4.0}
    assert fields["engines"] == ["tone"]
    assert fields["voices"]["Mira Olsthoorn"] == "tone:low"
    assert fields["synthetic"] == "synthetic voices: tone:high, tone:low, tone:middle"
    assert fields["loudness"]["integrated"] == -23.04
    assert fields["word_times"] == ["durations"]
    assert fields["seed"] == 11


def test_silence_is_written_as_null() -> None:
    silence = replace(studio.LOUDNESS, integrated=SILENCE)
    assert json.loads(render_manifest(manifest(loudness=silence)))["loudness"]["integrated"] is None


def test_voices_come_from_the_cast_where_the_run_sheet_has_none() -> None:
    cast = Cast(
        anchor=Voice(engine="tone", name="high"),
        reporter=Voice(engine="hum", name="low"),
        speakers={"mira-olsthoorn": Voice(engine="tone", name="middle")},
    )
    programme = Programme(
        slug="x", length=Samples(0), stories=(Story(script=Script(slug="x"), cast=cast, items=()),)
    )
    made = describe(programme, replace(studio.runsheet(), voices={}), MADE)
    assert made.voices == {"anchor": "tone:high", "reporter": "hum:low", "mira-olsthoorn": "tone:middle"}
    assert made.engines == ("tone", "hum")


def test_a_programme_of_recordings_has_no_synthetic_voice() -> None:
    clips = tuple(replace(row, kind=Kind.CLIP, voice="") for row in studio.rows())
    assert statement(replace(studio.runsheet(), rows=clips)) == "no synthetic voices"


def test_the_date_can_be_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86461")
    assert created_now() == datetime(1970, 1, 2, 0, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert created_now().tzinfo is not None


def test_a_folder_without_a_manifest_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"is no package: it has no manifest\.json"):
        read_manifest(tmp_path)
    with pytest.raises(PackageError, match="is no package"):
        read_manifest(tmp_path / "none")
    assert not is_package(tmp_path)


def test_a_manifest_of_somebody_else_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "an app", "icons": []}')
    assert not is_package(tmp_path)
    with pytest.raises(PackageError, match="is damaged"):
        read_manifest(tmp_path)


def test_a_manifest_of_a_newer_program_is_told(tmp_path: Path) -> None:
    write_manifest(tmp_path, manifest(schema="broadcast-package/2"))
    with pytest.raises(PackageError, match="of the kind 'broadcast-package/2'"):
        read_manifest(tmp_path)
    assert is_package(tmp_path)


DAMAGES = [
    lambda fields: fields.pop("files"),
    lambda fields: fields.update(files=7),
    lambda fields: fields.update(trt={"samples": "long"}),
    lambda fields: fields.update(rate_hz=-1),
    lambda fields: fields.update(voices=["tone:high"]),
    lambda fields: fields.update(loudness={"integrated": "loud"}),
    lambda fields: fields["files"][0].update(path="../../.bashrc"),
    lambda fields: fields["files"][0].update(path="/etc/passwd"),
    lambda fields: fields["files"][0].update(path="..\\x"),
    lambda fields: fields["files"][0].update(bytes=None),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_is_told(tmp_path: Path, damage: object) -> None:
    entry = FileEntry(path="a.wav", bytes=1, sha256="ab", what="programme")
    fields = json.loads(render_manifest(manifest(files=(entry,))))
    damage(fields)  # type: ignore[operator]
    (tmp_path / "manifest.json").write_text(json.dumps(fields))
    with pytest.raises(PackageError, match=r"manifest\.json' is damaged"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("octets", [b"", b"{", b"[]", b"7", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_manifest_that_is_no_json_is_told(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(octets)
    with pytest.raises(PackageError, match="is damaged"):
        read_manifest(tmp_path)


def test_an_entry_holds_size_and_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"harbour")
    entry = file_entry(tmp_path, "a.txt", "script")
    assert entry.bytes == 7
    assert entry.sha256 == hashlib.sha256(b"harbour").hexdigest()


def test_altered_and_missing_files_are_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_bytes(b"harbour")
    entries = [file_entry(tmp_path, name, "x") for name in ("a.txt", "b.txt", "c.txt", "d.txt")]
    write_manifest(tmp_path, manifest(files=tuple(entries)))
    assert check_files(tmp_path) == []
    (tmp_path / "b.txt").write_bytes(b"harboUr")
    (tmp_path / "c.txt").unlink()
    (tmp_path / "d.txt").unlink()
    (tmp_path / "d.txt").mkdir()
    altered, missing, unreadable = check_files(tmp_path)
    assert (altered, missing) == ("b.txt is altered", "c.txt is missing")
    assert unreadable.startswith("d.txt cannot be read: ")
