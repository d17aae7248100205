"""Requests for speech, JSON lines on stdin, go in; the machine's own voices answer, JSON lines on stdout.

A program of its own, run beside the caller: speech drivers hang, crash and print, and only a process can be
ended. It imports nothing of the package, so that it starts fast and wherever the package lies.
"""

import base64
import contextlib
import ctypes
import importlib.util
import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypedDict

_EVENT_LIST_ENDS, _EVENT_WORD, _EVENT_MESSAGE_ENDS = 0, 1, 6
_NO_ERROR, _CHARS_UTF8 = 0, 1
_PITCH, _PITCH_RANGE = 3, 4
_PCM_SCALE = 32768.0


class Request(TypedDict, total=False):
    """What the caller asks: the list of voices, or one line.

    Attributes:
        list: True asks for the voices; the rest is then left out.
        text: The line in plain words.
        voice: The driver's own id of the voice.
        rate_wpm: Words a minute, in the driver's own counting.
        pitch: 0 to 100, 50 is the voice's own; eSpeak NG only, as is `range`.
        limit_s: After how many seconds to give up.
    """

    list: bool
    text: str
    voice: str
    rate_wpm: int
    pitch: int
    range: int
    limit_s: float


class Reply(TypedDict, total=False):
    """What comes back.

    Attributes:
        error: What went wrong; nothing else is then there.
        driver: "espeak", "sapi5", "nsss".
        version: Of the driver and what it drives.
        library: Path of the speech library; empty where it belongs to the operating system.
        voices: Rows of id, name, language, gender ("male", "female", "").
        rate_hz: Of the sound.
        pcm: Mono 16-bit little-endian samples, base64.
        words: Pairs of the place in the text (characters from 0) and the sample it is heard at.
    """

    error: str
    driver: str
    version: str
    library: str
    voices: list[tuple[str, str, str, str]]
    rate_hz: int
    pcm: str
    words: list[tuple[int, int]]


class Speaks(Protocol):
    """The part of a pyttsx3 engine that is used."""

    def connect(self, topic: str, cb: Callable[..., None]) -> object:
        """Listen to an event."""

    def getProperty(self, name: str) -> Any:  # noqa: N802 (pyttsx3's name)
        """Read a property of the driver."""

    def setProperty(self, name: str, value: str | float) -> None:  # noqa: N802 (pyttsx3's name)
        """Queue a property for the driver."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Queue a line to be spoken into a file."""

    def runAndWait(self) -> None:  # noqa: N802 (pyttsx3's name)
        """Work off the queue."""


def driver_name(platform: str = sys.platform) -> str:
    """Which of pyttsx3's drivers speaks on a platform."""
    return {"win32": "sapi5", "darwin": "nsss"}.get(platform, "espeak")


def preload_espeak() -> None:
    """Load eSpeak NG from the extra `espeakng-loader`, where it is installed, ahead of the machine's own.

    pyttsx3 asks the system's loader for "libespeak-ng.so.1"; a library of that name that is loaded already is
    what it is given. The data path compiled into the extra's library does not exist, so it is named.
    """
    if importlib.util.find_spec("espeakng_loader") is None:
        return
    import espeakng_loader

    os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def loaded_library(maps: Path = Path("/proc/self/maps")) -> str:
    """Where the loaded eSpeak NG lies; empty where the machine does not tell."""
    try:
        rows = maps.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return next((row.split(maxsplit=5)[-1] for row in rows if "libespeak" in row), "")


def listed(engine: Speaks) -> list[tuple[str, str, str, str]]:
    """Rows of id, name, language and gender, as the driver knows them.

    macOS says "VoiceGenderFemale", the others "Female"; languages are "en_US", "en-US" or "en-us".
    """
    rows = []
    for voice in engine.getProperty("voices"):
        gender = str(voice.gender or "").lower()
        told = "female" if gender.endswith("female") else "male" if gender.endswith("male") else ""
        language = str(voice.languages[0]) if voice.languages else ""
        rows.append((str(voice.id), str(voice.name or voice.id), language.replace("_", "-"), told))
    return rows


