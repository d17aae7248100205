"""A line or a paragraph of a mail comes in; whether it is a greeting, a signature or the like goes out."""

import re
from collections.abc import Sequence

GREETING_CHARS = 70
COVER_WORDS = 45
CLOSING_CHARS = 60
DISCLAIMER_CHARS = 3_000
BANNER_CHARS = 500


def _any(*phrases: str, before: str = r"\W*(?:", after: str = ")") -> re.Pattern[str]:
    return re.compile(before + "|".join(phrases) + after, re.IGNORECASE | re.DOTALL)


# ---------- Forwarded message ----------      Begin forwarded message:      Weitergeleitete Nachricht
_FORWARDED = _any(
    r"(?:begin )?forwarded (?:message|mail|by)",
    r"weitergeleitete (?:nachricht|e-?mail)",
    r"message transf[ée]r[ée]|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])",
    r"mensaje reenviado|messaggio inoltrato|doorgestuurd bericht",
    r"vidarebefordrat (?:meddelande|brev)|videresendt (?:melding|besked)",
    before=r"[\W_]*(?:",
    after=r")\b.{0,80}",
)
# -----Original Message-----      ________________________________      -----Ursprüngliche Nachricht-----
_ORIGINAL = _any(
    r"original (?:message|appointment)|originalmeddelande",
    r"urspr[üu]ngliche nachricht|message d['’]origine",
    r"mensaje original|messaggio originale|oorspronkelijk bericht",
    after=r")\W*|_{10,}",
)
_WROTE_WORDS = r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu)"
# On Mon, 23 Nov 2026 at 08:00, Ana Ruiz <ana@elsa.example> wrote:      Am 23.11.26 schrieb Ana:
_WROTE = re.compile(
    rf"\W{{0,2}}(?:on|am|le|el|il|op|den|em)\b.{{4,300}}?\b{_WROTE_WORDS}\b.{{0,120}}:"
    r"|[^\n]{2,120}@[^\n]{2,80}\b(?:wrote|schrieb|a écrit|escribió)\s?:",
    re.IGNORECASE | re.DOTALL,
)
# ana@elsa.example      08:00      8.00
_SENT = re.compile(r"@|\d[:.]\d\d\b")
WROTE_LINES = 3
# Hi all,      Dear editors:      Good morning Ana —      Sehr geehrte Damen und Herren,
_GREETING = _any(
    r"hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)",
    r"hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|moin",
    r"bonjour|ch[èe]re?s?|hola|estimad[oa]s?|buen[oa]s (?:d[íi]as|tardes)",
    r"ciao|gentil[ei]|beste|geachte|hej|god (?:morgen|dag)|ol[áa]|prezad[oa]s?",
    after=r")\b[^.!?:]{0,50}[,!:.–—-]?\s*",
)
# Please find the release below.      See attached.      I am sending you ...      For your information:
_COVER = _any(
    r"(?:please|kindly|pls)[ ,].{0,30}?\b(?:find|see|note)\b.{0,40}\b(?:attached|below|enclosed|following)\b",
    r"(?:please )?(?:see|find) (?:the )?(?:attached|below|enclosed)\b",
    r"(?:attached|below|enclosed|here) (?:is|are|please|you)\b",
    r"(?:i|we)(?:['’]m| am|['’]re| are) (?:pleased to (?:send|share)|sending|attaching|forwarding|sharing)\b",
    r"i (?:have )?(?:attach(?:ed)?|enclosed?)\b|fyi\b|as (?:discussed|promised|requested|agreed)\b",
    r"for your (?:information|attention|consideration|use)\b",
    r"(?:i )?hope (?:you(?:['’]re| are)|this (?:e-?mail )?finds you)\b",
    r"anbei\b|im anhang\b|veuillez trouver\b|ci-joint\b|adjunto\b|in allegato\b|bijgaand\b",
)
# Best regards,      Many thanks      Mit freundlichen Grüßen      Cordialement,      Yours sincerely
_CLOSING = _any(
    r"(?:with )?(?:(?:my )?(?:best|kind(?:est)?|warm(?:est)?|many) )?(?:regards|wishes|thanks)(?: again)?",
    r"all (?:the |my )?best|best|cheers|sincerely|yours(?: (?:truly|sincerely|faithfully))?|take care",
    r"thank you(?: (?:very|so) much)?|thanks (?:and|&) regards",
    r"mit (?:freundlichen|besten|lieben) gr[üu](?:ß|ss)en|lg|mfg|vg",
    r"(?:viele|beste|liebe|herzliche|freundliche) gr[üu](?:ß|ss)e",
    r"(?:bien )?cordialement|bien à vous|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente",
    r"(?:cordiali|distinti) saluti|met vriendelijke groet(?:en)?|atenciosamente",
    r"(?:med )?v[äa]nliga? h[äa]lsning(?:ar)?|med venlig hilsen|hilsen",
    after=r")\W*(?:\w+\W*){0,2}",
)
# Sent from my iPhone      Get Outlook for Android      Von meinem iPhone gesendet      Envoyé de mon iPhone
_DEVICE = _any(
    r"sent (?:from|via|with|using) .{2,60}",
    r"get outlook for .{2,30}",
    r"(?:von|envoy[ée] de|enviado desde|inviato da|verzonden vanaf) (?:mein|mon|mi|mijn).{2,60}",
    r"(?:skickat fr[åa]n|sendt fra) min.{2,60}",
    r"gesendet (?:von|mit) .{2,60}",
    after=r")\W*",
)
_DISCLAIMED = re.compile(
    r"\b(?:confidential\w*|privileged|intended (?:solely |only )?(?:for|recipients?)|in error"
    r"|any attachments?|(?:un)?authori[sz]ed (?:use|disclosure)|notify the sender|delete (?:it|this)"
    r"|virus(?:es)?|liability"
    r"|vertraulich\w*|irrtümlich|confidentiel\w*|destinataires?|confidencial\w*|riservat[oe])\b",
    re.IGNORECASE,
)
"""Words of disclaimers; one of them alone stands in many a report."""
_MAIL_WORD = re.compile(
    r"\b(?:e-?mails?|messages?|communication|nachricht|courriel|mensaje|correo|messaggio)\b", re.IGNORECASE
)
"""What a disclaimer speaks of."""
# To unsubscribe ...      You are receiving this because ...      Please consider the environment ...
_FOOTER = _any(
    r"(?:to )?unsubscribe\b|(?:manage|update) (?:your )?(?:e-?mail )?preferences",
    r"you(?:['’]re| are)? (?:receiv\w+|got) this (?:e-?mail|message|newsletter|because)",
    r"view (?:this|it|the) .{0,30}\bin (?:your|a) (?:web )?browser",
    r"(?:please )?(?:consider|think of) the environment\b|was this (?:e-?mail )?forwarded to you",
    r"click here to (?:unsubscribe|view)\b|registered (?:office|in (?:england|scotland|wales))\b",
)
# CAUTION: This email originated from outside ...      [EXTERNAL EMAIL] ...      EXTERNAL: Do not click ...
_BANNER = _any(
    r"(?:caution|warning|external|notice|attention)?\W{0,3}external (?:e-?mail|sender|message)",
    r"(?:caution|warning|notice|attention)\W{0,3}(?:this|the) (?:e-?mail|message|sender) .{0,60}\boutside\b",
    r"this (?:e-?mail|message) (?:originated|came|was sent) from (?:outside|an external)",
    r"you don['’]t often get e-?mail from",
)


