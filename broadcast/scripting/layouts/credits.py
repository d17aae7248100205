"""A text goes in; its credits, captions and end marks, which are on paper only, come out."""

import re

from broadcast.model import Reason, Unspoken
from broadcast.scripting.layouts.lines import Line, lines_of

LONGEST = 600
"""Characters of a line that may be a credit."""
LONGEST_CAPTION = 320
MOST_WRAPPED = 8
"""Lines that a notice wrapped over lines may have."""

_NAME = (
    r"[^\W\d_a-z][\w.'’-]*"
    r"(?: (?:[^\W\d_a-z][\w.'’-]*|de|del|van|von|der|la|da|bin|al|and|&)){0,5}"
)
_TRADE = (
    r"(?:[Aa]dditional |[Ff]urther |[Ww]ith )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled"
    r"|[Tt]ranslat(?:ed|ion)|[Gg]raphics?|[Pp]hoto(?:graph(?:s|y)?)?s?|[Vv]ideo|[Pp]roduc(?:ed|tion)"
    r"|[Ff]ile photo|[Ee]dited|[Rr]eported)"
)
_MORE = (
    r"[Rr]ead [Mm]ore|READ MORE|[Rr]ead also|READ ALSO|[Ss]ee also|SEE ALSO|Also read|ALSO READ|READ|MORE"
    r"|WATCH"
    r"|LISTEN|[Rr]elated(?: (?:stories|articles?|coverage|links?|topics?|news))?"
    r"|RELATED(?: (?:STORIES|ARTICLES?|COVERAGE|LINKS?))?|M(?:ore|ORE) (?:on|ON) (?:this|THIS)(?:"
    r" (?:story|STORY))?"
    r"|MORE FROM [\w ]{2,30}|More (?:from|stories|news|coverage)[\w ]{0,30}|WATCH(?: NOW| LIVE| MORE)"
    r"|LISTEN NOW|[Ww]atch (?:video|the video|more|now|live)|DON'T MISS|[Yy]ou may also like|[Rr]ecommended"
    r"|[Rr]ead (?:the full|our|this|next|the original)[\w ]{0,30}"
)
_PICTURE = (
    r"(?:Image|IMAGE|Photo|PHOTO|File|FILE|Stock)s?|Photograph|Picture|PICTURE|Pic|PIC|Credits?|CREDIT|Caption"
    r"|CAPTION|Illustration|Graphic|Video|Courtesy|Handout|Above|Below|Pictured"
    r"|FILE (?:PHOTO|IMAGE)|File (?:photo|image|picture)"
    r"|(?:Photo|Image|Picture|Video|PHOTO) (?:[Cc]redit|CREDIT|caption|source|illustration)|Media caption"
    r"|(?:Lead|Cover|Featured|Stock) (?:image|photo)"
)

