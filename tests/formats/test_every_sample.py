"""Every format of every sample, read back by programs that are not ours: no error, no warning."""

import contextlib
import io
import json
import runpy
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast import pipeline, plugins
from broadcast.formats.exporter import lacking
from broadcast.settings import Settings

HERE = Path(__file__)
SCRIPTS = HERE.parents[2] / "scripts"
SAMPLES = sorted(path for path in SCRIPTS.iterdir() if path.stem != "README")
NASTY = "../../etc/passwd <b>&amp;\"'`$(rm) #{x} \\ % ; , : | * ? 🚢 שלום مرحبا 日本 Łódź " + "x" * 300
HOSTILE = (
    f"---\nbroadcast: 1\nslug: {json.dumps(NASTY)}\nheadline: {json.dumps(NASTY)}\nlanguage: en\n"
    f"speakers:\n  Nasty:\n    name: {json.dumps(NASTY)}\n    title: {json.dumps(NASTY)}\n---\n\n"
    f'## ANCHOR\nnote: {json.dumps(NASTY)}\n\nThe ferry <i>came</i> back & "stayed", 5 > 4; it\'s true.\n\n'
    "## SOUNDBITE: Nasty\n\nWe waited for this day ]]> and --> it came.\n\n"
    "## PAUSE 1s\n\n## STING\n\n## FIELD\nbed: street\n\nOn the quay, ½ of the people cheered. 🚢\n"
)
"""Words that a path, a tag, a shell or a markup might stumble over, wherever a script takes words."""
outsiders = SimpleNamespace(**runpy.run_path(str(HERE.with_name("outsiders.py"))))
readers = SimpleNamespace(**runpy.run_path(str(HERE.with_name("edit_readers.py"))))

pytestmark = pytest.mark.outsider

OF_ANY_FILE = (
    "Guessed Channel Layout",  # FFmpeg 5 of every WAV file of plain PCM
    "Estimating duration from bitrate",  # and of every MPEG stream without a header of its own, as MP2 is
    "C2PA",  # libsndfile of a chunk that is younger than it
)
"""What programs say of every good file of a kind."""


@pytest.fixture(scope="module", params=[*SAMPLES, HOSTILE], ids=lambda one: getattr(one, "name", "hostile"))
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    settings = Settings(engine="tone", formats=("all",), audio=folder, on_air="2026-01-05T18:00:00+00:00")
    source = request.param if isinstance(request.param, Path) else request.param.encode()
    production = pipeline.produce(pipeline.read_script(source), settings)
    return pipeline.write_package(production)


def one(package: Path, pattern: str) -> Path:
    (path,) = package.glob(pattern)
    return path


def quiet(*command: object) -> None:
    """A program that says nothing at all, for it has nothing to complain of."""
    words = [outsiders.need(str(command[0])), *map(str, command[1:])]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120, errors="replace")
    said = [
        line for line in (done.stdout + done.stderr).splitlines() if not any(map(line.count, OF_ANY_FILE))
    ]
    assert (done.returncode, said) == (0, [])


def test_a_package_holds_every_format_that_this_machine_can_write(package: Path) -> None:
    listed = json.loads((package / "manifest.json").read_text(encoding="utf-8"))["files"]
    written = {entry["what"] for entry in listed}
    able = {name for name, exporter in plugins.exporters().items() if not lacking(exporter)}
    assert able - {"c2pa"} <= written


@pytest.mark.parametrize("pattern", ["*.wav", "*.mp3", "*.flac", "*.opus", "*.m4a", "*.mp2", "cuts/*.wav"])
def test_ffmpeg_decodes_every_sound_file_to_its_end(package: Path, pattern: str) -> None:
    found = sorted(package.glob(pattern))
    assert found
    for path in found:
        quiet("ffmpeg", "-nostdin", "-hide_banner", "-v", "warning", "-i", path, "-f", "null", "-")


@pytest.mark.parametrize("option", ["--broadcast", "--cart", ""])
def test_libsndfile_reads_every_wav_file(package: Path, option: str) -> None:
    for path in [one(package, "*.wav"), *(package / "cuts").iterdir()]:
        said = outsiders.said_by("sndfile-info", *filter(None, [option]), path, errors="replace")
        faults = [line for line in said.splitlines() if "***" in line or "error" in line.lower()]
        assert not [line for line in faults if not any(map(line.count, OF_ANY_FILE))]


def test_wavinfo_and_mediainfo_read_the_wav_file(package: Path) -> None:
    from wavinfo import WavInfoReader

    info = WavInfoReader(str(one(package, "*.wav")))
    assert info.bext.version == 2
    assert info.bext.time_reference == 18 * 3600 * 48_000
    sheet = json.loads((package / "runsheet.json").read_text(encoding="utf-8"))
    heard = [row for row in sheet["rows"] if row["kind"] != "pause"]
    assert len(info.cues.cues) == len(heard)
    said = outsiders.said_by("mediainfo", "--Output=JSON", one(package, "*.wav"))
    assert "ConformanceErrors" not in said
    assert json.loads(said)["media"]["track"][1]["SamplingRate"] == "48000"


