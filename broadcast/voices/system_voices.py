"""A driver's list of voices goes in; a catalogue comes out, kept in the user's cache."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

from broadcast.model import Gender, VoiceInfo

_VARIANTS = ("f3", "m3", "f2", "m7", "f4", "m1", "f5", "m5", "f1", "m4", "m6", "m2")
"""eSpeak NG's voice variants; it takes an unknown one without a word and speaks with the plain voice."""
_LETTERS_OF_THEIR_OWN = ("en-shaw",)
_FIRST = ("en-us", "en-gb", "en-gb-x-rp")


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemVoice:
    """A voice as the catalogue lists it, and what its driver calls it."""

    id: str
    listed: VoiceInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a driver has.

    Attributes:
        driver: "espeak", "sapi5", "nsss".
        version: Of pyttsx3 and of what it drives.
        library: Path of the speech library; empty where it belongs to the operating system.
        rows: As the driver gave them: id, name, language, gender.
        voices: By the name a user types.
    """

    driver: str
    version: str
    library: str
    rows: tuple[tuple[str, str, str, str], ...]
    voices: Mapping[str, SystemVoice]

    @classmethod
    def from_reply(cls, reply: Mapping[str, Any]) -> Self:
        """Name the voices of a driver's reply."""
        rows = tuple((str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in reply["voices"])
        named = _espeak_voices(rows) if reply["driver"] == "espeak" else _other_voices(rows)
        return cls(
            driver=str(reply["driver"]),
            version=str(reply["version"]),
            library=str(reply["library"]),
            rows=rows,
            voices={voice.listed.name: voice for voice in named},
        )


def _espeak_voices(rows: Sequence[tuple[str, str, str, str]]) -> list[SystemVoice]:
    """English voices first, each in its variants; every other language's plain voice after them."""
    english, others, taken = [], [], set[str]()
    for voice_id, note, language, gender in rows:
        if language in _LETTERS_OF_THEIR_OWN:
            continue
        # two voices may share a language: sit/yue and sit/yue-latn-jyutping
        name = language if language and language not in taken else voice_id.rsplit("/", 1)[-1]
        taken.add(name)
        plain = SystemVoice(
            id=voice_id,
            listed=VoiceInfo(
                engine="system",
                name=name,
                language=_tag(language),
                gender=Gender(gender) if gender else None,
                licence="GPL-3.0 (eSpeak NG)",
                note=note,
            ),
        )
        if language.split("-")[0] == "en":
            english.append([plain, *(_variant(plain, variant) for variant in _VARIANTS)])
        else:
            others.append(plain)
    english.sort(key=lambda group: _rank(group[0].listed.name))
    return [voice for group in english for voice in group] + others


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _variant(plain: SystemVoice, variant: str) -> SystemVoice:
    listed = VoiceInfo(
        engine="system",
        name=f"{plain.listed.name}+{variant}",
        language=plain.listed.language,
        gender=Gender.FEMALE if variant.startswith("f") else Gender.MALE,
        licence=plain.listed.licence,
        note=plain.listed.note,
    )
    return SystemVoice(id=f"{plain.id}+{variant}", listed=listed)


def _other_voices(rows: Sequence[tuple[str, str, str, str]]) -> list[SystemVoice]:
    """The operating system's voices, English first, named in lower case with hyphens.

    "Microsoft David Desktop - English (United States)" is called "microsoft-david-desktop".
    """
    voices, taken = [], set[str]()
    for voice_id, note, language, gender in sorted(rows, key=lambda row: not row[2].lower().startswith("en")):
        plain = "-".join(note.split(" - ")[0].lower().replace("+", " ").replace(":", " ").split())
        name = next(
            name
            for number in range(len(rows) + 1)
            if (name := plain + f"-{number + 1}" * bool(number)) not in taken
        )
        taken.add(name)
        listed = VoiceInfo(
            engine="system",
            name=name,
            language=_tag(language),
            gender=Gender(gender) if gender else None,
            licence="with the operating system",
            note=note,
        )
        voices.append(SystemVoice(id=voice_id, listed=listed))
    return voices


def _tag(language: str) -> str:
    """A language in the letters of BCP 47: "en-us" is "en-US", "cmn-latn-pinyin" is "zh-Latn-pinyin".

    Mandarin is given as "zh", which is what reports declare; a private part after "x" stays small.
    """
    parts = language.lower().split("-")
    private = parts.index("x") if "x" in parts else len(parts)
    told = ["zh" if parts[0] == "cmn" else parts[0]]
    for place, part in enumerate(parts[1:], 1):
        regional = place < private and len(part) == 2
        told.append(
            part.upper() if regional else part.title() if place < private and len(part) == 4 else part
        )
    return "-".join(told)


def read_catalogue(path: Path | None, command: Sequence[str]) -> Catalogue | None:
    """The kept catalogue, unless a version or the speech library has changed since, or it is damaged."""
    try:
        kept = json.loads((path or _default_path()).read_bytes())
        if kept["key"] != _key(command, kept["reply"]["library"]):
            return None
        return Catalogue.from_reply(kept["reply"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_catalogue(path: Path | None, command: Sequence[str], catalogue: Catalogue) -> None:
    """Keep a catalogue for the next program; where nothing can be written, it will ask again."""
    reply = {
        "driver": catalogue.driver,
        "version": catalogue.version,
        "library": catalogue.library,
        "voices": catalogue.rows,
    }
    text = json.dumps({"key": _key(command, catalogue.library), "reply": reply})
    path = path or _default_path()
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text)
        beside.replace(path)


def _default_path() -> Path:
    from platformdirs import user_cache_path

    folder = os.environ.get("BROADCAST_CACHE") or user_cache_path("broadcast", appauthor=False)
    return Path(folder) / "system-voices.json"


def _key(command: Sequence[str], library: str) -> list[str]:
    versions = [_version(package) for package in ("pyttsx3", "espeakng-loader")]
    stamp = ""
    if library:
        with suppress(OSError):
            status = Path(library).stat()
            stamp = f"{status.st_size} {status.st_mtime_ns}"
    return [*command, *versions, platform.system(), platform.version(), library, stamp]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