_END_MARKS = (
    r"(?:#\s?){2,6}",  # ###   # # #
    # -30-   --30--   -more-   (more)   [END]   *ENDS*   <END>   (end of transcript)
    (
        r"[-–—*(\[<]{1,3}\s?(?:30|more|MORE|More|ends?|ENDS?|Ends?|end of (?:story|report|transcript|script))"
        r"\s?[-–—*)\]>]{1,3}"
    ),
    r"END\s{1,8}\d{1,2}:\d\d.{0,20}",  # END    1:22 P.M.
    r"NNNN|ENDS?|MORE|THE END|XXX|-0-|--\s?0\s?--|/{1,2}ends/{1,2}",  # NNNN   ENDS   //ends//
    # END OF TRANSCRIPT   Transcript ends.
    r"(?:END|End) (?:OF|of) (?:TRANSCRIPT|SCRIPT|STORY|COPY|REPORT|INTERVIEW)\.?|[Tt]ranscript ends\.?",
)
_CREDITS = (
    # (Reporting by Ana Ruiz; Editing by Luis Sol)
    rf"[(\[]{_TRADE} by:? [A-Z][^?!]{{0,400}}[)\]]",
    # Additional reporting by Ana Ruiz in Porto Alto.   Editing by Luis Sol
    (
        rf"{_TRADE} by:? {_NAME}(?:(?:,|;|/| and| in| for|&| with)"
        rf"(?: {_TRADE} by| [^\W\d_a-z]| in | and )[^.?!]{{0,200}})?\.?"
    ),
    # (Production: Ana Ruiz, Luis Sol)
    r"\((?:Production|Reporting|Writing|Editing|Producers?|Camera|Compiled by|Edited by)s?: [^()]{2,300}\)",
    # This interview has been edited for length and clarity.   Interview by Ana Ruiz
    (
        r"[(\[]?(?:(?:This|The|Our|These|All) )?(?i:interview|conversation|transcript|Q&A|discussion|exchange"
        r"|text|remarks|answers|responses|comments|excerpts)\b[^.?!]{0,60}"
        r"\b(?:has been|was|were|have been|is) (?:lightly |slightly )?"
        r"(?:edited(?! out)|condensed|abridged|translated|shortened)\b[^?!]{0,160}|[Ii]nterview by:?"
        r" [A-Z][^.?!]{2,80}\.?"
    ),
    # Listen to the full interview on our audio hub.   Watch the whole conversation at harbour.example
    (
        r"(?:Listen to|Hear|Watch|Read|See) (?:the|our) (?:full|whole|complete|entire|longer|extended)"
        r" (?:interview|conversation|episode|discussion|exchange|transcript|Q&A)\b[^?!]{0,160}"
    ),
    # Guest: Ana Ruiz, harbour master      (a field above a transcript)
    (
        r"(?:Guests?|Interviewees?|Interviewers?|Interviewed by) ?:"
        r" [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:, [^.?!]{3,80})?"
    ),
    # Edited by: Ana Ruiz   Additional reporting: Ana Ruiz; editing: Luis Sol
    rf"(?:{_TRADE}|Words)(?: by)?: {_NAME}[^.?!]{{0,120}}\.?",
    # E&OE   E. & O. E.   Errors and omissions excepted.
    r"E\.? ?(?:&|AND|and) ?O\.? ?E\.?|[Ee]rrors and omissions excepted\.?",
    # Copyright 2026 The Wire. All rights reserved.   (c) 2026 The Wire   © The Wire
    (
        r"(?:[^.?!]{0,80}\b)?(?:Copyright|COPYRIGHT|©|\([cC]\))\s*(?:\([cC]\)|©)?\s*(?:\d{4}|by\b|[A-Z]|©).*"
        r"|.{0,60}\b(?:[Aa]ll [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED)\b.{0,300}"
    ),
    # Follow Ana Ruiz on Twitter: @anaruiz   Follow @wire
    (
        r"[Ff]ollow .{1,100}? (?:on|at) (?:[Tt]witter|X\b|[Ff]acebook|[Ii]nstagram|[Tt]hreads|[Bb]luesky"
        r"|LinkedIn"
        r"|TikTok|[Mm]astodon|http|@|social).{0,200}|(?:[Oo]n )?[Tt]witter: ?@\w+.{0,80}|Follow @\w+.{0,80}"
    ),
    # ADVERTISEMENT   Story continues below advertisement
    (
        r"(?:ADVERTIS(?:EMENT|ING)|Advertis(?:ement|ing)|SPONSORED(?: CONTENT)?|Sponsored content|SKIP"
        r" ADVERTISEMENT"
        r"|(?:Story|Article) continues (?:below|after).{0,40}|Continue reading.{0,40}|Scroll to"
        r" continue.{0,40})"
        r"(?: ?[-–—].{0,60})?"
    ),
    # Read more: Harbour wall falls   RELATED: ...   WATCH: ...   More on this story
    rf"(?:{_MORE})(?: ?[:|»>→]| ?[-–—] ).{{0,240}}",
    (
        r"(?:Read more|READ MORE|R(?:elated|ELATED)(?: (?:stories|STORIES))?|See also|More on this story|Read"
        r" next"
        r"|Most read|Top stories)"
    ),
    # Sign up for our newsletter   Click here to ...   Share this article
    (
        r"(?:S(?:ign|IGN) (?:up|UP) (?:for|to|here|FOR|TO)\b|[Ss]ubscribe (?:to|now|here|today)\b|[Cc]lick"
        r" (?:here|on)\b"
        r"|[Tt]ap here\b|[Dd]ownload (?:the|our) [\w ]{0,20}app|[Dd]onate (?:here|now|today)|[Ll]eave a"
        r" comment"
        r"|[Ss]hare this (?:story|article|page)|[Hh]ave your say\b"
        r"|[Jj]oin (?:our|the) (?:newsletter|conversation|mailing|WhatsApp)).{0,240}"
    ),
    r"(?:Share|SHARE|Tweet|Email|Print|Comments?|Save|Share this|Subscribe|Newsletter|Sign up|Log in)",
    # Ana Ruiz can be reached at a@b.example   Email: a@b.example
    (
        r"[^.?!]{0,100}\b(?:(?:can|may) be reached|[Cc]ontact (?:the|this) (?:reporter|writer"
        r"|author))\b.{0,200}"
        r"|(?:[Ee]-?mail|[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Ww]eb(?:site)?|URL)\s?: ?\S.{0,120}"
    ),
    # Associated Press writers Ana Ruiz and Luis Sol contributed to this report.
    (
        r".{0,240}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)\b.{0,60}"
        r"|.{0,160}\bcontributed reporting\b.{0,60}"
        r"|(?:Associated Press|AP|Reuters|AFP|Staff|The Wire)\b[^.]{0,160}\b(?:contributed|reported"
        r" from)\b.{0,100}"
    ),
    # For more coverage: https://...   https://...
    (
        r"(?:[^.?!]{0,120}: ?)?(?:https?://|www\.)\S+\.?"
        r"|(?:Find|See|Read|Follow|For) (?:more|all|full|AP's|complete)[^.?!]{0,80}(?:coverage|stories"
        r"|news)[^?!]{0,40}"
        r"(?:at|on|here|visit|:)[ :].{0,160}"
    ),
    # Published: 3 Nov 2026 10:00   Updated 2 hours ago   4 min read
    (
        r"(?:P(?:ublished|UBLISHED)|U(?:pdated|PDATED)|Last [Uu]pdated|Last [Mm]odified|Posted|First"
        r" published)"
        r"(?: on| at)?:? (?=[^.?!]{0,40}\d)[^.?!]{1,60}"
    ),
    # Aired November 22, 2026 - 20:00 ET
    r"Aired (?:on )?[A-Z][a-z]+\.? \d{1,2}, \d{4}.{0,40}",
    r"\d+ ?min(?:ute)?s? (?:read|ago)|\d+ (?:hours?|days?) ago|\d+ (?:[Cc]omments|[Ss]hares)",
)
_CAPTIONS = (
    # Image: Jane Roe.   Photo: Ana Ruiz/Wire   PHOTO: The harbour wall   FILE - In this 2020 photo, ...
    rf"(?:{_PICTURE})(?:\s?[:|](?! ?[a-z])| ?[-–—] (?![a-z])).{{1,300}}",
    r"(?:Image|Media|Photo) (?:source|caption), .{1,300}",
    # File photo of the harbour in 2024.
    r"(?:File|Stock|Archive|Undated|Handout) (?:photo(?:graph)?|image|picture)\b.{0,200}",
    # Photo by Ana Ruiz   Image courtesy of the Harbour Trust
    (
        rf"(?:Photo|Image|Picture|Photograph|Illustration|Graphic|Video|Map)s? (?:by|courtesy(?: of)?|via"
        rf"|taken by)"
        rf" {_NAME}(?:[,/|;] ?.{{0,80}}|/.{{1,40}}| for .{{1,40}})?\.?"
    ),
    rf"(?:Photo|Image|Picture|Photograph) (?:from|provided by|supplied by) {_NAME}\.?",
    # The wall in 2024. (AP Photo/Ana Ruiz)   REUTERS/Ana Ruiz   Getty Images
    (
        r".{0,300}\((?:AP |File |Handout |Courtesy |Staff )?(?:Photo|photo|Image|Courtesy|PHOTO)[:/"
        r" ][^()]{0,80}\)\.?"
    ),
    r".{0,300}\b(?:AP|AFP|REUTERS|Reuters|EPA|PA|Getty Images|Shutterstock|iStock)/[A-Z][\w. '-]{2,40}\)?\.?",
    r"(?:Getty Images|Shutterstock|iStock|AFP via Getty Images|Wikimedia Commons)\.?",
    # Image 1 of 3   1/3   View gallery
    r"(?:Image|Photo|Slide|Gallery) \d+ of \d+|\d+ ?/ ?\d+|View gallery.{0,20}|Gallery: .{1,100}",
)
_WRITES = (
    r"(?:writer|editor|reporter|correspondent|journalist|columnist|contributor|author|critic|producer"
    r"|photographer|novelist|historian|professor|fellow)"
)
_PRICE = r"(?:£|\$|€|Rs\.? ?|R|US\$|A\$)\d"
# What stands at the foot of a page, and would be copy in the middle of it.
_TAILS = re.compile(
    # Ana Ruiz is a contributing editor at The Wire.   Ana Ruiz covers City Hall.
    rf"{_NAME} is (?:a|an|our)\b[^.?!]{{0,60}}\b{_WRITES}\b[^.?!]{{0,100}}[.*_ ]*[^.?!]{{0,40}}\.?[*_]*"
    rf"|{_NAME} (?:covers|writes (?:about|on|for)|reports (?:on|for)) [^.?!]{{3,100}}\.(?: [^?!]{{0,160}})?"
    # Contact Ana Ruiz at a@b.example.   Reach her at a@b.example
    r"|(?:Contact|Reach|Email|Write to|Follow) [^?!]{2,80}(?:@|\bat \d{3})[^?!]{0,120}"
    # The Wall by Ana Ruiz is published by Harbour Press (£12).   The Wall (Harbour Press, £12) is out now.
    rf"|[A-Z][^.?!\"“]{{2,100}} (?:by {_NAME} )?is published by [A-Z][^?!]{{3,120}}"
    rf"|[A-Z][^.?!\"“]{{1,100}} by {_NAME} \([^()]*{_PRICE}[^()]*\)[^?!]{{0,160}}"
    rf"|[A-Z][^.?!\"“]{{1,100}} \([A-Z][^(),]{{2,60}}, {_PRICE}[^()]*\)[^?!]{{0,160}}"
    # To order a copy, go to harbour.example
    r"|To (?:order|buy|book|reserve|watch|hear|listen|read|see) [^?!]{3,100}"
    r"\b(?:visit|go to|click|call|ring|e-?mail|www|https?|\w+\.(?:com|org|net|co|uk|example))\b[^?!]{0,100}"
)
# Born: Porto Alto, 1986      (the box beside an interview)
_FACT = re.compile(r"(?:Born|Education|First job|Lives|Lives in|Family|Married|Hobbies) ?: [^?!]{2,100}")
LEAST_LINES, LAST_LINES, BOX_LINES = 8, 3, 8
"""Lines of a text that has a foot, how many that is, and how many a box of facts has."""
# What the makers of transcripts print above and below them.
_TRANSCRIPT = re.compile(
    r"this is a rush transcript|this (?:copy|text) may not be in its final form|created on a rush deadline"
    r"|^(?:this |these )?(?:npr |full |rush |video |web |machine )*transcripts? "
    r"(?:(?:is|was|are|were|has been|have been) )?(?:\w+ )?"
    r"(?:provided|created|produced|generated|prepared|compiled|copyright|may|edited|made|typed)\b"
    r"|^transcribed by\b|^transcript (?:by|editor)\b|authoritative record of|to order a video of this"
    r" transcript|^to (?:order|buy|purchase)\b.{0,80}\b(?:transcripts?|(?:video)?tapes?|cassettes?)\b.{0,80}"
    r"\b(?:call|visit|contact|write|phone|go to|e-?mail|order form)\b"
    r"|vouch for (?:its|their|the) (?:\w+ )?accuracy"
    r"|for personal, noncommercial|visit our website terms|accuracy and availability may vary"
    r"|^return to transcripts main page|content and programming copyright|cq transcriptions"
    r"|takes sole responsibility for the accuracy|no license is granted to the user|user may not reproduce"
    r"|proprietary transcription|^auto-?generated transcript|^notice: transcripts?\b"
    r"|accuracy of (?:these |this |npr )?transcripts? may vary|copyright .{0,80}all rights reserved",
    re.IGNORECASE,
)
_NOTICE = re.compile(r".{0,60}(?:[Cc]opyright|COPYRIGHT|©|\([cC]\) ?\d)")  # Copyright © 2026 The Wire
_END_MARK = re.compile("|".join(_END_MARKS))
_LAST_MARK = re.compile(r"(?:[Ee]nds?|More|30|The end)\.?")  # Ends      (only as the last line)
_CREDIT = re.compile("|".join(_CREDITS))
_CAPTION = re.compile("|".join(_CAPTIONS))
_RULE = re.compile(r"[_=*~•·.\-–—#+ ]{3,}")  # ___   * * *   =====


