"""The items of a NewsML-G2 message come in; they go out in the order that its packages give them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from broadcast.ingest.xml import attribute, child, children, descendants, local, words

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_NAMED = 5
"""Items of a package that a message lists."""


def in_package_order(items: Sequence["_Element"], packages: Sequence["_Element"]) -> list["_Element"]:
    """The news items: those that a package names, in its order; then the others as they came."""
    by_name: dict[str, list[_Element]] = {}
    for item in items:
        for name in filter(None, {attribute(item, "guid"), attribute(item, "id")}):
            by_name.setdefault(name, []).append(item)
    placed: list[_Element] = []
    seen: set[int] = set()
    named = [item for package in packages for name in names_of(package) for item in by_name.get(name, [])]
    for item in [*named, *items]:
        if id(item) not in seen:
            seen.add(id(item))
            placed.append(item)
    return placed


def names_of(package: "_Element") -> Iterator[str]:
    """What a package names, group by group from its root; groups that nothing leads to come last."""
    return (name for reference in _references(package) if (name := attribute(reference, "residref", "href")))


def titles_of(package: "_Element") -> list[str]:
    """What a package calls its items: the title or the name of each."""
    found = (
        words(child(reference, "title"))
        or words(child(reference, "headline"))
        or attribute(reference, "residref")
        for reference in _references(package)
    )
    return list(filter(None, found))


def _references(package: "_Element") -> Iterator["_Element"]:
    groups = list(descendants(package, "group"))
    named = {name: group for group in groups if (name := attribute(group, "id"))}
    sets = [package] if local(package).lower() == "groupset" else list(descendants(package, "groupSet"))
    roots = [named[root] for part in sets if (root := attribute(part, "root")) in named]
    done: set[int] = set()
    yield from children(package, "itemRef")
    for group in [*roots, *groups]:
        yield from _below(group, named, done)


def _below(root: "_Element", named: Mapping[str, "_Element"], done: set[int]) -> Iterator["_Element"]:
    """The references in a group and in those that it points to; each group once."""
    ways = [iter((root,))]
    while ways:
        part = next(ways[-1], None)
        if part is None:
            ways.pop()
            continue
        if local(part).lower() == "itemref":
            yield part
            continue
        group = part if part is root else named.get(attribute(part, "idref"))
        if group is not None and id(group) not in done:
            done.add(id(group))
            ways.append(children(group, "itemRef", "groupRef"))
