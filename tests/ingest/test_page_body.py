import pytest
from webdesk import HARBOUR, SENTENCES

from broadcast.errors import ReportError
from broadcast.ingest.markup import html_tree
from broadcast.ingest.page_body import article_in, depth_of, letters_of

COPY = [*HARBOUR.split("\n\n"), SENTENCES[4], SENTENCES[9]]


def tags(parts: list[str]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)


def text(body: str) -> str | None:
    root = html_tree(f"<html><body>{body}</body></html>", "x")
    assert root is not None
    found = article_in(root, "the report")
    return None if found is None else found.markup.text


def test_short_paragraphs_lists_and_headings_amid_the_copy_are_kept() -> None:
    amid = "<p>No.</p><h2>Rescue</h2><ul><li>Rope</li><li>Sail</li></ul>"
    told = text(f"<article><h1>Wall falls</h1>{tags(COPY[:2])}{amid}{tags(COPY[2:])}</article>")
    assert told is not None
    assert told.startswith("Wall falls\n\n")
    assert "\n\nNo.\n\nRescue\n\nRope\nSail\n\n" in told


def test_a_list_amid_the_copy_is_kept_where_the_page_is_a_grid() -> None:
    items = "<ul><li>Water</li><li>Rope and sail</li></ul>"
    told = text(f"<nav>x</nav><table><tr><td>{tags(COPY[:3])}{items}{tags(COPY[3:])}</td></tr></table>")
    assert told is not None
    assert "\n\nWater\nRope and sail\n\n" in told


def test_a_promotion_amid_the_copy_is_not_kept() -> None:
    promotion = "<p><a href='/x'>Storm closes port for third day</a></p>"
    told = text(f"<nav>x</nav><article>{tags(COPY[:2])}{promotion}{tags(COPY[2:])}</article>")
    assert told == "\n\n".join(COPY)


def test_a_list_below_all_paragraphs_is_kept_and_what_stands_elsewhere_is_not() -> None:
    told = text(
        f"<article>{tags(COPY)}<ul><li>Rope</li><li>Sail</li></ul></article><div>Elsa Wire is a firm</div>"
    )
    assert told is not None
    assert told.endswith("Rope\nSail")


def test_the_first_paragraph_in_a_box_of_its_own_is_kept() -> None:
    lead = "Three boats were lost when the wall of the harbour came down in the night."
    told = text(
        f"<main><h1>Wall falls</h1><div class='article__lead'>{lead}</div>"
        f"<div class='x'><div>{tags(COPY)}</div></div></main>"
    )
    assert told is not None
    assert lead in told
    assert told.count(lead) == 1


def test_paragraphs_parted_by_breaks_are_kept() -> None:
    assert text(f"<nav>x</nav><div class='content'>{'<br><br>'.join(COPY)}</div>") == "\n\n".join(COPY)


def test_a_page_without_words_has_no_article() -> None:
    assert text("<nav>x</nav><div><a href='x'>Home</a></div>") is None
    assert text("") is None


def test_how_far_the_copy_stands_together_is_told() -> None:
    root = html_tree(f"<html><body><article>{tags(COPY)}</article></body></html>", "x")
    assert root is not None
    found = article_in(root, "x")
    assert found is not None
    assert found.together == 1


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(ReportError, match="elements"):
        text("<p>a</p>" * 50_000)


def test_letters_and_depth_are_counted() -> None:
    assert letters_of("“The Wall” – 5!") == "thewall5"
    root = html_tree("<div><p>a</p></div>", "x")
    assert root is not None
    assert depth_of(root) == 4
