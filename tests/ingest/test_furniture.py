import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.furniture import Furniture, tell_furniture
from broadcast.model import Reason

BODY = "The harbour wall fell on Monday night, and three boats were lost with it.\n\nNobody was hurt."


def marked(text: str) -> dict[str, str]:
    """Reason -> the words."""
    return {str(part.reason): text[slice(*part.span)] for part in tell_furniture(text).parts}


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("《Harbour wall falls》", "Harbour wall falls"),
        ("Harbour wall falls", "Harbour wall falls"),
        ("Who will rebuild the harbour?", "Who will rebuild the harbour?"),
        ("HARBOUR WALL FALLS", "HARBOUR WALL FALLS"),
        ("7 lost as  ferry sinks", "7 lost as ferry sinks"),
        ("Mayor: 'We will rebuild the wall'", "Mayor: 'We will rebuild the wall'"),
        ("Harbour wall falls at Port Elsa\nThree boats lost, crews safe", None),
        ("Harbour strike is over", "Harbour strike is over"),
        ("iPhone found in harbour", "iPhone found in harbour"),
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_one(line: str, headline: str | None) -> None:
    text = f"\n\n{line}\n\n{BODY}"
    assert tell_furniture(text).headline == (headline or " ".join(line.split()))
    assert marked(text) == {"headline": line}


@pytest.mark.parametrize(
    "line",
    [
        "The harbour wall fell.",
        '"We will rebuild," the mayor said',
        "“We will rebuild”",
        "ANCHOR: Harbour wall falls",
        "ANCHOR",
        "VO/SOT",
        "TAKE SOT HARBOUR",
        "Host: Good evening",
        "HARBOUR WALL - TRT 1:30",
        "Slug: harbour wall",
        "[TAKE VO]",
        "(SOUNDBITE)",
        "1. Harbour wall",
        "- Harbour wall",
        "At dawn we had a glimpse of the",
        "three boats were lost",
        "word " * 40,
    ],
)
def test_in_doubt_the_first_line_is_body(line: str) -> None:
    assert marked(f"{line}\n\n{BODY}") == {}


def test_a_transcript_has_no_headline() -> None:
    assert marked(f"Ana Ruiz: Was it the sea\n\nTom Pell: It was.\n\nAna Ruiz: Why?\n\n{BODY}") == {}


def test_a_report_of_one_paragraph_has_no_headline() -> None:
    assert tell_furniture("Harbour wall falls\n") == Furniture()


def test_a_list_of_lines_has_no_headline() -> None:
    assert tell_furniture("Harbour wall falls\n\nFerry sinks\n\nMayor quits") == Furniture()


def test_a_headline_in_capitals_needs_no_empty_line() -> None:
    assert tell_furniture(f"HARBOUR WALL FALLS\n{BODY}").headline == "HARBOUR WALL FALLS"
    assert tell_furniture("HARBOUR WALL FALLS IN\nTHE NIGHT. NOBODY WAS HURT.").headline is None


@pytest.mark.parametrize(
    ("dateline", "clean"),
    [
        ("PORT ELLEN, Nov 23 (Reuters) -", "PORT ELLEN, Nov 23 (Reuters)"),
        ("KABUL —", "KABUL"),
        ("KABUL—", "KABUL"),
        ("LONDON (AP) --", "LONDON (AP)"),
        ("London (AP) —", "London (AP)"),
        ("ST. JOHN'S, Newfoundland (Elsa Wire) –", "ST. JOHN'S, Newfoundland (Elsa Wire)"),
        ("PORTSEA, D.C. —", "PORTSEA, D.C."),
        ("ELSA/PORTSEA, 23 November -", "ELSA/PORTSEA, 23 November"),
        ("Port Elsa, Nov. 23, 2015 –", "Port Elsa, Nov. 23, 2015"),
        ("(AFP) –", None),
    ],
)
def test_a_dateline_is_told_by_place_and_dash(dateline: str, clean: str | None) -> None:
    text = f"Harbour wall falls\n\n{dateline} {BODY}"
    furniture = tell_furniture(text)
    assert furniture.dateline == clean
    assert marked(text) == {"headline": "Harbour wall falls", "dateline": dateline}


