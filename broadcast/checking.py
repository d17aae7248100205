"""A report or a script file goes in; what the copy check finds there comes out, or the file mended."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from broadcast import ingest, planning, scripting
from broadcast.errors import UsageError
from broadcast.ingest import front_matter
from broadcast.ingest.alignment import align
from broadcast.ingest.decode import clean
from broadcast.ingest.document import open_document
from broadcast.model import Kind, Reason, Report
from broadcast.settings import Settings
from broadcast.speech.check import (
    Checks,
    Copy,
    Edit,
    Finding,
    Part,
    Quoted,
    Severity,
    apply,
    check_copy,
    safe_edits,
)
from broadcast.speech.check.dates import date_near
from broadcast.units import Span

ROUNDS = 10
"""Times that a file is mended: a fix may bring to light another."""
_ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "cp1252")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of one check.

    Attributes:
        item: Which of several reports; "all" for each of them.
        airs: The day on which it is heard.
        only: Codes of the rules that are looked for; None for those of the settings.
        without: Codes of rules that are not.
        least: What matters less is not told, nor mended.
    """

    item: str | None = None
    airs: date | None = None
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    least: Severity = Severity.HINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in one report or script.

    Attributes:
        name: The file's name, as it was given; empty from a pipe.
        title: The report's headline, where a file holds several.
        text: The text in which lines and spans count: the file's own, or the report's plain rendering.
        findings: In the order of the text.
        whole: Whether `text` is the file's own, so that the file can be mended.
    """

    name: str
    text: str
    findings: tuple[Finding, ...]
    title: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file with its safe fixes made.

    Attributes:
        raw: The file's new bytes; those it had when nothing was mended.
        done: What was mended, each with the line where it stood.
        left: What is still found.
    """

    raw: bytes
    done: tuple[tuple[int, Finding], ...]
    left: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Copy, and where it stands in the file."""

    copy: Copy
    text: str
    title: str = ""
    whole: bool = True
    moved: Callable[[Finding], Finding] = field(default=lambda finding: finding)


def check(
    source: Path | bytes, settings: Settings | None = None, options: Options | None = None, *, name: str = ""
) -> list[Checked]:
    """Check the copy of a report or a script file: one entry a report.

    Places count in the file where it is plain text, Markdown or a script, else in the report's rendering.

    Raises:
        ReportError, ScriptError, HeldError, UsageError: As for reading it.
    """
    settings, options = settings or Settings(), options or Options()
    shown = name or ("" if isinstance(source, bytes) else str(source))
    document = open_document(source, name if isinstance(source, bytes) else "")
    return [
        Checked(
            name=shown,
            title=one.title,
            text=one.text,
            whole=one.whole,
            findings=tuple(_findings(one, settings, options)),
        )
        for one in _sources(document.raw, document.name, settings, options)
    ]


def mend(
    source: Path | bytes, settings: Settings | None = None, options: Options | None = None, *, name: str = ""
) -> Mended:
    """The file with every safe fix made that `options` ask for; nothing is written.

    Mending what was mended changes nothing.

    Raises:
        ReportError, ScriptError, HeldError: As for reading it.
        UsageError: Neither plain text nor Markdown nor a script; or its encoding cannot be written.
    """
    options = options or Options()
    document = open_document(source, name if isinstance(source, bytes) else "")
    raw, done = document.raw, []
    shown = name or ("" if isinstance(source, bytes) else str(source))
    (left,) = _single(raw, document.name, settings, options)
    for _ in range(ROUNDS):
        edits, mended = safe_edits(left.findings)
        if not edits:
            break
        done += [(left.text.count("\n", 0, finding.span[0]) + 1, finding) for finding in mended]
        raw = _rewritten(raw, left.text, edits, document.title)
        (left,) = _single(raw, document.name, settings, options)
    return Mended(raw=raw, done=tuple(done), left=replace(left, name=shown))


def _single(raw: bytes, name: str, settings: Settings | None, options: Options) -> list[Checked]:
    checked = check(raw, settings, options, name=name)
    if len(checked) != 1 or not checked[0].whole:
        raise UsageError(
            f"--fix cannot write '{name or 'this report'}': it is no plain text, Markdown or script file",
            "broadcast script REPORT writes a script file, which it can",
        )
    return checked


def _findings(source: _Source, settings: Settings, options: Options) -> Iterable[Finding]:
    for finding in check_copy(source.copy, settings.check or Checks(), only=options.only):
        if finding.severity >= options.least and finding.rule.code not in options.without:
            yield source.moved(finding)


def _sources(raw: bytes, name: str, settings: Settings, options: Options) -> list[_Source]:
    head = raw[:4096].decode("utf-8-sig", errors="replace")
    if scripting.is_script(head):
        return [_of_script(raw, name, options)]
    if options.item == "all":
        alive = [report for report in ingest.read_reports(raw, name=name) if report.status != "killed"]
        return [_of_report(report, raw, settings, options) for report in alive]
    return [_of_report(ingest.read_report(raw, name=name, item=options.item), raw, settings, options)]


def _of_script(raw: bytes, name: str, options: Options) -> _Source:
    text = clean(raw.decode("utf-8-sig", errors="replace"))
    script = scripting.read_script(text, name=name)
    parts: list[Part] = []
    quoted: list[Quoted] = []
    for kind, spans in scripting.places_of_words(text, name=name):
        if kind.spoken:
            parts += [Part(span=span, kind=kind) for span in spans]
            for start, end in spans:
                quoted += _quoted(text[start:end], start)
    silent = _between([part.span for part in parts], len(text))
    copy = Copy(
        text=text,
        parts=tuple(parts),
        silent=tuple(silent),
        quoted=tuple(quoted),
        language=script.language,
        written=_written(script.dateline, options.airs),
        airs=options.airs,
    )
    return _Source(copy=copy, text=text)


def _of_report(report: Report, raw: bytes, settings: Settings, options: Options) -> _Source:
    planning.check_alive(report)
    layout = None if settings.layout == "auto" else settings.layout
    script = scripting.write_script(report, layout=layout)
    silent = [gap.span for gap in script.unspoken if gap.reason is not Reason.ATTRIBUTION]
    introducing = [gap.span for gap in script.unspoken if gap.reason is Reason.ATTRIBUTION]
    parts = [
        Part(span=one.span, kind=one.kind) for one in script.segments if one.kind.quotes_report and one.span
    ]
    parts += [Part(span=span, kind=Kind.LEAD_IN) for span in introducing]
    copy = Copy(
        text=report.text,
        parts=tuple(sorted(parts, key=lambda part: part.span)),
        silent=tuple(silent),
        language=report.language,
        written=_written(report.dateline, options.airs),
        airs=options.airs,
    )
    quoted = [quote for quote in _quoted(copy.visible, 0) if quote.closed or not _crosses(quote, copy)]
    copy = replace(copy, quoted=tuple(quoted))
    if report.source_format == "markdown":
        return _in_markdown(copy, open_document(raw).text, report)
    return _Source(
        copy=copy, text=report.text, title=report.headline or "", whole=report.source_format == "plain"
    )


def _written(dateline: str | None, airs: date | None) -> date | None:
    return date_near(dateline, airs) if dateline and airs is not None else None


def _quoted(text: str, offset: int) -> list[Quoted]:
    def there(span: Span) -> Span:
        return span[0] + offset, span[1] + offset

    return [
        Quoted(outer=there(one.outer), inner=there(one.inner), closed=one.closed)
        for one in scripting.find_quotations(text)
    ]


def _crosses(quote: Quoted, copy: Copy) -> bool:
    """Whether a quotation that nothing closes runs over a label or a heading: its mark is a stray one."""
    start, end = quote.outer
    return any(low < end and start < high and copy.text[low:high].strip() for low, high in copy.silent)


def _between(spans: Sequence[Span], length: int) -> list[Span]:
    """What the spans, in order, leave of a text."""
    edges = [0, *(edge for span in spans for edge in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _in_markdown(copy: Copy, text: str, report: Report) -> _Source:
    """Findings in a rendering of Markdown, moved to where they stand in the file."""
    _, body = front_matter.split(text, report.source_name)
    offset = len(text) - len(body) if text.endswith(body) else 0
    alignment = align(copy.text, text[offset:])

    def there(span: Span) -> Span:
        start, end = alignment.near(span)
        return start + offset, end + offset

    def exact(edit: Edit) -> Edit | None:
        """The edit in the source; one of no width needs both its neighbours there."""
        start, end = edit.span
        wide = alignment.exact((start - 1, end + 1) if start == end else edit.span)
        if wide is None:
            return None
        span = (wide[0] + 1, wide[1] - 1) if start == end else wide
        return replace(edit, span=(span[0] + offset, span[1] + offset))

    def moved(finding: Finding) -> Finding:
        edits = [exact(edit) for edit in finding.edits]
        kept = tuple(edit for edit in edits if edit is not None)
        return replace(finding, span=there(finding.span), edits=kept if len(kept) == len(edits) else ())

    return _Source(copy=copy, text=text, title=report.headline or "", moved=moved)


def _rewritten(raw: bytes, text: str, edits: Sequence[Edit], title: str) -> bytes:
    """The bytes of a file with edits made that count in its text with plain line ends."""
    for encoding in _ENCODINGS:
        try:
            original = raw.decode(encoding)
            same = original.encode(encoding) == raw
        except UnicodeError:
            continue
        if not same or clean(original.removeprefix("\ufeff")) != text:
            continue
        mark = len(original) - len(original.removeprefix("\ufeff"))
        doubled = [
            found.start() - mark - number for number, found in enumerate(re.finditer("\r\n", original))
        ]
        there = [
            replace(edit, span=(_place(edit.span[0], doubled) + mark, _place(edit.span[1], doubled) + mark))
            for edit in edits
        ]
        return apply(original, there).encode(encoding)
    raise UsageError(f"--fix cannot write {title} in the encoding that it came in", "save it as UTF-8 first")


def _place(at: int, doubled: Sequence[int]) -> int:
    r"""Where a character stands when some line ends are `\r\n`; `doubled` holds where those are."""
    return at + bisect_left(doubled, at)
