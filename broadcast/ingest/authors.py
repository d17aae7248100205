"""An author as a program writes it comes in; the name that may stand as a byline goes out, or nothing."""

import re

LONGEST = 160
"""Characters that a byline may have."""
MOST_WORDS = 5
"""Words that a person's name may have."""

# ana@elsa.example (Ana Ruiz)
_ADDRESS_FIRST = re.compile(r"[^\s()<>]+@[^\s()<>]+\s*\((?P<name>[^()]+)\)")
# "Ana Ruiz" <ana@elsa.example>      Ana Ruiz ana@elsa.example      <ana@elsa.example>
_ADDRESS_LAST = re.compile(r"(?P<name>[^<>@]*?)\s*<?(?:mailto:)?[^\s<>@]+@[^\s<>@]+>?\s*")
# Ana Ruiz (Elsa Wire)      Ana Ruiz via Elsa List      Ana Ruiz | Elsa Wire      Ana Ruiz - Newsroom
_ADDED = re.compile(r"\s*(?:\([^()]*\)|\bvia\b.*|[|/–—].*|\s-\s.*)$")
# Ana      Müller-Lys      O’Hara      J.      MacRae
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'’-]+[^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    ["de", "del", "da", "di", "van", "von", "der", "den", "la", "le", "al", "bin", "ben", "el"]
)
_NO_PERSON_WORDS = (
    "admin administrator editor editors editorial desk news newsroom newsdesk press media office team"
    " staff info mail mailer noreply no-reply reply donotreply service services support webmaster root"
    " user users author unknown owner anonymous microsoft windows google word python docx libreoffice"
    " openoffice apple acer asus dell hp lenovo laptop pc account communications communication public"
    " relations pr agency wire council ministry department university trust group ltd limited inc llc"
    " gmbh company police club union association society committee alert alerts newsletter digest"
    " notification notifications contact contacts template default guest client customer temp test me"
    " redaktion presse pressestelle server system the of for"
)
_NO_PERSON = frozenset(_NO_PERSON_WORDS.split())


def sensible_author(written: str) -> str:
    """A field for the author without address: a person, or a desk that signs; empty for what is no byline."""
    name = _without_address(written)
    if not name or len(name) > LONGEST or not any(map(str.isalpha, name)):
        return ""
    return "" if name.lower() in _NO_PERSON or "://" in name else name


def person(written: str) -> str:
    """The name of a person, as senders of mail have one; empty where it may be no person.

    "Ruiz, Ana" is Ana Ruiz. One word alone is no name in Latin letters.
    """
    name = _ADDED.sub("", _without_address(written))[:LONGEST].strip(" \"'“”")
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first:
        name = f"{first.strip()} {last.strip()}"
    words = name.split()
    if not words or len(words) > MOST_WORDS or not all(map(_NAME_WORD.fullmatch, words)):
        return ""
    if any(word.lower().strip(".") in _NO_PERSON for word in words):
        return ""
    if name.isascii() and (len(words) < 2 or name.isupper()):
        return ""
    named = all(word[0].isupper() or not word[0].islower() or word.lower() in _PARTICLES for word in words)
    return " ".join(words) if named else ""


def _without_address(written: str) -> str:
    words = " ".join(written[: 4 * LONGEST].split())
    found = _ADDRESS_FIRST.fullmatch(words) or _ADDRESS_LAST.fullmatch(words)
    return (found["name"] if found else words).strip(" \"'“”")
