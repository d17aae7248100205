"""`broadcast render`: a report or a script goes in, a package comes out; stdout has its path."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.model import Script
    from broadcast.studio import Production, Studio

FEW = 1
"""Workers started early for a package that is made anew: most of its lines are in the cache."""


def render(
    source: options.Source,
    out: options.Out = None,
    engine: options.Engine = None,
    voice: options.Voice = None,
    profile: options.Profile = None,
    attribution: options.Attribution = None,
    layout: options.Layout = None,
    item: options.Item = None,
    formats: Annotated[
        str | None,
        typer.Option("--formats", metavar="NAMES", help="wav,mp3,vtt,... or all.", show_default=False),
    ] = None,
    duration: options.Duration = None,
    drop_optional: options.DropOptional = False,
    delivery: options.Delivery = None,
    on_air: options.OnAir = None,
    stereo_interview: options.StereoInterview = False,
    workers: options.Workers = None,
    force: options.Force = False,
    override_embargo: options.OverrideEmbargo = False,
) -> None:
    """Make a package from a report: audio, cuts, captions and the run-sheet.

    Only lines that changed since the last time are spoken again.
    """
    content = console.read_source(source)
    settings = options.settings_for(
        content,
        voice,
        engine=engine,
        profile=profile,
        attribution=attribution,
        layout=layout,
        formats=options.format_names(formats),
        audio=out,
        workers=workers,
        duration=duration,
        drop_optional=drop_optional or None,
        delivery=delivery,
        on_air=on_air,
        stereo_interview=stereo_interview,
        override_embargo=override_embargo or None,
    )
    from broadcast import pipeline
    from broadcast.studio import Studio
    from broadcast.voices.pool import MOST_WORKERS

    pipeline.settle_formats(settings)
    with Studio(settings) as studio:
        console.tell_engine(settings.engine, studio.why)
        studio.warm_up(most=FEW if force else MOST_WORKERS)
        if item == options.ALL:
            _render_all(studio, content, force=force)
        else:
            _render_one(studio, pipeline.read_script(content, settings, item), force=force)


def _render_all(studio: "Studio", content: bytes | Path, *, force: bool) -> None:
    """A package of every report in a file; one that is held is passed over, and said to be."""
    from broadcast import pipeline
    from broadcast.errors import HeldError, ReportError

    scripts = pipeline.read_scripts(content, studio.settings)
    held: list[str] = []
    for script in scripts:
        try:
            _render_one(studio, script, force=force)
        except (HeldError, ReportError) as error:
            held.append(script.slug)
            console.say(f"{script.slug}: {error}")
    if len(held) == len(scripts):
        raise HeldError(
            "no report of this file can be read aloud now", "`broadcast script` shows each of them"
        )


def _render_one(studio: "Studio", script: "Script", *, force: bool) -> None:
    from broadcast import pipeline
    from broadcast.formats.package import check_target
    from broadcast.planning import check_release

    check_release(script, studio.settings)
    target = pipeline.target_of(script, studio.settings)
    check_target(target, force=force)
    with console.bar("speaking") as progress:
        production = studio.produce(script, progress)
    path = pipeline.write_package(production, target, force=force)
    console.say(_summary(production))
    console.result(path)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 else "")


def _some(names: tuple[str, ...]) -> str:
    """The first few of a list; `broadcast names` has them all."""
    return ", ".join(names[:3]) + (" ..." if len(names) > 3 else "")


def _summary(production: "Production") -> str:
    """One line: how long, how loud, how many voices."""
    from broadcast.units import clock

    programme = production.programme
    loudness = programme.loudness
    level = f"{loudness.integrated:.1f} LUFS, peak {loudness.true_peak:.1f} dBTP" if loudness else "silent"
    voices = {str(item.voice) for item in programme.items if item.voice is not None}
    checks = sum(1 for segment in production.script.segments if segment.check)
    guessed = production.guessed
    doubts = [f"{checks} to check"] if checks else []
    doubts += [f"{_count(len(guessed), 'name')} to check ({_some(guessed)})"] if guessed else []
    look = "".join(f"; {doubt}" for doubt in doubts)
    fit = options.fit_text(production.fit)
    return f"{clock(programme.length)} in {len(voices)} voices, {level}{look}{fit}"
