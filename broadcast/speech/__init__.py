"""Segments go in, words as printed; lines to be spoken come out, each token with its place in print."""

from broadcast.speech.lines import write_lines
from broadcast.speech.plain import Spoken, spoken_changes, spoken_lines, spoken_text
from broadcast.speech.pronouncers import Pronouncer, find_pronouncers

__all__ = [
    "Pronouncer",
    "Spoken",
    "find_pronouncers",
    "spoken_changes",
    "spoken_lines",
    "spoken_text",
    "write_lines",
]