def credits_of(text: str) -> tuple[Unspoken, ...]:
    """Lines of a text that are credits, captions of pictures, links, rules and end marks; in doubt none.

    Whole lines only, in order, not overlapping. What is furniture already should be blanked in the text.
    """
    lines = list(lines_of(text))
    found: list[Unspoken] = []
    goes_on = 0
    for number, line in enumerate(lines):
        reason = _reason(text, line, last=number + 1 == len(lines))
        if reason is None and len(lines) >= LEAST_LINES:
            reason = _reason_at_foot(text[slice(*line.span)], len(lines) - number)
        if reason is None and goes_on and not line.after_blank:
            reason = Reason.CREDIT
        if reason is not None:
            words = text[slice(*line.span)]
            found.append(Unspoken(span=line.span, reason=reason, text=words))
            goes_on = _goes_on(words, goes_on) if reason is Reason.CREDIT else 0
        else:
            goes_on = 0
    return tuple(found)


def _reason_at_foot(words: str, left: int) -> Reason | None:
    """Why one of the last lines is not spoken; None when it is copy."""
    words = words.strip("*_•> \t")
    if left <= LAST_LINES and _TAILS.fullmatch(words):
        return Reason.CREDIT
    return Reason.CREDIT if left <= BOX_LINES and _FACT.fullmatch(words) else None


