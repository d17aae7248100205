import json
import logging
import socket
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webdesk import HARBOUR, copies, is_whole, spoken, unspoken, within

from broadcast.errors import ReportError
from broadcast.ingest import html
from broadcast.ingest.document import Document
from broadcast.model import Report

TAGS = "".join(f"<p>{escape(part)}</p>" for part in HARBOUR.split("\n\n"))
CHROME = '<header><a href="/">Elsa Wire</a><nav><ul><li><a href="/n">News</a></li></ul></nav></header>'
FOOT = (
    '<aside class="sidebar"><h3>Most read</h3><ol><li><a href="/c">Mayor resigns</a></li></ol></aside>'
    '<div class="cookie-consent"><p>We use cookies to make this page better for you and our partners.</p>'
    '</div><section id="comments"><h3>Comments</h3><p>A very good article, said one reader who reads all.'
    "</p></section><footer><p>© 2026 Elsa Wire. All rights reserved. Reproduction is not allowed.</p>"
    '<a href="/p">Privacy</a></footer>'
)


def page(article: str, head: str = "<title>Harbour wall falls - Elsa Wire</title>") -> str:
    body = f"<body>{CHROME}<main>{article}</main>{FOOT}</body>"
    return f'<!doctype html><html lang="en-GB"><head>{head}</head>{body}</html>'


def article(body: str) -> str:
    return (
        '<article><h1>Harbour wall falls</h1><div class="byline">By <a rel="author">Ana Ruiz</a></div>'
        "<figure><img src='w.jpg'><figcaption>The wall on Sunday. Photo: Lu Sol</figcaption></figure>"
        f'<div class="article-body">{body}</div><div class="related-articles"><h3>Related</h3>'
        '<ul><li><a href="/b">Storm closes port for third day</a></li></ul></div>'
        '<div class="newsletter-signup"><p>Sign up for our newsletter to get all the news.</p></div>'
        "</article>"
    )


def document(source: str | bytes, name: str = "") -> Document:
    return Document(raw=source if isinstance(source, bytes) else source.encode(), name=name)


def read(source: str | bytes) -> Report:
    assert html.matches(document(source))
    [report] = html.read(document(source))
    return report


def test_the_article_of_a_page_is_all_that_is_spoken() -> None:
    report = read(page(article(TAGS)))
    assert spoken(report) == " ".join(HARBOUR.split())
    assert (report.headline, report.byline, report.language) == ("Harbour wall falls", "Ana Ruiz", "en-GB")
    assert report.source_format == "html"
    for word in ("Sunday", "Mayor", "cookies", "reader", "Privacy", "Storm closes", "newsletter"):
        assert word not in report.text


def test_a_fragment_is_read_to_its_last_word() -> None:
    report = read(
        "<p>PORT ELSA — It fell.</p><blockquote><p>“No,” she said.</p></blockquote><ul><li>Rope</li></ul>"
    )
    assert report.text == "PORT ELSA — It fell.\n\n“No,” she said.\n\nRope"
    assert report.dateline == "PORT ELSA"


def test_a_bare_page_is_read_to_its_last_word() -> None:
    report = read(
        f"<html><head><title>x.doc</title></head><body><h1>Wall falls</h1>{TAGS}<p>No.</p></body></html>"
    )
    assert spoken(report) == f"{' '.join(HARBOUR.split())} No."
    assert report.headline == "Wall falls"
    assert unspoken(report) == [("headline", "Wall falls")]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<p>It fell.</p>", True),
        ("<div class='x'>It fell.</div>", True),
        ("It fell.<br><br>It was late.<br>", True),
        ("<!-- saved --><!DOCTYPE html><html>", True),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", True),
        ("\ufeff<html>", True),
        ("The wall fell.", False),
        ("The wall <fell>.", False),
        ("# Wall\n\n<p>It fell.</p><p>Late.</p>", False),
        ("---\ntitle: x\n---\n<p>It fell.</p><p>Late.</p>", False),
        ("<nitf><body><p>It fell.</p></body></nitf>"[:6], False),
        ("a < b > c", False),
        ("<img src='x'>It fell.<br>Late.<br>", True),
        ("“It fell.”<br/>Late.<br/>", True),
        ("<?xml version='1.0'?><doc><p>It fell.</p><p>Late.</p></doc>", False),
        ("<nsml version='x'><body><p>It fell.</p><p>Late.</p></body></nsml>", False),
        ('{"body": "<p>It fell.</p><p>Late.</p>"}', False),
    ],
)
def test_html_is_told_by_its_content(source: str, told: bool) -> None:
    assert html.matches(document(source)) is told
    assert not html.matches(document(source, "wall.md"))


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "windows-1251"),
        ("iso-8859-1", "cp1252"),
        ("shift_jis", "shift_jis"),
        ("utf-8", "utf-8"),
        ("windows-1251", "utf-8"),
        ("utf-99", "utf-8"),
        ("zip", "utf-8"),
    ],
)
def test_the_declared_encoding_counts_where_the_bytes_are_no_utf_8(declared: str, encoding: str) -> None:
    words = {"windows-1251": "Стена упала.", "shift_jis": "壁が崩れた。"}.get(
        encoding, "The café — it’s “open”."
    )
    source = f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>"
    assert read(source.encode(encoding)).text == words


