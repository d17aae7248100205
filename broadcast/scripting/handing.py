"""A sentence of narration goes in; whether it hands over to a reporter, or back to the studio, comes out."""

import re
from collections.abc import Container
from dataclasses import dataclass

from broadcast.scripting.lexicon import lexicon

PERSON = (
    r"(?!(?:Our|For|The|I['’]m|This|Here|From|In|At|On|And|But|With|More|Over|Let|Joining|We|Thanks?|Reporting)\b)"
    r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+"
)
_HAS_MORE = (
    "reports?(?! that)|joins us|has (?:the story|more|the details|the latest|this report)"
    "|is (?:there|live|at the scene|on the scene)|(?:sent|filed) (?:us )?this report"
)
_REPORTER = r"(?:correspondent|reporter|editor|colleague),?"
_WENT = (
    "has (?:been|spent|travelled|traveled|visited|gone|met|followed|watched|talked|seen)|went|is|was"
    "|travelled|traveled|visited|spent|took|met|sent|sends|now|crossed|joined|climbed|walked|sailed|drove|flew"
    "|watched|followed|caught"
)
_TO_THE_REPORTER = (  # "For more, we go live to"   "Joining me from Porto is"   "This report from"
    r"(?:[Ll]et['’]s|[Ww]e(?:['’]ll|['’]re|['’]re now| can| now)?)(?: now)? (?:go|cross|head)(?:ing)?"
    r"(?: over| out| live| straight| now)* to"
    r"|[Jj]oin(?:ing|ed) (?:me|us)?[^.?!]{0,60}?\b(?:is|by)"
    r"|[Ff]or more(?: on (?:this|that|the story))?, (?:over to|here(?:['’]s| is))"
    r"|[Ww]ith (?:more|the (?:story|details|latest)),? ?(?:here(?:['’]s| is))?"
    r"|[Tt]his report (?:from|by)|[Oo]ver to"
)
_TITLED = rf"(?:(?:our|the|[A-Z][\w’']+) [^.?!]{{0,60}}?{_REPORTER} )"
# the house in "Channel Six's Ana Ruiz went to see"
_HOUSE = (
    r"(?:(?:[A-Z][\w&-]*|\d+) )*(?:News|Radio|TV|Television|Channel|FM|AM|Network|Today|Tonight|World|Report"
    r"|[A-Z]{2,5})(?: (?:[A-Z][\w&-]*|\d+))?"
)
_HAND_OVER = re.compile(  # "Our correspondent Ana Ruiz reports from Porto."  "Ana Ruiz has the story."
    rf"\b(?:[Oo]ur|[A-Z][\w.]+['’]s)\b[^.?!]*?\b({PERSON})(?:,[^,.]+,)? (?:{_HAS_MORE})\b[^.?!]*[.:]?$"
    rf"|(?:^|[.?!]\s+)(?:(?:[Ff]rom|[Ii]n|[Aa]t|[Oo]n) [^.?!,]{{2,40}}, )?({PERSON}) (?:{_HAS_MORE})"
    r"(?: (?:from|live)[^.?!]*| now)?[.:]?$"
    rf"|(?:^|[.?!]\s+)({PERSON}) [^.?!]{{3,80}}\b(?:sent|filed|has) (?:us )?this report[.:]?$"
    rf"|\b[Hh]ere(?:['’]s| is) {_TITLED}?({PERSON})[.:]?$"
    rf"|(?:^|[.?!,]\s+)(?:{_TO_THE_REPORTER}) {_TITLED}?({PERSON})(?:,? [^.?!]{{2,60}})?[.:]?$"
    rf"|\b[Oo]ur [\w’' -]{{0,40}}{_REPORTER} ({PERSON}),? (?:{_WENT})\b[^.?!]*[.:]?$"
    rf"|(?:^|[.?!]\s+)(?:(?:From|In|At|With) [^.?!,]{{2,40}},?|More from) {_TITLED}({PERSON})[.:]?$"
)
_MAY_HAND_OVER = re.compile(  # "Channel Six's Ana Ruiz went to see."   "The reporter Ana Ruiz was there."
    rf"\b[Tt]he [\w’' -]{{0,40}}{_REPORTER} ({PERSON}),? (?:{_WENT})\b[^.?!]*[.:]?$"
    rf"|(?:^|[.?!]\s+){_HOUSE}['’]s (?:{_REPORTER} )?({PERSON}),? (?:{_WENT})\b[^.?!]*[.:]?$"
)
_INTRODUCES = re.compile(r"\b[Hh]ere(?:['’]s| is) ")
_PLACE = r"(?:, (?:(?:in |at |on |for )?[A-Z][\w .’'-]+|(?:in|at|on|outside|near) [^.?!]{2,50}))?"
_OUTLET = rf"(?:(?:[A-Z][\w.’'&-]*|\d+|for|at|in|on|of|the) ?){{1,5}}{_PLACE}"
_SIGN_OFF = re.compile(  # "Ana Ruiz, Harbour News, Porto."   "For Harbour News, I'm Ana Ruiz."
    rf"(?:^|[.?!\"”]\s+)(?:I['’]m |This is |I am )?({PERSON}), {_OUTLET}[.]?$"
    rf"|(?:^|[.?!,\"”]\s+)(?:I['’]m |[Tt]his is |I am )({PERSON}),? (?:reporting )?{_OUTLET}[.]?$"
    rf"|\b(?:[Ff]or|[Ff]rom|[Ii]n|[Aa]t|[Oo]n) [A-Z][\w .&’'-]+, (?:I['’]m|I am|this is) ({PERSON})[.]?$"
    rf"|(?:^|[.?!,\"”]\s+)(?:I['’]m |[Tt]his is |I am )({PERSON}),? (?:in|at|on|outside|near|by|from) "
    r"[^.?!]{2,60}[.]?$"
    rf"|(?:^|[.?!\"”]\s+)({PERSON}),? reporting (?:for|from|in|live)\b[^.?!]*[.]?$"
    rf"|(?:^|[.?!\"”]\s+)Reporting (?:for|from|in|live)\b[^.?!]*, (?:I['’]m |this is )?({PERSON})"
    r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?[.]?$"
)
_ON_AIR = re.compile(  # what tells a reporter's sign-off from the signature below a letter
    r"\b(?:News|Radio|TV|Television|Channel|Broadcasting|FM|Network|Today|Tonight|[Rr]eporting)\b"
    r"|\b(?:I['’]m|I am|[Tt]his is)\b|, (?:for |on )?[A-Z]{2,5}\b"
)
_FOR_OUTLET = re.compile(r"\b[Ff]or (?:the )?[A-Z]")
_STUDIO = r"(?:the|our) (?:studio|newsroom)"
_HANDS_BACK = re.compile(  # "Now back to you in the studio."   "Caroline, back to you."   "Over to you, Tom."
    rf"(?:^|[.?!\"”]\s+|[,;:—–-]\s*|\b(?:[Nn]ow|and|so|you|it) )(?:[Bb]ack|[Oo]ver) to (?:you\b|{_STUDIO}"
    rf"|[A-Z][\w’'-]+ in {_STUDIO})"
)
_RETURN = re.compile(  # "Back in the studio"   "That report from Ana Ruiz"   "Our crew filed this"
    rf"^(?:(?:And|Now|Well|Meanwhile),? )?(?:[Bb]ack )?(?:(?:[Hh]ere )?[Ii]n {_STUDIO}\b|here in {_STUDIO}\b)"
    r"|\b[Tt](?:hat|his) report (?:from|by|was)\b"
    r"|^That was (?:our (?:[\w’'-]+ ){0,3}(?:correspondent|reporter|editor|colleague)\b|[A-Z][\w’'-]+ [A-Z]"
    r"[\w’'-]+(?:,? (?:reporting|there|in|at|from|live)\b|[.]$))"
    r"|\b[Oo]ur (?:team|crew|correspondent|reporter)(?: [A-Z]\w+)* (?:filed|sent|made) th(?:at|is)\b"
    r"|^(?:And |Now )?(?:[Ii]n other (?:news|stories)|[Aa]lso (?:today|tonight|this (?:morning|evening|hour))"
    r"|[Ee]lsewhere (?:today|tonight|in the news)|[Oo]ther (?:news|stories)\b|[Ss]till to come"
    r"|[Cc]oming up(?:,| next| later| after the break)|[Tt]urning now to|[Nn]ow to (?:sports?|the weather)\b"
    r"|[Ff]inally (?:tonight|today|this evening))"
)
# "Ana Ruiz in Porto."   "Our reporter Ana Ruiz there."   "Ana Ruiz, reporting from Porto."
_FRAGMENT = re.compile(
    rf"^(?:(?P<our>[Oo]ur|[Tt]he) (?:[\w’'-]+,? ){{0,4}}?)?(?P<who>{PERSON})"
    r"(?P<told>,? (?:reporting|live|speaking))?"
    r"(?:,? (?P<there>there)\b[^.?!]{0,50}|(?P<comma>,)? (?:in|at|from|on|outside|near) [^.?!,]{2,50})?[.!]$"
)
_LONGEST_FRAGMENT = 14
_THANKS = re.compile(  # "Thanks, Tom."   "Our thanks to Ana Ruiz in Porto."   "Tom, thank you."
    r"^(?:(?:And|Well|OK|Okay|All right|Right),? )?(?:(?:[Mm]any|[Oo]ur) )?[Tt]hank(?:s| you)\b[^.?!]{0,40}?"
    r"\b(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\b|^(?P<first>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),?"
    r"(?: [^.?!]{0,40},)? (?:many )?thank(?:s| you)\b"
)
_ASKS = re.compile(  # "Ana, what's the latest?"   "And how long will it take, Ana?"
    r"(?:^|[.?!]\s+)(?:(?:And|But|So|Well|Now),? )?(?P<first>[A-Z][\w’'-]+),[^.!?]*\?$"
    r"|,\s(?P<last>[A-Z][\w’'-]+)\?$"
)
LONGEST_SIGN_OFF = 120
LONGEST_HAND_OVER = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What a stretch of narration tells by how it ends, or begins, about who reads next.

    Attributes:
        hands_over: It ends by naming the reporter who follows.
        may_hand_over: It tells where a reporter went, as copy about one may: "The BBC's Ana Ruiz was there".
        introduces: It hands over in words that may introduce a soundbite as well: "Here's Ana Ruiz."
        signs_off: It ends with a name and a place or an outlet.
        on_air: So does a reporter's, and no letter's.
        for_outlet: It names for whom: so may a letter's, but never amid a paragraph.
        hands_back: It ends by handing back to the studio.
        signer: Who signs off, or is handed over to.
    """

    hands_over: bool
    may_hand_over: bool
    introduces: bool
    signs_off: bool
    on_air: bool
    for_outlet: bool
    hands_back: bool
    signer: str | None

    @property
    def names(self) -> bool:
        """Whether the signer is, or may be, a reporter."""
        return self.hands_over or self.may_hand_over or self.on_air

    @property
    def ends(self) -> bool:
        """Whether the reporter's part ends with it."""
        return self.signs_off or self.hands_back