def test_mp3val_and_mutagen_read_the_mp3_file(package: Path) -> None:
    import mutagen.mp3

    said = outsiders.said_by("mp3val", one(package, "*.mp3"))
    assert "WARNING" not in said
    assert "ERROR" not in said
    tags = mutagen.mp3.MP3(one(package, "*.mp3")).tags
    assert len(tags.getall("CHAP")) == len(tags.getall("CTOC")[0].child_element_ids)


def test_flac_finds_its_file_whole(package: Path) -> None:
    quiet("flac", "-t", "-s", "-w", one(package, "*.flac"))


@pytest.mark.parametrize("pattern", ["*[!s].vtt", "*.words.vtt"])
def test_the_w3c_s_parser_finds_no_fault_in_captions(package: Path, pattern: str) -> None:
    paths = [path for path in package.glob(pattern) if pattern == "*.words.vtt" or ".words." not in path.name]
    cues, errors = outsiders.judged_by_w3c(paths[0].read_text(encoding="utf-8"))
    assert cues
    assert errors == []


def test_ffmpeg_reads_the_srt_captions(package: Path, tmp_path: Path) -> None:
    source = ["-nostdin", "-hide_banner", "-v", "warning", "-i", one(package, "*.srt")]
    quiet("ffmpeg", *source, "-c", "srt", tmp_path / "again.srt")
    assert (tmp_path / "again.srt").read_bytes().count(b"-->") == one(package, "*.srt").read_bytes().count(
        b"-->"
    )


def test_imsc_and_relax_ng_find_no_fault_in_the_ttml_captions(package: Path) -> None:
    text = one(package, "*.ttml").read_text(encoding="utf-8")
    shown, faults = outsiders.shown_by_imsc(text)
    assert shown
    assert faults == []
    schema = HERE.with_name("ebu-tt-d.rng")
    assert outsiders.judged_by_xmllint(text, "--relaxng", schema) == ""


@pytest.mark.parametrize("pattern", ["*.svg", "*.ttml", "*.fcp7.xml", "mos/*.xml", "nsml/*", "*.nsml"])
def test_every_xml_file_is_well_formed(package: Path, pattern: str) -> None:
    for path in package.glob(pattern):
        quiet("xmllint", "--noout", path)


@pytest.mark.parametrize("name", ["otio", "aaf", "fcp7", "edl", "rpp", "labels"])
def test_editing_programs_libraries_read_every_row(package: Path, name: str) -> None:
    ending = {"fcp7": ".fcp7.xml", "labels": ".labels.txt"}.get(name, f".{name}")
    read: Callable[..., list[object]] = getattr(readers, f"read_{name}")
    path = one(package, f"*{ending}")
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()) as said:
        warnings.simplefilter("error")
        rows = read(path, start="18:00:00:00") if name == "edl" else read(path)
    assert said.getvalue() == ""
    sheet = json.loads((package / "runsheet.json").read_text(encoding="utf-8"))
    assert len(rows) == len([row for row in sheet["rows"] if row["kind"] != "pause"])


def test_cuetools_reads_the_cue_sheet(package: Path) -> None:
    path = one(package, "*.cue")
    said = outsiders.said_by("cueprint", "-d", "", "-t", "%t\\n", path)
    assert len(said.splitlines()) == path.read_text(encoding="utf-8").count("TRACK ")


def test_the_bbc_s_and_sofie_s_readers_take_the_mos_messages(package: Path) -> None:
    from mosromgr.moscollection import MosCollection

    order, stories = package / "mos" / "roCreate.xml", sorted((package / "mos").glob("roStorySend-*.xml"))
    texts = [path.read_text(encoding="utf-8") for path in [order, *stories, package / "mos" / "mosObj.xml"]]
    read = dict(outsiders.judged_by_sofie(texts))
    assert {"roCreate", "mosObj"} <= set(read)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        collection = MosCollection.from_files([order, *stories], allow_incomplete=True)
        collection.merge()
    assert collection.ro.stories


def test_liquidsoap_takes_the_script(package: Path) -> None:
    path = one(package, "*.liq")
    assert "rror" not in outsiders.said_by("liquidsoap", "--check", path)


def test_openpyxl_and_pdftotext_read_the_printed_run_sheets(package: Path) -> None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(package / "runsheet.xlsx")
    assert book["Run-sheet"].max_row > 5
    words = [outsiders.need("pdftotext"), "-layout", str(package / "runsheet.pdf"), "-"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Total running time" in done.stdout


def test_a_feed_of_it_is_read_by_feedparser_and_partytime(package: Path) -> None:
    import feedparser

    from broadcast.cli import exit_code

    out = package.parent / "feed.xml"
    address = ["--base-url", "https://merrow.example"]
    assert exit_code(["feed", str(package.parent), *address, "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    read = feedparser.parse(text)
    assert not read.bozo
    assert len(read.entries) == 1
    phases = outsiders.read_by_partytime(text)
    assert len(phases["items"]) == 1


@pytest.mark.parametrize("pattern", ["*.wav", "*.mp3"])
def test_another_reader_of_c2pa_finds_the_seal_valid(package: Path, pattern: str) -> None:
    valid, codes = outsiders.judged_by_trustnxt(one(package, pattern))
    assert valid, codes
