import json

import pytest
from webdesk import within

from broadcast.ingest.markup import html_tree
from broadcast.ingest.page_facts import Facts, facts_of


def facts(head: str, body: str = "<p>It fell.</p>") -> Facts:
    root = html_tree(f"<html><head>{head}</head><body>{body}</body></html>", "x")
    assert root is not None
    return facts_of(root)


def linked(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        (
            "<title>Harbour wall falls - Elsa Wire</title>",
            "<h1>Harbour wall falls</h1>",
            "Harbour wall falls",
        ),
        ("<title>Harbour wall falls - Elsa Wire</title>", "<h1>Elsa Wire</h1>", "Harbour wall falls"),
        ("<title>Harbour wall falls | Elsa Wire</title>", "", "Harbour wall falls"),
        (
            "<title>Harbour wall falls — Elsa</title><meta property='og:site_name' content='Elsa'>",
            "",
            "Harbour wall falls",
        ),
        (
            "<title>x</title><meta property='og:title' content='Wall &amp;amp; pier fall'>",
            "",
            "Wall & pier fall",
        ),
        ("<title>x</title>" + linked({"@type": "NewsArticle", "headline": "Wall falls"}), "", "Wall falls"),
        ("<title>Wall falls - three dead</title>", "", "Wall falls - three dead"),
        ("", "", ""),
    ],
)
def test_the_headline_is_without_the_name_of_the_site(head: str, body: str, headline: str) -> None:
    assert facts(head, body).headline == headline


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (linked({"@type": "NewsArticle", "headline": "W", "author": {"name": "Ana Ruiz"}}), "", "Ana Ruiz"),
        (
            linked(
                [{"@type": "Article", "headline": "W", "author": [{"name": "Ana Ruiz"}, {"name": "Lu Sol"}]}]
            ),
            "",
            "Ana Ruiz and Lu Sol",
        ),
        (linked({"@type": "Article", "headline": "W", "author": "Ana Ruiz"}), "", "Ana Ruiz"),
        ("<meta name='author' content='By Ana Ruiz'>", "", "Ana Ruiz"),
        ("<meta property='article:author' content='https://elsa.example/ana'>", "", ""),
        ("<meta name='author' content='admin'>", "<a rel='author'>Ana Ruiz</a>", "Ana Ruiz"),
        ("<meta name='author' content='Elsa'><meta property='og:site_name' content='Elsa'>", "", ""),
        ("", "<span itemprop='author'>Ana Ruiz</span>", "Ana Ruiz"),
        ("", "<div class='byline'>By Ana Ruiz and Lu Sol</div>", "Ana Ruiz and Lu Sol"),
        ("", "<div class='author'>Ana Ruiz</div>", "Ana Ruiz"),
        ("", "<div class='author'>Read all that she wrote about the harbour and the sea</div>", ""),
    ],
)
def test_authors_are_read_where_pages_put_them(head: str, body: str, byline: str) -> None:
    assert facts(head, body).byline == byline


def test_linked_data_tell_the_text_and_that_it_is_an_article() -> None:
    told = facts(
        linked(
            {"@type": "ReportageNewsArticle", "headline": "W", "articleBody": "<p>It fell.</p><p>Late.</p>"}
        )
    )
    assert (told.body, told.is_article) == ("It fell.\n\nLate.", True)
    live = {
        "@type": "LiveBlogPosting",
        "headline": "W",
        "liveBlogUpdate": [{"articleBody": "One."}, {"articleBody": "Two."}],
    }
    assert facts(linked(live)).body == "One.\n\nTwo."
    assert not facts(linked({"@type": "WebSite", "headline": "W"})).is_article
    assert facts("<meta property='og:type' content='article'>").is_article


def test_language_address_and_rights_are_read() -> None:
    told = facts(
        "<meta property='og:locale' content='en_GB'><link rel='canonical' href='https://elsa.example/w'>"
        "<meta name='copyright' content='Elsa Wire'>"
    )
    assert (told.language, told.address, told.rights) == ("en_GB", "https://elsa.example/w", "Elsa Wire")


@pytest.mark.parametrize(
    "value",
    ["{", "[" * 50_000, '{"@graph":' * 900 + "1" + "}" * 900, "null", "5", '{"@type": 5, "headline": []}'],
)
def test_damaged_linked_data_are_passed_over(value: str) -> None:
    with within(5):
        assert (
            facts(f"<title>Wall falls</title><script type='application/ld+json'>{value}</script>").headline
            == "Wall falls"
        )
