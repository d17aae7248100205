"""A Document of XML that no reader knows comes in; a clear refusal goes out: tags are not copy."""

import re
from typing import NoReturn

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.xml import HEAD_BYTES, parse, root_name

UNDERSTOOD = "NITF, NewsML, RSS, Atom, MOS and HTML are read; or save its words as plain text"
_HTML_NAMES = (
    "a abbr article b big blockquote body br center code details div em figure font form h1 h2 h3 h4 h5 h6"
    " head header hr html i iframe img ins kbd li main meta nav ol p picture pre q s samp script section"
    " small span strike strong style sub summary sup table td title tr u ul"
)
_HTML = frozenset(_HTML_NAMES.split())
"""What copy in Markdown or a fragment of HTML may begin with."""
# <?xml version="1.0"?>      (in one or two bytes a character)
_DECLARED = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?<\0?\?\0?x\0?m\0?l")


def matches(document: Document) -> bool:
    """It says that it is XML, or it is one element from its first letter to its last, and none of HTML."""
    name = root_name(document)
    if not name or name.lower() in _HTML:
        return False
    if _DECLARED.match(document.raw[:HEAD_BYTES]):
        return True
    return re.search(rb"</(?:[\w.-]+:)?" + name.encode() + rb"\s*>\s*$", document.raw[-400:]) is not None


def read(document: Document) -> NoReturn:
    """Refuse it, by the name of its root; damaged XML by what is damaged.

    Raises:
        ReportError: Always.
    """
    parse(document.raw, document.title)
    raise ReportError(
        f"{document.title} is XML of a kind that is not known: <{root_name(document)}>", hint=UNDERSTOOD
    )
