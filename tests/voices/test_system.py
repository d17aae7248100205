"""The machine's own voices, their process, and what becomes of a driver that hangs or dies."""

import base64
import gc
import io
import json
import os
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadcast.errors import EngineError, UsageError
from broadcast.model import Gender, Line, Take, TimesFrom, Voice
from broadcast.voices import system_driver
from broadcast.voices.child import Child, ChildFailed
from broadcast.voices.system import Driver, System
from broadcast.voices.system_voices import Catalogue, read_catalogue, write_catalogue

VOICE = Voice(engine="system", name="en-us")
ROWS = [
    ["gmw/en-us", "English (America)", "en-us", "male"],
    ["gmw/en", "English (Great Britain)", "en-gb", "male"],
    ["gmw/en-shaw", "English (Shavian alphabet)", "en-shaw", "male"],
    ["sit/cmn-latn-pinyin", "Mandarin, Pinyin", "cmn-latn-pinyin", "male"],
    ["sit/yue", "Cantonese", "yue", "male"],
    ["sit/yue-latn-jyutping", "Cantonese, Jyutping", "yue", "male"],
]
LISTING = {"driver": "espeak", "version": "made up 1", "library": "", "voices": ROWS}
FAKE = """
import base64, json, os, sys, time
listing = json.loads(sys.argv[1])
for row in sys.stdin:
    request = json.loads(row)
    if request.get("list"):
        reply = listing
    else:
        text = request["text"]
        if "hang" in text:
            time.sleep(60)
        if "crash" in text:
            os._exit(3)
        if "babble" in text:
            print("no json")
        level = 16384 if "silence" not in text else 0
        count = 0 if "nothing" in text else 22050
        pcm = level.to_bytes(2, "little") * count
        reply = {"rate_hz": 22050, "pcm": base64.b64encode(pcm).decode(), "words": [[0, 0]]}
        if "estimate" in text:
            reply["words"] = []
        if "refuse" in text:
            reply = {"error": "no such\\nvoice"}
        if "pid" in text:
            reply["pid"] = os.getpid()
    print(json.dumps(reply), flush=True)
"""


def fake(tmp_path: Path, listing: dict[str, Any], patience_s: float = 10.0) -> System:
    command = (sys.executable, "-S", "-c", FAKE, json.dumps(listing))
    return System(Driver(command=command, patience_s=patience_s, catalogue=tmp_path / "system-voices.json"))


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    engine = fake(tmp_path, LISTING)
    yield engine
    engine.close()


def test_a_take_has_the_times_of_the_drivers_events(system: System, line: Callable[[str], Line]) -> None:
    take = system.speak(line("The harbour opened."), VOICE)
    assert take.timing.times_from is TimesFrom.EVENTS
    assert len(take.audio) == take.timing.length == 22_050
    assert take.audio.max() == pytest.approx(0.5)


def test_without_events_the_times_are_estimated_and_marked_so(
    system: System, line: Callable[[str], Line]
) -> None:
    assert system.speak(line("A good estimate."), VOICE).timing.times_from is TimesFrom.ESTIMATED


def test_a_hanging_driver_is_ended_and_the_next_line_is_spoken(
    tmp_path: Path, line: Callable[[str], Line]
) -> None:
    engine = fake(tmp_path, LISTING, patience_s=0.2)
    engine.prepare()
    with pytest.raises(EngineError, match=r"'system'.*'en-us'.*no answer within") as failure:
        engine.speak(line("hang"), VOICE)
    assert failure.value.hint
    assert engine.speak(line("The harbour opened again in the morning."), VOICE).timing.length
    engine.close()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("crash", "ended with 3"),
        ("babble", "cannot be read"),
        ("refuse", "no such voice"),
        ("nothing", "no sound"),
    ],
)
def test_a_driver_that_fails_costs_one_line(
    system: System, line: Callable[[str], Line], words: str, reason: str
) -> None:
    with pytest.raises(EngineError, match=reason) as failure:
        system.speak(line(words), VOICE)
    assert "en-us" in str(failure.value)
    assert system.speak(line("The harbour opened."), VOICE).timing.length == 22_050


