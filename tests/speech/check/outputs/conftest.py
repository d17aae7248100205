"""Makes the fixtures of the folder above importable without packages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
