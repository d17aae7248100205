"""Pronunciations as people write them go in, phonemes of the Kokoro alphabet come out; and back."""

from broadcast.phonetics import arpabet, respelling
from broadcast.phonetics import ipa as _ipa
from broadcast.phonetics.accent import accented
from broadcast.phonetics.ipa import ipa
from broadcast.phonetics.respelled import respelled

__all__ = ["accented", "ipa", "read_sounds", "respelled"]


def read_sounds(written: str, *, british: bool = False) -> str | None:
    """Phonemes of a pronunciation as it was written: /IPA/, ARPAbet, or a respelling of one or more words.

    Returns:
        In the Kokoro alphabet, a space between words; None when it can be read in no way.
    """
    text = written.strip()
    if len(text) > 2 and (text[0], text[-1]) in (("/", "/"), ("[", "]")):
        return _ipa.phonemes(text, british=british)
    told = arpabet.phonemes(text, british=british)
    if told is not None:
        return told
    words = [respelling.phonemes(word, british=british) for word in text.split()]
    return " ".join(word for word in words if word) if words and all(words) else None
