"""A written news report goes in; a broadcast package comes out.

>>> import broadcast
>>> report = broadcast.read_report("scripts/harbour.txt")      # doctest: +SKIP
>>> script = broadcast.write_script(report)                    # doctest: +SKIP
>>> production = broadcast.produce(script)                     # doctest: +SKIP
>>> broadcast.write_package(production, "audio/harbour")       # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadcast.pipeline import cast_script as cast_script
    from broadcast.pipeline import export_package as export_package
    from broadcast.pipeline import produce as produce
    from broadcast.pipeline import read_report as read_report
    from broadcast.pipeline import write_package as write_package
    from broadcast.pipeline import write_script as write_script
    from broadcast.verifying import verify_package as verify_package

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "cast_script",
    "export_package",
    "produce",
    "read_report",
    "verify_package",
    "write_package",
    "write_script",
]


def __getattr__(name: str) -> Any:
    """Load the journey when its first step is asked for: `broadcast --help` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'broadcast' has no attribute '{name}'")
    from broadcast import pipeline, verifying

    return getattr(verifying if name == "verify_package" else pipeline, name)