def _goes_on(words: str, before: int) -> int:
    """How many further lines a wrapped notice may take; 0 for what ends here."""
    bare = words.rstrip(')"” ')
    if (bare.endswith(".") and not bare.endswith(("LLC.", "Inc.", "Ltd.", "Co."))) or words.endswith(")"):
        return 0
    if before:
        return before - 1
    open_bracket = words.startswith("(") and ")" not in words
    return MOST_WRAPPED if open_bracket or _TRANSCRIPT.search(words[:LONGEST]) or _NOTICE.match(words) else 0


def _reason(text: str, line: Line, *, last: bool) -> Reason | None:
    """Why a line is not spoken; None when it is copy."""
    start, end = line.span
    if end - start > LONGEST:
        told = end - start < 2 * LONGEST and _TRANSCRIPT.search(text, start, start + LONGEST)
        return Reason.CREDIT if told else None
    words = text[start:end].strip("*_>•· \t")
    if _END_MARK.fullmatch(words) or (last and _LAST_MARK.fullmatch(words)):
        return Reason.END_MARK
    if _RULE.fullmatch(text, start, end):
        return Reason.LAYOUT
    caption = len(words) <= LONGEST_CAPTION and _CAPTION.fullmatch(words)
    told = caption or _CREDIT.fullmatch(words) or _TRANSCRIPT.search(words)
    return Reason.CREDIT if told else None
