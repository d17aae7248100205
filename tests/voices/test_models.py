"""Models are checked, prepared once, and never loaded half-written."""

from pathlib import Path

import pytest

from broadcast.errors import EngineError
from broadcast.voices import models


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADCAST_CACHE", str(tmp_path))
    models.prepare_kokoro.cache_clear()
    models.prepare_hibari.cache_clear()


def test_the_installed_parts_are_the_model_that_is_documented() -> None:
    sha256, parts = models.kokoro_source()
    assert sha256 == models.KOKORO_SHA256
    assert sum(path.stat().st_size for path in parts) == models.KOKORO_BYTES


def test_a_missing_part_is_named_before_anything_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "KOKORO_PARTS", ("no_such_part",))
    with pytest.raises(EngineError, match="not installed"):
        models.kokoro_source()


def test_a_damaged_part_is_refused_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "part.bin"
    broken.write_bytes(b"not a model")
    monkeypatch.setattr(models, "part_paths", lambda: [broken])
    with pytest.raises(EngineError, match="is damaged"):
        models.prepare_kokoro()
    assert not list(models.models_folder().glob("*"))


def test_a_model_of_the_users_own_goes_before_the_installed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "models-of-mine" / "kokoro-fp16.onnx"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    monkeypatch.setenv("BROADCAST_MODELS", str(own.parent))
    sha256, parts = models.kokoro_source()
    assert parts == [own]
    assert sha256 != models.KOKORO_SHA256


def test_a_file_that_is_no_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kokoro.onnx").write_bytes(b"\xff" * 100)
    monkeypatch.setenv("BROADCAST_MODELS", str(tmp_path))
    with pytest.raises(EngineError):
        models.prepare_kokoro()


def test_hibari_is_prepared_once_and_loads(tmp_path: Path) -> None:
    prepared = models.prepare_hibari()
    made = prepared.speaking.stat().st_mtime_ns
    models.prepare_hibari.cache_clear()
    assert models.prepare_hibari().speaking.stat().st_mtime_ns == made
    names = {part.name for part in models.session(prepared.speaking).get_inputs()}
    assert names == {"ids", "speed", "frames"}
    assert sorted(tmp_path.rglob("*.part")) == []


def test_a_prepared_model_that_was_damaged_is_removed_and_said_so() -> None:
    prepared = models.prepare_hibari()
    prepared.timing.write_bytes(prepared.timing.read_bytes()[:5_000])
    with pytest.raises(EngineError, match="damaged and was removed"):
        models.session(prepared.timing)
    assert not prepared.timing.exists()


def test_a_full_disk_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EngineError, match="No space left"):
        models.prepare_hibari()
    assert not list(models.models_folder().glob("*"))


def test_the_number_of_threads_changes_no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    path = models.prepare_hibari().timing
    ids = {"ids": np.array([[0, *range(40, 60), 0]], np.int64), "speed": np.ones(1, np.float32)}
    (one,) = models.session(path).run(["durations"], ids)
    monkeypatch.setenv(models.THREADS, "2")
    (two,) = models.session(path).run(["durations"], ids)
    assert np.array_equal(one, two)
