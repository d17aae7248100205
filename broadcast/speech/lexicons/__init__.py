"""Lexicon files come in, names with how they are said come out; and back to a file."""

from broadcast.speech.lexicons.entry import Case, Entry, Lexicon, make_entry
from broadcast.speech.lexicons.files import read_lexicon, write_lexicon
from broadcast.speech.lexicons.index import Layer, layer
from broadcast.speech.lexicons.news import news_layer, news_lexicon, unverified_layer, unverified_lexicon
from broadcast.speech.lexicons.sayings import Sayings

__all__ = [
    "Case",
    "Entry",
    "Layer",
    "Lexicon",
    "Sayings",
    "layer",
    "make_entry",
    "news_layer",
    "news_lexicon",
    "read_lexicon",
    "unverified_layer",
    "unverified_lexicon",
    "write_lexicon",
]
