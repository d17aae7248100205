"""The whole journey, on the tone engine: report in, package out."""

import hashlib
import json
import wave
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import broadcast
from broadcast import pipeline
from broadcast.errors import HeldError, PackageError, ReportError, ScriptError, UsageError
from broadcast.formats.manifest import check_files, read_manifest
from broadcast.model import Kind, Line, Status, Take, TimesFrom, Voice
from broadcast.settings import Provenance, Settings, home
from broadcast.studio import Progress, Studio
from broadcast.voices.tone import Tone

TONE = Settings(engine="tone")


def test_the_steps_can_be_called_one_by_one_from_python(report: Path, tmp_path: Path) -> None:
    read = broadcast.read_report(report)
    script = broadcast.write_script(read)
    cast = broadcast.cast_script(script, TONE)
    production = broadcast.produce(script, TONE)
    package = broadcast.write_package(production, tmp_path / "audio" / "ferry")
    assert cast.speakers.keys() == {"ana-ruiz"}
    assert package == tmp_path / "audio" / "ferry"
    assert check_files(package) == []
    assert read_manifest(package).versions["tone"].startswith("tone")
    assert read_manifest(package).source_sha256 == hashlib.sha256(report.read_bytes()).hexdigest()


def test_a_report_may_be_produced_without_the_steps_between(report: Path) -> None:
    read = broadcast.read_report(report)
    assert broadcast.produce(read, TONE).runsheet.trt > 0


def test_a_package_is_named_by_its_file_unless_the_desk_named_it(report: Path, tmp_path: Path) -> None:
    assert pipeline.read_script(report).slug == "ferry"
    named = tmp_path / "other.md"
    named.write_text("---\nslug: quill-sound\n---\n# Ferry runs again\n\nThe ferry runs again today.\n")
    assert pipeline.read_script(named).slug == "quill-sound"
    assert pipeline.read_script(report.read_bytes()).slug == "ferry-to-quill-sound-runs-again"


def test_segments_and_pauses_make_up_the_file_to_the_sample(report: Path, tmp_path: Path) -> None:
    production = broadcast.produce(pipeline.read_script(report), TONE)
    package = broadcast.write_package(production, tmp_path / "ferry")
    sheet = json.loads((package / "runsheet.json").read_text(encoding="utf-8"))
    with wave.open(str(package / "ferry.wav")) as file:
        frames = file.getnframes()
    items = production.programme.items
    heard = sum(cue.length for item in items for cue in item.cues)
    cues = [cue for item in items for cue in item.cues]
    silences = [b.start - a.end for a, b in pairwise(cues)]
    assert cues[0].start + heard + sum(silences) + (frames - cues[-1].end) == frames
    rows = production.runsheet.rows
    assert rows[0].start + sum(row.trt + row.pause for row in rows) == frames
    assert production.runsheet.trt == frames
    assert sheet["slug"] == "ferry"


def test_the_forecast_is_as_long_as_what_is_then_rendered(report: Path) -> None:
    script = pipeline.read_script(report)
    forecast = pipeline.forecast(script, TONE)
    rendered = broadcast.produce(script, TONE).runsheet
    assert forecast.estimated
    assert not rendered.estimated
    assert forecast.trt == rendered.trt
    assert all(row.actual is None for row in forecast.rows)
    assert all(row.actual is not None for row in rendered.rows)


def test_the_same_report_gives_the_same_samples(report: Path, tmp_path: Path) -> None:
    script = pipeline.read_script(report)
    one, two = (
        broadcast.write_package(broadcast.produce(script, TONE), tmp_path / name / "ferry") for name in "ab"
    )
    assert _sound(one / "ferry.wav") == _sound(two / "ferry.wav")


def test_what_is_not_spoken_is_on_the_run_sheet_with_its_reason(report: Path) -> None:
    sheet = pipeline.forecast(pipeline.read_script(report), TONE)
    assert ("Ferry to Quill Sound runs again", "headline") in sheet.unspoken
    assert any(reason == "dateline" for _, reason in sheet.unspoken)
    assert any(reason == "byline" for _, reason in sheet.unspoken)


