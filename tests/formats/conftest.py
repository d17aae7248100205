import importlib.util
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from broadcast.formats.bwf import Bext, write_bwf
from broadcast.formats.exporter import Delivery
from broadcast.formats.seal.keys import local_signer
from broadcast.formats.seal.signer import Signer
from broadcast.model import Kind, Loudness, Programme, RunSheet
from broadcast.runsheet import write_runsheet
from broadcast.units import Dbtp, Lu, Lufs

GOLDEN = Path(__file__).with_name("golden")


def load_newsroom() -> ModuleType:
    """The programmes of `tests/runsheet/newsroom.py`, whichever folder pytest was started in."""
    name = "broadcast_tests_newsroom"
    if name not in sys.modules:
        path = Path(__file__).parents[1] / "runsheet" / "newsroom.py"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def newsroom() -> ModuleType:
    return load_newsroom()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against `golden/NAME`; BROADCAST_UPDATE_GOLDEN=1 accepts what came."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("BROADCAST_UPDATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        wanted = path.read_bytes().decode() if path.exists() else ""
        if text != wanted:
            accept = f"BROADCAST_UPDATE_GOLDEN=1 pytest '{request.node.nodeid}'"
            assert text == wanted, f"golden/{name} differs; to accept the change:\n    {accept}"

    return check


CREATED = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)
ON_AIR = datetime(2031, 3, 4, 17, 59, 50, tzinfo=ZoneInfo("Europe/London"))


def aired(sheet: RunSheet) -> RunSheet:
    """A sheet with all that a finished mix tells: levels of each row, the time on air, a real recording."""
    rows = [
        replace(
            row,
            loudness=Loudness(
                integrated=Lufs(float("-inf") if row.kind is Kind.PAUSE else -22.5 - place / 4),
                range=Lu(3.0),
                true_peak=Dbtp(-4.25),
                max_momentary=Lufs(-18.0),
                max_short_term=Lufs(-20.25),
            ),
            level="" if row.kind is Kind.PAUSE else "fail: 2.1 LU over" if place == 1 else "pass",
            clip="harbour-mayor.mp3" if row.kind is Kind.SOUNDBITE and place < 5 else "",
            voice="" if row.kind is Kind.SOUNDBITE and place < 5 else row.voice,
        )
        for place, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=tuple(rows), on_air=ON_AIR, level="pass")


def heard(programme: Programme) -> Programme:
    """A programme with a curve as long as it is."""
    points = max((programme.length - 3 * programme.rate_hz) * 10 // programme.rate_hz + 1, 0)
    return replace(
        programme, curve=tuple(Lufs(-23 + 4 * float(np.sin(point / 9))) for point in range(points))
    )


def delivered(folder: Path, programme: Programme, sheet: RunSheet | None = None) -> Delivery:
    """A package's folder with the sound of a programme in it: a tone that grows."""
    wav = folder / "flood v2.1.wav"
    blocks = (
        np.full(min(48_000, programme.length - start), 0.7 * start / programme.length, np.float32)
        * np.sin(np.arange(min(48_000, programme.length - start), dtype=np.float32) / 9)
        for start in range(0, programme.length, 48_000)
    )
    write_bwf(wav, blocks, programme.length, Bext(description="x", originator="y", created=CREATED))
    return Delivery(
        programme=programme,
        runsheet=sheet or write_runsheet(programme),
        folder=folder,
        stem="flood v2.1",
        wav=wav,
        station="Radio Merrow",
        created=CREATED,
    )


@pytest.fixture(scope="session")
def desk() -> SimpleNamespace:
    """What a producer has in hand once a programme is mixed."""
    return SimpleNamespace(aired=aired, heard=heard, delivered=delivered, created=CREATED, on_air=ON_AIR)


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """A local key, made once a run."""
    return local_signer(tmp_path_factory.mktemp("seal"))
