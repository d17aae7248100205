"""The attributes of an element go in; a Mark comes out, every value checked."""

import re
from collections.abc import Callable, Mapping

from broadcast.errors import ScriptError
from broadcast.model import Mark, Markup
from broadcast.phonetics import read_sounds
from broadcast.units import Millis

Fail = Callable[[str, str], ScriptError]
"""Makes the error: message, hint."""

ATTRIBUTES = {
    Markup.PHONEME: ("alphabet", "ph"),
    Markup.SUB: ("alias",),
    Markup.SAY_AS: ("interpret-as", "format", "detail"),
    Markup.BREAK: ("time", "strength"),
    Markup.PROSODY: ("rate", "pitch"),
    Markup.EMPHASIS: ("level",),
}
ALPHABETS = ("ipa", "x-arpabet", "x-respelling")
READINGS = ("characters", "spell-out", "cardinal", "ordinal", "digits", "telephone", "date")
ORDERS = ("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "y")
STRENGTHS = {"none": 0, "x-weak": 180, "weak": 250, "medium": 400, "strong": 700, "x-strong": 1200}
"""Milliseconds from word to word."""
RATES = {"x-slow": 0.7, "slow": 0.85, "medium": 1.0, "default": 1.0, "fast": 1.15, "x-fast": 1.3}
PITCHES = {"x-low": 0.8, "low": 0.9, "medium": 1.0, "default": 1.0, "high": 1.1, "x-high": 1.2}
EMPHASES = {"strong": (0.88, 1.06), "moderate": (0.94, 1.03), "none": (1.0, 1.0), "reduced": (1.06, 0.97)}
"""Rate and pitch."""
LONGEST_BREAK = 10_000
SLOWEST, FASTEST = 0.5, 2.0
# 500ms   1.5s
_TIME = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s)", re.IGNORECASE)
# 90%   +10%   -2st   1.1
_FACTOR = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{1,3})?)(%|st)?", re.IGNORECASE)


def mark_of(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    """The mark of an element.

    Raises:
        ScriptError: Made by `fail`: an attribute or a value that is not known.
    """
    known = ATTRIBUTES[kind]
    strange = next((name for name in given if name not in known), None)
    if strange is not None:
        raise fail(f"'<{kind}>' has no '{strange}'", f"it has {', '.join(known)}")
    return _MAKERS[kind](kind, given, fail)


def _phoneme(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    alphabet, said = given.get("alphabet", "ipa").lower(), given.get("ph", "").strip()
    if alphabet not in ALPHABETS:
        raise fail(f"the alphabet '{alphabet}' is not known", f"known: {', '.join(ALPHABETS)}")
    written = f"/{said.strip('/')}/" if alphabet == "ipa" else said
    if not said or read_sounds(written) is None:
        raise fail(f"'{said}' cannot be read as a pronunciation", "write '<phoneme ph=\"pælˈmaɪrə\">'")
    return Mark(kind=kind, span=(0, 0), value=written)


def _sub(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    alias = " ".join(given.get("alias", "").split())
    if not any(map(str.isalnum, alias)):
        raise fail("'<sub>' has no alias", "write '<sub alias=\"World Wide Web\">WWW</sub>'")
    return Mark(kind=kind, span=(0, 0), value=alias)


def _say_as(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    reading, order = given.get("interpret-as", "").lower(), given.get("format", "").lower()
    if reading not in READINGS:
        raise fail(f"'<say-as>' cannot interpret as '{reading}'", f"known: {', '.join(READINGS)}")
    if reading == "date" and order and order not in ORDERS:
        raise fail(f"the order '{order}' of a date is not known", f"known: {', '.join(ORDERS)}")
    return Mark(kind=kind, span=(0, 0), value=reading, format=order)


def _break(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    time, strength = given.get("time"), given.get("strength", "medium").lower()
    if strength not in STRENGTHS:
        raise fail(f"the strength '{strength}' is not known", f"known: {', '.join(STRENGTHS)}")
    if time is None:
        return Mark(kind=kind, span=(0, 0), pause_ms=Millis(STRENGTHS[strength]))
    found = _TIME.fullmatch(time.strip())
    pause = round(float(found[1]) * (1 if found[2].lower() == "ms" else 1000)) if found else -1
    if not 0 <= pause <= LONGEST_BREAK:
        raise fail(f"'{time}' is no length of a break", "write '500ms' or '1.5s', up to ten seconds")
    return Mark(kind=kind, span=(0, 0), pause_ms=Millis(pause))


def _prosody(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    if not given:
        raise fail("'<prosody>' sets nothing", 'write \'<prosody rate="90%">\', or pitch="+5%"')
    rate = _factor("rate", given.get("rate", "default"), RATES, fail)
    pitch = _factor("pitch", given.get("pitch", "default"), PITCHES, fail)
    return Mark(kind=kind, span=(0, 0), rate=rate, pitch=pitch)


def _emphasis(kind: Markup, given: Mapping[str, str], fail: Fail) -> Mark:
    level = given.get("level", "moderate").lower()
    if level not in EMPHASES:
        raise fail(f"the level '{level}' is not known", f"known: {', '.join(EMPHASES)}")
    rate, pitch = EMPHASES[level]
    return Mark(kind=kind, span=(0, 0), rate=rate, pitch=pitch)


def _factor(name: str, raw: str, words: Mapping[str, float], fail: Fail) -> float:
    """A factor of a word, a percentage ("90%", "+10%"), semitones ("-2st"), or a plain number."""
    text = raw.strip().lower()
    if text in words:
        return words[text]
    found = _FACTOR.fullmatch(text)
    value = 0.0
    if found and found[3] == "st" and name == "pitch":
        value = 2 ** (float(found[1] + found[2]) / 12)
    elif found and found[3] == "%":
        value = float(found[1] + found[2]) / 100 + (1 if found[1] else 0)
    elif found and not found[1] and found[3] is None:
        value = float(found[2])
    if not SLOWEST <= value <= FASTEST:
        raise fail(
            f"'{raw}' is no {name}", f"write '90%', '+10%' or one of {', '.join(words)}; from 50% to 200%"
        )
    return value


_MAKERS = {
    Markup.PHONEME: _phoneme,
    Markup.SUB: _sub,
    Markup.SAY_AS: _say_as,
    Markup.BREAK: _break,
    Markup.PROSODY: _prosody,
    Markup.EMPHASIS: _emphasis,
}
