"""`broadcast voices`: the catalogue of voices; `audition` speaks a short line in each."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options
from broadcast.errors import PackageError, UsageError

if TYPE_CHECKING:
    from broadcast.model import VoiceInfo
    from broadcast.settings import Settings

app = typer.Typer(name="voices", help="List every voice; `voices audition` lets you hear them.")

SAMPLE = "Good evening. The council voted to reopen the harbour, and the first ferry leaves at six tomorrow."


@app.callback(invoke_without_command=True)
def list_voices(
    context: typer.Context,
    engine: options.Engine = None,
) -> None:
    """List every voice: engine, language, gender, licence."""
    if context.invoked_subcommand is not None:
        return
    found = [*catalogue(engine), *_named(engine)]
    if sys.stdout.isatty():
        _print_table(found)
        return
    for voice in found:
        console.result("\t".join(_cells(voice)))


@app.command()
def audition(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VOICE]...", help="kokoro:bf_emma ...; all of the engine's.", show_default=False
        ),
    ] = None,
    engine: options.Engine = None,
    out: options.Out = None,
    text: Annotated[str, typer.Option("--text", help="What they say.")] = SAMPLE,
) -> None:
    """Speak a short line in each voice, as files; stdout has their paths."""
    from broadcast.casting import find_voice
    from broadcast.planning import choose_engine
    from broadcast.settings import read_settings

    settings = options.settings_for(b"", engine=engine, audio=out)
    chosen, _ = choose_engine(settings)
    specs = names or [f"{info.engine}:{info.name}" for info in chosen.voices()]
    folder = (out or read_settings().audio) / "auditions"
    for spec in specs:
        voice = find_voice(spec, chosen.name, settings.blends)
        console.result(speak_sample(str(voice), text, folder, settings))


def catalogue(engine: str | None) -> list["VoiceInfo"]:
    """The voices of an engine, or of all that can speak here."""
    from broadcast import plugins

    if engine is not None and engine != "auto":
        return list(plugins.find_engine(engine).voices())
    return [voice for found in plugins.engines().values() for voice in found.voices()]


def _named(engine: str | None) -> list["VoiceInfo"]:
    """The blends that the station gave a name, as voices."""
    from broadcast.casting import find_voice
    from broadcast.model import VoiceInfo
    from broadcast.settings import read_settings

    settings = read_settings()
    listed = {f"{voice.engine}:{voice.name}": voice for voice in catalogue(engine)}
    found = []
    for name in settings.blends:
        voice = find_voice(name, engine or "kokoro", settings.blends)
        parts = [listed.get(f"{voice.engine}:{part}") for part, _ in voice.parts]
        if parts[0] is None:
            continue
        genders = {part.gender if part else None for part in parts}
        found.append(
            VoiceInfo(
                engine=voice.engine,
                name=name,
                language=parts[0].language,
                gender=genders.pop() if len(genders) == 1 else None,
                licence=parts[0].licence,
                note=f"the station's blend: {voice.name}",
            )
        )
    return found


def _cells(voice: "VoiceInfo") -> list[str]:
    gender = str(voice.gender) if voice.gender else "unknown"
    return [f"{voice.engine}:{voice.name}", voice.language, gender, voice.licence, voice.note]


def _print_table(found: list["VoiceInfo"]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("VOICE", "LANGUAGE", "GENDER", "LICENCE", "NOTE", box=None, header_style="bold")
    for voice in found:
        table.add_row(*_cells(voice))
    Console().print(table)


def speak_sample(spec: str, text: str, folder: Path, settings: "Settings", name: str = "") -> Path:
    """A line in a voice as a WAV file at programme loudness, called after a name, if any, and the voice."""
    from dataclasses import replace

    from broadcast.formats.bwf import Bext, write_bwf
    from broadcast.formats.manifest import created_now
    from broadcast.formats.names import safe_name
    from broadcast.model import Kind, Script, Segment
    from broadcast.studio import Studio

    if not any(letter.isalpha() for letter in text):
        raise UsageError("--text holds no words", "give a sentence to speak")
    script = Script(slug="audition", segments=(Segment(kind=Kind.ANCHOR, text=text, voice=spec),))
    settings = replace(settings, voices={}, engine=spec.split(":", maxsplit=1)[0])
    with Studio(settings) as studio:
        made = studio.produce(script)
    path = folder / f"{safe_name('-'.join(filter(None, (name, spec.replace(':', '-')))))}.wav"
    part = folder / f".{path.name}.part"
    bext = Bext(description=f"Audition of {spec}", originator=settings.station, created=created_now())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_bwf(part, made.mastered.blocks(), made.programme.length, bext)
        part.replace(path)
    except OSError as cause:
        raise PackageError(
            f"cannot write '{path}': {cause.strerror or cause}", "name another folder with --out"
        ) from cause
    finally:
        part.unlink(missing_ok=True)
    return path