def test_threads_take_turns(system: System, line: Callable[[str], Line]) -> None:
    takes: list[Take] = []
    spoken = line("The harbour opened.")
    threads = [threading.Thread(target=lambda: takes.append(system.speak(spoken, VOICE))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(takes) == 4
    assert all(np.array_equal(take.audio, takes[0].audio) for take in takes)


def test_english_comes_first_in_its_variants_and_every_voice_has_a_name(system: System) -> None:
    infos = {info.name: info for info in system.voices()}
    assert next(iter(infos)) == "en-us"
    assert infos["en-gb+f3"].gender is Gender.FEMALE
    assert infos["en-gb+m7"].gender is Gender.MALE
    assert infos["en-gb+f3"].language == "en-GB"
    assert infos["cmn-latn-pinyin"].language == "zh-Latn-pinyin"
    assert {"yue", "yue-latn-jyutping"} <= set(infos)
    assert "en-shaw" not in infos
    assert {info.licence for info in infos.values()} == {"GPL-3.0 (eSpeak NG)"}


def test_an_unknown_voice_is_refused_with_those_like_it(system: System, line: Callable[[str], Line]) -> None:
    with pytest.raises(UsageError, match=r"'en-us\+f9'") as refusal:
        system.check(replace(VOICE, name="en-us+f9"))
    assert "en-us+f1" in refusal.value.hint
    with pytest.raises(UsageError):
        system.speak(line("The harbour opened."), replace(VOICE, name="en-us+f9"))


def test_the_list_of_voices_is_kept_for_the_next_program(tmp_path: Path) -> None:
    fake(tmp_path, LISTING).voices()
    kept = tmp_path / "system-voices.json"
    assert json.loads(kept.read_text())["reply"]["voices"] == ROWS
    silent = fake(tmp_path, LISTING)
    silent._child = Child(["no-such-program"])
    assert silent.availability().ready
    assert silent.voices()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 1, "reply": {}}'])
def test_a_damaged_list_is_asked_for_again(tmp_path: Path, content: str) -> None:
    (tmp_path / "system-voices.json").write_text(content)
    assert fake(tmp_path, LISTING).voices()


def test_a_list_is_asked_for_again_when_the_library_has_changed(tmp_path: Path) -> None:
    library, path = tmp_path / "libespeak-ng.so.1", tmp_path / "list.json"
    library.write_text("one")
    write_catalogue(path, ["a"], Catalogue.from_reply(LISTING | {"library": str(library)}))
    assert read_catalogue(path, ["a"]) is not None
    assert read_catalogue(path, ["b"]) is None
    library.write_text("another")
    assert read_catalogue(path, ["a"]) is None


def test_a_list_that_cannot_be_kept_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = System(
        Driver(
            command=(sys.executable, "-S", "-c", FAKE, json.dumps(LISTING)),
            catalogue=tmp_path / "file" / "list.json",
        )
    )
    assert engine.voices()


def test_the_voices_of_windows_and_macos_get_names_that_can_be_typed(tmp_path: Path) -> None:
    rows = [
        ["HKEY/1", "Microsoft Hedda Desktop - German", "de-DE", "female"],
        ["HKEY/2", "Microsoft David Desktop - English (United States)", "en-US", "male"],
        ["com.apple.1", "Samantha", "en-US", "female"],
        ["com.apple.2", "Samantha", "en-US", ""],
    ]
    infos = fake(tmp_path, LISTING | {"driver": "sapi5", "voices": rows}).voices()
    assert [(info.name, info.language) for info in infos] == [
        ("microsoft-david-desktop", "en-US"),
        ("samantha", "en-US"),
        ("samantha-2", "en-US"),
        ("microsoft-hedda-desktop", "de-DE"),
    ]
    assert infos[0].licence == "with the operating system"
    assert infos[2].gender is None


@pytest.mark.parametrize(
    "engine",
    [
        System(Driver(command=("no-such-program",), catalogue=Path("no-such-folder/list.json"))),
        System(
            Driver(
                command=(sys.executable, "-S", "-c", FAKE, json.dumps({"error": "eSpeak is not installed"})),
                catalogue=Path("no-such-folder/list.json"),
            )
        ),
    ],
    ids=["no program", "no library"],
)
def test_without_a_driver_it_says_what_to_install(engine: System, line: Callable[[str], Line]) -> None:
    told = engine.availability()
    assert not told.ready
    assert "driver" in told.detail
    assert told.hint
    assert engine.voices() == []
    with pytest.raises(UsageError):
        engine.check(VOICE)
    with pytest.raises(EngineError):
        engine.speak(line("The harbour opened."), VOICE)


@pytest.mark.skipif(sys.platform == "win32", reason="there, asking for a process by signal 0 ends it")
def test_the_process_ends_with_its_engine() -> None:
    child = Child((sys.executable, "-S", "-c", FAKE, "{}"))
    pid = child.ask({"text": "pid"}, 20)["pid"]
    del child
    gc.collect()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_request_after_close_starts_another_process() -> None:
    child = Child((sys.executable, "-S", "-c", FAKE, "{}"))
    pids = []
    for _ in range(2):
        pids.append(child.ask({"text": "pid"}, 20)["pid"])
        child.close()
    assert pids[0] != pids[1]


def test_a_late_reply_is_never_taken_for_the_next_ones() -> None:
    child = Child((sys.executable, "-S", "-c", FAKE, "{}"))
    with pytest.raises(ChildFailed):
        child.ask({"text": "hang"}, 0.3)
    assert "pid" in child.ask({"text": "pid"}, 20)
    child.close()


class FakeSpeech:
    """A pyttsx3 engine whose driver writes files, and fails in the ways real ones do."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.properties: dict[str, object] = {}
        self.listeners: list[Callable[..., None]] = []
        self.queued: list[tuple[str, str]] = []

    def connect(self, topic: str, cb: Callable[..., None]) -> None:
        assert topic == "error"
        self.listeners.append(cb)

    def getProperty(self, name: str) -> Any:  # noqa: N802
        assert name == "voices"
        kind = type(
            "Voice", (), {"id": "v1", "name": "Anna", "languages": ["en_GB"], "gender": "VoiceGenderFemale"}
        )
        return [kind(), type("Bare", (kind,), {"name": None, "languages": [], "gender": None})()]

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        self.properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        self.queued.append((text, filename))

    def runAndWait(self) -> None:  # noqa: N802
        text, filename = self.queued.pop()
        if self.failing == "event":
            self.listeners[0](name=None, exception=ValueError("unknown voice id"))
        if self.failing == "no file":
            return
        with wave.open(filename, "wb") as file:
            file.setparams((2, 2, 16_000, 0, "NONE", ""))
            file.writeframes(b"\1\0\2\0" * len(text))


REQUEST: system_driver.Request = {
    "text": "The harbour opened.", "voice": "v1", "rate_wpm": 170, "pitch": 50, "range": 50, "limit_s": 5.0
}  # fmt: skip


def test_a_driver_of_files_gives_the_sound_of_its_file(tmp_path: Path) -> None:
    speech = FakeSpeech()
    reply = system_driver.speak_to_file(speech, REQUEST, tmp_path)
    assert speech.properties == {"voice": "v1", "rate": 170}
    assert reply["rate_hz"] == 16_000
    assert base64.b64decode(reply["pcm"]) == b"\1\0" * 19
    assert reply["words"] == []


@pytest.mark.parametrize(
    ("failing", "reason"), [("event", "unknown voice id"), ("no file", "wrote no sound")]
)
def test_a_driver_of_files_that_fails_is_found_out(tmp_path: Path, failing: str, reason: str) -> None:
    with pytest.raises(RuntimeError, match=reason):
        system_driver.speak_to_file(FakeSpeech(failing), REQUEST, tmp_path)


def test_a_sound_left_by_the_line_before_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    system_driver.speak_to_file(FakeSpeech(), REQUEST, tmp_path)
    with pytest.raises(RuntimeError):
        system_driver.speak_to_file(FakeSpeech("no file"), REQUEST, tmp_path)


def test_a_drivers_voices_are_listed_in_one_form() -> None:
    assert system_driver.listed(FakeSpeech()) == [("v1", "Anna", "en-GB", "female"), ("v1", "v1", "", "")]


@pytest.mark.parametrize(("platform", "name"), [("linux", "espeak"), ("win32", "sapi5"), ("darwin", "nsss")])
def test_each_platform_has_its_driver(platform: str, name: str) -> None:
    assert system_driver.driver_name(platform) == name


def test_the_library_in_use_is_told_by_the_memory_map(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text("7f0-7f1 r--p 0 08:01 17   /usr/lib/a b/libespeak-ng.so.1\n7f2-7f3 r--p 0 00:00 0\n")
    assert system_driver.loaded_library(maps) == "/usr/lib/a b/libespeak-ng.so.1"
    assert system_driver.loaded_library(tmp_path / "none") == ""


def test_every_request_gets_one_line_of_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_driver, "driver_name", lambda: "sapi5")
    monkeypatch.setattr(system_driver, "answer", lambda name, request: {"error": f"{name} {request['text']}"})
    replies = io.BytesIO()
    system_driver.serve(io.BytesIO(b'{"text": "one"}\n{"text": "two"}\n'), replies)
    assert [json.loads(row)["error"] for row in replies.getvalue().splitlines()] == ["sapi5 one", "sapi5 two"]


@pytest.fixture(scope="module")
def real() -> Iterator[System]:
    engine = System()
    told = engine.availability()
    if not told.ready and os.environ.get("CI") != "true":
        pytest.skip(told.detail)
    yield engine
    engine.close()


@pytest.mark.voices
@pytest.mark.skipif(system_driver.driver_name() != "espeak", reason="eSpeak NG is not this machine's driver")
class TestEspeak:
    def test_words_fall_where_the_library_says(self, real: System, line: Callable[[str], Line]) -> None:
        take = real.speak(line("The harbour opened at six, from the north."), VOICE)
        assert take.timing.times_from is TimesFrom.EVENTS
        six, heard_from = take.timing.words[4:6]
        assert heard_from.start - six.end > 0.1 * take.timing.rate_hz

    def test_a_variant_is_another_voice(self, real: System, line: Callable[[str], Line]) -> None:
        spoken = line("The harbour opened.")
        one, two = (real.speak(spoken, replace(VOICE, name=name)).audio for name in ("en-us", "en-us+f3"))
        assert not np.array_equal(one, two)

    def test_pitch_and_range_are_heard(self, real: System, line: Callable[[str], Line]) -> None:
        spoken = line("The harbour opened.")
        plain = real.speak(spoken, VOICE).audio
        for changed in (replace(VOICE, pitch=1.3), replace(VOICE, range=0.2)):
            assert not np.array_equal(real.speak(spoken, changed).audio, plain)

    def test_a_breathy_variant_does_not_go_by_the_clock(
        self, real: System, line: Callable[[str], Line]
    ) -> None:
        voice, spoken = replace(VOICE, name="en-us+f3"), line("The harbour opened.")
        one = real.speak(spoken, voice)
        time.sleep(1.1)
        assert np.array_equal(real.speak(spoken, voice).audio, one.audio)

    def test_nothing_is_printed(
        self, real: System, line: Callable[[str], Line], capfd: pytest.CaptureFixture[str]
    ) -> None:
        real.speak(line("The harbour opened."), VOICE)
        assert capfd.readouterr() == ("", "")

    def test_a_control_character_does_not_cut_the_line(
        self, real: System, line: Callable[[str], Line]
    ) -> None:
        cut = line("The harbour\0master opened the gates.")
        assert (
            real.speak(cut, VOICE).timing.length > real.speak(line("The harbour"), VOICE).timing.length * 1.5
        )
