"""The rules of the house that no linter holds."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "broadcast").rglob("*.py"))
OWN_TEST_FROM = 40
LONGEST = 400

TESTED_TOGETHER = {
    "cli/console.py": "cli/test_commands.py",
    "cli/doctor.py": "cli/test_commands.py",
    "cli/names.py": "cli/test_lexicon.py",
    "cli/options.py": "cli/test_commands.py",
    "cli/render.py": "cli/test_commands.py",
    "cli/runsheet.py": "cli/test_commands.py",
    "cli/voices.py": "cli/test_commands.py",
    "errors.py": "cli/test_commands.py",
    "formats/exporter.py": "formats/test_package.py",
    "formats/pdf_paper.py": "formats/test_pdf_sheet.py",
    "formats/pdf_script.py": "formats/test_pdf_sheet.py",
    "formats/pdf_strip.py": "formats/test_pdf_sheet.py",
    "formats/exporting.py": "formats/test_package.py",
    "ingest/front_matter.py": "ingest/test_markdown.py",
    "ingest/rendering.py": "ingest/test_markdown.py",
    "model/*.py": "test_model.py",
    "runsheet/cues.py": "runsheet/test_runsheet.py",
    "scripting/frontmatter.py": "scripting/test_scriptfile.py",
    "scripting/leadin.py": "scripting/test_writer.py",
    "scripting/lexicon.py": "scripting/test_writer.py",
    "scripting/marks.py": "scripting/test_markup.py",
    "scripting/mentions.py": "scripting/test_writer.py",
    "scripting/people.py": "scripting/test_writer.py",
    "scripting/scriptreader.py": "scripting/test_scriptfile.py",
    "scripting/sections.py": "scripting/test_scriptfile.py",
    "scripting/speakerlist.py": "scripting/test_scriptfile.py",
    "scripting/textblock.py": "scripting/test_scriptfile.py",
    "scripting/tokens.py": "scripting/test_writer.py",
    "scripting/values.py": "scripting/test_scriptfile.py",
    "settings/*.py": "test_settings.py",
    "speech/lexicons/index.py": "speech/lexicons/test_sayings.py",
    "speech/rules/*.py": "speech/test_spoken_cases.py",
    "speech/scan.py": "speech/test_lines.py",
    "speech/shadow.py": "speech/test_lines.py",
    "speech/tokens.py": "speech/test_lines.py",
    "studio.py": "test_pipeline.py",
    "voices/child.py": "voices/test_system.py",
    "voices/engine.py": "voices/test_contract.py",
    "voices/limits.py": "voices/test_contract.py",
    "voices/piper_files.py": "voices/test_piper.py",
    "voices/piper_graph.py": "voices/test_piper.py",
    "voices/piper_words.py": "voices/test_piper.py",
    "voices/system_driver.py": "voices/test_system.py",
    "voices/system_voices.py": "voices/test_system.py",
}
"""Modules tested by what is built of them: a command through the command line, and so on."""


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return path.relative_to(ROOT / "broadcast").as_posix()


def has_own_test(path: Path) -> bool:
    place = Path(name(path))
    together = (test for module, test in TESTED_TOGETHER.items() if place.match(module))
    return (ROOT / "tests" / next(together, place.with_name(f"test_{place.name}"))).is_file()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    assert lines(path) <= LONGEST


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in MODULES
        if path.stem not in ("__init__", "__main__")
        and "data" not in path.parts
        and lines(path) >= OWN_TEST_FROM
    ],
    ids=name,
)
def test_a_module_has_a_test_of_its_name(path: Path) -> None:
    assert has_own_test(path)


def test_no_module_is_said_to_be_tested_elsewhere_when_it_has_a_test_of_its_own() -> None:
    for module in TESTED_TOGETHER:
        place = Path(module)
        assert list((ROOT / "broadcast").glob(module))
        assert not list((ROOT / "tests").glob(str(place.with_name(f"test_{place.name}"))))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_in_one_line_what_comes_in_and_what_goes_out(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert "\n" not in said.split("\n\n")[0]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_below_the_command_line_prints_and_nothing_asserts(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asserts = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    prints = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not asserts
    assert not prints or "cli" in path.parts


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_imports_scipy_and_only_plugins_reads_entry_points(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = imported | {node.module or "" for node in taken}
    assert not {module for module in modules if module.split(".")[0] == "scipy"}
    if "entry_points" in {alias.name for node in taken for alias in node.names}:
        assert name(path) == "plugins.py"


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["render", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    heavy = [
        "hibari",
        "jinja2",
        "nltk",
        "numpy",
        "onnx",
        "onnxruntime",
        "pyttsx3",
        "scipy",
        "soundfile",
        "soxr",
    ]
    code = (
        "import json, sys; from broadcast.cli import exit_code; ended = exit_code(json.loads(sys.argv[1]));"
        "sys.stderr.write(json.dumps([ended, sorted(set(json.loads(sys.argv[2])) & set(sys.modules))]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, json.dumps(words), json.dumps(heavy)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(run.stderr) == [0, []]
