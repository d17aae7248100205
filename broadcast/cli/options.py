"""Options that several commands share, and the Settings they make."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadcast.errors import UsageError

if TYPE_CHECKING:
    from broadcast.mix.fit import Fit
    from broadcast.settings import Settings

Source = Annotated[
    str,
    typer.Argument(
        metavar="REPORT|SCRIPT", help="A report or a script file; - reads a pipe.", show_default=False
    ),
]
Package = Annotated[Path, typer.Argument(metavar="PACKAGE", help="A package's folder.", show_default=False)]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="NAME", help="kokoro, hibari, system, piper or auto.", show_default=False
    ),
]
Voice = Annotated[
    list[str] | None,
    typer.Option(
        "--voice",
        metavar="WHO=VOICE",
        help='A voice for anchor, reporter or a speaker: "Ana Ruiz"=kokoro:bf_emma. May be repeated.',
        show_default=False,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="NAME", help="Loudness: r128 (-23 LUFS), podcast (-16), ...", show_default=False
    ),
]
Attribution = Annotated[
    str | None,
    typer.Option(
        "--attribution", metavar="WHERE", help="before the quote, after it, or none.", show_default=False
    ),
]
Layout = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="plain, tv, shotlist, radio, transcript, interview; told from the report unless given.",
        show_default=False,
    ),
]
Item = Annotated[
    str | None,
    typer.Option(
        "--item",
        metavar="WHICH",
        help="Of a file with several reports: number, id, slug, words of the headline, or all.",
        show_default=False,
    ),
]
Duration = Annotated[
    str | None,
    typer.Option(
        "--duration",
        metavar="LENGTH",
        help="Fill a length to the sample: 2:00, 1:58-2:02, 'max 2:00'.",
        show_default=False,
    ),
]
DropOptional = Annotated[
    bool,
    typer.Option("--drop-optional", help="Leave out what the script marks optional where that makes it fit."),
]
Delivery = Annotated[
    str | None,
    typer.Option(
        "--delivery",
        metavar="STYLE",
        help="How it is read: own, news, headline, sensitive, or a style of the station's.",
        show_default=False,
    ),
]
StereoInterview = Annotated[
    bool, typer.Option("--stereo-interview", help="Who asks stands to the left, who answers to the right.")
]
OnAir = Annotated[
    str | None,
    typer.Option(
        "--on-air",
        metavar="TIME",
        help="When it goes on air: 18:00, '2026-03-01 18:00'; the files carry it.",
        show_default=False,
    ),
]
ALL = "all"
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Where packages go: audio/.", show_default=False),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=64, help="Processes that speak.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", "-f", help="Replace what is there.")]
OverrideEmbargo = Annotated[
    bool, typer.Option("--override-embargo", help="Read an embargoed report all the same.")
]


def settings_for(source: bytes | Path, voice: list[str] | None = None, **given: Any) -> "Settings":
    """The settings of user and station, and over them what was given on the command line.

    Raises:
        UsageError: A setting or an option is not known.
    """
    from broadcast.casting.delivery import find_style
    from broadcast.mix.fit import parse_window
    from broadcast.runsheet.onair import parse_on_air
    from broadcast.settings import ATTRIBUTIONS, VoiceChoice, read_settings

    settings = read_settings(None if isinstance(source, bytes) else source.parent)
    changes = {key: value for key, value in given.items() if value is not None}
    attribution = changes.get("attribution", "before")
    if attribution not in ATTRIBUTIONS:
        raise UsageError(f"attributions cannot stand '{attribution}'", f"choose {', '.join(ATTRIBUTIONS)}")
    if changes.get("duration") is not None:
        parse_window(changes["duration"])
    if changes.get("on_air") is not None:
        parse_on_air(changes["on_air"])
    find_style(changes.get("delivery", settings.delivery), settings.deliveries)
    if changes.pop("stereo_interview", False):
        changes["house"] = replace(settings.house, stereo_interview=True)
    changes["clips"] = Path() if isinstance(source, bytes) else source.parent
    chosen = {name: VoiceChoice(voice=spec, required=True) for name, spec in map(_split, voice or [])}
    folded = {name.casefold() for name in chosen}
    kept = {name: choice for name, choice in settings.voices.items() if name.casefold() not in folded}
    return replace(settings, voices={**kept, **chosen}, **changes)


def _split(option: str) -> tuple[str, str]:
    """WHO=VOICE."""
    who, separator, spec = option.rpartition("=")
    if not separator or not who.strip() or not spec.strip():
        raise UsageError(
            f"--voice '{option}' does not say whose voice it is", 'write --voice "Ana Ruiz"=kokoro:bf_emma'
        )
    return who.strip(), spec.strip()


def format_names(formats: str | None) -> tuple[str, ...] | None:
    """--formats wav,mp3 as names."""
    if formats is None:
        return None
    return tuple(name.strip().lower() for name in formats.split(",") if name.strip())


def fit_text(fit: "Fit | None") -> str:
    """How the length asked for was reached, for the line that ends a command."""
    if fit is None:
        return ""
    gone = f", {len(fit.left_out)} left out" if fit.left_out else ""
    return f"; pauses x {fit.pauses:.2f}, pace x {fit.rate:.3f}{gone}"