def handing_of(words: str) -> Handing:
    """What the end of a stretch of narration tells.

    Args:
        words: A sentence, or a paragraph, white space single blanks.
    """
    signed = _SIGN_OFF.search(words[-LONGEST_SIGN_OFF:])
    handed = _HAND_OVER.search(words[-LONGEST_HAND_OVER:])
    maybe = _MAY_HAND_OVER.search(words[-LONGEST_HAND_OVER:])
    told = signed or handed or maybe
    return Handing(
        hands_over=handed is not None,
        may_hand_over=maybe is not None,
        introduces=handed is not None and bool(_INTRODUCES.search(handed[0])),
        signs_off=signed is not None,
        on_air=signed is not None and bool(_ON_AIR.search(signed[0])),
        for_outlet=signed is not None and bool(_FOR_OUTLET.search(signed[0])),
        hands_back=_HANDS_BACK.search(words[-LONGEST_SIGN_OFF:]) is not None,
        signer=_named(told) if told is not None else None,
    )


def _named(told: re.Match[str]) -> str:
    """The person in a hand-over or a sign-off, without house or office: "Channel Six's reporter Ana Ruiz"."""
    words = next(filter(None, told.groups())).split()
    offices = [n for n, word in enumerate(words) if word.endswith(("'s", "’s")) or lexicon().is_role(word)]
    start = offices[-1] + 1 if offices else 0
    return " ".join(words[start:] if len(words) - start > 1 else words)


