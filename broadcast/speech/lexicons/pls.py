"""A W3C pronunciation lexicon (PLS 1.0) goes in, entries come out; and back.

References:
    W3C (2008), "Pronunciation Lexicon Specification (PLS) Version 1.0".
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from broadcast.errors import BroadcastError, UsageError
from broadcast.phonetics import ipa
from broadcast.speech.lexicons.entry import Entry, make_entry

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
OURS = "urn:broadcast:lexicon"
ALPHABETS = ("ipa", "x-arpabet", "x-respelling")
_DETAILS = ("language", "source", "kind", "note", "date", "case")
_XML_NAME = "{http://www.w3.org/XML/1998/namespace}lang"


def entries_of(raw: bytes, title: str) -> tuple[Entry, ...]:
    """The entries of a PLS file: one for each grapheme.

    Of several pronunciations the one with `prefer="true"` counts, else the first; an alias where there is
    none.

    Raises:
        UsageError: Not XML, no lexicon, a document type, or a lexeme that cannot be read; it names the line.
    """
    root = _root(raw, title)
    alphabet = root.get("alphabet") or "ipa"
    made: dict[str, Entry] = {}
    for lexeme in _children(root, "lexeme"):
        try:
            found = list(_entries(lexeme, alphabet))
        except BroadcastError as cause:
            raise UsageError(f"{title}, line {lexeme.sourceline}: {cause}", cause.hint) from cause
        for entry in found:
            made.setdefault(entry.name, entry)
    return tuple(made.values())


def _root(raw: bytes, title: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as cause:
        raise UsageError(f"{title}, line {cause.lineno}: {cause.msg}", "it is not well-formed XML") from cause
    if root.getroottree().docinfo.doctype:
        raise UsageError(
            f"{title} has a document type", "a lexicon needs none: delete the line <!DOCTYPE ...>"
        )
    if etree.QName(root).localname != "lexicon":
        raise UsageError(f"{title} is no pronunciation lexicon", "its outermost element is <lexicon>")
    return root


def _children(element: "_Element", name: str) -> "Iterator[_Element]":
    return (part for part in element if isinstance(part.tag, str) and part.tag.rpartition("}")[2] == name)


def _entries(lexeme: "_Element", alphabet: str) -> Iterator[Entry]:
    names = [_words(part) for part in _children(lexeme, "grapheme")]
    said = list(_children(lexeme, "phoneme"))
    details = {key: value for key in _DETAILS if (value := lexeme.get(f"{{{OURS}}}{key}"))}
    examples = "; ".join(filter(None, map(_words, _children(lexeme, "example"))))
    if examples:
        details.setdefault("note", examples)
    if not names:
        raise UsageError("a lexeme without a grapheme", "name the word in <grapheme>")
    chosen = _chosen(said)
    alias = next((_words(part) for part in _children(lexeme, "alias")), "")
    for name in names:
        if chosen is None:
            yield make_entry(name, "", alias=alias, **details)
        else:
            yield make_entry(name, _written(chosen, alphabet), **details)


def _chosen(said: "list[_Element]") -> "_Element | None":
    """The respelling that `format_pls` wrote, else the preferred one, else the first."""
    own = next((part for part in said if part.get("alphabet") == "x-respelling"), None)
    preferred = next((part for part in said if part.get("prefer") == "true"), None)
    return next((part for part in (own, preferred, *said) if part is not None), None)


def _written(phoneme: "_Element", alphabet: str) -> str:
    kind = (phoneme.get("alphabet") or alphabet).lower()
    text = _words(phoneme)
    if kind not in ALPHABETS:
        raise UsageError(f"the alphabet '{kind}' is not known", f"known: {', '.join(ALPHABETS)}")
    return f"/{text.strip('/')}/" if kind == "ipa" else text


def _words(element: "_Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def format_pls(entries: Iterable[Entry], language: str = "en") -> bytes:
    """A PLS file of entries, in IPA; language, source and the like stand in attributes of our own namespace.

    A respelling stands behind the IPA as a second phoneme in the alphabet "x-respelling".
    """
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}lexicon", nsmap={None: NAMESPACE, "b": OURS})
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set(_XML_NAME, language)
    for entry in entries:
        lexeme = etree.SubElement(root, f"{{{NAMESPACE}}}lexeme")
        for key in _DETAILS:
            value = str(getattr(entry, key))
            if value and (key, value) != ("case", "name"):
                lexeme.set(f"{{{OURS}}}{key}", value)
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}grapheme").text = entry.name
        if entry.alias:
            etree.SubElement(lexeme, f"{{{NAMESPACE}}}alias").text = entry.alias
        else:
            _pronunciations(lexeme, entry)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _pronunciations(lexeme: "_Element", entry: Entry) -> None:
    from lxml import etree

    given = entry.written.strip("/[]") if entry.written.startswith(("/", "[")) else ""
    first = etree.SubElement(lexeme, f"{{{NAMESPACE}}}phoneme")
    first.text = given or ipa(entry.phonemes)
    if not given:
        # ours reads this one, and loses nothing; others take the first
        second = etree.SubElement(lexeme, f"{{{NAMESPACE}}}phoneme", alphabet="x-respelling")
        second.text = entry.written
