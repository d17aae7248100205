import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.notices import Mark, tell_note, tell_notices

BODY = "The harbour wall fell on Monday night, and nobody was hurt there.\n\nBoats were moved to Port Ellen."


def told(text: str) -> list[tuple[str, str]]:
    return [(str(notice.mark), notice.words) for notice in tell_notices(text)]


def left(text: str) -> str:
    """What no notice takes, in clean words."""
    at, parts = 0, []
    for notice in tell_notices(text):
        assert at <= notice.span[0] < notice.span[1] <= len(text)
        parts.append(text[at : notice.span[0]])
        at = notice.span[1]
    return " ".join(" ".join([*parts, text[at:]]).split())


SPOKEN = " ".join(BODY.split())


@pytest.mark.parametrize(
    ("notice", "mark", "words"),
    [
        ("CORRECTS spelling of Pell in 3rd graf.", "correction", "CORRECTS spelling of Pell in 3rd graf."),
        ("Eds: CORRECTS spelling of Pell.", "correction", "CORRECTS spelling of Pell."),
        ("CORRECTION: The wall is 12 metres.", "correction", "The wall is 12 metres."),
        ("(Corrects paragraph 3 (of 7).)", "correction", "Corrects paragraph 3 (of 7)."),
        ("Clarifies that the wall stood.", "correction", "Clarifies that the wall stood."),
        ("[Adds details, quotes]", "note", "Adds details, quotes"),
        ("Eds: With photos.", "note", "With photos."),
        ("UPDATES: With quotes.", "note", "With quotes."),
        ("Editor's note: Pell is a woman.", "note", "Pell is a woman."),
        ("Editor’s Note\nPell is a woman.", "note", "Editor’s Note Pell is a woman."),
        ("NOTE TO EDITORS: Pictures follow.", "note", "Pictures follow."),
        ("Eds: Updates with quotes of the mayor,\nPell.", "note", "Updates with quotes of the mayor, Pell."),
        ("Eds: Updates.\nAdds quotes.", "note", "Updates. Adds quotes."),
        ("EMBARGOED UNTIL\n0001 GMT, 24 NOV 2026", "hold", "UNTIL 0001 GMT, 24 NOV 2026"),
        ("KILL", "kill", "KILL"),
    ],
)  # fmt: skip
def test_a_notice_above_the_copy_is_told_and_nothing_else(notice: str, mark: str, words: str) -> None:
    assert told(f"{notice}\n\n{BODY}") == [(mark, words)]
    assert left(f"{notice}\n\n{BODY}\n") == SPOKEN
    assert told(f"{notice}\n{BODY}")[0][0] == mark
    assert left(f"{notice}\n{BODY}").endswith("Boats were moved to Port Ellen.")


@pytest.mark.parametrize(
    "tail",
    [
        "This story has been corrected to fix the spelling of Pell.",
        "(This Nov. 23 story has been corrected to say 12 metres in paragraph 3)",
        "An earlier version of this story misstated the height.",
        "This version CORRECTS the spelling of Pell.",
    ],
)
def test_a_correction_below_the_copy_is_told(tail: str) -> None:
    assert [mark for mark, _ in told(f"{BODY}\n\n{tail}\n")] == ["correction"]
    assert left(f"{BODY}\n\n{tail}\n") == SPOKEN


@pytest.mark.parametrize(
    "heading",
    [
        "NOT FOR PUBLICATION",
        "dpa NOTEBOOK",
        "dpa-Notizblock",
        "## Notizblock",
        "Notizblock",
        "## Editorial contacts",
        "Editorial contacts: Ana Ruiz",
        "The following information is not intended for publication",
        "* * * *\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
        "For editors only:",
    ],
)
def test_everything_after_the_copy_is_not_for_publication(heading: str) -> None:
    text = f"{BODY}\n\n{heading}\n\n## Internet\n- elsa.example\n\nAuthor: Ana Ruiz, phone 555.\n"
    (notice,) = tell_notices(text)
    assert notice.mark is Mark.TAIL
    assert notice.span[1] == len(text.rstrip())
    assert left(text).replace("* * * *", "").strip() == SPOKEN


