"""What the documents say is so: commands, options, links, settings, examples."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from broadcast import plugins, scripting
from broadcast.cli import app
from broadcast.mix.profiles import PROFILES
from broadcast.mix.timeline import Pauses
from broadcast.model import Kind
from broadcast.settings import PLAIN, Settings, read_settings

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/**/*.md"))
    if not path.parts[-2].startswith(".")
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.compile(r"`[^`\n]+`")  # `[Palmyra](pal-MY-ruh)`
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")  # [the page](docs/commands.md#voices)
GLOBAL_OPTIONS = {"-h", "--help"}


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(page: str, name: str) -> str:
    """What stands between the marks of a generated block."""
    start, end = tool("write_docs").marks(name)
    text = (ROOT / page).read_text(encoding="utf-8")
    return text.split(start)[1].split(end)[0].strip()


def commands(path: str = "", group: Any = None) -> Iterator[tuple[str, Any]]:
    """Every command by the words that call it."""
    for name, command in getattr(group or get_command(app), "commands", {}).items():
        yield f"{path} {name}".strip(), command
        yield from commands(f"{path} {name}".strip(), command)


def examples(page: Path) -> list[str]:
    """Every `broadcast ...` of a page, as it would be typed; a line of a pipe gives several."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`((?:\.venv/bin/)?broadcast [^`]+)`", FENCED.sub("", text))
    lines = [line.strip().removeprefix("$ ") for line in text.splitlines() if re.match(r"    |\$ ", line)]
    typed = [line for line in lines if "broadcast " in line] + inline
    parts = [part for line in typed for part in re.split(r"[|<>]|\"\$\(|\)\"", line.split("  #")[0])]
    called = (re.search(r"(?:^|\s)broadcast (.+)$", part.removeprefix(".venv/bin/")) for part in parts)
    return [found[1] for found in called if found]


def misuse(example: str) -> str:
    """What is wrong with a command line; empty when nothing is."""
    command: Any = get_command(app)
    seen = GLOBAL_OPTIONS | {"..."}
    takes_value: dict[str, bool] = {}
    words = iter(shlex.split(example))
    for word in words:
        option = word.partition("=")[0]
        known = {name: part for part in command.params for name in part.opts}
        takes_value |= {name: not part.is_flag for name, part in known.items() if name.startswith("-")}
        children = getattr(command, "commands", {})
        if word in children:
            command = children[word]
        elif option in seen or not word.startswith("-") or word == "-":
            if children and command.name != "voices" and word not in seen:
                return f"no command '{word}'"
        elif option not in known:
            return f"no option '{option}'"
        elif takes_value[option] and "=" not in word and "completion" not in option:
            value = next(words, None)
            if value is None:
                return f"'{option}' has no value"
    return ""


def test_the_page_of_commands_is_what_help_says() -> None:
    assert block("docs/commands.md", "commands") == tool("write_docs").commands(), "run `make docs`"
    assert block("docs/commands.md", "exit-codes") == tool("write_docs").exit_codes(), "run `make docs`"


def test_the_page_of_settings_has_the_styles_that_hold() -> None:
    assert block("docs/settings.md", "delivery") == tool("write_docs").deliveries(), "run `make docs`"


def test_the_page_of_settings_has_the_pauses_that_hold() -> None:
    assert block("docs/settings.md", "pauses") == tool("write_docs").pauses(), "run `make docs`"
    assert all(f"`{part.name}`" in block("docs/settings.md", "pauses") for part in fields(Pauses))


def test_the_page_of_the_copy_check_has_the_rules_that_hold() -> None:
    assert block("docs/check.md", "rules") == tool("write_docs").rules(), "run `make docs`"
    assert block("docs/check.md", "sources") == tool("write_docs").sources(), "run `make docs`"
    assert block("docs/settings.md", "checks") == tool("write_docs").checks(), "run `make docs`"


def test_help_names_every_option_that_the_page_of_commands_has() -> None:
    page = block("docs/commands.md", "commands")
    for path, command in commands():
        section = page.split(f"## broadcast {path}\n")[1].split("\n## ")[0]
        for part in command.params:
            assert all(name in section for name in part.opts if name.startswith("-")), path


def test_every_command_is_in_the_readme() -> None:
    table = README.split("## Commands")[1].split("\n## ")[0]
    missing = [path for path, _ in commands() if f"| `broadcast {path}" not in table]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_could_be_typed(page: Path) -> None:
    wrong = {example: why for example in examples(page) if (why := misuse(example))}
    assert not wrong


@pytest.mark.parametrize(
    ("example", "why"),
    [
        ("rendr report.txt", "no command 'rendr'"),
        ("render report.txt --fast", "no option '--fast'"),
        ("render report.txt --engine", "'--engine' has no value"),
        ("voices audition kokoro:bf_emma --loud", "no option '--loud'"),
        ("--verbose render report.txt --voice anchor=kokoro:bf_emma -f", ""),
        ("voices audition kokoro:bf_emma", ""),
    ],
)
def test_a_wrong_example_is_noticed(example: str, why: str) -> None:
    assert misuse(example) == why


