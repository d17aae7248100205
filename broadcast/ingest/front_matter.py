"""Text comes in; the front matter at its top, as fields of a Report, and the body after it go out."""

import re
from dataclasses import replace

from broadcast.errors import ReportError
from broadcast.ingest.decode import clean
from broadcast.ingest.embargo import moment_of
from broadcast.ingest.holds import NO_EMBARGO
from broadcast.ingest.status import STATUS_OF, standing, status_of
from broadcast.model import Report

FRONT_MATTER_LIMIT = 64_000
"""Characters that front matter may have."""

_FIELD_OF = {
    "headline": "headline",
    "title": "headline",
    "slug": "slug",
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
    "dateline": "dateline",
    "language": "language",
    "lang": "language",
    "embargo": "embargo",
    "embargoed": "embargo",
    "embargoed_until": "embargo",
    "status": "status",
    "pubstatus": "status",
    "rights": "rights",
    "copyright": "rights",
    "usageterms": "rights",
    "notes": "notes",
    "note": "notes",
    "ednote": "notes",
    "broadcast": "broadcast",
}
_ALSO_KNOWN = frozenset(["date", "published", "tags", "layout", "description", "section", "target_duration"])
_LANGUAGE_OF = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "arabic": "ar",
    "chinese": "zh",
    "japanese": "ja",
    "russian": "ru",
    "hebrew": "he",
}
_NOTHING = ("", "~", "null")
# ---
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# title      embargoed until
_KEY = re.compile(r"[A-Za-z][\w -]{0,40}")
# en      pt-BR      zh_Hant
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def is_known(text: str) -> bool:
    """Whether a text begins with front matter that has a key we know."""
    block, _ = _parted(text)
    if block is None:
        return False
    keys = (_key(line.partition(":")[0]) for line in block[:FRONT_MATTER_LIMIT].splitlines() if ":" in line)
    return any(key in _FIELD_OF or key in _ALSO_KNOWN for key in keys)


def split(text: str, title: str) -> tuple[dict[str, str], str]:
    """Part front matter from the body.

    Args:
        text: The document.
        title: How a message calls it.

    Returns:
        Report fields as they are written (headline, slug, byline, dateline, language, embargo, status,
        rights, notes; "broadcast" in a script), and the body. No fields and all of the text without it.

    Raises:
        ReportError: Front matter that is too long or cannot be read.
    """
    block, body = _parted(text)
    if block is None:
        return {}, text
    if len(block) > FRONT_MATTER_LIMIT:
        raise ReportError(
            f"the front matter of {title} has {len(block):,} characters; the limit is {FRONT_MATTER_LIMIT:,}",
            hint="is its closing --- missing?",
        )
    fields: dict[str, str] = {}
    pairs = _pairs(block, title)
    if pairs is None:
        return {}, text
    for key, value in pairs.items():
        field = _FIELD_OF.get(_key(key))
        written = _written(value)
        if field is None or (field in fields and field != _key(key)):
            continue
        if field == "broadcast" or written.lower() not in _NOTHING:
            fields[field] = written if field == "notes" else " ".join(written.split())
    return fields, body


def applied(report: Report, fields: dict[str, str], title: str) -> Report:
    """The report with what its front matter says, which counts more than what its body tells.

    Of status and embargo the strictest counts, wherever it stands.

    Raises:
        ReportError: A status, an embargo or a language that cannot be understood.
    """
    status, embargo = fields.get("status", ""), fields.get("embargo", "")
    _check_standing(status, embargo, title)
    language = fields.get("language")
    report = replace(
        report,
        headline=fields.get("headline", report.headline),
        byline=fields.get("byline", report.byline),
        dateline=fields.get("dateline", report.dateline),
        slug=fields.get("slug", report.slug),
        language=_language(language, title) if language else report.language,
        rights=fields.get("rights"),
        notes=fields.get("notes"),
    )
    return standing(report, status=status, embargo=embargo)


def _parted(text: str) -> tuple[str | None, str]:
    """The front matter, None without one, and what follows it."""
    text = text.lstrip("\n")
    opening = _FENCE.match(text)
    closing = _CLOSING_FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None, text
    return text[opening.end() : closing.start()], text[closing.end() :]


def _pairs(block: str, title: str) -> dict[str, object] | None:
    """Keys and values as YAML, or line by line where YAML refuses; None when it is no front matter at all.

    Every scalar stays as it is written: YAML would take "no", the Norwegian language, for a falsehood.
    """
    import yaml

    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        pairs = _line_by_line(block)
        if pairs is None:
            mark = getattr(error, "problem_mark", None)
            where = f", line {mark.line + 2}" if mark else ""
            raise ReportError(
                f"the front matter of {title} cannot be read{where}",
                hint='write one "key: value" a line between two lines of ---',
            ) from error
        return pairs
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


def _line_by_line(block: str) -> dict[str, object] | None:
    """`title: Storm: three dead` is not YAML, but plain enough; None when a line has no key."""
    pairs: dict[str, object] = {}
    for line in filter(str.strip, block.splitlines()):
        key, colon, value = line.partition(":")
        if line.startswith("#"):
            continue
        if not colon or not _KEY.fullmatch(key):
            return None
        pairs[key] = value.strip().strip("\"'")
    return pairs


def _written(value: object) -> str:
    """A value in words: a list of names is "Ana Ruiz, Tom Pell and Luis Sol"; deeper things are nothing."""
    if isinstance(value, list):
        names = [item for item in value if isinstance(item, str)]
        value = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    # YAML can write what no text holds: "\ud800"
    return clean(value.encode("utf-8", "replace").decode()).strip() if isinstance(value, str) else ""


def _key(written: str) -> str:
    return written.strip().lower().replace("-", "_").replace(" ", "_")


def _check_standing(status: str, embargo: str, title: str) -> None:
    if status and status_of(status) is None:
        raise ReportError(
            f'{title} has an unknown status "{status}"', hint=f"statuses: {', '.join(STATUS_OF)}"
        )
    if embargo.lower() not in NO_EMBARGO and moment_of(embargo) is None:
        raise ReportError(
            f'{title} has an embargo that is no date: "{embargo}"', hint="write it as 2026-01-31T06:00+01:00"
        )


def _language(written: str, title: str) -> str:
    named = _LANGUAGE_OF.get(written.lower())
    if named is None and not _TAG.fullmatch(written):
        raise ReportError(
            f'{title} has an unknown language "{written}"', hint="write a tag such as en, pt-BR or zh"
        )
    first, *rest = (named or written).replace("_", "-").split("-")
    return "-".join([first.lower(), *rest])
