"""Report to Package: the whole journey. Read first.

report -> read_report -> Report -> write_script -> Script -> plan (casting, spoken form) -> speak -> master
-> Production -> write_package -> a folder
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from broadcast import ingest, planning, plugins, scripting
from broadcast.errors import ReportError
from broadcast.formats import adding, package
from broadcast.formats.exporter import Exporter
from broadcast.formats.names import safe_name
from broadcast.formats.seal import keys
from broadcast.formats.seal.signer import Signer
from broadcast.model import Cast, Report, RunSheet, Script, Segment, Status
from broadcast.settings import Settings, choices_of, home
from broadcast.studio import Production, Progress, Studio

SEED = 0
"""Names settle voices and lines settle noise, both from this seed; no setting changes it yet."""

SEAL = "c2pa"
"""The format that seals the others."""

SCRIPT_MARK = "broadcast:"
"""The first key of a script file's front matter."""


def read_report(source: Path | str | bytes, item: str | None = None) -> Report:
    """Read a report from a file, or from the bytes of one.

    Args:
        source: The file, or its bytes.
        item: Which of several: its number, identifier, slug, or words of its headline.

    Raises:
        ReportError: It is not there, not text, too large, or holds no words.
        UsageError: There are several, and `item` names none or more than one of them.
    """
    return ingest.read_report(source if isinstance(source, bytes) else Path(source), item=item)


def read_reports(source: Path | str | bytes) -> list[Report]:
    """Read every report in a file: a feed or a news message holds several.

    Raises:
        ReportError: As `read_report`.
    """
    return ingest.read_reports(source if isinstance(source, bytes) else Path(source))


def write_script(report: Report, settings: Settings | None = None) -> Script:
    """Cut a report into anchor narration, field segments and soundbites.

    Raises:
        HeldError: The report was killed.
        UsageError: A layout or a place for attributions that is not known.
    """
    settings = settings or Settings()
    planning.check_alive(report)
    named = replace(report, slug=report.slug or PurePath(report.source_name).stem)
    script = scripting.write_script(named, attribution=settings.attribution, layout=_layout(settings))
    quoted = (replace(part, text=report.text[part.span[0] : part.span[1]]) for part in script.unspoken)
    return replace(script, unspoken=tuple(quoted))


def explain(report: Report, settings: Settings | None = None) -> list[scripting.Decision]:
    """Why each quotation of a report is heard as it is: speaker, evidence, runner-up.

    Raises:
        HeldError: The report was killed.
        UsageError: A layout that is not known.
    """
    planning.check_alive(report)
    return scripting.explain(report, layout=_layout(settings or Settings()))


def read_script(
    source: Path | str | bytes, settings: Settings | None = None, item: str | None = None
) -> Script:
    """The script in a script file, or the one that a report gives.

    Raises:
        ReportError, ScriptError, HeldError, UsageError: As the file is.
    """
    content = source if isinstance(source, bytes) else _content(Path(source))
    name = "" if isinstance(source, bytes) else Path(source).name
    if not is_script(content):
        return write_script(read_report(source, item), settings)
    return scripting.read_script(content.decode("utf-8-sig", errors="replace"), name=name)


def read_scripts(source: Path | str | bytes, settings: Settings | None = None) -> list[Script]:
    """The scripts of all the reports in a file that may be read at all; killed ones are left out.

    Raises:
        ReportError, ScriptError, UsageError: As the file is.
    """
    content = source if isinstance(source, bytes) else _content(Path(source))
    if is_script(content):
        return [read_script(source, settings)]
    reports = read_reports(source)
    alive = [report for report in reports if report.status is not Status.KILLED]
    if len(reports) > 1:
        alive = [replace(report, source_name="") for report in alive]
    scripts: dict[str, Script] = {}
    for script in (write_script(report, settings) for report in alive):
        slug, number = script.slug, 2
        while slug in scripts:
            slug, number = f"{script.slug}-{number}", number + 1
        scripts[slug] = replace(script, slug=slug)
    return list(scripts.values())


def _layout(settings: Settings) -> str | None:
    return None if settings.layout == "auto" else settings.layout


def is_script(content: bytes) -> bool:
    """Whether a file is a script file: its front matter starts with `broadcast:`."""
    head = content[:4096].decode("utf-8-sig", errors="replace").lstrip().splitlines()
    return len(head) > 1 and head[0].rstrip() == "---" and head[1].lstrip().startswith(SCRIPT_MARK)


def cast_script(script: Script, settings: Settings | None = None) -> Cast:
    """Give anchor, reporter and everybody quoted a voice."""
    settings = settings or Settings()
    engine, _ = planning.choose_engine(settings)
    return planning.plan(script, settings, engine).cast


