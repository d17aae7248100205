"""The plain text of a web page or of a feed's entry comes in; what a site wrote around the copy goes out."""

import re
from collections.abc import Iterator

from broadcast.model import Reason, Unspoken
from broadcast.sentences import paragraph_spans
from broadcast.units import Span

LONGEST = 320
"""Characters that such a paragraph may have."""
TAIL_PARAGRAPHS = 4
"""Paragraphs from the end that may be a site's."""

_POST = (
    r"(?:(?:the|this) (?:post|article|story)|l['’]article|der beitrag|la entrada|l['’]articolo|het bericht"
    r"|o post|wpis)"
)
_FIRST_ON = (
    r"(?:appeared first on|first appeared (?:on|in)|was (?:originally|first) published (?:on|by|in|at)"
    r"|originally appeared (?:on|in)|est apparu en premier sur|erschien zuerst auf"
    r"|(?:aparece|se public[oó]|apareci[oó]) primero en|proviene da|verscheen eerst op|apareceu primeiro em"
    r"|pochodzi z)"
)
# The post Wall falls appeared first on Elsa Wire.      L’article ... est apparu en premier sur Elsa Wire.
_APPEARED = re.compile(rf"{_POST}\b.{{0,250}}?\b{_FIRST_ON}\b.{{0,120}}", re.IGNORECASE | re.DOTALL)
_MORE = (
    r"(?:\W{0,4}(?:(?:click (?:here )?to )?(?:read|see|view) (?:more|on"
    r"|the (?:full|whole|rest|original|entire|complete)\b)|continue reading|keep reading"
    r"|full (?:story|article)\W*$|weiterlesen|lire la suite|leer m[áa]s|seguir leyendo"
    r"|leggi (?:tutto|l['’]articolo)"
    r"|lees (?:verder|meer)|l[äæae]s mere?|leia mais|czytaj (?:dalej|więcej))(?!\w))"
)
# Read more      Continue reading Wall falls →      Read the full story at Elsa Wire
_MORE_ALONE = re.compile(rf"{_MORE}[^.!?,;]{{0,140}}\W*", re.IGNORECASE)
# ... fell. Read more »      ... fell [...] Continue reading      ... fell […]
_MORE_AFTER = re.compile(
    rf"(?:(?<=[.!?…\]»”\"])\s*{_MORE}[^.!?]{{0,60}}[\s\W]{{0,4}}|\s*\[(?:…|\.\.\.)\]\W*)$", re.IGNORECASE
)
# Related: Storm closes port      Read also: ...      Also read — ...      More on this story: ...
_PROMOTED = re.compile(
    r"\W{0,3}(?:(?:read|see|watch|listen|more)(?: also| next| more)?|also (?:read|see|on|watch)"
    r"|related(?: \w+)?|recommended(?: \w+)?|(?:more|latest) (?:on|from|in) [\w ]{2,40}"
    r"|don['’]t miss"
    r"|you may also like|lesen sie auch|lees ook"
    r"|à lire aussi|lire aussi|lea tambi[ée]n|leggi anche|l[äa]s ocks[åa])"
    r"\s*[:–—|].{2,200}",
    re.IGNORECASE,
)
_SLOTS = (
    r"(?:advertisements?|anzeige|werbung|publicit[ée]|publicidad|sponsored(?: content)?|promoted)\W*",
    r"(?:advertisement\W+)?(?:(?:story|article|content) )?continues (?:reading )?(?:below|after)\b.{0,60}",
    r"continue reading(?: below)?\W*|scroll (?:down )?to continue\b.{0,40}",
    r"(?:image|photo|picture|video|media) (?:source|caption|credit)\W.{0,200}|getty images\W*",
    r"(?:share|tweet|e-?mail|print|save|copy link|facebook)(?:\W+(?:this(?: \w+)?|(?:on|via) \w+))?\W*",
    r"loading(?: \w+)?\W*",
    r"(?:skip (?:to|past)|follow us (?:on|at)|sign up (?:to|for)|subscribe (?:to|for|now))\b.{0,200}",
    r"(?:comments? (?:are closed|\(\d+\))|leave a (?:comment|reply)|view comments)(?!\w).{0,200}",
    r"(?:get (?:our|the) \w+ newsletter|view (?:this email )?in (?:your )?browser)\b.{0,200}",
    r"download (?:the|our) app\b.{0,200}",
    r"(?:this (?:page|site) uses cookies|we use cookies)\b.{0,200}",
)
# Advertisement      Story continues below      Image source, Elsa Wire      Share on Facebook
_SLOT = re.compile(rf"\W*(?:{'|'.join(_SLOTS)})", re.IGNORECASE)
# 10:32      12 min ago      Published 10:32 GMT      Updated: 3 hours ago      Last updated 14:05
_STAMP = re.compile(
    r"\W*(?:(?:first )?(?:published|updated|posted|last (?:updated|modified))\b\W*(?:on |at )?)?"
    r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|[CEMP]?[ES]?[DS]?T))?"
    r"|\d+ ?(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?) ago|an? (?:minute|hour|day) ago)\W*",
    re.IGNORECASE,
)
# © 2026 Elsa Wire. All rights reserved.      Copyright 2026 Elsa Wire      The-Elsa-Wire™ & © 2026 ...
_RIGHTS = re.compile(
    r"\W*(?:\(c\)|copyright)(?!\w)(?=\W*(?:©|\(c\)|\d{4})|[^.!?,]{0,80}$).{0,240}"
    r"|[^.!?]{0,60}©.{0,240}|.{0,240}\ball rights reserved\W*",
    re.IGNORECASE,
)
# Elsa Wire's Ana Ruiz and Luis Sol contributed to this report.
_CONTRIBUTED = re.compile(
    r"[^.!?\"“”]{3,220}\bcontributed (?:to|(?:additional )?reporting|from|additional)\b[^.!?]{0,120}\.?"
    r"|additional reporting by .{2,160}",
    re.IGNORECASE,
)
# Write to Ana Ruiz at ana@elsa.example.      Follow Ana Ruiz on ... @ana
_WRITE_TO = re.compile(
    r"\W*(?:write to|reach|contact|e-?mail|follow|got a tip)\b[^.!?]{0,160}@.{2,120}", re.IGNORECASE
)


