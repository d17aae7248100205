import time

from broadcast.ingest.g2_package import in_package_order, names_of, titles_of
from broadcast.ingest.xml import attribute, children, parse

GROUPS = """<packageItem><groupSet root="G1">
  <group id="G3"><itemRef residref="c"/></group>
  <group id="G1"><itemRef residref="a"><title>First</title></itemRef><groupRef idref="G2"/>
    <itemRef residref="d"><headline>Last</headline></itemRef><groupRef idref="G9"/></group>
  <group id="G2" mode="pgrmod:seq"><groupRef idref="G1"/><itemRef residref="b"/><groupRef idref="G3"/></group>
  <group id="G7"><itemRef href="e"/></group>
</groupSet></packageItem>"""


def names(source: str) -> list[str]:
    return list(names_of(parse(source.encode(), "the report")))


def test_a_package_is_read_group_by_group_from_its_root() -> None:
    assert names(GROUPS) == ["a", "b", "c", "d", "e"]
    assert names(GROUPS.replace("packageItem", "x")) == ["a", "b", "c", "d", "e"]


def test_a_package_without_groups_or_without_a_root_is_read_as_it_stands() -> None:
    assert names('<packageItem><itemRef residref="a"/><itemRef residref="b"/></packageItem>') == ["a", "b"]
    assert names(
        '<groupSet><group><itemRef residref="a"/></group><group><itemRef residref="b"/></group></groupSet>'
    ) == [
        "a",
        "b",
    ]
    assert names("<packageItem/>") == []


def test_the_items_of_a_package_have_a_title_or_a_name() -> None:
    assert titles_of(parse(GROUPS.encode(), "the report")) == ["First", "b", "c", "Last"]


def test_items_stand_in_the_order_of_their_package_and_the_others_after_them() -> None:
    source = (
        "<m>" + "".join(f'<newsItem guid="{name}"/>' for name in ("x", "c", "b", "a", "b")) + GROUPS + "</m>"
    )
    root = parse(source.encode(), "the report")
    items = list(children(root, "newsItem"))
    packages = list(children(root, "packageItem"))
    assert [attribute(item, "guid") for item in in_package_order(items, packages)] == [
        "a",
        "b",
        "b",
        "c",
        "x",
    ]
    assert in_package_order(items, []) == items


def test_a_package_of_many_groups_is_read_in_seconds() -> None:
    groups = "".join(
        f'<group id="G{n}"><groupRef idref="G{n + 1}"/><itemRef residref="{n}"/></group>'
        for n in range(50_000)
    )
    started = time.perf_counter()
    assert len(names(f'<packageItem><groupSet root="G0">{groups}</groupSet></packageItem>')) == 50_000
    assert time.perf_counter() - started < 8
