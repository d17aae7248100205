"""A Report goes in; a Script comes out, also as a text file that a person can edit."""

from broadcast.scripting.explain import Decision, Heard, explain
from broadcast.scripting.layouts import LAYOUTS
from broadcast.scripting.scriptfile import format_script
from broadcast.scripting.scriptreader import is_script, read_script
from broadcast.scripting.writer import write_script

__all__ = [
    "LAYOUTS",
    "Decision",
    "Heard",
    "explain",
    "format_script",
    "is_script",
    "read_script",
    "write_script",
]
