import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from broadcast.formats.seal.keys import local_signer
from broadcast.formats.seal.signer import Signer

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


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """A local key, made once a run."""
    return local_signer(tmp_path_factory.mktemp("seal"))
