"""Annotations for GitHub's runners."""

from checkdesk import findings

from broadcast.speech.check.outputs.github import annotations


def test_an_annotation_has_its_place_and_its_message() -> None:
    text = "It rained.\nCrews closed the the bridge."
    (line,) = annotations("a.txt", text, findings(text, "T103"))
    assert line == (
        "::error file=a.txt,line=2,endLine=2,col=14,endColumn=21,title=T103 doubled-word::"
        "“the” stands twice. A word typed twice is spoken twice. Try: the"
    )


def test_signs_that_mean_something_are_escaped_and_a_place_over_lines_has_no_columns() -> None:
    text = "We see the site of\n\nthe old harbour. Turnout was 40%."
    (broken,) = annotations("a,b:c.txt", text, findings(text, "T104"))
    assert broken.startswith("::error file=a%2Cb%3Ac.txt,line=1,endLine=3,title=")
    (percent,) = annotations("a.txt", "It was 40% in all.", findings("It was 40% in all.", "N203"))
    assert percent.startswith("::notice ")
    assert "\n" not in percent
