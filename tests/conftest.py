"""Every test has its own cache, settings and folder; nothing of the user's is read or written."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are prepared once a run, takes and settings once a test."""
    monkeypatch.setenv("BROADCAST_CONFIG", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("BROADCAST_CACHE", str(tmp_path_factory.getbasetemp() / "broadcast-cache"))
    monkeypatch.delenv("BROADCAST_MODELS", raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A short report with a headline, a quote and its attribution."""
    path = tmp_path / "ferry.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


REPORT = """Ferry to Quill Sound runs again

By Tessa Wyndham

PORT MERROW, Nov. 9 — The ferry to Quill Sound will run again from Monday after 14 weeks in dock.

The repair cost $2.4 million, and the first boat leaves at 6:40 a.m.

"We waited all summer for this boat, and we are glad to see her," said Ana Ruiz, the harbour master.

Ms. Ruiz said a second ferry would follow in May.
"""
