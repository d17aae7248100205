"""Commands, settings and a rendered sample go in; the generated blocks of README.md and docs/ come out.

Each block stands between `<!-- NAME: written by make docs -->` and `<!-- /NAME -->`.
"""

import inspect
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = "ferry"
WIDTH = 100


def main() -> None:
    """Write every block anew."""
    replace_block(ROOT / "docs" / "commands.md", "commands", commands())
    replace_block(ROOT / "docs" / "commands.md", "exit-codes", exit_codes())
    replace_block(ROOT / "docs" / "settings.md", "pauses", pauses())
    replace_block(ROOT / "docs" / "settings.md", "delivery", deliveries())
    replace_block(ROOT / "docs" / "check.md", "rules", rules())
    replace_block(ROOT / "docs" / "check.md", "sources", sources())
    replace_block(ROOT / "docs" / "settings.md", "checks", checks())
    replace_block(ROOT / "docs" / "sound.md", "effects", effects())
    replace_block(ROOT / "docs" / "sound.md", "palette", palette())
    replace_block(ROOT / "README.md", "run-sheet", run_sheet())


def replace_block(path: Path, name: str, text: str) -> None:
    """Put a text between the marks of a block."""
    whole = path.read_text(encoding="utf-8")
    start, end = marks(name)
    pattern = re.compile(f"{re.escape(start)}\n.*?{re.escape(end)}", re.DOTALL)
    written, count = pattern.subn(lambda _: f"{start}\n\n{text.strip()}\n\n{end}", whole)
    if count != 1:
        raise SystemExit(f"{path}: {count} blocks are called '{name}'; one is needed")
    path.write_text(written, encoding="utf-8", newline="\n")


def marks(name: str) -> tuple[str, str]:
    """The lines before and after a block."""
    return f"<!-- {name}: written by make docs -->", f"<!-- /{name} -->"


def commands() -> str:
    """What `--help` says of every command, in a form that no version of a library changes."""
    from typer.main import get_command

    from broadcast.cli import app

    return "\n\n".join(_command_page("broadcast", get_command(app)))


def _command_page(path: str, command: Any) -> Iterator[str]:
    children = getattr(command, "commands", {})
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    options = [part for part in command.params if part.param_type_name == "option"]
    usage = [path, "[OPTIONS]", *map(_argument_name, arguments), *(["COMMAND ..."] if children else [])]
    rows = [(_argument_name(part), part.help or "") for part in arguments]
    rows += [(_option_name(part), _option_help(part)) for part in options if not part.hidden]
    rows += [("-h, --help", "Show this message and exit.")]
    rows += [(f"{path} {name}", _sentence(child.help)) for name, child in children.items()]
    help_text = inspect.cleandoc(command.help or "")
    yield f"## {path}\n\n{help_text}\n\n```\n{' '.join(usage)}\n\n{_table(rows)}\n```"
    for name, child in children.items():
        yield from _command_page(f"{path} {name}", child)


def _argument_name(part: Any) -> str:
    name = part.metavar or part.name.upper()
    return name if part.required or name.startswith("[") else f"[{name}]"


def _option_name(part: Any) -> str:
    names = ", ".join(sorted(part.opts, key=len))
    if part.is_flag or part.name in ("install_completion", "show_completion"):
        return names
    if isinstance(part.default, Enum):
        return f"{names} {'|'.join(str(choice.value) for choice in type(part.default))}"
    return f"{names} {part.metavar or part.name.upper()}"


def _option_help(part: Any) -> str:
    default = part.default.value if isinstance(part.default, Enum) else part.default
    said = part.show_default and default and not part.is_flag
    return f"{part.help or ''}{f' Default: {default}' if said else ''}"


def _sentence(text: str | None) -> str:
    return inspect.cleandoc(text or "").split("\n\n")[0].replace("\n", " ")


def _table(rows: list[tuple[str, str]]) -> str:
    """Two columns, the second wrapped."""
    column = min(30, max(len(name) for name, _ in rows) + 2)
    lines = []
    for name, said in rows:
        first, *rest = textwrap.wrap(said, WIDTH - column) or [""]
        lines += [f"{name:{column}}{first}"] if len(name) + 2 <= column else [name, " " * column + first]
        lines += [" " * column + line for line in rest]
    return "\n".join(line.rstrip() for line in lines)


def exit_codes() -> str:
    """The error tree as a table."""
    from broadcast.errors import BroadcastError

    rows = sorted((kind.exit_code, inspect.getdoc(kind) or "") for kind in BroadcastError.__subclasses__())
    lines = ["| exit code | means |", "|---|---|", "| 0 | Done. |"]
    return "\n".join([*lines, *(f"| {code} | {' '.join(text.split())} |" for code, text in rows)])


