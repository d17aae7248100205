"""A command line goes in; its wall time, peak memory and output come out, and figures stand next to goals."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
HARBOUR = SCRIPTS / "harbour.txt"
SAMPLES = ("budget.txt", "ferry.txt", "festival.txt", "harbour.txt", "ridge-fire.md")
CORES = 2
PROVISIONAL = 1.0
"""Load above which other work is on the machine and times mean little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A command that has ended.

    Attributes:
        wall_s: From before its start to after its end.
        peak_mb: Resident memory of the largest process of its tree.
    """

    wall_s: float
    peak_mb: float
    output: str
    errors: str


@dataclass(slots=True)
class Place:
    """The program under measurement, and a folder that goes away afterwards.

    Attributes:
        broadcast: Path of the command.
        folder: For caches, packages and texts.
    """

    broadcast: Path
    folder: Path
    _caches: int = 0
    _packages: dict[str, Path] = field(default_factory=dict)

    @property
    def python(self) -> Path:
        """The interpreter of the environment that the command lives in."""
        return self.broadcast.parent / "python"

    def run(self, *arguments: object, cache: Path, succeed: bool = True) -> Run:
        """Run `broadcast ARGUMENTS` to its end; leave the script when it fails."""
        return self.run_other([self.broadcast, *arguments], cache=cache, succeed=succeed)

    def run_other(self, command: Sequence[object], cache: Path | None = None, succeed: bool = True) -> Run:
        """Run any command to its end, with a user's settings kept out of it."""
        environment = os.environ | {
            "BROADCAST_CACHE": str(cache or self.folder / "no-cache"),
            "XDG_CONFIG_HOME": str(self.folder / "no-config"),
        }
        for name in ("BROADCAST_MODELS", "BROADCAST_CACHE_MB", "PYTHONPATH"):
            environment.pop(name, None)
        words = [str(word) for word in command]
        with (
            tempfile.TemporaryFile(dir=self.folder) as out,
            tempfile.TemporaryFile(dir=self.folder) as errors,
        ):
            begin = time.perf_counter()
            child = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=environment, cwd=self.folder
            )
            _, status, usage = os.wait4(child.pid, 0)
            wall_s = time.perf_counter() - begin
            child.returncode = os.waitstatus_to_exitcode(status)
            texts = []
            for file in (out, errors):
                file.seek(0)
                texts.append(file.read().decode(errors="replace"))
        if succeed and child.returncode:
            raise SystemExit(f"{' '.join(words)} ended with {child.returncode}:\n{texts[1][-2000:]}")
        scale = 2**20 if sys.platform == "darwin" else 2**10
        return Run(wall_s=wall_s, peak_mb=usage.ru_maxrss / scale, output=texts[0], errors=texts[1])

    def fresh_cache(self) -> Path:
        """A cache folder without a take, with the models that are prepared once a machine in it."""
        prepared = self.folder / "prepared"
        if not prepared.is_dir():
            for engine in ("kokoro", "hibari"):
                self.run("runsheet", HARBOUR, "--engine", engine, cache=prepared)
        self._caches += 1
        cache = self.folder / f"cache-{self._caches}"
        shutil.copytree(prepared, cache, copy_function=os.link)
        shutil.rmtree(cache / "takes", ignore_errors=True)
        return cache

    def render(
        self, report: Path, engine: str, *options: object, cache: Path | None = None
    ) -> tuple[Path, Run]:
        """Render a report into this folder; without a cache given, nothing is cached."""
        cache = cache or self.fresh_cache()
        run = self.run(
            "render",
            report,
            "--engine",
            engine,
            "--out",
            self.folder / "audio",
            "--force",
            *options,
            cache=cache,
        )
        return Path(run.output.strip()), run

    def rendered(self, report: Path, engine: str) -> Path:
        """A package of a report, made once a script."""
        key = f"{engine} {report}"
        if key not in self._packages:
            package, _ = self.render(report, engine)
            kept = self.folder / "kept" / f"{engine}-{report.stem}"
            kept.parent.mkdir(exist_ok=True)
            self._packages[key] = package.rename(kept)
        return self._packages[key]

    def spoken_text(self, report: Path) -> str:
        """What a report's programme says, as printed: a paragraph a segment."""
        cut = json.loads(self.run("script", report, "--json", cache=self.folder / "no-cache").output)
        texts = [segment["text"].strip() for segment in cut["segments"] if segment["text"].strip()]
        return "\n\n".join(text if text[-1] in '.!?:"”' else f"{text}." for text in texts) + "\n"


@dataclass(slots=True)
class Figures:
    """What was measured next to what is wanted; ends in an exit code."""

    title: str
    _missed: int = 0
    _rows: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        load = os.getloadavg()[0]
        print(
            f"# {self.title}: {processor()}, {cores()} cores, "
            f"Python {sys.version.split()[0]}, load {load:.1f}"
        )
        if load > PROVISIONAL:
            print("  other work is on this machine: times are provisional")
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Print what led to a figure."""
        print(f"  {text}", flush=True)

    def add(self, what: str, goal: str, measured: str, met: bool) -> None:
        """Print a figure and remember whether it met its goal."""
        self._missed += not met
        self._rows.append((what, goal, measured if met else f"**{measured}**"))
        print(f"{'met   ' if met else 'MISSED'} {what}: {measured}; goal {goal}", flush=True)

    def close(self) -> int:
        """Hand the rows to `figures.py`, if it asks for them; 1 when a goal was missed."""
        table = os.environ.get("BENCH_TABLE")
        if table:
            command = f"`bench/{Path(sys.argv[0]).name}`"
            with Path(table).open("a", encoding="utf-8") as file:
                file.writelines("| " + " | ".join((*row, command)) + " |\n" for row in self._rows)
        return 1 if self._missed else 0


def parser(text: str | None) -> argparse.ArgumentParser:
    """The options that every script has."""
    made = argparse.ArgumentParser(description=text)
    made.add_argument(
        "--broadcast",
        type=Path,
        default=ROOT / ".venv" / "bin" / "broadcast",
        help="the program to measure (default: %(default)s)",
    )
    return made


@contextmanager
def place(options: argparse.Namespace) -> Iterator[Place]:
    """A folder to work in, the measured processes held to two cores."""
    use_cores(CORES)
    broadcast = options.broadcast.absolute()
    if not broadcast.is_file():
        raise SystemExit(f"there is no {broadcast}; run `make install` first, or name it with --broadcast")
    with tempfile.TemporaryDirectory(prefix="broadcast-bench-", ignore_cleanup_errors=True) as folder:
        yield Place(broadcast=broadcast, folder=Path(folder))


def use_cores(count: int) -> None:
    """Hold this process, and those it will start, to so many cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def cores() -> int:
    """How many cores the measured processes may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processor() -> str:
    """The processor's own name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown processor"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")


def runsheet(package: Path) -> dict[str, Any]:
    """The run-sheet of a package."""
    sheet: dict[str, Any] = json.loads((package / "runsheet.json").read_text(encoding="utf-8"))
    return sheet


def length_s(package: Path) -> float:
    """Seconds of a package's programme."""
    return float(runsheet(package)["trt"]["seconds"])


def programme(package: Path) -> Path:
    """The programme's WAV file."""
    return package / f"{runsheet(package)['slug']}.wav"
