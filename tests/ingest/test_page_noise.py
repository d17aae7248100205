import pytest
from lxml import html
from webdesk import HARBOUR, within

from broadcast.ingest.page_noise import is_named_noise, without_noise

COPY = "".join(f"<p>{part}</p>" for part in HARBOUR.split("\n\n"))


def left(body: str) -> str:
    root = html.document_fromstring(f"<html><body>{body}</body></html>")
    without_noise(root)
    return " ".join(" ".join(root.itertext()).split())


@pytest.mark.parametrize(
    "box",
    [
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<form>x<button>y</button></form>",
        "<script>x</script>",
        "<figure><img><figcaption>x</figcaption></figure>",
        "<header>x</header>",
        "<div role='navigation'>x</div>",
        "<div aria-hidden='true'>x</div>",
        "<div class='related'>x</div>",
        "<div class='article-related-links'>x</div>",
        "<div class='c-ad-slot'>x</div>",
        "<div id='cookie_banner'>x</div>",
        "<div class='comments-area'>x</div>",
        "<p class='caption'>x</p>",
        "<span class='photo__credit'>x</span>",
        "<div class='post-meta'>x</div>",
        "<amp-ad>x</amp-ad>",
    ],
)
def test_what_is_no_copy_by_tag_role_or_class_is_taken_out(box: str) -> None:
    assert left(f"{COPY}{box}{COPY}") == " ".join((HARBOUR + "\n" + HARBOUR).split())


@pytest.mark.parametrize(
    "name",
    [
        "article-body",
        "story",
        "shared-space",
        "loads",
        "header-image",
        "commentary",
        "biography",
        "has-comments-open",
        "metal",
        "authority",
    ],
)
def test_copy_whose_class_sounds_a_little_like_a_box_stays(name: str) -> None:
    assert left(f"{COPY}<div class='{name}'>Kept.</div>").endswith("Kept.")


def test_what_holds_the_copy_stays_whatever_its_class_says() -> None:
    assert left(f"<div class='widget'>{COPY}</div>") == " ".join(HARBOUR.split())
    assert left(f"<article><header><h1>Wall</h1></header>{COPY}</article>").startswith("Wall The harbour")


def test_comments_go_even_when_they_are_longer_than_the_article() -> None:
    assert left(f"{COPY}<div class='comments'>{COPY * 3}</div>") == " ".join(HARBOUR.split())


def test_the_words_after_a_box_stay_in_their_place() -> None:
    assert left("<div>It <span class='ad'>x</span>fell<aside>y</aside> down.</div>") == "It fell down."


def test_a_class_is_told_by_its_whole_words() -> None:
    element = html.fragment_fromstring("<div class='most-read'>x</div>")
    assert is_named_noise(element)
    assert not is_named_noise(html.fragment_fromstring("<div>x</div>"))


def test_many_nested_boxes_take_no_long_time() -> None:
    with within(10):
        left("<div class='related'>" * 200 + COPY * 50)
        left(f"{COPY}<div class='{'related-' * 50_000}'>x</div>")
