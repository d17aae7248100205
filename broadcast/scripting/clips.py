"""A clip as a script names it, `harbour-mayor.mp3 in=0:03.2 out=0:12 fade=20ms`, in; a Clip out, and back."""

import json
import math
import re
from typing import NamedTuple

from broadcast.model import Clip
from broadcast.scripting.frontmatter import Place
from broadcast.units import Millis

# in=0:03.2   out-cue="at dawn"   gain=-3dB
_OPTION = r"""\s+(?P<key>[a-z]+(?:-cue)?)=(?P<value>"(?:[^"\\]|\\.)*"|[^\s"]+)"""
_OPTIONS = re.compile(rf"(?:{_OPTION.replace('?P<key>', '?:').replace('?P<value>', '?:')})*\s*$")
# 12   0:03.2   1:02:03,25
_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)s?")
# 20ms
_MILLIS = re.compile(r"(\d{1,7})\s*ms")
# -3dB   +1.5
_GAIN = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,2})?)(?:\s*db)?", re.IGNORECASE)
_KNOWN = ("in", "out", "fade", "gain", "in-cue", "out-cue")
_EXAMPLE = "write 'clip: harbour-mayor.mp3 in=0:03.2 out=0:12 fade=20ms'"
_ENDINGS = (
    *(
        "aac",
        "ac3",
        "aif",
        "aifc",
        "aiff",
        "amr",
        "au",
        "avi",
        "bwf",
        "caf",
        "flac",
        "m4a",
        "m4b",
        "mka",
        "mkv",
    ),
    *(
        "mov",
        "mp1",
        "mp2",
        "mp3",
        "mp4",
        "mpg",
        "mxf",
        "oga",
        "ogg",
        "opus",
        "rf64",
        "ts",
        "w64",
        "wav",
        "wave",
    ),
    *("webm", "wma", "wv"),
)
LONGEST_FADE_MS = 60_000
MOST_GAIN_DB = 60.0


class _Parts(NamedTuple):
    path: str
    options: dict[str, str]


def names_clip(text: str) -> bool:
    """Whether a heading's words name a recording and not a speaker.

    >>> names_clip("harbour-mayor.mp3 in=0:03.2"), names_clip("Ana Ruiz")
    (True, False)
    """
    path = _split(text).path
    return path.rpartition(".")[2].lower() in _ENDINGS and "." in path


def parse_clip(raw: str | None, place: Place) -> Clip:
    """Read a clip: the file, then `in=`, `out=`, `fade=`, `gain=`, `in-cue=`, `out-cue=` in any order.

    Raises:
        ScriptError: No file, an option that is not known or stands twice, or a time that is none.
    """
    text = (raw or "").strip()
    parts = _split(text)
    if not parts.path:
        raise place.error("a clip without a file", _EXAMPLE)
    for key in parts.options:
        if key not in _KNOWN:
            raise place.error(f"a clip has no '{key}='", f"it has {', '.join(_KNOWN)}")
    options = parts.options
    start = _time(options["in"], place) if "in" in options else Millis(0)
    stop = _time(options["out"], place) if "out" in options else None
    if stop is not None and stop <= start:
        raise place.error(f"the clip ends at '{options['out']}', before it starts", _EXAMPLE)
    return Clip(
        path=parts.path,
        start_ms=start,
        stop_ms=stop,
        fade_ms=_fade(options["fade"], place) if "fade" in options else None,
        gain_db=_gain(options["gain"], place) if "gain" in options else 0.0,
        in_cue=options.get("in-cue", ""),
        out_cue=options.get("out-cue", ""),
    )


def format_clip(clip: Clip) -> str:
    """A clip as `parse_clip` reads it; a time stands in whole milliseconds.

    >>> format_clip(Clip(path="a b.wav", start_ms=Millis(3200), stop_ms=Millis(72_050)))
    'a b.wav in=0:03.2 out=1:12.05'
    """
    options = {
        "in": clock_text(clip.start_ms) if clip.start_ms else "",
        "out": "" if clip.stop_ms is None else clock_text(clip.stop_ms),
        "fade": "" if clip.fade_ms is None else f"{clip.fade_ms}ms",
        "gain": f"{clip.gain_db:+g}dB" if clip.gain_db else "",
        "in-cue": json.dumps(clip.in_cue, ensure_ascii=False) if clip.in_cue else "",
        "out-cue": json.dumps(clip.out_cue, ensure_ascii=False) if clip.out_cue else "",
    }
    return " ".join([clip.path, *(f"{key}={value}" for key, value in options.items() if value)])


def clock_text(millis: int) -> str:
    """Milliseconds as a person writes them: 3200 -> "0:03.2"."""
    whole, rest = divmod(millis, 1000)
    minutes, second = divmod(whole, 60)
    return f"{minutes}:{second:02}" + (f".{rest:03}".rstrip("0") if rest else "")


def _split(text: str) -> _Parts:
    """The file, which may hold spaces, and the options behind it."""
    text = f" {text}"
    starts = [found.start() for found in re.finditer(_OPTION, text) if _OPTIONS.match(text, found.start())]
    end = starts[0] if starts else len(text)
    options: dict[str, str] = {}
    for found in re.finditer(_OPTION, text[end:]):
        value = found["value"]
        options.setdefault(found["key"], str(json.loads(value)) if value.startswith('"') else value)
    return _Parts(text[:end].strip(), options)


def _time(raw: str, place: Place) -> Millis:
    if found := _MILLIS.fullmatch(raw):
        return Millis(int(found[1]))
    found = _CLOCK.fullmatch(raw)
    if found is None:
        raise place.error(f"'{raw}' is no time in a recording", "write '0:03.2', '12' (seconds) or '3200ms'")
    hours, minutes, second = int(found[1] or 0), int(found[2] or 0), float(found[3].replace(",", "."))
    return Millis(round((hours * 3600 + minutes * 60 + second) * 1000))


def _fade(raw: str, place: Place) -> Millis:
    fade = _time(raw, place)
    if fade > LONGEST_FADE_MS:
        raise place.error(f"a fade of '{raw}' is longer than a minute", "write '20ms' or '1.5s'")
    return fade


def _gain(raw: str, place: Place) -> float:
    found = _GAIN.fullmatch(raw)
    value = float(found[1]) if found else math.inf
    if abs(value) > MOST_GAIN_DB:
        raise place.error(f"'{raw}' is no gain", "write '-3dB', '+1.5dB'")
    return value
