"""A label's words go in; the same words without "who did not give his name", and what that told, come out."""

import re
from dataclasses import dataclass

from broadcast.model import Gender

_APOLOGY = re.compile(  # DRIVER WHO DID NOT GIVE HIS NAME   NO NAME GIVEN   who asked not to be named
    r"[,;]?\s*\b(?:(?:who|and)\s+)?(?:(?:did|does|do|would|could)\s*(?:not|n['’]t)|didn['’]t|wouldn['’]t|declined|declining"
    r"|refused|refusing|ask(?:ed|ing)?\s+not|prefer(?:red|ring)?\s+not|wish(?:ed|ing)?\s+not|want(?:ed|ing)?\s+not"
    r"|not\s+wish(?:ing)?|not\s+want(?:ing)?|unwilling)"
    r"\b[^,;:()]{0,24}?\b(?:name|names|named|identified|surname|identify)\b(?:\s+(?:himself|herself))?"
    r"|[,;]?\s*\b(?:no\s+(?:full\s+)?names?|names?)\s+(?:was\s+)?(?:not\s+)?"
    r"(?:given|available|provided|known|withheld|supplied|disclosed|unknown|unavailable|not\s+\w+)\b"
    r"|[,;]?\s*\bno\s+names?\b|[,;]?\s*\b(?:not\s+named|unnamed\b(?=\s*[,;]|\s*$))"
    r"|[,;]?\s*\b(?:speaking\s+)?(?:on\s+condition\s+of\s+anonymity|anonymously)",
    re.IGNORECASE,
)
_GAVE_NAME = re.compile(  # DRIVER WHO GAVE HIS NAME ONLY AS RUI   who only gave her first name, Rosa
    r"(?i:[,;]?\s*\b(?:who\s+)?(?:(?:only|just)\s+)?(?:gave|giving|gives|identif(?:ied|ying)|call(?:ed|ing)|asked\s+to\s+be)"
    r"\b[^,;:()]{0,40}?(?:\bas\b|\bcalled\b|\bnamed\b|\bname\b(?:\s+only)?\s*[,;])\s*(?:only\s+|just\s+)?)"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})",
)
_PARTLY = re.compile(r"\b(?:surname|(?:last|full|family|second)\s+names?)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:(?P<he>his|himself)|her|herself)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameless:
    """Somebody who is named nowhere.

    Attributes:
        gender: That of "his name" or "her name".
        evidence: That word.
    """

    gender: Gender | None = None
    evidence: str | None = None


def without_apology(words: str) -> tuple[str, Nameless | None]:
    """The words of a label without what excuses a name.

    "Driver who did not give his name" is nobody by name. Somebody who gave one, or no surname only, has
    a name: "driver who gave his name as Rui" is "Rui, driver".

    Returns:
        The words left; what the excuse told, None where somebody is named.
    """
    given = _GAVE_NAME.search(words)
    if given is not None:
        return f"{given['name']}, {words[: given.start()]}{words[given.end() :]}", None
    excuse = _APOLOGY.search(words)
    if excuse is None:
        return words, None
    rest = f"{words[: excuse.start()]}{words[excuse.end() :]}"
    if _PARTLY.search(excuse[0]):
        return rest, None
    own = _OWN.search(excuse[0])
    if own is None:
        return rest, Nameless()
    gender = Gender.MALE if own["he"] else Gender.FEMALE
    return rest, Nameless(gender=gender, evidence=own[0].lower())