def test_only_changed_lines_are_spoken_again(report: Path) -> None:
    script = pipeline.read_script(report)
    broadcast.produce(script, TONE)
    edited = replace(
        script,
        segments=tuple(
            replace(segment, text=segment.text.replace("all summer", "all winter long"))
            for segment in script.segments
        ),
    )
    spoken: list[int] = []
    with Studio(TONE) as studio:
        studio.produce(edited, Progress(spoken=spoken.append))
    assert len(spoken) == 1


def test_words_whose_times_were_guessed_are_aligned_and_stay_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "mill.txt"
    report.write_text("The mill at Addle was sold again. Nobody in the valley was told who had bought it.\n")
    exact = Tone.speak

    def guessed(tone: Tone, line: Line, voice: Voice) -> Take:
        take = exact(tone, line, voice)
        return replace(take, timing=replace(take.timing, times_from=TimesFrom.ESTIMATED))

    asked: list[str] = []

    def align(take: Take, line: Line) -> Take:
        asked.append(line.text)
        assert take.timing.words[-1].span == line.tokens[-1].span
        return replace(take, timing=replace(take.timing, times_from=TimesFrom.ALIGNED))

    monkeypatch.setattr(Tone, "speak", guessed)
    monkeypatch.setattr("broadcast.studio.better_times", align)
    script = pipeline.read_script(report)
    monkeypatch.setattr("broadcast.studio.aligner_ready", lambda: False)
    rows = broadcast.produce(script, TONE).runsheet.rows
    assert {row.times_from for row in rows if row.words} == {"estimated"}
    monkeypatch.setattr("broadcast.studio.aligner_ready", lambda: True)
    for _ in range(2):
        rows = broadcast.produce(script, TONE).runsheet.rows
        assert {row.times_from for row in rows if row.words} == {"aligned"}
    assert len(asked) == len(set(asked)) > 0


def test_an_edited_script_file_is_obeyed(report: Path, tmp_path: Path) -> None:
    from broadcast.scripting import format_script

    text = format_script(pipeline.read_script(report))
    edited = tmp_path / "ferry.script.md"
    edited.write_text(text.replace("14 weeks", "15 weeks") + "", encoding="utf-8")
    script = pipeline.read_script(edited)
    assert "15 weeks" in script.segments[0].text
    assert broadcast.produce(script, TONE).runsheet.rows


def test_a_mistake_in_a_script_file_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.script.md"
    path.write_text("---\nbroadcast: 1\nslug: bad\n---\n\n## ANCHRO\n\nGood evening.\n", encoding="utf-8")
    with pytest.raises(ScriptError, match="line 6"):
        pipeline.read_script(path)


def test_an_embargoed_report_is_scripted_but_not_read(report: Path) -> None:
    read = replace(broadcast.read_report(report), status=Status.EMBARGOED)
    script = broadcast.write_script(read)
    with pytest.raises(HeldError):
        broadcast.produce(script, TONE)
    assert broadcast.produce(script, replace(TONE, override_embargo=True)).runsheet.rows


def test_a_killed_report_is_refused_at_once(report: Path) -> None:
    with pytest.raises(HeldError):
        broadcast.write_script(replace(broadcast.read_report(report), status=Status.KILLED))


def test_a_missing_file_is_a_report_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"nowhere\.txt"):
        pipeline.read_script(tmp_path / "nowhere.txt")


