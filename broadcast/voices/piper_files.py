"""Folders go in; the Piper voices in them come out, told by their settings and without loading any."""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from broadcast.units import Hz

_PHONEMES = ("espeak", "text")
"""The other kinds of phonemes fetch a model when first used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PiperFile:
    """A voice on disk.

    Attributes:
        model: The .onnx; its settings lie beside it in .onnx.json.
        settings: Parsed.
        speaker: Number of the speaker in a model of several; None in a model of one.
    """

    model: Path
    settings: dict[str, Any]
    speaker: int | None = None


def folders() -> list[Path]:
    """Where voices are looked for: BROADCAST_MODELS, then the user's data folder."""
    import platformdirs

    named = [Path(part) for part in os.environ.get("BROADCAST_MODELS", "").split(os.pathsep) if part]
    return [*named, platformdirs.user_data_path("broadcast", appauthor=False) / "piper"]


def piper_files() -> dict[str, PiperFile]:
    """The voices by name; of two of one name the first folder's. What is not a Piper voice is passed over."""
    found: dict[str, PiperFile] = {}
    for model in (path for folder in folders() for path in sorted(folder.glob("*.onnx"))):
        settings = _settings(model)
        if settings is None or model.stem in found:
            continue
        speakers = settings.get("speaker_id_map")
        several = isinstance(speakers, dict) and settings.get("num_speakers") not in (None, 0, 1)
        found[model.stem] = PiperFile(model=model, settings=settings, speaker=0 if several else None)
        for speaker, number in speakers.items() if isinstance(speakers, dict) and several else ():
            found[f"{model.stem}/{speaker}"] = PiperFile(model=model, settings=settings, speaker=number)
    return found


def settings_path(model: Path) -> Path:
    """Where the settings of a model lie."""
    return model.with_name(f"{model.name}.json")


def _settings(model: Path) -> dict[str, Any] | None:
    try:
        settings = json.loads(settings_path(model).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(settings, dict) or "phoneme_id_map" not in settings:
        return None
    return settings if settings.get("phoneme_type", "espeak") in _PHONEMES else None


def language(settings: dict[str, Any]) -> str:
    """Its BCP 47 language; "und" where the settings do not say."""
    for place, key in (("language", "code"), ("espeak", "voice")):
        named = settings.get(place)
        if isinstance(named, dict) and named.get(key):
            return str(named[key]).replace("_", "-")
    return "und"


def rate_hz_of(found: PiperFile) -> Hz:
    """Of its sound."""
    return Hz(int(found.settings["audio"]["sample_rate"]))


@cache
def file_sha256(path: Path, _changed_ns: int) -> str:
    """In hex, read once as long as the file is not changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