@pytest.mark.parametrize(
    "body",
    [
        "NATO — The alliance said so.",
        "Rain — And lots of it — fell.",
        "PORT-ELSA Police said so.",
        "KABUL — and only Kabul — was spared.",
        "LIVE - Police are here.",
        "POLICE — WHO CAME LATE — LEFT.",
        "The mayor (Sol) — Nobody else — spoke.",
        "In October 2-- It was late",
        "Tom Pell (played by Luis Sol) - Nobody",
        "COVID-19 — A wave — came.",
        "POLICE, fire crews and others — All of them — came.",
    ],
)
def test_body_copy_with_a_dash_is_no_dateline(body: str) -> None:
    assert marked(f"{body} It was late.\n\n{BODY}") == {}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("BY ANA RUIZ", "ANA RUIZ"),
        ("By ANA RUIZ, Harbour Reporter", "ANA RUIZ, Harbour Reporter"),
        ("By Ana Ruiz, chief harbour correspondent", "Ana Ruiz, chief harbour correspondent"),
        ("By Ana de la Ruiz and Tom O'Pell in Portsea", "Ana de la Ruiz and Tom O'Pell in Portsea"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_byline_is_a_line_of_its_own(line: str, name: str, gap: str) -> None:
    text = f"Harbour wall falls\n{line}{gap}KABUL — {BODY}"
    assert tell_furniture(text).byline == name
    assert marked(text) == {"headline": "Harbour wall falls", "byline": line, "dateline": "KABUL —"}


@pytest.mark.parametrize(
    "line",
    [
        "By Friday",
        "By Monday Morning",
        "By Ana Ruiz we mean nobody.",
        "By the sea",
        "By Ana Ruiz\nand others who came there",
        "By Then Nobody",
    ],
)
def test_a_line_that_begins_with_by_is_not_always_a_byline(line: str) -> None:
    assert "byline" not in marked(f"{line}\n\n{BODY}")


def test_a_line_with_the_date_is_a_dateline() -> None:
    text = f"Harbour wall falls\n\nFriday, July 21, 2017\n\n{BODY}"
    assert tell_furniture(text).dateline == "Friday, July 21, 2017"


@pytest.mark.parametrize("mark", ["###", "# # #", "-30-", "--30--", "ENDS", "-ENDS-", "(END)", "-more-"])
def test_an_end_mark_alone_on_the_last_line_is_layout(mark: str) -> None:
    assert marked(f"{BODY}\n\n{mark}\n") == {"layout": mark}
    assert marked(f"{BODY}\n\n{mark}\n\nIt goes on.") == {}


def test_credits_at_the_foot_are_a_byline() -> None:
    credit = "(Reporting by Ana Ruiz; editing by Tom Pell)"
    assert marked(f"{BODY}\n\n{credit}\n\n###") == {"byline": credit, "layout": "###"}


def test_a_line_below_the_headline_is_layout() -> None:
    assert marked(f"Harbour wall falls\n=====\n\n{BODY}") == {
        "headline": "Harbour wall falls",
        "layout": "=====",
    }


def test_a_known_headline_is_found_again_only_where_it_stands_again() -> None:
    text = f"Harbour wall falls\n\n{BODY}"
    assert len(tell_furniture(text, headline="harbour wall falls").parts) == 1
    assert not tell_furniture(text, headline="Sea takes the wall").parts


COPY = """Harbour wall falls|《Wall》|By Ana Ruiz|KABUL —|LONDON (AP) -- The wall fell.|The wall fell.|###
ENDS|ANCHOR:|“We stay,” she said.|-30-|=====|Friday, July 21, 2017|(Reporting by Ana Ruiz)|By|—|"|1. Water
They came to the|HARBOUR WALL FALLS|\u00a0|By By|Portsea fell."""
LINES = st.sampled_from(COPY.replace("\n", "|").split("|"))


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\n \n", " "])), max_size=12))
def test_furniture_is_in_order_does_not_overlap_and_leaves_body(pairs: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pairs))
    parts = tell_furniture(text).parts
    ends = [0]
    for part in parts:
        assert ends[-1] <= part.span[0] < part.span[1] <= len(text)
        assert text[slice(*part.span)].strip() == text[slice(*part.span)]
        assert part.reason in set(Reason)
        ends.append(part.span[1])