def deliveries() -> str:
    """Every shipped style, a role a row."""
    from broadcast.casting.delivery import shipped

    lines = ["| style | role | words a minute | pitch | range | pauses |", "|---|---|---|---:|---:|---:|"]
    for name, style in shipped().items():
        for role, row in style.items():
            paces = [] if row.wpm is None else [str(pace) for pace in dict.fromkeys(row.wpm)]
            factors = " | ".join(f"x {value:g}" for value in (row.pitch, row.range, row.pauses))
            lines.append(f"| `{name}` | {role} | {' to '.join(paces)} | {factors} |")
    return "\n".join(lines)


def pauses() -> str:
    """Every pause with its default, from the docstring of `Pauses`."""
    from broadcast.mix.timeline import Pauses

    lines = ["| key | ms | where |", "|---|---:|---|"]
    for part in fields(Pauses):
        # "        sentence: After a sentence, and before a lead-in."
        pattern = rf"^ *{part.name}: (.*?)(?=^ *\w+: |^\s*$)"
        said = re.search(pattern, Pauses.__doc__ or "", re.MULTILINE | re.DOTALL)
        lines.append(f"| `{part.name}` | {part.default} | {' '.join(said[1].split()) if said else ''} |")
    return "\n".join(lines)


def rules() -> str:
    """Every rule of the copy check: why, its source, and what it does not want and does."""
    from broadcast.speech.check import GROUPS, all_rules

    described = {rule.code: rule for rule in all_rules()}
    parts: list[str] = []
    for group in GROUPS:
        _, _, found = (group.__doc__ or "").partition("; ")
        parts.append(f"### {found[0].upper()}{found[1:]}".replace(" come out.", "").replace(" come out", ""))
        parts += [_rule(described[code]) for code in group.FINDERS]
    return "\n\n".join(parts)


def _rule(rule: Any) -> str:
    state = (
        rule.severity.word + ("" if rule.on else ", off unless switched on") + (", fix" if rule.mends else "")
    )
    bad, good = (text.replace("\n\n", " ¶ ") for text in (rule.example.bad, rule.example.good))
    lines = [f"**{rule.code} {rule.name}** ({state}). {rule.why} [{', '.join(rule.source)}]"]
    return "\n".join([*lines, "", f"- not: {bad}", f"- but: {good}"])


def sources() -> str:
    """Where the rules come from."""
    from broadcast.speech.check import SOURCES

    return "\n".join(["| | |", "|---|---|", *(f"| {key} | {title} |" for key, title in SOURCES.items())])


def checks() -> str:
    """Every key of `[check]` with its default, from the docstring of `Checks`."""
    from broadcast.speech.check import Checks

    lines = ["| key | unless set | means |", "|---|---|---|"]
    for part in fields(Checks):
        said = re.search(rf"^ *{part.name}: (.*?)$", Checks.__doc__ or "", re.MULTILINE)
        default = getattr(Checks(), part.name)
        shown = f"`{default}`" if isinstance(default, int) else "–"
        lines.append(f"| `{part.name}` | {shown} | {said[1] if said else ''} |")
    return "\n".join(lines)


def effects() -> str:
    """Every effect and what it sounds like."""
    from broadcast.mix.effects import EFFECTS

    rows = [f"| `{effect.name}` | {effect.note} |" for effect in EFFECTS.values()]
    return "\n".join(["| effect | heard as |", "|---|---|", *rows])


def palette() -> str:
    """Every sound of the palette and what it is for."""
    from broadcast.mix.palette import PALETTE

    rows = [f"| `{sound.name}` | {sound.kind} | {sound.note} |" for sound in PALETTE.values()]
    return "\n".join(["| sound | kind | what it is |", "|---|---|---|", *rows])


def run_sheet() -> str:
    """The run-sheet of a sample, rendered on the spot by the default voices."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}

    def broadcast(*words: str) -> str:
        command = [sys.executable, "-m", "broadcast", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout

    with tempfile.TemporaryDirectory() as folder:
        environment["BROADCAST_CONFIG"] = folder
        report = f"scripts/{SAMPLE}.txt"
        package = broadcast("--quiet", "render", report, "--engine", "kokoro", "--out", folder).strip()
        table = broadcast("runsheet", package)
    return "```\n" + "\n".join(line.rstrip() for line in table.strip().splitlines()) + "\n```"


if __name__ == "__main__":
    main()
