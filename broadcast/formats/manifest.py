"""A finished folder and its programme in, `manifest.json` out; read back, and held against the files."""

import hashlib
import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path, PurePosixPath
from typing import Any

from broadcast.errors import PackageError
from broadcast.model import Loudness, Programme, RunSheet
from broadcast.units import SILENCE, Dbtp, Hz, Lu, Lufs, Samples, seconds

NAME = "manifest.json"

SCHEMA = "broadcast-package/1"
"""First entry of every manifest: by it a folder is known as a package."""

_MENDING = "render the package again"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file of a package.

    Attributes:
        path: Relative to the package, with forward slashes.
        bytes: Its size.
        sha256: In hex.
        what: "programme", "script", "timeline", or the name of the format that wrote it.
    """

    path: str
    bytes: int
    sha256: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package holds and where it came from.

    Attributes:
        schema: `SCHEMA`; what follows the slash rises when a reader of ours could no longer read it.
        generator: "broadcast 0.1.0".
        created: UTC, ISO 8601.
        voices: Role or speaker -> voice.
        synthetic: The statement which voices are made.
        loudness: In LUFS, LU, dBTP; in the file, null stands for the -inf of silence.
        trt: Length of the programme in samples.
        word_times: Where the word times come from: "durations", "estimated" ...
        versions: Engine -> what its sound rests on: model hash, packages.
        seed: Where chance came in; None without.
        station: Originator in the files' tags; "" in packages of earlier versions.
        files: Every file but the manifest, sorted by path.
    """

    schema: str = SCHEMA
    generator: str
    created: str
    slug: str
    headline: str | None
    language: str
    source_name: str
    source_sha256: str
    voices: Mapping[str, str] = field(default_factory=dict)
    synthetic: str
    profile: str
    loudness: Loudness | None
    trt: Samples
    rate_hz: Hz
    word_times: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None
    station: str = ""
    files: tuple[FileEntry, ...] = ()

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines that spoke, in the order of `voices`."""
        return tuple(dict.fromkeys(voice.partition(":")[0] for voice in self.voices.values() if voice))


def describe(
    programme: Programme, runsheet: RunSheet, created: datetime, seed: int | None = None
) -> Manifest:
    """The manifest of a programme, its files still to be listed."""
    cues = (cue for item in programme.items for cue in item.cues)
    origins = {str(cue.times_from) for cue in cues} or {row.times_from for row in runsheet.rows}
    return Manifest(
        generator=generator(),
        created=created.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        slug=programme.slug,
        headline=runsheet.headline,
        language=runsheet.language,
        source_name=runsheet.source_name,
        source_sha256=runsheet.source_sha256,
        voices=dict(runsheet.voices) or _voices(programme),
        synthetic=statement(runsheet),
        profile=programme.profile,
        loudness=programme.loudness,
        trt=programme.length,
        rate_hz=programme.rate_hz,
        word_times=tuple(sorted(origins - {""})),
        seed=seed,
    )


def statement(runsheet: RunSheet) -> str:
    """Which voices are made: "synthetic voices: kokoro:af_heart, kokoro:am_onyx", in the order heard."""
    voices = list(dict.fromkeys(row.voice for row in runsheet.rows if row.voice))
    return f"synthetic voices: {', '.join(voices)}" if voices else "no synthetic voices"


def created_now() -> datetime:
    """The time for dates in files: aware; `SOURCE_DATE_EPOCH` overrides the clock, and is read as UTC.

    References:
        reproducible-builds.org, "SOURCE_DATE_EPOCH specification".
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(min(int(epoch), 253402300799), UTC)
    return datetime.now(UTC).astimezone()


@cache
def generator() -> str:
    """Name and version of the program: "broadcast 0.1.0"."""
    try:
        return f"broadcast {installed_version('broadcast')}"
    except PackageNotFoundError:
        return "broadcast"


