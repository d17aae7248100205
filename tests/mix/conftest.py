"""Lets the tests of the mix share their sounds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