def forecast(script: Script, settings: Settings | None = None) -> RunSheet:
    """The run-sheet of a script before anything is spoken."""
    with Studio(settings or Settings()) as studio:
        return studio.forecast(script)


def produce(
    script: Script | Report, settings: Settings | None = None, progress: Progress | None = None
) -> Production:
    """Speak a script, mix it and bring it to its loudness.

    Raises:
        BroadcastError: Any branch but PackageError; what was spoken stays in the cache.
    """
    settings = settings or Settings()
    with Studio(settings) as studio:
        studio.warm_up()
        made = write_script(script, settings) if isinstance(script, Report) else script
        return studio.produce(made, progress)


def target_of(script: Script, settings: Settings) -> Path:
    """The folder of a script's package; never outside the folder for packages, whatever the slug."""
    return settings.audio / safe_name(script.slug)


def write_package(production: Production, target: Path | str | None = None, *, force: bool = False) -> Path:
    """Write a production as a folder, whole or not at all.

    Args:
        production: What `produce` gave.
        target: The folder; by default `audio/<slug>`.
        force: Replace a package that is there.

    Returns:
        The folder.

    Raises:
        PackageError: It exists, or cannot be written; nothing is left behind.
    """
    place = target_of(production.script, production.settings) if target is None else Path(target)
    exporters, signer = settle_formats(production.settings)
    contents = package.Contents(
        programme=production.programme,
        runsheet=production.runsheet,
        blocks=production.mastered.blocks(),
        script=scripting.format_script(_found_from(place, production)),
        exporters=exporters,
        station=production.settings.station,
        choices=choices_of(production.settings),
        seed=SEED,
        versions=production.versions,
        signer=signer,
    )
    fill: Callable[[Path], object] = lambda folder: package.fill(folder, contents)  # noqa: E731
    return package.write_package(place, fill, force=force)


def _found_from(place: Path, production: Production) -> Script:
    """The script with its recordings named as they are found from the package."""
    script, clips = production.script, production.settings.clips

    def seen(segment: Segment) -> Segment:
        if segment.clip is None:
            return segment
        path = clips / Path(segment.clip.path).expanduser()
        try:
            named = Path(os.path.relpath(path, place)).as_posix()
        except ValueError:  # another drive
            named = str(path.absolute())
        return replace(segment, clip=replace(segment.clip, path=named))

    return replace(script, segments=tuple(map(seen, script.segments)))


def settle_formats(settings: Settings) -> tuple[list[Exporter], Signer | None]:
    """The formats asked for and who seals them, to be settled before a word is spoken.

    The run-sheet as JSON is always among them: `play` and `runsheet` read a package by it. A local key is
    made on first use.

    Raises:
        UsageError: A format is not known or cannot be written here, or a key cannot be used.
    """
    formats = settings.formats
    exporters = plugins.find_exporters(None if formats is None else (*formats, "json"))
    if not settings.provenance.seal and SEAL not in (formats or ()):
        exporters = [exporter for exporter in exporters if exporter.name != SEAL]
    return exporters, _signer(settings) if any(one.name == SEAL for one in exporters) else None


def _signer(settings: Settings) -> Signer:
    provenance = settings.provenance
    if provenance.certificate is not None and provenance.key is not None:
        return keys.station_signer(provenance.certificate, provenance.key)
    return keys.local_signer(home())


def export_package(
    folder: Path | str, formats: Sequence[str], settings: Settings | None = None, *, force: bool = False
) -> Path:
    """Add formats to a package without speaking again; those that are there are made anew.

    Formats that hold others (the page holds the MP3) are made again, new sound files are sealed where the
    programme is, and the manifest lists them all. What a person put into the folder stays.

    Args:
        folder: The package.
        formats: Names, as `--formats` takes them.
        settings: For the key that seals.
        force: Take a programme that was altered since; nothing is sealed then.

    Returns:
        The folder.

    Raises:
        PackageError: It is no package, an earlier version made it, it was altered, or it cannot be written.
        UsageError: A format is not known or cannot be written here, or a key cannot be used.
    """
    settings = settings or Settings()
    chosen = plugins.find_exporters(tuple(formats))
    exporters = adding.with_holders(Path(folder), chosen, plugins.exporters())
    signer = _signer(settings) if any(one.name == SEAL for one in exporters) else None
    return adding.add_formats(Path(folder), exporters, signer, choices_of(settings), force=force)


def _content(path: Path) -> bytes:
    """The head of a file tells a script; the whole of it is read only then."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            return head + file.read(8 * 1024**2) if is_script(head) else head
    except OSError as cause:
        raise ReportError(
            f"cannot read '{path}': {cause.strerror or cause}", "name a file with a report in it"
        ) from cause
