"""An item of NewsML-G2 comes in; what its metadata declare goes out: names, language, notes, status words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from broadcast.ingest.assembly import Declared
from broadcast.ingest.authors import person
from broadcast.ingest.markup import render_markup
from broadcast.ingest.status import status_of
from broadcast.ingest.xml import attribute, child, children, words
from broadcast.model import Status

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORRECTIONS = frozenset(["correction", "corrected", "corr", "correct"])
_HOLDS = frozenset(["hold", "embargo", "embargoed"])
_SIGNALS = ("signal", "role", "instanceOf")


def code(element: "_Element | None") -> str:
    """The code that an element gives, in whichever way."""
    return attribute(element, "qcode", "uri", "literal", "code") or words(element)


def bare(name: str) -> str:
    """A code without its scheme, in lower case: "stat:usable" and ".../pubstatus/usable" are "usable"."""
    return name.rstrip("/#").replace("#", "/").rpartition("/")[2].rpartition(":")[2].strip().lower()


def kind_of(item: "_Element") -> str:
    """What an item is, by its class: "text", "picture", "video"; empty without one."""
    return bare(code(child(item, "itemMeta", "itemClass")))


def language_of(item: "_Element") -> str:
    """The language of an item's content, else of its metadata."""
    return attribute(child(item, "contentMeta", "language"), "tag") or attribute(item, "lang")


def status_words(item: "_Element") -> list[str]:
    """All that an item says of its status: `pubStatus`, and signals and roles that kill or hold."""
    found = list(map(code, fields(item, "pubStatus")))
    signals = map(code, fields(item, *_SIGNALS))
    found += [name for name in signals if status_of(name) is Status.KILLED or bare(name) in _HOLDS]
    return list(filter(None, found))


def is_killed(item: "_Element") -> bool:
    """Whether an item says that it must not be used."""
    return any(status_of(word) is Status.KILLED for word in status_words(item))


def embargo_of(item: "_Element") -> str:
    """Until when an item is embargoed; empty when it says nothing."""
    return next(filter(None, map(words, fields(item, "embargoed"))), "")


def is_corrected(item: "_Element") -> bool:
    """Whether a signal or a role says that an item corrects another one."""
    return any(bare(code(signal)) in _CORRECTIONS for signal in fields(item, *_SIGNALS))


def declared_of(item: "_Element") -> Declared:
    """What the metadata of an item say, but for its status."""
    language = language_of(item)
    headlines = [part for part in fields(item, "headline") if "sub" not in attribute(part, "role").lower()]
    return Declared(
        headline=in_language(headlines, language),
        title=in_language(fields(item, "title"), language),
        byline=in_language(fields(item, "by"), language),
        author=_author(item),
        dateline=in_language(fields(item, "dateline"), language).rstrip(" -–—"),
        slug=in_language(fields(item, "slugline"), language),
        language=language,
        item_id=attribute(item, "guid", "id"),
        rights=_rights(item, language),
        notes="\n".join(_notes(item)),
    )


def fields(item: "_Element", *names: str) -> Iterator["_Element"]:
    """The metadata of these names: of the item, of its content, or straight in it."""
    for meta in children(item):
        yield from children(meta, *names)
    yield from children(item, *names)


def in_language(parts: Iterable["_Element"], language: str) -> str:
    """The words of the first part that is in the language, else of the first one."""
    said = [(attribute(part, "lang"), words(part)) for part in parts]
    said = [(tag, text) for tag, text in said if text]
    main = language.partition("-")[0].lower()
    same = (text for tag, text in said if not tag or tag.partition("-")[0].lower() == main)
    return next(same, said[0][1] if said else "")


def _author(item: "_Element") -> str:
    """Who created the content, where that is one person or several."""
    creators = (creator for creator in fields(item, "creator") if not _is_organisation(creator))
    names = (words(child(creator, "name")) or attribute(creator, "literal") for creator in creators)
    return " and ".join(dict.fromkeys(filter(None, map(person, names))))


def _is_organisation(party: "_Element") -> bool:
    return "org" in attribute(party, "type").lower() or child(party, "organisationDetails") is not None


def _rights(item: "_Element", language: str) -> str:
    notices = [
        in_language(
            (part for info in children(item, "rightsInfo") for part in children(info, name)), language
        )
        for name in ("copyrightNotice", "usageTerms")
    ]
    holder = child(item, "rightsInfo", "copyrightHolder")
    if not notices[0] and holder is not None:
        notices[0] = words(child(holder, "name")) or attribute(holder, "literal")
    return "; ".join(filter(None, notices))


def _notes(item: "_Element") -> list[str]:
    """Editor's notes; one that another note holds already is left out."""
    notes: list[str] = []
    for part in fields(item, "edNote"):
        text = render_markup(part).text
        if text and not any(text in note for note in notes):
            notes.append(text)
    return notes
