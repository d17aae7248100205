"""The dependencies in pyproject.toml go in; who has wheels where comes out, and exit code 1 on a miss.

pip judges the markers of dependencies (`; sys_platform == 'win32'`) by the machine it runs on, so the
dependencies of dependencies are followed here, with the markers of the machine that is asked about.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A kind of computer.

    Attributes:
        name: As the table calls it.
        platforms: Tags of wheels that run there.
        markers: What dependencies may ask about it.
    """

    name: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]


def _machine(name: str, platforms: Iterable[str], system: tuple[str, str, str], machine: str) -> Machine:
    sys_platform, platform_system, os_name = system
    markers = {
        "sys_platform": sys_platform,
        "platform_system": platform_system,
        "os_name": os_name,
        "platform_machine": machine,
        "platform_release": "",
        "platform_version": "",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return Machine(name=name, platforms=tuple(platforms), markers=markers)


MACHINES = (
    _machine(
        "Linux x86_64",
        ["manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64"]
        + [f"manylinux_2_{minor}_x86_64" for minor in range(5, 29)],
        ("linux", "Linux", "posix"),
        "x86_64",
    ),
    _machine("macOS arm64", ["macosx_14_0_arm64"], ("darwin", "Darwin", "posix"), "arm64"),
    _machine("Windows amd64", ["win_amd64"], ("win32", "Windows", "nt"), "AMD64"),
)


@dataclass(slots=True)
class Survey:
    """What was found for one Python on one machine.

    Attributes:
        wanted: Name -> what is asked of its version.
        missing: Names without a wheel that fits.
        found: Name -> version.
    """

    wanted: dict[str, Requirement] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Survey every Python on every machine; 1 when a wheel is missing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    missing = False
    for machine in MACHINES:
        for python in PYTHONS:
            survey = look(asked, machine, python)
            missing = missing or bool(survey.missing)
            verdict = "missing: " + ", ".join(survey.missing) if survey.missing else "ok"
            sys.stdout.write(f"{machine.name:14} {python:5} {len(survey.found):3} packages  {verdict}\n")
            sys.stdout.flush()
    return int(missing)


def look(asked: Iterable[Requirement], machine: Machine, python: str) -> Survey:
    """Follow the dependencies until no new one turns up."""
    survey = Survey()
    markers = {**machine.markers, "python_version": python, "python_full_version": f"{python}.0"}
    new = _add(survey, asked, markers, [""])
    while new:
        new = False
        for item in _resolve(survey, machine, python):
            metadata = item["metadata"]
            name = canonicalize_name(metadata["name"])
            survey.found[name] = metadata["version"]
            extras = [*survey.wanted[name].extras, ""]
            needs = [Requirement(text) for text in metadata.get("requires_dist", [])]
            new = _add(survey, needs, markers, extras) or new
    return survey


def _add(
    survey: Survey, needs: Iterable[Requirement], markers: Mapping[str, str], extras: Iterable[str]
) -> bool:
    """Take in what applies here; whether anything was new."""
    new = False
    for need in needs:
        if need.marker and not any(need.marker.evaluate({**markers, "extra": extra}) for extra in extras):
            continue
        name = canonicalize_name(need.name)
        known = survey.wanted.get(name)
        if known is None:
            known = survey.wanted[name] = Requirement(need.name)
            new = True
        new = (
            new
            or not need.extras <= known.extras
            or str(need.specifier & known.specifier) != str(known.specifier)
        )
        known.extras |= need.extras
        known.specifier &= need.specifier
    return new


def _resolve(survey: Survey, machine: Machine, python: str) -> list[dict[str, Any]]:
    """What pip would take of everything wanted; what it cannot have is noted as missing."""
    while True:
        wanted = [str(need) for name, need in survey.wanted.items() if name not in survey.missing]
        with tempfile.TemporaryDirectory() as folder:
            command = [
                *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps"),
                *("--only-binary=:all:", "--ignore-installed", "--target", folder, "--report", "-"),
                *("--implementation", "cp", "--python-version", python),
                *(part for platform in machine.platforms for part in ("--platform", platform)),
                *wanted,
            ]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode == 0:
            items: list[dict[str, Any]] = json.loads(run.stdout)["install"]
            return items
        # ERROR: No matching distribution found for lameenc>=1.8.1  ->  lameenc
        lost = re.search(r"No matching distribution found for ([A-Za-z0-9._-]+)", run.stderr)
        if lost is None:
            raise SystemExit(run.stderr)
        survey.missing.append(canonicalize_name(lost[1]))


if __name__ == "__main__":
    sys.exit(main())