def marks_forwarded(line: str) -> bool:
    """---------- Forwarded message ---------."""
    return len(line) < 2 * GREETING_CHARS and _FORWARDED.fullmatch(line) is not None


def marks_original(line: str) -> bool:
    """-----Original Message-----, or a long rule."""
    return len(line) < 2 * GREETING_CHARS and _ORIGINAL.fullmatch(line) is not None


def wrote(lines: Sequence[str]) -> int:
    """How many of some lines, the first of a quoted mail, say who wrote it; 0 where they do not.

    They give an address or a time of day, or the next line is marked as quoted: "The mayor wrote:" is copy.
    """
    if not any(line.endswith(":") for line in lines[:WROTE_LINES]):
        return 0
    for count in range(1, min(WROTE_LINES, len(lines)) + 1):
        together = "\n".join(lines[:count]).strip()
        if len(together) < BANNER_CHARS and _WROTE.fullmatch(together):
            quoted = lines[count : count + 1]
            sure = _SENT.search(together) or (quoted and quoted[0].startswith(">"))
            return count if sure else 0
    return 0


def greets(line: str) -> bool:
    """Dear editors."""
    return len(line) <= GREETING_CHARS and _GREETING.fullmatch(line) is not None


def covers(paragraph: str) -> bool:
    """Please find our release below."""
    return len(paragraph.split()) <= COVER_WORDS and _COVER.match(paragraph) is not None


def closes(line: str) -> bool:
    """Best regards."""
    return len(line) <= CLOSING_CHARS and _CLOSING.fullmatch(line) is not None


def is_device(line: str) -> bool:
    """Sent from my phone."""
    return len(line) <= 2 * GREETING_CHARS and _DEVICE.fullmatch(line) is not None


def disclaims(paragraph: str) -> bool:
    """This e-mail is confidential; to unsubscribe ..."""
    if len(paragraph) > DISCLAIMER_CHARS:
        return False
    if len(paragraph) <= BANNER_CHARS and _FOOTER.match(paragraph):
        return True
    words = {found[0].lower() for found in _DISCLAIMED.finditer(paragraph)}
    return len(words) > 1 and _MAIL_WORD.search(paragraph) is not None


def is_banner(paragraph: str) -> bool:
    """This email came from outside the organisation."""
    return len(paragraph) <= BANNER_CHARS and _BANNER.match(paragraph) is not None
