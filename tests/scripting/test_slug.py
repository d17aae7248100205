import re

from hypothesis import given
from hypothesis import strategies as st

from broadcast.scripting.slug import report_slug, slug


def test_a_slug_is_lower_case_words_joined_by_hyphens() -> None:
    assert slug("Storm shuts the mayor's Café: 3 hurt!") == "storm-shuts-the-mayors-cafe-3-hurt"


def test_the_headline_names_a_report_and_the_file_where_there_is_none() -> None:
    assert report_slug("", "Storm", "a/b.txt") == "storm"
    assert report_slug("", None, "a/Rain today.script.md") == "rain-today"
    assert report_slug("desk one", "Storm", "") == "desk-one"
    assert report_slug("", "橋", "") == "report"


@given(st.text())
def test_any_text_gives_a_slug_that_is_a_file_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 48
