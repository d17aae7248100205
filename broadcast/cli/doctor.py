"""`broadcast doctor`: the machine goes in; what is installed, what is missing, what to do come out."""

import platform
import shutil
import sys
from collections.abc import Iterator

import typer

from broadcast.cli import console


def doctor() -> None:
    """Say what is installed, what is missing, and what to do about it."""
    from broadcast import __version__, plugins
    from broadcast.errors import BroadcastError

    console.result(f"broadcast {__version__}, Python {platform.python_version()}, {platform.platform()}")
    for line in _sections():
        console.result(line)
    try:
        _, why = plugins.best_engine()
    except BroadcastError as error:
        console.result(f"\nverdict: {error}")
        raise typer.Exit(error.exit_code) from error
    console.result(f"\nverdict: ready; --engine auto takes {why}")


def _sections() -> Iterator[str]:
    yield "\nvoice engines"
    yield from _engines()
    yield "\nfiles"
    yield from _files()
    yield "\nsound and tools"
    yield from _sound()


def _engines() -> Iterator[str]:
    from broadcast import plugins

    for name, engine in plugins.engines().items():
        state = engine.availability()
        yield f"  {_mark(state.ready)} {name}: {state.detail}"
        if state.ready:
            yield f"       {len(engine.voices())} voices"
        if state.hint:
            yield f"       {state.hint}"


def _files() -> Iterator[str]:
    from broadcast import settings
    from broadcast.voices import models
    from broadcast.voices.cache import TakeCache

    cache = TakeCache.of_user()
    entries = list(cache.folder.glob("??/*.take"))
    size = sum(path.stat().st_size for path in entries)
    room = f"{size / 1024**2:.0f} of {cache.limit / 1024**2:.0f} MB"
    yield f"  takes kept: {len(entries)}, {room}, in {cache.folder}"
    for folder in models.folders():
        found = sorted(path.name for path in folder.glob("*.onnx")) if folder.is_dir() else []
        yield f"  models: {', '.join(found) or 'none yet'}, in {folder}"
    yield from _key()
    for path in settings.places(None):
        yield f"  settings: {path} {'is read' if path.is_file() else '(not there; it need not be)'}"


def _key() -> Iterator[str]:
    from broadcast.formats.seal import judge, keys
    from broadcast.settings import home

    own = keys.found_signer(home())
    said = f"{own.name}, until {own.expires:%Y-%m-%d}" if own else "none yet; made when a package is sealed"
    yield f"  key to seal with: {said}, in {home() / keys.FILE}"
    if lack := judge.lacking():
        yield f"  {_mark(False)} seals cannot be verified: {lack}"


def _sound() -> Iterator[str]:
    from importlib.util import find_spec

    import soundfile

    fast = find_spec("lameenc") is not None
    able = fast or "MP3" in soundfile.available_formats()
    encoder = "lameenc" if fast else f"libsndfile {soundfile.__libsndfile_version__}"
    yield f"  {_mark(able)} MP3: {encoder}"
    if not fast:
        yield "       pip install lameenc: five times as fast"
    player = find_spec("miniaudio") is not None
    yield f"  {_mark(player)} broadcast play: {'miniaudio' if player else 'no miniaudio'}"
    if not player:
        yield "       pip install 'broadcast[play]'; or broadcast play --silent"
    yield from _aligner()
    ffmpeg = shutil.which("ffmpeg")
    yield f"  {_mark(ffmpeg is not None)} ffmpeg: {ffmpeg or 'not found; the formats m4a and mp2 need it'}"


def _aligner() -> Iterator[str]:
    from importlib.metadata import version

    from broadcast.voices.align import aligner_ready

    ready = aligner_ready()
    told = f"soundswallower {version('soundswallower')}" if ready else "estimated where a voice tells none"
    yield f"  {_mark(ready)} word times by alignment: {told}"
    if not ready:
        yield "       pip install 'broadcast[align]'"


def _mark(ready: bool) -> str:
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return ("ok" if ready else "no") if plain else ("✓" if ready else "✗")
