"""The lower bounds in pyproject.toml go in; the exit code of the tests on exactly those versions comes out.

Further arguments go to pytest: `python tools/oldest.py tests/mix`. Developers' tools are the newest.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]

BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:>=|==)\s*(?P<version>[0-9.]+)[^;]*(?P<marker>;.*)?")
# hibari-tts>=0.2.1,<0.3 -> hibari-tts, 0.2.1; lameenc>=1.8.1; sys_platform != 'darwin' -> with its marker


def main() -> int:
    """Make a virtual environment of the oldest versions and run the tests in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    pins = [pin(text) for texts in (project["dependencies"], *extras.values()) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        (place / "oldest.txt").write_text("\n".join(pins), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*install, "--upgrade", "pip"], check=True)
        subprocess.run(
            [*install, "-c", str(place / "oldest.txt"), f".[{','.join(extras)}]", "--group", "dev"],
            cwd=ROOT,
            check=True,
        )
        tests = ["-m", "pytest", "-p", "no:cacheprovider", "-m", "not voices and not outsider", "-q"]
        return subprocess.run([str(python), *tests, *sys.argv[1:]], cwd=ROOT, check=False).returncode


def pin(requirement: str) -> str:
    """A requirement at its lower bound.

    >>> pin("hibari-tts>=0.2.1,<0.3")
    'hibari-tts==0.2.1'
    """
    bound = BOUND.fullmatch(requirement)
    if bound is None:
        raise SystemExit(f"'{requirement}' names no lower bound")
    return f"{bound['name']}=={bound['version']}{bound['marker'] or ''}"


if __name__ == "__main__":
    sys.exit(main())
