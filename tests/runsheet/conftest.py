import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load_newsroom() -> ModuleType:
    """The programmes of `newsroom.py`, whichever folder pytest was started in."""
    name = "broadcast_tests_newsroom"
    if name not in sys.modules:
        path = Path(__file__).with_name("newsroom.py")
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def newsroom() -> ModuleType:
    return load_newsroom()