def tell_web_layout(text: str) -> Iterator[Unspoken]:
    """Tell what a site wrote around the copy: "Read more", "appeared first on", adverts, promotions.

    A promotion or an advert may stand anywhere; "Read more" counts at the end only.
    """
    paragraphs = paragraph_spans(text)
    for index, span in enumerate(paragraphs):
        words = text[slice(*span)]
        if len(words) > LONGEST:
            more = _MORE_AFTER.search(words, len(words) - LONGEST) if index == len(paragraphs) - 1 else None
        elif reason := _reason(words, last=index >= len(paragraphs) - TAIL_PARAGRAPHS):
            yield Unspoken(span=span, reason=reason)
            continue
        else:
            more = _MORE_AFTER.search(words) if index >= len(paragraphs) - TAIL_PARAGRAPHS else None
        if more:
            yield Unspoken(span=_trimmed(text, (span[0] + more.start(), span[1])), reason=Reason.LAYOUT)


def _reason(words: str, *, last: bool) -> Reason | None:
    """Why a paragraph is not spoken; None for copy."""
    if last and _RIGHTS.fullmatch(words):
        return Reason.CREDIT
    if last and _CONTRIBUTED.fullmatch(words):
        return Reason.BYLINE
    if last and any(pattern.fullmatch(words) for pattern in (_APPEARED, _MORE_ALONE, _WRITE_TO)):
        return Reason.LAYOUT
    return Reason.LAYOUT if any(pattern.fullmatch(words) for pattern in (_SLOT, _PROMOTED, _STAMP)) else None


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
