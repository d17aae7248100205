"""A Document of a mail, sent or pasted, comes in; the Reports in it or in its attachments go out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from broadcast.errors import ReportError
from broadcast.ingest.assembly import Declared, assembled, language_tag
from broadcast.ingest.authors import person
from broadcast.ingest.document import Document
from broadcast.ingest.mail_head import Head, bare_subject, head_of, prefixes
from broadcast.ingest.mail_parts import Attachment, Letter, Text, open_letter
from broadcast.ingest.mail_phrases import covers
from broadcast.ingest.mail_text import laid_out, text_of
from broadcast.ingest.press_release import tell_release
from broadcast.model import Report, Status

ReadAttachment: TypeAlias = Callable[[Document], Sequence[Report]]
"""Reads a file that came with a mail; raises ReportError."""

HEAD_BYTES = 200_000
DEEPEST = 3
"""Mails in mails that are opened."""
COVER_WORDS = 60
"""Words of a mail up to which it is a note that covers its attachments."""
SAME = 0.8
"""Share of the words of an attachment with which a short mail is the report itself."""
MORE = 2.0
"""Times the words of a mail with which an attachment is the report all the same."""

_WRITTEN = ("plain", "markdown", "html", "docx", "email", "rtf")
"""Formats of attachments that may be the mail's own text again."""
_KINDS = "release|statement|story|report|copy|script|news|update|article|text|attached|subject"
# Press release      story for tonight      news      (no subject)
_NO_HEADLINE = re.compile(
    rf"\W*(?:(?:the |a |your |our )?(?:press|news|media)?\W*(?:{_KINDS})|no subject|untitled|fyi"
    r"|for (?:tonight|tomorrow|today|immediate release|air))\W*"
    r"(?:for (?:tonight|tomorrow|today|air|broadcast|you)|attached)?\W*",
    re.IGNORECASE,
)
# smime.p7s      signature.asc      ATT00001.htm      winmail.dat      invite.ics
_NO_REPORT = re.compile(
    r"smime\.p7[ms]|.*\.(?:asc|sig|ics|vcf|p7s)|att\d+\.(?:txt|html?)|winmail\.dat", re.IGNORECASE
)
_WORST = (Status.USABLE, Status.EMBARGOED, Status.KILLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """A mail on its way to become reports."""

    letter: Letter
    document: Document
    read: ReadAttachment | None
    depth: int = 0


def matches(document: Document) -> bool:
    """Fields of mail in every line up to the first empty one."""
    return _head(document) is not None


def read(document: Document, *, attachment: ReadAttachment | None = None) -> list[Report]:
    """Read a mail; where it only covers an attachment, the reports in that.

    Args:
        document: The mail.
        attachment: How to read a file that came with it; files are passed over without it.

    Raises:
        ReportError: Encrypted, too many parts, nested too deeply, or no text in it; an attachment that
            is the report and cannot be read.
    """
    head = _head(document)
    if head is None:
        raise ReportError(
            f"{document.title} is no mail", hint="it needs From, Subject or the like at its top"
        )
    if head.is_sent:
        letter = open_letter(document.raw, document.title)
    else:
        head = head_of(document.text) or head
        letter = Letter(fields=head.fields, texts=[Text(words=document.text[head.end :])])
    return _reports(_Post(letter=letter, document=document, read=attachment))


def _head(document: Document) -> Head | None:
    start = document.raw[:HEAD_BYTES]
    # Two bytes a letter: somebody saved it as "Unicode".
    return head_of(document.text if b"\0" in start else start.decode("latin-1").removeprefix("\xef\xbb\xbf"))


def _reports(post: _Post) -> list[Report]:
    own = _own(post)
    attached: list[Report] = []
    errors: list[ReportError] = []
    for file in post.letter.attachments:
        try:
            attached += _attached(file, post)
        except ReportError as error:
            errors.append(error)
    spoken = _spoken(own)
    most = max((len(_spoken(report).split()) for report in attached), default=0)
    if attached and _is_cover(len(spoken.split()), most, attached):
        return [_covered(report, own, spoken, post.document) for report in attached]
    if errors and (covers(spoken.strip()) or not any(map(str.isalnum, spoken))):
        raise errors[0]
    if any(map(str.isalnum, spoken)) or own.status is not Status.USABLE:
        return [own]
    if post.letter.is_locked:
        raise ReportError(f"{post.document.title} is an encrypted mail", hint="save its text")
    raise ReportError(
        f"{post.document.title} is a mail without a text to speak", hint="name the file that came with it"
    )


def _is_cover(words: int, most: int, attached: Sequence[Report]) -> bool:
    """Whether the report is what is attached: it always is in a format of newsrooms."""
    return (
        (words <= COVER_WORDS and words < SAME * most)
        or most > MORE * words
        or any(report.source_format not in _WRITTEN for report in attached)
    )


def _covered(report: Report, own: Report, note: str, document: Document) -> Report:
    """An attached report, no freer than the mail that it came with."""
    if _WORST.index(own.status) > _WORST.index(report.status):
        report = replace(report, status=own.status, embargo=own.embargo)
    return replace(
        report,
        headline=report.headline or own.headline,
        notes=report.notes or own.notes or note.strip() or None,
        item_id=report.item_id or own.item_id,
        source_name=document.name,
        sha256=document.sha256,
    )


def _attached(file: Attachment, post: _Post) -> Iterator[Report]:
    """The reports in an attachment; none in signatures, invitations and the like."""
    if file.mail is not None:
        if post.depth < DEEPEST:
            yield from _reports(replace(post, letter=file.mail, depth=post.depth + 1))
    elif post.read is not None and file.raw.strip() and not _NO_REPORT.fullmatch(file.name):
        yield from post.read(Document(raw=file.raw, name=file.name or "the attachment"))


def _own(post: _Post) -> Report:
    """The mail's own text as a report."""
    fields = post.letter.fields
    subject = fields.get("subject", "")
    markup, layout = laid_out(
        text_of(post.letter, post.document.title), is_forwarded=prefixes(subject)[:1] == ["forward"]
    )
    subject = bare_subject(layout.forwarded.get("subject", "") or subject)
    one_word = len(subject.split()) < 2 and subject.isascii()
    generic = one_word or _NO_HEADLINE.fullmatch(subject) is not None
    copy_at = next((part.span[1] for part in markup.asides if part.span[0] == 0), 0)
    sender = layout.forwarded.get("from", "") or fields.get("from", "")
    declared = Declared(
        headline="" if generic else subject,
        title=subject,
        author="" if tell_release(markup.text, start=copy_at).is_release else person(sender),
        language=language_tag(fields.get("content-language", "").partition(",")[0]),
        item_id=fields.get("message-id", "").strip("<> "),
    )
    return assembled(markup, declared, post.document, "email")


def _spoken(report: Report) -> str:
    """The words of a report that are copy."""
    pieces: list[str] = []
    at = 0
    for part in report.furniture:
        pieces.append(report.text[at : part.span[0]])
        at = part.span[1]
    return "".join([*pieces, report.text[at:]])
