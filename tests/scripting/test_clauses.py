import pytest

from broadcast.scripting.attributions import Attribution
from broadcast.scripting.clauses import parsed_after, parsed_before, signed_below
from broadcast.scripting.grammar import read_grammar

QUOTE = "We lost the whole roof in an hour,"


def after(clause: str) -> Attribution | None:
    text = f'"{QUOTE}" {clause}'
    span = (1, 1 + len(QUOTE))
    return parsed_after(text, read_grammar(text, [span]), span[1] + 1, len(text))


@pytest.mark.parametrize(
    ("clause", "verb", "name"),
    [
        ("beamed Tomas Winter.", "beamed", "Tomas Winter"),
        ("rattled off Tomas Winter, the chief steward.", "rattled off", "Tomas Winter"),
        ("Tomas Winter put in.", "put", "Tomas Winter"),
    ],
)
def test_a_comma_before_the_mark_announces_a_verb_whatever_it_is(clause: str, verb: str, name: str) -> None:
    told = after(clause)
    assert told is not None
    assert (told.verb, told.mention.name) == (verb, name)


def test_what_is_nobody_does_not_speak() -> None:
    assert after("closed the road.") is None


def test_the_subject_of_a_verb_far_off_leads_to_the_quotation() -> None:
    lead = "Luis Winter, who came to the port after a long night at sea, said on Monday:"
    text = f'{lead} "{QUOTE}"'
    told = parsed_before(text, read_grammar(text, [(len(lead) + 2, len(text) - 1)]), (0, len(lead) + 1))
    assert told is not None
    assert told.mention.name == "Luis Winter"


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        ("MARGARET PELL, High Street, Dunmore", "Margaret Pell", "High Street, Dunmore"),
        ("— Yusuf Omar-Hall", "Yusuf Omar-Hall", None),
        ("J. S. Quill, The Old Rectory", "J. S. Quill", "The Old Rectory"),
    ],
)
def test_a_name_with_a_place_or_a_dash_signs_what_stands_above(
    line: str, name: str, title: str | None
) -> None:
    told = signed_below(line, (0, len(line)))
    assert told is not None
    assert (told.mention.name, told.mention.title) == (name, title)


@pytest.mark.parametrize(
    "line", ["Rescue effort", "RESCUE EFFORT", "The harbour reopened on Monday, it said."]
)
def test_a_heading_or_a_sentence_is_no_signature(line: str) -> None:
    assert signed_below(line, (0, len(line))) is None
