from datetime import UTC, datetime

import pytest

from broadcast.ingest.document import Document
from broadcast.ingest.script_copy import ScriptWriter, Slate
from broadcast.model import Reason, Report, Status

DOCUMENT = Document(raw=b"<x>", name="wall.nsml")


def written(*lines: str, slate: Slate | None = None) -> Report:
    """A script of lines; what begins with # is a cue."""
    writer = ScriptWriter()
    for line in lines:
        writer.begin_line()
        for part in line.split("|"):
            if part.startswith("#"):
                writer.cue(part[1:])
            else:
                writer.write(part)
        writer.end_line()
    return writer.report(slate or Slate(slug="STORM"), DOCUMENT, "nsml")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The wall fell.", "Nobody was hurt."], "The wall fell.\n\nNobody was hurt."),
        (["The wall fell", "on Monday."], "The wall fell\non Monday."),
        (["The wall fell", "", "on Monday."], "The wall fell\n\non Monday."),
        (["", " ", "The  wall\n fell.", ""], "The wall fell."),
        (["#SMILE", "The wall fell."], "[SMILE]\n\nThe wall fell."),
        (["The wall |#[pause]|fell|#look up|."], "The wall fell. [pause] [look up]"),
        (["The wall fell. |#SOT|Boats left."], "The wall fell. [SOT] Boats left."),
        (["The wall fell|#SOT"], "The wall fell [SOT]"),
        (["The wall |#--|fell."], "The wall fell."),
        ([], ""),
    ],
)
def test_a_script_is_paragraphs_with_its_cues_in_brackets(lines: list[str], text: str) -> None:
    assert written(*lines).text == text


def test_cues_are_furniture_with_their_brackets() -> None:
    report = written("#SMILE", "The wall |#pause|fell.")
    assert [(part.reason, report.text[slice(*part.span)]) for part in report.furniture] == [
        (Reason.CUE, "[SMILE]"),
        (Reason.CUE, "[pause]"),
    ]


def test_the_slate_fills_the_report() -> None:
    slate = Slate(slug="STORM", item_id="1:2", byline="Ana Ruiz", notes=("presenter: ANNA", "page A1"))
    report = written("The wall fell.", slate=slate)
    assert (report.slug, report.headline, report.byline) == ("STORM", "STORM", "Ana Ruiz")
    assert (report.item_id, report.notes) == ("1:2", "presenter: ANNA\npage A1")
    assert (report.source_format, report.source_name) == ("nsml", "wall.nsml")


@pytest.mark.parametrize(
    ("slate", "status"),
    [
        (Slate(status="READY"), Status.USABLE),
        (Slate(status="HOLD"), Status.EMBARGOED),
        (Slate(status="KILLED"), Status.KILLED),
        (Slate(status="LIVE IN STUDIO 2"), Status.USABLE),
        (Slate(embargo="2999-01-01"), Status.EMBARGOED),
        (Slate(embargo="soon"), Status.EMBARGOED),
        (Slate(killed=True), Status.KILLED),
        (Slate(slug="KILL - STORM"), Status.KILLED),
        (Slate(slug="POLICE KILL GUNMAN"), Status.USABLE),
    ],
)
def test_the_standing_is_settled_and_words_of_the_house_count_for_nothing(
    slate: Slate, status: Status
) -> None:
    assert written("The wall fell.", slate=slate).status is status


def test_an_embargo_that_is_written_is_kept() -> None:
    slate = Slate(embargo="2999-01-01T06:00Z")
    assert written("It fell.", slate=slate).embargo == datetime(2999, 1, 1, 6, tzinfo=UTC)


def test_a_cue_is_no_kill_and_tells_no_language() -> None:
    report = written(
        "#KILL", "Die Mauer ist in der Nacht gefallen, und niemand ist verletzt, sagt der Bürgermeister."
    )
    assert report.status is Status.USABLE
    assert report.language == "de"
