"""A line of copy, a note or a slug comes in; whether it kills the story goes out."""

import re

_STORY = r"(?:story|stories|item|article|report|dispatch|alert|copy|version|take|series|brief)s?"
_END = r"(?=\s*(?:$|[:;,.!)\]–—*#_~]|--|-\s))"
_BC = r"(?=\s+(?:BC|bc)-)"
_GONE = r"(?:killed|withdrawn|retracted|removed|spiked|cancell?ed|deleted)"
_LABEL = (
    r"(?:eds?|editors?|desks?|subscribers|attention|attn|advisory|note to editors|editor['’]?s['’]? note)"
)
# In capitals only, and with nothing said of whom: "Storm kills four" and "KILL BILL returns" are stories.
_CAPITALS = re.compile(
    # KILL      BC-KILL      MANDATORY KILL: Storm      KILL KILL      KILL - Storm      KILL BC-Storm
    r"(?:BC-)?"
    r"(?:(?:MANDATORY|BULLETIN|URGENT|STORY|ADVISORY|EDITORS?|EDS|ATTN|ATTENTION|NOTICE)[\s,:;–—-]+)*"
    rf"(?:KILL\s+)*KILL(?:{_END}|{_BC}|\s+(?:THIS|MANDATORY|NOTICE|ADVISORY)\b"
    rf"|\s+(?:THE|ALL|OUR|PREVIOUS)\s+{_STORY.upper()}\b)"
    # BC-KILL--Storm      BC-Storm-Harbour-KILL
    r"|BC-(?:\w+-{1,2})*KILL\b(?![’'])"
    # WITHDRAWN      RETRACTED: Storm
    rf"|(?:WITHDRAWN|RETRACTED){_END}"
    # RETRACTS story on ...      Retracts story on ...
    r"|(?:RETRACTS|Retracts)\b|(?:RETRACTION|Retraction)\s*[:–—]"
    # DO NOT USE      ADVISORY - DO NOT USE      PLEASE DO NOT AIR THIS STORY
    r"|(?:(?:ADVISORY|WARNING|EDITORS?|EDS|PLEASE|ATTENTION)\W+)*DO NOT (?:USE|AIR|RUN|PUBLISH|BROADCAST)"
    rf"(?:{_END}|\s+THIS\b|\s+THE\s+(?:STORY|ITEM|ARTICLE|COPY)\b)"
    # Kill: Storm
    r"|Kill:"
    # ANNULATION - Tempête      EILRÜCKRUF
    rf"|(?:ANNULATION|ANULACIÓN|ANULADO|EILRÜCKRUF|RÜCKRUF){_END}"
)
_ANY_CASE = re.compile(
    # Eds: please kill      Editors - do not use      EDITORS: Kill the story ...      Eds: AP retracts ...
    rf"(?:{_LABEL})(?:\s*[:,.–—]|\s+-|--)\s*(?:please\s+)?"
    r"(?:kill|withdraw|disregard|spike|retract"
    r"|do not (?:use|air|run|publish|broadcast)(?! (?:until|before|in)\b))\b"
    rf"|(?:{_LABEL})\s*[:–—-].{{0,200}}\bretract(?:s|ed|ing)?\b"
    # Please kill the story      Please disregard BC-Storm
    rf"|please (?:kill|withdraw|disregard|spike)\b(?:\s*(?:$|[.:!–—-])|.{{0,60}}\b(?:{_STORY}|bc-\w+)\b)"
    # Mandatory kill      Kill notice: ...      Kill mandatory
    rf"|(?:mandatory kill|kill (?:mandatory|advisory|notice)){_END}"
    # Kill the story slugged Storm-Harbour
    rf"|kill (?:the|this|our)\b.{{0,60}}\b{_STORY}\b.{{0,80}}"
    r"\b(?:slugged|headlined|moved|sent|transmitted|keyworded)\b"
    # STORY REMOVED      Story withdrawn: ...      Report retracted
    rf"|{_STORY} {_GONE}{_END}"
    # This story has been removed.
    rf"|(?:this|the following) {_STORY} (?:has been|have been|is|is being|was) (?:now )?{_GONE}\b"
    # Bitte nicht verwenden      Die Meldung wird zurückgezogen
    r"|bitte (?:diese meldung )?nicht verwenden|(?:die|diese) meldung .{0,60}\bzurückgezogen\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    # A kill is mandatory.      Make certain the story is not published.
    r"\ba kill is mandatory\b|\bmake certain (?:that )?the story is not (?:published|aired|broadcast|used)\b"
    # Please be advised that the story headlined ... is wrong and is withdrawn.
    r"|\bplease be advised\b.{0,200}\b(?:is|has been) (?:killed|withdrawn|retracted)\b"
    r"|\bthere will be no substitute (?:story|item)\b"
    # Harbour wall falls (WITHDRAWN)      Harbour wall falls - KILL
    r"|(?-i:[(\[](?:STORY |MANDATORY )?(?:WITHDRAWN|RETRACTED|KILLED|KILL|REMOVED)[)\]]"
    r"|(?:--|\s[-–—])\s*(?:WITHDRAWN|RETRACTED|KILL)\s*$)",
    re.IGNORECASE,
)
# kill this item      withdrawn      do not use
_IN_A_NOTE = re.compile(
    rf"(?:mandatory )?kill\b(?! (?:fee|rate|switch))|withdrawn\b|retracts?\b|retracted\b|do not use{_END}",
    re.IGNORECASE,
)
# **      ((      "
_DECORATION = re.compile(r"[\s*_#>(\[\"“”«»=~|•!–—-]*")
LONGEST = 400
"""Characters of a line that are looked at."""


def kills(line: str) -> bool:
    """Whether a line from the top of the copy, or a headline, says that the story must not be used.

    "KILL", "EDITORS: PLEASE KILL", "WITHDRAWN", "Story removed", "ADVISORY - DO NOT USE" do; a story
    about a killing does not.
    """
    core = line[_start(line) :][:LONGEST]
    return bool(_CAPITALS.match(core) or _ANY_CASE.match(core) or _ANYWHERE.search(core))


def kills_as_note(line: str) -> bool:
    """Whether a line of an editor's note does, where fewer words are enough: "Kill this item"."""
    core = line[_start(line) :][:LONGEST]
    return kills(line) or _IN_A_NOTE.match(core) is not None


def kills_as_slug(slug: str) -> bool:
    """Whether a slug does: "BC-KILL", "BC-Storm-KILL", "KILL-Storm"; not "POLICE-KILL", "kill-bill"."""
    words = [word for word in re.split(r"[-,_/\s]+", slug.strip()) if word]
    wired = bool(words) and words[0].upper() == "BC"
    words = words[1:] if wired else words
    if "KILL" not in words:
        return False
    if words in (["KILL"], ["MANDATORY", "KILL"]):
        return True
    return (wired or not slug.isupper()) and "KILL" in (words[0], words[-1])


def _start(line: str) -> int:
    found = _DECORATION.match(line)
    return found.end() if found else 0
