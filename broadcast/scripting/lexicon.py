"""The tables of this room go in; sets of words that tell speech, roles and genders come out."""

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from broadcast.model import Gender

_GENDERS = {"m": Gender.MALE, "f": Gender.FEMALE, "-": None}

FEMALE_PRONOUNS = frozenset({"she", "her", "hers", "herself"})
MALE_PRONOUNS = frozenset({"he", "him", "his", "himself"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})


def _table(name: str) -> list[tuple[str, list[str]]]:
    """The rows of a table as (key, words); a row without a colon has an empty key."""
    text = resources.files("broadcast.data").joinpath(name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    split = [row.rpartition(": ") for row in rows]
    return [(key, words.split()) for key, _, words in split]


@cache
def small_words(kind: str) -> frozenset[str]:
    """A list of small words by what they do: "determiners", "adverbial"."""
    return frozenset(word for key, words in _table("small-words.txt") if key == kind for word in words)


PARTICLES = small_words("name-particles")
DETERMINERS = small_words("determiners")
NOT_NAMES = small_words("not-names")
ORGANISATION_WORDS = small_words("organisation-words")
BODIES = small_words("bodies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words by what they tell; all lower case.

    Attributes:
        verbs: Every form of a verb of saying.
        honorifics: Forms of address, which are no office.
        roles: Titles, ranks, trades and kin nouns.
        gendered: Word -> the gender it gives by itself.
    """

    verbs: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    gendered: dict[str, Gender]

    def is_role(self, word: str) -> bool:
        """Whether a word is a title, a rank, a trade or a form of address, in the singular or plural."""
        plain = word.lower().rstrip(".")
        return plain in self.roles or plain in self.honorifics or plain.removesuffix("s") in self.roles

    def is_verb(self, word: str) -> bool:
        """Whether a word is a form of a verb of saying."""
        return word.lower() in self.verbs

    def gender_of_word(self, word: str) -> Gender | None:
        """The gender an honorific or a role noun gives by itself."""
        return self.gendered.get(word.lower().rstrip("."))


@cache
def lexicon() -> Lexicon:
    """The tables, read once."""
    honorifics: set[str] = set()
    roles: set[str] = set()
    gendered: dict[str, Gender] = {}
    for key, words in _table("roles.txt"):
        kind, _, code = key.partition(" ")
        (honorifics if kind == "honorific" else roles).update(words)
        gender = _GENDERS[code]
        if gender is not None:
            gendered.update(dict.fromkeys(words, gender))
    return Lexicon(
        verbs=frozenset(word for _, words in _table("verbs.txt") for word in words),
        honorifics=frozenset(honorifics),
        roles=frozenset(roles),
        gendered=gendered,
    )


@cache
def role_families() -> dict[str, frozenset[str]]:
    """Noun -> the words of a title that it may stand for: "officer" -> constable, sergeant ..."""
    families: dict[str, frozenset[str]] = {}
    for _, words in _table("role-families.txt"):
        families[words[0]] = families.get(words[0], frozenset()) | frozenset(words)
    return families


@cache
def first_names() -> dict[str, Gender]:
    """First name, lower case without accents -> the gender that nine of ten who bear it have.

    References:
        I. Van Buskirk, A. Clauset, D. B. Larremore, "An Open-Source Cultural Consensus Approach to
        Name-Based Gender Classification" (2022); its table, of names counted ten times and more.
    """
    packed = resources.files("broadcast.data").joinpath("first-names.txt.gz").read_bytes()
    found: dict[str, Gender] = {}
    for line in gzip.decompress(packed).decode("ascii").splitlines():
        code, _, names = line.partition(": ")
        found.update(dict.fromkeys(names.split(), Gender.FEMALE if code == "f" else Gender.MALE))
    return found


def gender_of_first_name(name: str) -> Gender | None:
    """The gender that a first name tells; of a double name ("Jean-Claude") its first part's, if need be."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return first_names().get(plain) or first_names().get(plain.partition("-")[0])