def test_facts_of_the_head_count() -> None:
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Elsa Wire"},
            {
                "@type": ["NewsArticle"],
                "headline": "Wall falls &amp; boats sink",
                "author": [{"name": "Ana Ruiz"}, {"name": "Lu Sol"}],
            },
        ],
    }
    head = (
        "<title>Elsa Wire: news</title><link rel='canonical' href='https://elsa.example/wall'>"
        f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    )
    report = read(page(f"<article>{TAGS}</article>", head))
    assert (report.headline, report.byline) == ("Wall falls & boats sink", "Ana Ruiz and Lu Sol")
    assert report.item_id == "https://elsa.example/wall"


def test_linked_data_have_the_text_where_the_page_is_cut() -> None:
    body = HARBOUR.replace("\n\n", "\n")
    linked = {"@type": "NewsArticle", "headline": "Wall falls", "articleBody": body}
    head = f"<title>Wall falls</title><script type='application/ld+json'>{json.dumps(linked)}</script>"
    report = read(page(f"<article><p>{HARBOUR[:100]}</p><p>Subscribe to read on.</p></article>", head))
    assert report.text == HARBOUR


def test_a_page_that_is_whole_is_not_replaced_by_its_linked_data() -> None:
    linked = {
        "@type": "NewsArticle",
        "headline": "Wall falls",
        "articleBody": "The wall fell and that was it.",
    }
    head = f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    assert spoken(read(page(article(TAGS), head))) == " ".join(HARBOUR.split())


def test_a_live_blog_is_its_posts_without_their_times() -> None:
    posts = "".join(
        f"<div class='post'><p>10:{minute}</p><p>{part}</p></div>"
        for minute, part in enumerate(HARBOUR.split("\n\n"), start=30)
    )
    report = read(page(f"<article><h1>Harbour wall falls</h1>{posts}</article>"))
    assert spoken(report) == " ".join(HARBOUR.split())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (page(""), "without an article"),
        ("<html><script>location = 'x'</script></html>", "without an article"),
        ("<p></p><p>&nbsp;</p>", "without a word"),
        ("<html><body>" + "<div>" * 10_000 + "<p>It fell.</p>", "too deeply"),
        ("<html><body>" + "<div>" * 1_000 + "<p>It fell.</p>", "too deeply"),
        ("<p>a</p>" * 300_000, "tags"),
        (f"<html><body>{CHROME}" + "<p>It fell at noon and was gone.</p>" * 60_000, "elements"),
        (
            page(
                "".join(
                    f"<h2><a href='/{n}'>Storm number {n} closes the port</a></h2><p>It came at noon.</p>"
                    for n in range(30)
                )
            ),
            "30 headlines",
        ),
    ],
)
def test_a_page_without_a_report_says_why(source: str, said: str) -> None:
    with within(20), pytest.raises(ReportError, match=said) as refused:
        html.read(document(source))
    assert refused.value.hint


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body>{CHROME}<div {' '.join(f'a{n}=x' for n in range(100_000))}>{TAGS}",
        f"<html><body>{CHROME}<div class='{'ad-' * 500_000}'>{TAGS}",
        f"<html><body>{CHROME}<script type='application/ld+json'>{'[' * 100_000}</script>{TAGS}",
        f"<html><body>{CHROME}{'<!-- a -->' * 200_000}{TAGS}",
        f"{'<!-- a -->' * 200_000}{TAGS}",
        f"<html><body>{CHROME}<p>{'word ' * 500_000}</p>",
        f"{' ' * 2_000_000}{TAGS}",
    ],
    ids=["attributes", "class", "linked data", "comments", "comments first", "one line", "spaces"],
)
def test_hostile_html_takes_no_long_time(source: str) -> None:
    with within(20):
        assert spoken(read(source))


def test_nothing_is_fetched_and_nothing_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    caplog.set_level(logging.DEBUG)
    level = logging.getLogger("trafilatura").level
    read(page(article(TAGS)))
    with pytest.raises(ReportError):
        html.read(document(page("")))
    assert not [record for record in caplog.records if record.name.startswith(("trafilatura", "htmldate"))]
    assert logging.getLogger("trafilatura").level == level


@given(copies(), st.lists(st.sampled_from(["p", "quote", "list", "div"]), min_size=9, max_size=9))
@settings(deadline=None)
def test_every_word_of_an_article_is_spoken_once_and_in_order(copy: list[str], kinds: list[str]) -> None:
    frames = {
        "p": "<p>{}</p>",
        "quote": "<blockquote><p>{}</p></blockquote>",
        "list": "<ul><li>{}</li></ul>",
        "div": "<p><span>{}</span></p>",
    }
    body = "".join(frames[kind].format(escape(part)) for part, kind in zip(copy, kinds, strict=False))
    report = read(page(article(body)))
    assert spoken(report) == " ".join(" ".join(copy).split())
    assert is_whole(report)


@given(copies(), st.sampled_from(["<p>{}</p>", "{}<br><br>", "<div>{}</div>", "<p>{}\n"]))
def test_every_word_of_a_fragment_is_spoken_once_and_in_order(copy: list[str], frame: str) -> None:
    report = read("<b></b>" + "".join(frame.format(escape(part)) for part in copy) + "<br><br>")
    assert spoken(report) == " ".join(" ".join(copy).split())