def returns(sentence: str, reporters: Container[str]) -> bool:
    """Whether a sentence is the studio's again, whatever stands around it.

    Args:
        sentence: White space single blanks.
        reporters: The words of the names of those who were handed over to, or sign off; empty if unknown.
    """
    if _RETURN.search(sentence):
        return True
    thanks = _THANKS.match(sentence)
    if thanks is not None:
        called = (thanks["who"] or thanks["first"]).split()
        return not reporters or any(word in reporters for word in called)
    return names_reporter(sentence, reporters, third_person=True)


def names_reporter(sentence: str, reporters: Container[str], *, third_person: bool = False) -> bool:
    """Whether a sentence is but a reporter's name and whereabouts, as in "Ana Ruiz in Porto".

    A reporter may say so too, at the end; "Our reporter" and "there" are the studio's words alone.
    """
    found = _FRAGMENT.match(sentence)
    if found is None or len(sentence.split()) > _LONGEST_FRAGMENT:
        return False
    studio = bool(found["our"] or found["there"])
    if third_person:
        return studio and (bool(found["there"]) or _is_known(found["who"], reporters))
    return not studio and _is_known(found["who"], reporters)


def asks(words: str, called: Container[str]) -> bool:
    """Whether a stretch ends in a question to somebody called by one of these names."""
    found = _ASKS.search(words)
    return found is not None and (found["first"] or found["last"]) in called


def _is_known(name: str, reporters: Container[str]) -> bool:
    return all(word in reporters for word in name.split()[-2:])