def test_a_package_that_is_there_is_replaced_only_by_force(report: Path, tmp_path: Path) -> None:
    production = broadcast.produce(pipeline.read_script(report), TONE)
    broadcast.write_package(production, tmp_path / "ferry")
    with pytest.raises(PackageError):
        broadcast.write_package(production, tmp_path / "ferry")
    broadcast.write_package(production, tmp_path / "ferry", force=True)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_every_sample_report_of_the_project_makes_a_script_in_which_no_word_is_lost() -> None:
    folder = Path(__file__).parents[1] / "scripts"
    samples = [*folder.glob("*.txt"), *(path for path in folder.glob("*.md") if path.stem.islower())]
    samples = [path for path in samples if not path.name.endswith(".script.md")]
    assert len(samples) == 5
    for path in samples:
        read = broadcast.read_report(path)
        script = broadcast.write_script(read)
        spans = [s.span for s in script.segments if s.kind.quotes_report and s.span is not None]
        spans += [part.span for part in script.unspoken]
        covered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(covered)), path.name
        inside = set().union(*(range(*span) for span in covered))
        lost = [char for at, char in enumerate(read.text) if char.isalnum() and at not in inside]
        assert not lost, (path.name, "".join(lost))
        assert {Kind.ANCHOR} <= {segment.kind for segment in script.segments}


def _sound(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())


def test_a_format_is_added_as_if_it_had_been_asked_for(report: Path, tmp_path: Path) -> None:
    script = pipeline.read_script(report)
    whole = broadcast.write_package(broadcast.produce(script, TONE), tmp_path / "whole")
    few = replace(TONE, formats=("c2pa",))
    package = broadcast.write_package(broadcast.produce(script, few), tmp_path / "few")
    assert not (package / "ferry.mp3").exists()
    assert broadcast.export_package(str(package), ["vtt", "cuts", "csv", "srt", "md"]) == package
    assert check_files(package) == []
    for path in ("ferry.vtt", "ferry.srt", "runsheet.csv", "runsheet.md", "programme.json"):
        assert (package / path).read_bytes() == (whole / path).read_bytes()
    assert [path.name for path in (package / "cuts").iterdir()] == [
        path.name for path in (whole / "cuts").iterdir()
    ]
    found = broadcast.verify_package(package)
    assert found.whole
    assert all(seal.own for seal in found.seals.values())
    assert len(found.seals) == 1 + len(list((package / "cuts").iterdir()))


def test_a_key_is_made_only_where_something_is_sealed(report: Path, tmp_path: Path) -> None:
    script = pipeline.read_script(report)
    for name, changes in (("a", {"formats": ("vtt",)}), ("b", {"provenance": Provenance(seal=False)})):
        production = broadcast.produce(script, replace(TONE, **changes))
        package = broadcast.write_package(production, tmp_path / name)
        assert broadcast.verify_package(package).seals == {}
        broadcast.export_package(package, ["csv"])
    assert not (home() / "seal.pem").exists()
    asked = replace(TONE, formats=("c2pa",), provenance=Provenance(seal=False))
    assert [exporter.name for exporter in pipeline.settle_formats(asked)[0]] == ["c2pa", "json"]
    assert (home() / "seal.pem").exists()


def test_a_key_that_cannot_be_used_is_told_before_a_word_is_spoken(tmp_path: Path) -> None:
    lost = Provenance(certificate=tmp_path / "a.pem", key=tmp_path / "a.key")
    with pytest.raises(UsageError, match="cannot be read"):
        pipeline.settle_formats(replace(TONE, provenance=lost))


@pytest.mark.parametrize(
    "slug", ["../../etc/cron", "/etc/cron", "a/b", "..", "", "con", "x" * 300, "C:\\temp"]
)
def test_no_slug_leads_out_of_the_folder_for_packages(slug: str, tmp_path: Path) -> None:
    script = f"---\nbroadcast: 1\nslug: {json.dumps(slug)}\n---\n\n## ANCHOR\n\nThe ferry runs again.\n"
    settings = replace(TONE, audio=tmp_path / "audio", formats=("json",))
    package = broadcast.write_package(broadcast.produce(pipeline.read_script(script.encode()), settings))
    assert package.parent == tmp_path / "audio"
    assert [path.name for path in tmp_path.iterdir()] == ["audio"]
    assert check_files(package) == []
