import time

import pytest

from broadcast.ingest.newsml_1_copy import language_of, stories_of
from broadcast.ingest.newsml_1_lines import Place
from broadcast.ingest.xml import parse

NITF = "<nitf><body><body.content><p>The wall fell.</p></body.content></body></nitf>"


def content(data: str, *, media: str = "Text", form: str = "") -> str:
    kind = f'<MediaType FormalName="{media}"/>' if media else ""
    kind += f'<Format FormalName="{form}"/>' if form else ""
    return f"<ContentItem>{kind}<DataContent>{data}</DataContent></ContentItem>"


def component(
    *inner: str, role: str = "", headline: str = "", language: str = "", equivalents: str = "no"
) -> str:
    parts = f'<Role FormalName="{role}"/>' if role else ""
    parts += f"<NewsLines><HeadLine>{headline}</HeadLine></NewsLines>" if headline else ""
    parts += (
        f'<DescriptiveMetadata><Language FormalName="{language}"/></DescriptiveMetadata>' if language else ""
    )
    return f'<NewsComponent EquivalentsList="{equivalents}">{parts}{"".join(inner)}</NewsComponent>'


def texts(*components: str) -> list[str]:
    root = parse(f"<NewsItem>{''.join(components)}</NewsItem>".encode(), "the report")
    return [story.copy.markup.text for story in stories_of(root, "the report")]


@pytest.mark.parametrize(
    "data",
    [
        NITF,
        "<html><body><p>The wall fell.</p></body></html>",
        "<p>The wall fell.</p>",
        "<body.content><p>The wall fell.</p></body.content>",
        "The wall fell.",
        "<![CDATA[<P>The wall fell.</P>]]>",
        "&lt;p&gt;The wall fell.&lt;/p&gt;",
    ],
)
def test_copy_is_read_in_whatever_form_it_comes(data: str) -> None:
    assert texts(component(content(data))) == ["The wall fell."]
    assert texts(component(component(content(data, media="")), headline="Wall")) == ["The wall fell."]


def test_copy_within_an_encoding_and_without_a_wrapper_is_read() -> None:
    encoded = (
        '<ContentItem><Encoding Notation="Base64"><DataContent>VGhlIHdhbGwgZmVsbC4=</DataContent></Encoding>'
    )
    assert texts(component(encoded + "</ContentItem>")) == ["The wall fell."]
    assert texts(component(f"<ContentItem>{NITF}</ContentItem>")) == ["The wall fell."]


@pytest.mark.parametrize(
    "role", ["Caption", "Photo", "AFPWeb:Picture text", "Thumbnail", "Video", "Abstract", "Graphic", "Logo"]
)
def test_components_of_pictures_and_their_captions_are_no_story(role: str) -> None:
    caption = component(content("<p>A picture.</p>"), component(content("<p>Its caption.</p>")), role=role)
    assert texts(component(content(NITF), role="Main"), caption) == ["The wall fell."]
    assert texts(caption) == []


def test_the_script_of_a_video_is_a_story() -> None:
    assert texts(component(content("SHOTLIST\n1. Wall"), role="VideoScript")) == ["SHOTLIST\n1. Wall"]


@pytest.mark.parametrize(
    ("media", "form"),
    [("Photo", ""), ("Graphic", ""), ("", "JPEG Baseline"), ("ComplexData", ""), ("Video", "x")],
)
def test_content_that_is_no_text_is_passed_over(media: str, form: str) -> None:
    picture = content("The picture.", media=media, form=form)
    assert texts(component(picture)) == []
    assert texts(component(component(content("A caption."), picture), component(content(NITF)))) == [
        "The wall fell."
    ]
    assert texts(component(content(NITF), picture)) == ["The wall fell."]


def test_forms_of_one_text_are_one_story_in_the_best_form() -> None:
    forms = content("The wall fell."), content(NITF), content("<p>The wall fell.</p>")
    assert texts(component(*forms, headline="Wall", equivalents="yes")) == ["The wall fell."]
    assert texts(component(*forms, headline="Wall")) == ["The wall fell."]


def test_parts_under_one_headline_are_one_story_in_order() -> None:
    parts = (component(content(f"<p>Part {number}.</p>")) for number in (1, 2, 3))
    assert texts(component(*parts, headline="Wall")) == ["Part 1.\n\nPart 2.\n\nPart 3."]


def test_components_with_their_own_headline_are_stories_of_their_own() -> None:
    stories = (component(content(f"<p>Story {number}.</p>"), headline=f"Wall {number}") for number in (1, 2))
    assert texts(component(*stories, headline="Package")) == ["Story 1.", "Story 2."]


def test_each_language_is_a_story() -> None:
    english = component(content("<p>The wall fell.</p>"), language="en")
    french = component(content("<p>Le mur est tombé.</p>"), language="fr-FR")
    more = component(content("<p>More of it.</p>"), language="en-GB")
    whole = component(english, french, more, headline="Wall")
    assert texts(whole) == ["The wall fell.\n\nMore of it.", "Le mur est tombé."]
    assert texts(component(english, french, headline="Wall", equivalents="yes")) == [
        "The wall fell.",
        "Le mur est tombé.",
    ]


def test_an_item_within_a_component_is_not_part_of_the_story() -> None:
    inner = f"<NewsItem>{component(content('<p>Another.</p>'))}</NewsItem>"
    assert texts(component(content(NITF), inner)) == ["The wall fell."]


def test_the_language_is_the_nearest_that_is_declared() -> None:
    source = f'<NewsItem xml:lang="de">{component(component(), language="fr")}{component()}</NewsItem>'
    root = parse(source.encode(), "the report")
    outer = Place.of(root[0])
    assert language_of(Place.of(root[0][-1], outer)) == "fr"
    assert language_of(Place.of(root[1])) == "de"
    assert language_of(Place.of(parse(b"<NewsComponent/>", "x"))) == ""


def test_very_many_components_are_read_in_seconds() -> None:
    parts = "".join(component(content(f"<p>Part {number}.</p>")) for number in range(10_000))
    started = time.perf_counter()
    assert len(texts(component(parts, headline="Wall"))) == 1
    assert len(texts(parts)) == 10_000
    assert time.perf_counter() - started < 30
