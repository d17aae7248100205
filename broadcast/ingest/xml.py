"""The bytes of an XML file come in; its tree goes out, with look-ups blind to namespace and case."""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.xml_pieces import balanced, character_data, tag_words, without_prefixes
from broadcast.ingest.xml_source import find_doctype, xml_text

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element

TAG_LIMIT = 500_000
"""Tags that a report may have, closing ones too; 5 MB of running copy have fewer than 100,000."""
HEAD_BYTES = 65_536
"""How far a root element is looked for; a DOCTYPE may stand before it."""
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# <nitf      <x:newsItem      (the part after the prefix is the local name)
_ROOT = re.compile(r"<(?:[\w.-]{1,60}:)?([^\W\d][\w.-]{0,60})(?=[\s/>])")
# <?xml ... ?>      <!-- ... -->      (whole, or as far as the head goes)
_PROLOG = re.compile(r"(?:[\s\x00-\x1f\ufeff]|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
# ", line 12, column 5 (<string>, line 12)"
_PLACE = re.compile(r",? line \d+, column \d+.*", re.DOTALL)
_SPACE = re.compile(r"\s+")


def parse(raw: bytes, title: str) -> "_Element":
    """Parse XML from anywhere: nothing is loaded, expanded or included, and its size is bounded.

    A file that is not well-formed is mended only where no letter is lost by it, and no element misplaced but
    those of copy.

    Args:
        raw: The bytes of the file.
        title: How a message calls it.

    Raises:
        ReportError: Not text, too many tags, nested too deeply, cut off, or damaged; it names the line.
    """
    tags = raw.count(b"<")
    if tags > TAG_LIMIT:
        raise ReportError(
            f"{title} has {tags:,} tags; the limit is {TAG_LIMIT:,}", hint="cut it into several reports"
        )
    from lxml import etree

    text = xml_text(raw, title)
    try:
        root = _parsed(text, recover=False)
    except etree.XMLSyntaxError as error:
        root = _mended(text, title, error)
    if root is None:
        raise ReportError(f"{title} holds no XML", hint="check that it came over whole")
    return root


def _parsed(text: str, *, recover: bool) -> "_Element | None":
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    return etree.fromstring(text.encode("utf-8", errors="replace"), parser)


def _mended(text: str, title: str, error: "XMLSyntaxError") -> "_Element | None":
    """The tree of a damaged file, where it still holds every letter; None without any element."""
    line = error.lineno or 1
    why = _PLACE.sub("", error.msg or "").partition("\n")[0].strip() or "not well-formed"
    if "depth" in why.lower():
        raise ReportError(
            f"{title} nests its elements too deeply at line {line}", hint="this is no news report"
        ) from error
    root = _recovered(text)
    if root is None:
        return None
    # </nitf>      </x:newsItem >
    ends = [*re.finditer(rf"</(?:[\w.-]+:)?{re.escape(local(root))}\s*>", text)]
    if not ends:
        raise ReportError(
            f"{title} is cut off at line {text.count(chr(10)) + 1}: <{local(root)}> is not closed",
            hint="get the whole file",
        ) from error
    if "<" not in text[ends[-1].end() :]:
        text = text[: ends[-1].end()]
    text = balanced(text) or ""
    root = _recovered(text)
    if root is None or _loses(root, text):
        raise ReportError(
            f"{title} is damaged XML at line {line}: {why[:1].lower()}{why[1:]}",
            hint="mend that line, or get the file again",
        ) from error
    return root


def _loses(root: "_Element", text: str) -> bool:
    """Whether letters of the copy or of the tags are missing in the tree."""
    copy = "".join(map(str, root.itertext()))
    if _letters("".join(character_data(text))) > _letters(copy):
        return True
    return _letters("".join(tag_words(text))) > _letters("".join(_tag_words(root)))


def _recovered(text: str) -> "_Element | None":
    from lxml import etree

    try:
        return _parsed(text, recover=True)
    except etree.XMLSyntaxError:
        return None


def _tag_words(root: "_Element") -> Iterator[str]:
    """Names and values of elements, as `tag_words` gives them."""
    for element in root.iter():
        yield local(element)
        for name, value in dict(element.attrib).items():
            yield str(name).rpartition("}")[2].rpartition(":")[2] + " " + without_prefixes(f'"{value}"')


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def root_name(document: Document) -> str:
    """The local name of the root element, told from the head of the bytes; empty when they are not XML.

    Prolog, comments, DOCTYPE and whatever encoding are skipped; nothing is parsed.
    """
    head = document.raw[:HEAD_BYTES]
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), "latin-1")
    text = head.decode(encoding, errors="replace").removeprefix("\xef\xbb\xbf")
    start = _PROLOG.match(text)
    at = start.end() if start else 0
    doctype = find_doctype(text, at)
    if doctype:
        start = _PROLOG.match(text, doctype[1])
        at = start.end() if start else doctype[1]
    found = _ROOT.match(text, at)
    return found[1] if found else ""


def local(element: "_Element") -> str:
    """An element's name without namespace or prefix; empty for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def children(element: "_Element", *names: str) -> Iterator["_Element"]:
    """The children of these local names, in order; all of them without a name."""
    wanted = frozenset(map(str.lower, names))
    return (part for part in element if isinstance(part.tag, str) and (not names or _is_named(part, wanted)))


def child(element: "_Element | None", *path: str) -> "_Element | None":
    """The first child of a local name; with several names the first one found on that path."""
    for name in path:
        element = None if element is None else next(children(element, name), None)
    return element


def descendants(element: "_Element", *names: str) -> Iterator["_Element"]:
    """The elements of these local names anywhere below, in order; the element itself is none of them."""
    wanted = frozenset(map(str.lower, names))
    return (found for found in element.iterdescendants() if _is_named(found, wanted))


def descendant(element: "_Element | None", *names: str) -> "_Element | None":
    """The first of these local names anywhere below."""
    return None if element is None else next(descendants(element, *names), None)


def _is_named(element: "_Element", wanted: frozenset[str]) -> bool:
    return local(element).lower() in wanted


def words(element: "_Element | None") -> str:
    """All the text in an element, on one line."""
    if element is None:
        return ""
    return _SPACE.sub(" ", "".join(map(str, element.itertext()))).strip()


def attribute(element: "_Element | None", *names: str) -> str:
    """The first attribute of these local names that is not empty, trimmed; empty without one."""
    if element is None:
        return ""
    values = {str(key).rpartition("}")[2].rpartition(":")[2].lower(): key for key in element.attrib}
    found = (str(element.get(values[name.lower()])).strip() for name in names if name.lower() in values)
    return next(filter(None, found), "")