def file_entry(folder: Path, path: str, what: str) -> FileEntry:
    """Size and hash of the file at `path`, relative to `folder`."""
    with (folder / path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileEntry(path=path, bytes=stream.tell(), sha256=digest, what=what)


def render_manifest(manifest: Manifest) -> str:
    """The manifest as JSON; `seconds` and `engines` are for readers and follow from the rest."""
    fields = asdict(manifest)
    fields["source"] = {"name": fields.pop("source_name"), "sha256": fields.pop("source_sha256")}
    fields["trt"] = {"samples": manifest.trt, "seconds": round(seconds(manifest.trt, manifest.rate_hz), 3)}
    fields["engines"] = list(manifest.engines)
    if manifest.loudness:
        fields["loudness"] = {
            name: round(level, 2) if math.isfinite(level) else None
            for name, level in asdict(manifest.loudness).items()
        }
    fields["files"] = fields.pop("files")  # the long list comes last
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json` into a folder.

    Raises:
        OSError: It cannot be written.
    """
    with (folder / NAME).open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(render_manifest(manifest))


def is_package(folder: Path) -> bool:
    """Whether a folder holds a manifest of ours, be it damaged."""
    try:
        with (folder / NAME).open("rb") as stream:
            return b'"broadcast-package/' in stream.read(200)
    except OSError:
        return False


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a package.

    Raises:
        PackageError: There is none, it is damaged, or a newer program wrote it.
    """
    try:
        fields = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if fields["schema"] != SCHEMA:
            raise PackageError(
                f"'{folder}' has a manifest of the kind '{fields['schema']}', and '{SCHEMA}' is known",
                "update broadcast",
            )
        return _manifest(fields)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PackageError(f"'{folder}' is no package: it has no {NAME}", "give the folder of one") from error
    except OSError as error:
        raise PackageError(f"'{folder / NAME}' cannot be read: {error.strerror}", _MENDING) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise PackageError(f"'{folder / NAME}' is damaged", _MENDING) from error


def check_files(folder: Path) -> list[str]:
    """What of a package is missing or altered, file by file: "harbour.wav is altered"; empty when whole.

    Raises:
        PackageError: As `read_manifest`.
    """
    faults = []
    for entry in read_manifest(folder).files:
        try:
            found = file_entry(folder, entry.path, entry.what)
        except (FileNotFoundError, NotADirectoryError):
            faults.append(f"{entry.path} is missing")
        except OSError as error:
            faults.append(f"{entry.path} cannot be read: {error.strerror}")
        else:
            if found != entry:
                faults.append(f"{entry.path} is altered")
    return faults


def _voices(programme: Programme) -> dict[str, str]:
    voices: dict[str, str] = {}
    for story in programme.stories:
        cast = {"anchor": story.cast.anchor, "reporter": story.cast.reporter, **story.cast.speakers}
        voices.update({role: str(voice) for role, voice in cast.items()})
    return voices


def _manifest(fields: dict[str, Any]) -> Manifest:
    loudness = fields["loudness"]
    return Manifest(
        schema=_text(fields["schema"]),
        generator=_text(fields["generator"]),
        created=_text(fields["created"]),
        slug=_text(fields["slug"]),
        headline=None if fields["headline"] is None else _text(fields["headline"]),
        language=_text(fields["language"]),
        source_name=_text(fields["source"]["name"]),
        source_sha256=_text(fields["source"]["sha256"]),
        voices={_text(role): _text(voice) for role, voice in fields["voices"].items()},
        synthetic=_text(fields["synthetic"]),
        profile=_text(fields["profile"]),
        loudness=None if loudness is None else _loudness(loudness),
        trt=Samples(_whole(fields["trt"]["samples"])),
        rate_hz=Hz(_whole(fields["rate_hz"])),
        word_times=_texts(fields["word_times"]),
        versions={_text(name): _text(version) for name, version in fields["versions"].items()},
        seed=None if fields["seed"] is None else int(fields["seed"]),
        station=_text(fields.get("station", "")),
        files=tuple(_entry(entry) for entry in fields["files"]),
    )


def _entry(fields: dict[str, Any]) -> FileEntry:
    path = PurePosixPath(_text(fields["path"]))
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in str(path):
        raise ValueError("a path that leads out of the package")
    return FileEntry(
        path=str(path),
        bytes=_whole(fields["bytes"]),
        sha256=_text(fields["sha256"]),
        what=_text(fields["what"]),
    )


def _loudness(fields: dict[str, Any]) -> Loudness:
    def level(name: str) -> float:
        return SILENCE if fields[name] is None else float(fields[name])

    return Loudness(
        integrated=Lufs(level("integrated")),
        range=Lu(level("range")),
        true_peak=Dbtp(level("true_peak")),
        max_momentary=Lufs(level("max_momentary")),
        max_short_term=Lufs(level("max_short_term")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a count")
    return value