def test_notes_to_editors_under_the_copy_run_to_its_end() -> None:
    text = f"{BODY}\n\nENDS\n\nNotes to editors:\n\n1. The wall is 12 metres.\n\n2. Call 555.\n"
    assert [notice.mark for notice in tell_notices(text)] == [Mark.NOTE]
    assert left(text) == f"{SPOKEN} ENDS"


def test_not_for_publication_above_the_copy_holds_the_story_and_swallows_nothing() -> None:
    text = f"Harbour wall falls\nNOT FOR PUBLICATION\n\n{BODY}"
    assert told(text) == [("hold", "")]
    assert left(text) == f"Harbour wall falls {SPOKEN}"


@pytest.mark.parametrize(
    "copy",
    [
        "Corrections officers were held on Monday.",
        "Correct answers win a prize, the mayor said.",
        "The report was updated on Monday, the mayor said.",
        "Editors of three newspapers met on Monday.",
        "Notes to the mayor were found.",
        "Updates will follow, the mayor said.",
        "Media contact with the men was lost.",
        "A notebook was found on Monday.",
        "(The mayor adds a chain to her coat on Mondays.)",
        "With photos of the wall in hand, she spoke.",
        "Storm kills four in Port Elsa.",
        "Embargo on oil ends.",
        "For editors it was a long night.",
        "Ed: I saw it.",
    ],
)
def test_copy_that_only_sounds_like_a_notice_is_copy(copy: str) -> None:
    assert told(f"{copy}\n\n{BODY}\n\n{copy}") == []


def test_a_kill_in_the_middle_of_long_copy_is_copy() -> None:
    text = "\n\n".join([BODY] * 20 + ["KILL"] + [BODY] * 20)
    assert told(text) == []


def test_a_label_is_told_in_the_middle_of_long_copy_too() -> None:
    text = "\n\n".join([BODY] * 20 + ["Eds: optional cut follows."] + [BODY] * 20)
    assert told(text) == [("note", "optional cut follows.")]


def test_several_notices_stand_in_one_line() -> None:
    text = f"(Corrects name) (Adds quotes) {BODY}"
    assert [mark for mark, _ in told(text)] == ["correction", "note"]
    assert left(text) == SPOKEN


def test_a_note_in_a_field_of_its_own_kills_holds_and_corrects() -> None:
    assert [notice.mark for notice in tell_note("Kill this item")] == [Mark.KILL]
    assert [notice.mark for notice in tell_note("Embargoed until 0600 GMT 24 Nov")] == [Mark.HOLD]
    assert [notice.mark for notice in tell_note("Corrects name")] == [Mark.CORRECTION]
    assert tell_note("Pictures follow.") == ()


LINES = st.sampled_from(
    [
        "KILL",
        "EMBARGOED UNTIL",
        "0001 GMT 24 NOV 2026",
        "Eds: Updates with",
        "(Corrects",
        "[Adds (x)",
        ")",
        "]",
        "NOT FOR PUBLICATION",
        "Editor's note:",
        "Notes to editors",
        "CORRECTION:",
        "",
        "",
        "The wall fell on Monday, and nobody was hurt.",
        "  by night  ",
    ]
)


@given(st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=200))
def test_notices_are_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for notice in tell_notices(text):
        assert at <= notice.span[0] < notice.span[1] <= len(text)
        at = notice.span[1]


@pytest.mark.parametrize(
    "text",
    [
        "(Adds x) " * 500_000,
        "Eds: x\n" * 600_000,
        "(Corrects " * 400_000,
        "KILL " * 1_000_000,
        "\n" * 4_000_000,
        "embargo embargo " * 300_000,
        "a" * 5_000_000,
        "This story " * 400_000,
    ],
    ids=lambda text: text[:10].strip() or "newlines",
)
def test_five_million_characters_take_seconds(text: str) -> None:
    began = time.monotonic()
    tell_notices(text)
    assert time.monotonic() - began < 20
