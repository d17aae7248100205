"""The machine's own voices by pyttsx3 (SAPI5, NSSpeech, eSpeak NG): a Line goes in, a Take comes out."""

import base64
import math
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.errors import EngineError
from broadcast.model import Line, Take, TimesFrom, Timing, Voice, VoiceInfo
from broadcast.units import Hz, Samples
from broadcast.voices.child import Child, ChildFailed
from broadcast.voices.engine import Availability
from broadcast.voices.limits import check_settings, unknown_voice
from broadcast.voices.spacing import estimated_timing, estimated_words, event_words
from broadcast.voices.system_voices import Catalogue, SystemVoice, read_catalogue, write_catalogue

_BASE_WPM = {"espeak": 153, "sapi5": 165, "nsss": 175}
"""The driver's own count for about 176 words a minute; measured for eSpeak NG, assumed for the others."""
_PITCH_STEPS = 70.0
"""Steps of eSpeak NG's pitch (0 to 100) an octave: 25 steps are a factor of 1.28."""
_SECONDS_A_LETTER = 0.2
_LISTING_S = 20.0
_RATE_HZ = Hz(22_050)
_INSTALL = {
    "espeak": "install the extra: pip install 'broadcast[espeak]'",
    "sapi5": "add a voice in Windows: Settings, Time & language, Speech",
    "nsss": "add a voice in macOS: System Settings, Accessibility, Spoken Content",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How the driver's process is started and waited for.

    Attributes:
        command: What is run.
        patience_s: Seconds a line may take, beside 0.2 s for each of its characters.
        catalogue: Where its list of voices is kept; None is the user's cache folder.
    """

    command: Sequence[str] = (sys.executable, "-P", str(Path(__file__).with_name("system_driver.py")))
    patience_s: float = 10.0
    catalogue: Path | None = None


class System:
    """Speaks by a driver in a process of its own, which is ended when it hangs and started again.

    eSpeak NG tells when each word is heard; for the other drivers word times are estimated from the sound,
    and pitch and range stay the voice's own. Chosen pronunciations are not obeyed.
    """

    name = "system"
    worker_processes = False

    def __init__(self, driver: Driver | None = None) -> None:
        self._driver = driver or Driver()
        self._child = Child(self._driver.command)
        self._known: Catalogue | None = None
        self._listing = threading.Lock()

    def availability(self) -> Availability:
        """Whether the driver lists voices; the list is kept, so that the next program need not ask for it."""
        try:
            found = self._catalogue()
        except EngineError as failure:
            return Availability(ready=False, detail=str(failure), hint=failure.hint)
        place = f", {found.library}" if found.library else ""
        return Availability(ready=True, detail=f"{found.version}{place}, {len(found.voices)} voices")

    def voices(self) -> list[VoiceInfo]:
        """What the driver has, English first; eSpeak NG's English voices in each of its variants."""
        try:
            return [voice.listed for voice in self._catalogue().voices.values()]
        except EngineError:
            return []

    def check(self, voice: Voice) -> None:
        """Refuse a voice the driver does not have; one that was installed since the last list is found.

        Raises:
            UsageError: An unknown voice, or a setting out of range.
        """
        check_settings(voice)
        try:
            self._found(voice)
        except EngineError as failure:
            raise unknown_voice(voice, (), failure.hint) from failure

    def fingerprint(self, voice: Voice) -> str:
        """Versions of pyttsx3, of the driver, and of the way it is asked.

        Raises:
            EngineError: There is no driver.
        """
        return f"system 1; {self._catalogue().version}"

    def prepare(self) -> None:
        """Start the driver's process, and read its list of voices afresh.

        Raises:
            EngineError: There is no driver.
        """
        self._catalogue(afresh=True)

    def time(self, line: Line, voice: Voice) -> Timing:
        """An estimate from the line's letters and punctuation."""
        # at 0.5, 1 and 2 x eSpeak NG is 0.53, 1 and 1.8 x as fast: its pauses do not follow
        return estimated_timing(line, _RATE_HZ, voice.rate**0.9)

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line as the driver speaks it.

        Raises:
            UsageError: An unknown voice.
            EngineError: The driver failed, fell silent, or hung and was ended.
        """
        found = self._found(voice)
        driver = self._catalogue().driver
        limit_s = self._driver.patience_s + _SECONDS_A_LETTER * len(line.text)
        request = {
            "text": line.text,
            "voice": found.id,
            "rate_wpm": round(_BASE_WPM.get(driver, 170) * voice.rate),
            "pitch": _percent(50 + _PITCH_STEPS * math.log2(voice.pitch)),
            "range": _percent(50 * voice.range),
            "limit_s": limit_s,
        }
        try:
            return _take(line, self._asked(request, limit_s))
        except ChildFailed as failure:
            raise EngineError(
                f"engine 'system' failed on voice '{voice.name}': {failure}",
                "try the line again, or another voice: broadcast voices",
            ) from failure

    def close(self) -> None:
        """End the driver's process; the next line starts another."""
        self._child.close()

    def _found(self, voice: Voice) -> SystemVoice:
        known = self._catalogue()
        if voice.name not in known.voices:
            known = self._catalogue(afresh=True)
        if voice.name not in known.voices:
            raise unknown_voice(voice, known.voices)
        return known.voices[voice.name]

    def _catalogue(self, *, afresh: bool = False) -> Catalogue:
        with self._listing:
            if self._known is None and not afresh:
                self._known = read_catalogue(self._driver.catalogue, self._driver.command)
            if self._known is None or afresh:
                self._known = self._listed()
                write_catalogue(self._driver.catalogue, self._driver.command, self._known)
            return self._known

    def _listed(self) -> Catalogue:
        platform = "espeak" if os.name == "posix" and sys.platform != "darwin" else "sapi5"
        hint = _INSTALL["nsss" if sys.platform == "darwin" else platform]
        try:
            found = Catalogue.from_reply(self._asked({"list": True}, _LISTING_S))
        except ChildFailed as failure:
            raise EngineError(f"engine 'system' has no driver here: {failure}", hint) from failure
        if not found.voices:
            raise EngineError("engine 'system' has a driver without voices", hint)
        return found

    def _asked(self, request: Mapping[str, object], limit_s: float) -> dict[str, Any]:
        reply = self._child.ask(request, limit_s)
        if reply.get("error"):
            raise ChildFailed(" ".join(str(reply["error"]).split()))
        return reply


def _percent(value: float) -> int:
    return round(min(100.0, max(0.0, value)))


def _take(line: Line, reply: Mapping[str, Any]) -> Take:
    pcm = np.frombuffer(base64.b64decode(reply["pcm"]), dtype="<i2")
    if len(pcm) < len(line.tokens):
        raise ChildFailed("it made no sound of the words; is the voice for another language?")
    audio = pcm.astype(np.float32) / np.float32(32768)
    rate_hz = Hz(reply["rate_hz"])
    words = event_words(line, reply["words"], audio, rate_hz)
    timing = Timing(
        length=Samples(len(audio)),
        rate_hz=rate_hz,
        words=words or estimated_words(line, audio, rate_hz),
        times_from=TimesFrom.EVENTS if words else TimesFrom.ESTIMATED,
        exact=True,
    )
    return Take(audio=audio, timing=timing)
