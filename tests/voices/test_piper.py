"""Piper's voices: found, cut in two, rid of chance, timed; on a model made on the spot."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadcast.errors import EngineError, UsageError
from broadcast.model import Line, TimesFrom, Voice
from broadcast.voices import piper, piper_graph
from broadcast.voices.piper import Piper
from broadcast.voices.piper_files import piper_files
from broadcast.voices.piper_words import onset, phoneme_reaches

pytest.importorskip("piper", reason="the extra piper is not installed")
NAME = "en_US-made_up-low"
VOICE = Voice(engine="piper", name=NAME)


@pytest.fixture
def spoken(line: Callable[[str], Line]) -> Line:
    return line("The harbour opened at six, from the north.")


def edited(model: Path, **changes: Any) -> None:
    settings_path = model.with_name(f"{model.name}.json")
    settings_path.write_text(json.dumps(json.loads(settings_path.read_text()) | changes))


def session(content: bytes | None) -> Any:
    import onnxruntime

    assert content is not None
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


def test_voices_are_found_by_their_file_names(piper_voice: Path) -> None:
    (info,) = Piper().voices()
    assert (info.name, info.language, info.gender) == (NAME, "en-US", None)


def test_what_is_no_piper_voice_is_passed_over(piper_voice: Path, small_voice: Callable[..., Path]) -> None:
    folder = piper_voice.parent
    (folder / "kokoro.onnx").write_bytes(b"another model")
    (folder / "broken.onnx").write_bytes(b"")
    (folder / "broken.onnx.json").write_text("{")
    edited(small_voice(folder, "zh_CN-fetches-low"), phoneme_type="pinyin")
    assert list(piper_files()) == [NAME]


def test_the_first_folder_wins(
    piper_voice: Path, small_voice: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = small_voice(tmp_path / "own", NAME)
    monkeypatch.setenv("BROADCAST_MODELS", os.pathsep.join(map(str, (own.parent, piper_voice.parent))))
    assert piper_files()[NAME].model == own


def test_the_speakers_of_a_model_are_voices_of_their_own(piper_voice: Path) -> None:
    edited(piper_voice, num_speakers=2, speaker_id_map={"p225": 0, "p226": 1})
    assert {name: found.speaker for name, found in piper_files().items()} == {
        NAME: 0,
        f"{NAME}/p225": 0,
        f"{NAME}/p226": 1,
    }


def test_without_a_voice_it_says_where_to_put_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADCAST_MODELS", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "user")
    told = Piper().availability()
    assert not told.ready
    assert "BROADCAST_MODELS" in told.hint
    with pytest.raises(UsageError) as refusal:
        Piper().check(VOICE)
    assert "BROADCAST_MODELS" in refusal.value.hint
    with pytest.raises(EngineError):
        Piper().prepare()


def test_without_the_extra_it_says_how_to_install_it(
    piper_voice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    told = Piper().availability()
    assert (told.ready, Piper().voices()) == (False, [])
    assert "broadcast[piper]" in told.hint


def test_the_length_told_beforehand_is_the_length_heard(piper_voice: Path, spoken: Line) -> None:
    engine = Piper()
    for rate in (0.7, 1.0, 1.3):
        voice = replace(VOICE, rate=rate)
        told, take = engine.time(spoken, voice), engine.speak(spoken, voice)
        assert told.exact
        assert told == take.timing
        assert told.length == len(take.audio)


def test_two_engines_say_a_line_the_same_way(
    piper_voice: Path, spoken: Line, line: Callable[[str], Line]
) -> None:
    one, other = Piper(), Piper()
    other.speak(line("Something else."), VOICE)
    assert np.array_equal(one.speak(spoken, VOICE).audio, other.speak(spoken, VOICE).audio)


def test_the_noise_of_the_voice_is_kept(piper_voice: Path, spoken: Line) -> None:
    lively = Piper().speak(spoken, VOICE).audio
    edited(piper_voice, inference={"noise_scale": 0.0, "noise_w": 0.8})
    assert not np.array_equal(Piper().speak(spoken, VOICE).audio, lively)
    edited(piper_voice, inference={"noise_scale": 0.667, "noise_w": 0.0})
    assert len(Piper().speak(spoken, VOICE).audio) != len(lively)


def test_a_voice_that_hides_its_durations_is_spoken_with_estimated_times(
    tmp_path: Path, spoken: Line, monkeypatch: pytest.MonkeyPatch, small_voice: Callable[..., Path]
) -> None:
    small_voice(tmp_path, rounds=False)
    monkeypatch.setenv("BROADCAST_MODELS", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "user")
    take = Piper().speak(spoken, VOICE)
    assert take.timing.times_from is TimesFrom.ESTIMATED
    assert not Piper().time(spoken, VOICE).exact
    assert np.array_equal(Piper().speak(spoken, VOICE).audio, take.audio)


def test_pauses_fall_between_the_words_around_a_comma(piper_voice: Path, spoken: Line) -> None:
    words = Piper().speak(spoken, VOICE).timing.words
    gaps = [after.start - word.end for word, after in pairwise(words)]
    assert max(gaps) == gaps[4]


def test_the_fingerprint_changes_with_the_files(piper_voice: Path) -> None:
    before = Piper().fingerprint(VOICE)
    edited(piper_voice, dataset="another")
    os.utime(piper_voice.with_name(f"{piper_voice.name}.json"), ns=(1, 1))
    assert Piper().fingerprint(VOICE) != before


@pytest.mark.parametrize("content", [b"", b"no model at all", b"\x08\x08"], ids=["empty", "text", "no graph"])
def test_a_damaged_model_is_named(piper_voice: Path, spoken: Line, content: bytes) -> None:
    piper_voice.write_bytes(content)
    with pytest.raises(EngineError, match=NAME) as failure:
        Piper().speak(spoken, VOICE)
    assert failure.value.hint
    assert piper_voice.exists()


def test_damaged_settings_are_named(piper_voice: Path, spoken: Line) -> None:
    edited(piper_voice, num_speakers=None, audio={})
    with pytest.raises(EngineError, match=NAME):
        Piper().speak(spoken, VOICE)


def test_a_line_in_letters_the_voice_cannot_say_is_an_engine_error(
    piper_voice: Path, spoken: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    from piper.voice import PiperVoice

    monkeypatch.setattr(PiperVoice, "phonemize", lambda self, text: [])
    with pytest.raises(EngineError, match="no phonemes"):
        Piper().speak(spoken, VOICE)


def test_listing_voices_loads_no_model(piper_voice: Path) -> None:
    import subprocess

    listing = (
        "import sys; from broadcast.voices.piper import Piper; assert Piper().voices();"
        "sys.exit(len({'onnx', 'onnxruntime', 'piper'} & set(sys.modules)))"
    )
    folder = str(Path(__file__).parents[2])
    run = subprocess.run([sys.executable, "-c", listing], cwd=folder, check=False)
    assert run.returncode == 0


def test_noise_has_the_spread_that_the_graph_asks_for() -> None:
    from onnx import TensorProto, helper

    like = helper.make_tensor_value_info("like", TensorProto.FLOAT, ["a", "b"])
    drawn = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("plain", "wide")]
    nodes = [
        helper.make_node("RandomNormalLike", ["like"], ["plain"]),
        helper.make_node("RandomNormalLike", ["like"], ["wide"], mean=5.0, scale=3.0),
    ]
    graph = helper.make_graph(nodes, "noise", [like], drawn)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    piper_graph.fix_noise(model.graph)
    shape = (3, piper_graph.NOISE_SAMPLES // 2)
    ran = session(model.SerializeToString())
    plain, wide = ran.run(None, {"like": np.zeros(shape, np.float32)})
    assert plain.shape == wide.shape == shape
    assert [plain.mean(), plain.std(), wide.mean(), wide.std()] == pytest.approx([0, 1, 5, 3], abs=0.02)
    assert abs(np.corrcoef(plain[0, :1000], wide[0, :1000])[0, 1]) < 0.15
    assert np.array_equal(ran.run(["plain"], {"like": np.zeros(shape, np.float32)})[0], plain)


def test_the_duration_half_holds_no_sound(piper_voice: Path) -> None:
    import onnx

    halves = piper_graph.split(onnx.load(str(piper_voice)))
    assert [entry.name for entry in session(halves.durations).get_outputs()] == ["whole"]
    inputs = [entry.name for entry in session(halves.sound).get_inputs()]
    assert "frames" in inputs
    assert halves.durations is not None
    assert b"wave" not in halves.durations


@pytest.mark.parametrize(
    ("words", "sentence", "reaches"),
    [
        (["ðə", "nˈɔːθ"], "ðə nˈɔːθ.", [(0, 2), (3, 8)]),
        (["ʌv", "ðə", "dˈeɪ"], "ʌvðə dˈeɪ", [(0, 2), (2, 4), (5, 9)]),  # run together
        (["ˈeɪ", "nˈɛt"], "ɐ nˈɛt", [(0, 1), (2, 6)]),  # weakened: matches nothing
        (["wˈʌn", "", "tˈuː"], "wˈʌn tˈuː", [(0, 4), (5, 5), (5, 9)]),
        (["wˈʌn"], "", [(0, 0)]),
    ],
)
def test_words_are_found_in_their_sentence(
    words: list[str], sentence: str, reaches: list[tuple[int, int]]
) -> None:
    found = phoneme_reaches([list(word) for word in words], list(sentence))
    strip = "ˈˌ"
    for (first, end), (wanted_first, wanted_end) in zip(found, reaches, strict=True):
        assert sentence[first:end].strip(strip) == sentence[wanted_first:wanted_end].strip(strip)


@pytest.mark.parametrize(
    ("sentence", "first", "begun"),
    [("ðə bˈəʊt", 3, 2), ("ˈoʊ, ðə", 5, 5), ("ðə", 0, 0), (" ðə", 1, 1), ("ɑnðə", 2, 2)],
)
def test_a_word_begins_with_the_blank_before_it_but_not_with_a_pause(
    sentence: str, first: int, begun: int
) -> None:
    assert onset(list(sentence), first) == begun


@pytest.mark.voices
def test_the_users_own_voice_keeps_its_times(line: Callable[[str], Line]) -> None:
    names = [info.name for info in Piper().voices()]
    if not names:
        pytest.skip("no Piper voice here; name a folder of them in BROADCAST_MODELS")
    voice = Voice(engine="piper", name=names[0])
    engine, spoken = Piper(), line("The harbour opened at six, from the north; nobody was hurt.")
    take = engine.speak(spoken, voice)
    assert engine.time(spoken, voice) == take.timing
    assert take.timing.times_from is TimesFrom.DURATIONS
    assert np.array_equal(Piper().speak(spoken, voice).audio, take.audio)
    minutes = take.timing.length / take.timing.rate_hz / 60
    assert 120 < len(spoken.tokens) / minutes < 240
