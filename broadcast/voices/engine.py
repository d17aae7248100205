"""The Engine protocol: a Line and a Voice go in, a Take comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from broadcast.model import Line, Take, Timing, Voice, VoiceInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether an engine can speak here.

    Attributes:
        ready: It can.
        detail: Versions and places, or what is missing.
        hint: What to do about it; empty when ready.
    """

    ready: bool
    detail: str
    hint: str = ""


@runtime_checkable
class Engine(Protocol):
    """A speech engine, registered under the entry-point group `broadcast.engines`.

    The entry point names a class whose constructor takes no arguments, opens no file and imports
    nothing heavy; models load at the first `time` or `speak`.

    Attributes:
        name: Lower case; what a user types before the colon of "kokoro:af_heart".
        worker_processes: True when several processes with a thread each are the fastest way to many lines
            and each is worth its start-up; False when one process does.
    """

    name: str
    worker_processes: bool

    def availability(self) -> Availability:
        """Whether it can speak here; loads no model and never raises."""
        ...

    def voices(self) -> Sequence[VoiceInfo]:
        """Every voice, the most distinct first where that is known; loads no model.

        An engine that is not available has none.
        """
        ...

    def check(self, voice: Voice) -> None:
        """Refuse a voice that cannot be spoken.

        Raises:
            UsageError: An unknown voice, a blend of unknown voices, or a setting out of range; the hint
                lists what there is.
        """
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Everything beside line and voice that shapes the sound: model hash, versions.

        The same fingerprint, line and voice give the same samples.
        """
        ...

    def prepare(self) -> None:
        """Load the models, so that the first line is spoken as fast as the next.

        Raises:
            EngineError: The engine is not available.
        """
        ...

    def time(self, line: Line, voice: Voice) -> Timing:
        """How long the line will last, without speaking it; `exact` says whether to the sample.

        Raises:
            EngineError: The engine cannot.
        """
        ...

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line's sound, finite, mono float32 in [-1, 1], with one word time per token.

        `take.timing` equals what `time` gives whenever that is `exact`.

        Raises:
            EngineError: The engine failed on this line; the message names engine and voice.
        """
        ...
