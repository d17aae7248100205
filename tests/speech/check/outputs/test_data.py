"""Findings as JSON."""

from checkdesk import findings

from broadcast.speech.check.outputs.data import as_data

TEXT = "It rained.\nCrews closed the the bridge."


def test_places_texts_and_edits_are_there() -> None:
    data = as_data("a.txt", TEXT, findings(TEXT, "T103"))
    (one,) = data["findings"]
    assert data["file"] == "a.txt"
    assert (one["rule"], one["name"], one["severity"]) == ("T103", "doubled-word", "error")
    assert (one["line"], one["column"], one["end_line"], one["end_column"]) == (2, 14, 2, 21)
    assert TEXT[slice(*one["span"])] == one["text"] == "the the"
    assert one["fix"] == [{"span": [27, 31], "words": ""}]
