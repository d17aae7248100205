"""Text in seven bits comes in; text with the letters of its country in place of brackets goes out."""

import re

from broadcast.ingest.language import tell_language

_VARIANTS = {
    "de": str.maketrans("[\\]{|}~", "ÄÖÜäöüß"),
    "sv": str.maketrans("[\\]{|}", "ÄÖÅäöå"),
    "da": str.maketrans("[\\]{|}", "ÆØÅæøå"),
    "es": str.maketrans("[\\]{|}", "¡Ñ¿°ñç"),
    "fr": str.maketrans("@\\{|}", "àçéùè"),
    "it": str.maketrans("@\\{|}~", "§çàòèì"),
}
"""National variants of ISO 646: DIN 66003, SEN 85 02 00, DS 2089, the Spanish, NF Z 62-010, the Italian."""
# f}r      m|te      gro~e      {ndern      }ber      (a bracket among small letters is one)
_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[{|}~](?=[a-z])|(?<![^\s\"'(])[{|}](?=[a-z]{2})|(?<=[a-z]{2})[{|}~](?=[\s.,])"
)
FEWEST = 2


def from_iso646(text: str) -> str:
    """Read brackets as letters where a text in seven bits has them inside its words, by its language.

    English, other languages and text that has letters beyond ASCII stay as they are.
    """
    if not text.isascii() or len(_IN_WORD.findall(text)) < FEWEST:
        return text
    language = tell_language(_IN_WORD.sub("", text))
    variant = _VARIANTS.get("da" if language in ("no", "nb", "nn") else language)
    return text.translate(variant) if variant else text
