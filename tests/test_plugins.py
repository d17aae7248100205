"""Engines and formats are found by name, ours like a stranger's."""

import pytest

from broadcast import plugins
from broadcast.errors import EngineError, UsageError
from broadcast.formats.exporter import lacking
from broadcast.voices.engine import Availability


def test_our_own_engines_and_formats_are_registered() -> None:
    assert list(plugins.engines())[:5] == ["kokoro", "piper", "hibari", "system", "tone"]
    assert set(plugins.exporters()) >= {"mp3", "cuts", "vtt", "srt", "csv", "json", "md", "html"}


def test_an_unknown_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="no voice engine is called 'hal'") as error:
        plugins.find_engine("hal")
    assert "kokoro" in error.value.hint
    with pytest.raises(UsageError, match="no format is called 'midi'"):
        plugins.find_exporters(["vtt", "midi"])


def test_formats_are_given_in_the_order_asked_without_doubles_and_wav_is_always_there() -> None:
    names = [exporter.name for exporter in plugins.find_exporters(["vtt", "wav", "mp3", "vtt"])]
    assert names == ["vtt", "mp3"]
    able = [name for name, exporter in plugins.exporters().items() if not lacking(exporter)]
    assert [exporter.name for exporter in plugins.find_exporters(["all"])] == able


def test_a_format_that_cannot_be_written_here_is_passed_over_by_all_and_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plugins.exporters()["mp3"], "lacking", lambda: "no ffmpeg; install it", raising=False)
    assert "mp3" not in [exporter.name for exporter in plugins.find_exporters(["all"])]
    assert "mp3" not in [exporter.name for exporter in plugins.find_exporters(None)]
    with pytest.raises(UsageError, match="the format 'mp3' cannot be written here: no ffmpeg"):
        plugins.find_exporters(["mp3"])


def test_the_best_engine_that_can_speak_is_taken_and_the_others_are_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert plugins.best_engine()[0].name == "kokoro"
    missing = Availability(ready=False, detail="the model is missing")
    monkeypatch.setattr(plugins.engines()["kokoro"], "availability", lambda: missing)
    engine, why = plugins.best_engine()
    assert engine.name in ("piper", "hibari")
    assert "not kokoro (the model is missing)" in why


def test_no_engine_at_all_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    for engine in plugins.engines().values():
        monkeypatch.setattr(
            type(engine), "availability", lambda self: Availability(ready=False, detail="gone")
        )
    with pytest.raises(EngineError, match="no voice engine can speak here"):
        plugins.best_engine()


def test_a_plug_in_that_cannot_be_loaded_is_named() -> None:
    from importlib.metadata import EntryPoint

    with pytest.raises(UsageError, match="the plug-in 'midi'"):
        plugins._load_exporter(EntryPoint("midi", "no_such_module:Midi", plugins.FORMATS))
