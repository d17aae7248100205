"""A Report goes in; a Script comes out, also as a text file that a person can edit."""

from broadcast.scripting.explain import Decision, Heard, explain
from broadcast.scripting.layouts import LAYOUTS
from broadcast.scripting.quotes import Quotation, find_quotations
from broadcast.scripting.scriptfile import format_script
from broadcast.scripting.scriptreader import is_script, places_of_words, read_script
from broadcast.scripting.writer import write_script

__all__ = [
    "LAYOUTS",
    "Decision",
    "Heard",
    "Quotation",
    "explain",
    "find_quotations",
    "format_script",
    "is_script",
    "places_of_words",
    "read_script",
    "write_script",
]