def speak_espeak(engine: Any, request: Request) -> Reply:
    """One line from eSpeak NG, with the sample each word starts at.

    pyttsx3's own way returns before the sound is there, keeps no word times and joins its pieces in quadratic
    time, so its library's callback is set anew. `engine` must not have spoken before: eSpeak NG carries the
    phase of its flutter from line to line, and only the first line of a process is always the same.

    Raises:
        ValueError: The voice does not exist.
        RuntimeError: The library refused the text.
        TimeoutError: It did not end in time.
    """
    from pyttsx3.drivers import _espeak

    pieces: list[bytes] = []
    words: list[tuple[int, int]] = []
    ended = threading.Event()

    def on_sound(wave: Any, count: int, events: Any) -> int:
        if count > 0:
            pieces.append(ctypes.string_at(wave, count * 2))
        for event in iter_events(events):
            if event.type == _EVENT_WORD:
                words.append((event.text_position - 1, event.sample))
            elif event.type == _EVENT_MESSAGE_ENDS:
                ended.set()
        return 0

    driver = engine.proxy._driver
    driver.setProperty("voice", request["voice"])
    driver.setProperty("rate", request["rate_wpm"])
    _espeak.SetParameter(_PITCH, request["pitch"], 0)
    _espeak.SetParameter(_PITCH_RANGE, request["range"], 0)
    # the breath of some variants is noise, seeded by the clock from version 1.52 on
    if hasattr(_espeak.dll, "espeak_ng_SetRandSeed"):
        _espeak.dll.espeak_ng_SetRandSeed(ctypes.c_long(1))
    _espeak.SetSynthCallback(on_sound)
    # a NUL would end the text; a control character is no word, and a blank keeps the places of the others
    text = "".join(char if char.isprintable() else " " for char in request["text"])
    if _espeak.Synth(text.encode(), flags=_CHARS_UTF8) != _NO_ERROR:
        raise RuntimeError("eSpeak NG refused the text")
    if not ended.wait(request["limit_s"]):
        raise TimeoutError("eSpeak NG did not end in time")
    return {"rate_hz": 22_050, "pcm": base64.b64encode(b"".join(pieces)).decode(), "words": words}


def iter_events(events: Any) -> Iterable[Any]:
    """The events of one callback, up to the entry that ends the list."""
    place = 0
    while events[place].type != _EVENT_LIST_ENDS:
        yield events[place]
        place += 1


def speak_to_file(engine: Speaks, request: Request, folder: Path) -> Reply:
    """One line from a driver that only writes files (SAPI5: WAV, NSSpeech: AIFF).

    One line for each run of the queue: of several only the last would be written. Failures come as events or
    not at all, so the file itself is the proof.

    Raises:
        RuntimeError: The driver reported an error, or wrote nothing.
    """
    import soundfile

    failures: list[object] = []
    engine.connect("error", lambda name, exception: failures.append(exception))
    engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", request["rate_wpm"])
    path = folder / "line.wav"
    path.unlink(missing_ok=True)
    engine.save_to_file(request["text"], str(path))
    engine.runAndWait()
    if failures:
        raise RuntimeError(str(failures[0]))
    if not path.is_file() or not path.stat().st_size:
        raise RuntimeError("the driver wrote no sound")
    sound, rate_hz = soundfile.read(path, dtype="int16", always_2d=True)
    pcm = sound[:, 0].astype("<i2").tobytes()
    return {"rate_hz": int(rate_hz), "pcm": base64.b64encode(pcm).decode(), "words": []}


def answer(name: str, request: Request) -> Reply:
    """The reply to one request; what a driver may raise is told in it."""
    try:
        import pyttsx3

        engine = pyttsx3.init(name)
        if request.get("list"):
            return _listing(name, engine)
        if name == "espeak":
            return speak_espeak(engine, request)
        with tempfile.TemporaryDirectory(prefix="broadcast-") as folder:
            return speak_to_file(engine, request, Path(folder))
    except Exception as failure:  # noqa: BLE001 (the wall to drivers, which raise anything)
        return {"error": f"{failure}" or type(failure).__name__}


def _listing(name: str, engine: Speaks) -> Reply:
    spoken_by = f"pyttsx3 {version('pyttsx3')}, {name}"
    library = ""
    if name == "espeak":
        from pyttsx3.drivers import _espeak

        spoken_by = f"pyttsx3 {version('pyttsx3')}, eSpeak NG {_espeak.Info(None).decode()}"
        library = loaded_library()
    return {"driver": name, "version": spoken_by, "library": library, "voices": listed(engine)}


def answer_afresh(name: str, request: Request, replies: BinaryIO) -> None:
    """Reply from a copy of this process, so that no line hears the one before and a crash costs one line."""
    copy = os.fork()
    if copy == 0:
        # a hung driver ends even when nobody is left to end it
        signal.alarm(int(request.get("limit_s", 30.0)) + 5)
        reply(replies, answer(name, request))
        os._exit(0)
    _, status = os.waitpid(copy, 0)
    if status:
        reply(replies, {"error": f"the driver ended with {os.waitstatus_to_exitcode(status)}"})


def reply(replies: BinaryIO, message: Reply) -> None:
    """Write one line."""
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer every request until there are no more."""
    name = driver_name()
    if name == "espeak":
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            preload_espeak()
            importlib.import_module("pyttsx3.drivers._espeak")
    for line in requests:
        request: Request = json.loads(line)
        if name == "espeak":
            answer_afresh(name, request, replies)
        else:
            reply(replies, answer(name, request))


def main() -> None:
    """Serve stdin and stdout; whatever drivers print goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
