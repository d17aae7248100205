"""Programs that are not ours, for tests marked `outsider`: missing ones fail in CI, else skip."""

import os
import shutil
import subprocess

import pytest


def need(program: str) -> str:
    """The path of a program; its absence is a failure under CI=true, else a skip."""
    found = shutil.which(program)
    if found is None:
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent(f"{program} is not installed")
    return str(found)


def said_by(program: str, *arguments: object) -> str:
    """What a program prints; its failure fails the test."""
    command = [need(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
