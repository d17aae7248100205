"""A disk that is full in the middle of a format: the package stands as it was, nothing is half-written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadcast import pipeline, plugins
from broadcast.formats.exporter import lacking
from broadcast.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limit of a file's size is POSIX's")

REPORT = """Ferry to Quill Sound runs again

QUILL SOUND (Merrow News) - The ferry runs again today after a week of storms.

"We waited for this day," said Ana Ruiz, harbour master.
"""

CHILD = """
import json, resource, signal, sys
from pathlib import Path
from broadcast.cli import exit_code

folder, names = Path(sys.argv[1]), sys.argv[2].split(",")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
print(json.dumps({name: exit_code(["export", str(folder), "--formats", name]) for name in names}))
"""
"""Exports one format after the other while no file may grow beyond 64 bytes."""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_no_format_is_half_written_and_the_package_stays_as_it_was(tmp_path: Path) -> None:
    report = tmp_path / "quill.txt"
    report.write_text(REPORT, encoding="utf-8")
    settings = Settings(engine="tone", formats=("mp3", "c2pa"), audio=tmp_path / "audio")
    package = pipeline.write_package(pipeline.produce(pipeline.read_script(report), settings))
    before = tree(tmp_path / "audio")
    names = [name for name, exporter in plugins.exporters().items() if not lacking(exporter)]
    command = [sys.executable, "-c", CHILD, str(package), ",".join(names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == dict.fromkeys(names, 7)
    assert "Traceback" not in done.stderr
    assert done.stderr.count("hint:") == len(names)
    assert tree(tmp_path / "audio") == before
