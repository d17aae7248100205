import pytest

from broadcast.errors import ReportError
from broadcast.ingest.json_items import JsonObject
from broadcast.ingest.ninjs_body import body_of, is_caption, objects_in

LONG = "It fell. It was late. Nobody saw it."


def text(item: JsonObject, *, described: bool = True) -> str | None:
    markup = body_of(item, "the report", described=described)
    return None if markup is None else markup.text


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"body_text": "It fell.\n\nIt was late."}, "It fell.\n\nIt was late."),
        ({"body_text": "<p>It fell.</p><p>It was late.</p>"}, "It fell.\n\nIt was late."),
        ({"body_text": "It fell. Late.", "body_xhtml": "<p>It fell.<p>Late."}, "It fell.\n\nLate."),
        (
            {"body_text": LONG, "body_xhtml": "<p>It fell.</p>"},
            LONG,
        ),
        ({"body_xhtml": "\n  It <b>fell</b> at\n  noon.\n"}, "It fell at noon."),
        ({"body_xhtml": "&lt;p&gt;It fell &amp;amp; sank.&lt;/p&gt;"}, "It fell & sank."),
        ({"body_html": "<p>It fell.</p>"}, "It fell."),
        ({"bodies": [{"contenttype": "text/plain", "value": "It fell."}]}, "It fell."),
        ({"bodies": [{"ContentType": "text/html", "Value": "It&nbsp;fell."}]}, "It\xa0fell."),
        ({"bodies": [{"role": "caption", "value": "The wall."}]}, None),
        ({"bodies": {"value": 5}}, None),
        ({"description_text": "A wall fell."}, "A wall fell."),
        ({"description_caption": "The wall."}, None),
        ({"descriptions": [{"role": "creditline", "value": "Elsa Wire"}]}, None),
        ({"body_text": "The worldâ€™s wall."}, "The world’s wall."),
        ({"body_text": "a\r\nb\x00"}, "a\nb "),
    ],
)
def test_the_best_body_is_taken(item: JsonObject, told: str | None) -> None:
    assert text(item) == told


def test_a_description_is_a_body_only_where_that_is_asked_for() -> None:
    assert text({"description_text": "A wall fell."}, described=False) is None


def test_nitf_gives_its_body_and_marks_what_stands_above_it() -> None:
    value = (
        "<?xml version='1.0'?><nitf><head><title>t</title></head><body><body.head>"
        "<hedline><hl1>Wall falls</hl1></hedline><byline>By Ana Ruiz</byline></body.head>"
        "<body.content><p>It fell.</p></body.content></body></nitf>"
    )
    markup = body_of({"bodies": [{"contenttype": "text/vnd.IPTC.NITF", "value": value}]}, "x", described=True)
    assert markup is not None
    assert markup.text == "Wall falls\n\nBy Ana Ruiz\n\nIt fell."
    assert [markup.text[slice(*span)] for span in markup.headings] == ["Wall falls"]
    assert [str(part.reason) for part in markup.asides] == ["byline"]


def test_damaged_nitf_is_read_as_hypertext() -> None:
    assert (
        text({"bodies": [{"role": "nitf", "value": "<nitf><p>It fell.<p>It was late."}]})
        == "It fell.\n\nIt was late."
    )


def test_a_body_with_too_many_tags_is_refused() -> None:
    with pytest.raises(ReportError, match="tags"):
        text({"body_xhtml": "<p>a</p>" * 300_000})


def test_the_caption_of_a_picture_is_known_again() -> None:
    assert is_caption({"description_text": "The wall.", "body_text": "The  wall."})
    assert is_caption({"descriptions": [{"role": "caption", "value": "The wall."}]})
    assert not is_caption({"description_text": "The wall.", "body_text": "A script."})


def test_objects_stand_in_lists_and_under_names() -> None:
    assert list(objects_in([{"A": 1}, 5, None])) == [{"a": 1}]
    assert list(objects_in({"x": {"A": 1}, "y": []})) == [{"a": 1}]
    assert list(objects_in("x")) == []