def test_examples_are_found() -> None:
    found = examples(ROOT / "README.md")
    assert len(found) > 15
    assert "script -" in [example.strip() for example in found]
    assert any(example.startswith("render scripts/ferry.txt") for example in found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = CODE.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))
    broken = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert not broken


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_exists(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(targets)


def test_the_page_of_settings_has_every_key() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    table = page.split("| key | unless set | means |")[1].split("\n## ")[0]
    own_section = {
        "voices": "[voices]",
        "pauses": "[pauses]",
        "deliveries": "[delivery.breakfast]",
        "blends": "[blends]",
        "check": "[check]",
        "house": "[sound]",
        "feed": "[feed]",
        "newsroom": "[mos]",
        "icecast": "[icecast]",
    }
    for part in fields(Settings):
        if part.name in own_section:
            assert own_section[part.name] in page
            continue
        (row,) = re.findall(rf"^\| `{part.name}` \| (.*?) \|", table, re.MULTILINE)
        default = getattr(Settings(), part.name)
        if part.name in PLAIN and default is not None:
            assert row == (f'`"{default}"`' if isinstance(default, str) else f"`{default}`")


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_the_settings_shown_can_be_read(page: str, tmp_path: Path) -> None:
    shown = FENCED.findall((ROOT / page).read_text(encoding="utf-8"))
    (text,) = [text for language, text in shown if language == "toml"]
    (tmp_path / "broadcast.toml").write_text(text, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.pauses.sentence == 500
    assert settings.voices["anchor"].voice == "kokoro:bf_emma"


def test_the_readme_has_every_loudness_profile_with_its_levels() -> None:
    for profile in PROFILES.values():
        row = rf"^\| `{profile.name}`[^|]*\| {profile.target:g} LUFS \| {profile.true_peak:g} dBTP \|"
        assert re.search(row, README, re.MULTILINE), profile.name


def test_the_page_of_formats_has_each_and_says_which_a_package_holds() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    table = page.split("## WAV")[0]
    (defaults,) = re.findall(r"The default set: (.*?)\. ", table)
    assert set(re.findall(r"`([\w-]+)`", defaults)) == {
        name for name, exporter in plugins.exporters().items() if exporter.default
    }
    assert {name for name in plugins.exporters() if f"`{name}`" not in table} == set()


def test_the_readme_has_every_engine() -> None:
    assert all(f"| `{name}` |" in README for name in plugins.engines())


@pytest.mark.parametrize("page", ["README.md", "docs/script-file.md"])
def test_the_script_shown_can_be_read(page: str) -> None:
    shown = FENCED.findall((ROOT / page).read_text(encoding="utf-8"))
    (text,) = [text for _, text in shown if text.startswith("---\nbroadcast: 1")]
    script = scripting.read_script(text, name="example.script.md")
    kinds = {segment.kind for segment in script.segments}
    assert kinds == {Kind.ANCHOR, Kind.LEAD_IN, Kind.SOUNDBITE, Kind.PAUSE, Kind.FIELD}


def test_the_run_sheet_in_the_readme_has_the_rows_of_its_sample() -> None:
    from broadcast.pipeline import forecast, read_script

    source = ROOT / "scripts" / f"{tool('write_docs').SAMPLE}.txt"
    sheet = forecast(read_script(source), Settings(engine="tone"))
    shown = re.findall(r"^ +(A\d+) +([A-Z]+) ", block("README.md", "run-sheet"), re.MULTILINE)
    assert shown == [(row.page, row.form) for row in sheet.rows], "run `make docs`"


def test_the_python_in_the_readme_runs(tmp_path: Path) -> None:
    (snippet,) = [text for language, text in FENCED.findall(README) if language == "python"]
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "ferry.txt", tmp_path / "scripts")
    voice = plugins.engines()["tone"].voices()[0].name
    replaced = snippet.replace('"kokoro"', '"tone"').replace("kokoro:bf_emma", f"tone:{voice}")
    assert "kokoro" not in replaced
    run = subprocess.run(
        [sys.executable, "-c", replaced], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "audio" / "ferry-in-python" / "manifest.json").is_file()


def test_what_the_packages_page_lists_is_what_a_package_holds(tmp_path: Path) -> None:
    from broadcast.pipeline import produce, read_script, write_package

    made = produce(read_script(ROOT / "scripts" / "budget.txt"), Settings(engine="tone"))
    package = write_package(made, tmp_path / "budget")
    page = (ROOT / "audio" / "README.md").read_text(encoding="utf-8")
    for path in package.iterdir():
        name = f"{path.name}/" if path.is_dir() else path.name.replace("budget", "harbour")
        assert f"`{name}`" in page
        assert f"`{name}`" in README