@pytest.mark.parametrize("agency", ["dpa", "tca/dpa", "dpa-AFX", "epd"])
def test_an_agency_that_writes_itself_small_makes_a_dateline(agency: str) -> None:
    told = tell_furniture(
        f"Port Elsa ({agency}) - The harbour wall fell on Monday night.\n\nNobody was hurt."
    )
    assert told.dateline == f"Port Elsa ({agency})"


def test_a_notice_to_editors_is_no_headline_and_hides_none() -> None:
    told = tell_furniture(
        "EMBARGOED UNTIL 0001 GMT, 24 NOV 2026\n\nHarbour wall falls\nEds: With photos.\n\n"
        "PORT ELSA (Wire) - The harbour wall fell on Monday night."
    )
    assert (told.headline, told.dateline) == ("Harbour wall falls", "PORT ELSA (Wire)")


@pytest.mark.parametrize(
    "lines",
    [
        "By Ana Ruiz\nStaff writer",
        "By Ana Ruiz\nNorthland Wire Service",
        "By ANA RUIZ\nThe Harbour Herald\nPublished Oct. 20, 2023",
        "By Ana Ruiz, Porto Alto\n\nThe Harbour Herald, 18 October 2022",
        "By our foreign desk",
        "From our staff",
        "PORTO ALTO, Friday",
        "By Ana Ruiz\n\nUpdated 4:15 p.m.",
    ],
)
def test_house_title_and_date_below_a_byline_are_no_body(lines: str) -> None:
    text = f"Harbour wall falls\n\n{lines}\n\n{BODY}"
    marked_lines = {text[slice(*part.span)] for part in tell_furniture(text).parts}
    assert set(filter(None, lines.split("\n"))) <= marked_lines


def test_a_dateline_may_end_in_two_hyphens() -> None:
    assert tell_furniture(f"Harbour wall falls\n\nPORT ELSA -- {BODY}").dateline == "PORT ELSA"


@pytest.mark.parametrize(
    "deck", ["Three boats lost, crews safe.", "The wall had stood for ninety years. It fell."]
)
@pytest.mark.parametrize(
    "byline", ["By Ana Ruiz", "Interview by Ana Ruiz", "BY ANA RUIZ | PHOTOGRAPHS BY BO HOLM"]
)
def test_what_stands_between_headline_and_byline_is_no_body(deck: str, byline: str) -> None:
    text = f"HARBOUR GAZETTE\n\nHarbour wall falls\n\n{deck}\n\n{byline}\nJune 2024\n\n{BODY}"
    parts = tell_furniture(text).parts
    assert text[parts[-1].span[1] :].strip() == BODY
    assert [text[slice(*part.span)] for part in parts if part.reason is Reason.BYLINE] == [byline]


@pytest.mark.parametrize(
    "headline",
    [
        "“We will rebuild”",
        "Q&A: Ana Ruiz on the wall",
        'Interview: "We will rebuild"',
    ],
)
def test_an_interviews_headline_is_one_above_a_byline(headline: str) -> None:
    told = tell_furniture(f"{headline}\n\nBy Bo Holm\nStaff writer\n\n{BODY}")
    assert (told.headline, told.byline) == (headline, "Bo Holm")
    assert [part.reason for part in told.parts] == [Reason.HEADLINE, Reason.BYLINE, Reason.BYLINE]


def test_who_took_the_pictures_is_no_body() -> None:
    text = f"Harbour wall falls\n\nInterview by Ana Ruiz\nPhotographs: Bo Holm\n\n{BODY}"
    assert text[tell_furniture(text).parts[-1].span[1] :].strip() == BODY


@pytest.mark.parametrize("headline", ["Interview: Ana Ruiz on the wall", "Transcript: Ana Ruiz on the wall"])
def test_a_genre_before_a_headline_is_no_turn_though_turns_follow(headline: str) -> None:
    turns = "BO HOLM: When did it fall?\n\nANA RUIZ: On Monday.\n\nBO HOLM: All of it?\n\nANA RUIZ: Yes."
    assert tell_furniture(f"{headline}\n\n{turns}").headline == headline


def test_a_place_before_a_colon_is_a_dateline_below_a_byline() -> None:
    text = f"Harbour wall falls\n\nBy Ana Ruiz\nHYDERABAD: {BODY}"
    assert tell_furniture(text).dateline == "HYDERABAD"
    assert tell_furniture(f"Harbour wall falls\n\nHYDERABAD: {BODY}").dateline is None
