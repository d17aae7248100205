"""What stands on paper only."""

import pytest

from broadcast.model import Reason
from broadcast.scripting.layouts.credits import credits_of


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ana Ruiz; Editing by Luis Sol)",
        "Reporting by Ana Ruiz in Porto Alto; Editing by Luis Sol",
        "(Production: Luis Sol, Mia Berg)",
        "Image: Jane Roe.",
        "File photo of the harbour in 2024.",
        "PHOTO: The harbour wall",
        "Boats lie in the harbour on Monday. (AP Photo/Ana Ruiz)",
        "FILE - In this Nov. 3, 2020, photo, boats lie in the harbour.",
        "Follow Ana Ruiz on Twitter: @anaruiz",
        "ADVERTISEMENT",
        "Read more: Harbour wall falls again",
        "Copyright 2026 The Wire. All rights reserved.",
        "Ana Ruiz can be reached at ana@wire.example",
        "https://wire.example/harbour",
        "Published: 3 Nov 2026 10:00",
        "This interview has been edited for length and clarity.",
        "THIS IS A RUSH TRANSCRIPT. THIS COPY MAY NOT BE IN ITS FINAL FORM AND MAY BE UPDATED.",
        "Transcript provided by NPBR, Copyright NPBR.",
        "Wire writers Ana Ruiz and Luis Sol contributed to this report.",
        "Additional reporting: Ana Ruiz",
        "Reporting: Ana Ruiz; editing: Luis Sol",
        "E&OE",
        "TO ORDER VIDEOTAPES AND TRANSCRIPTS OF HNN PROGRAMMES, PLEASE CALL THE NEWSROOM",
        "This transcript was typed from a recording.",
        "The programme cannot vouch for its complete accuracy.",
    ],
)
def test_a_credit_is_told(line: str) -> None:
    assert [(gap.text, gap.reason) for gap in credits_of(f"It fell.\n\n{line}\n\nSo.\n")] == [
        (line, Reason.CREDIT)
    ]


@pytest.mark.parametrize(
    "line", ["###", "# # #", "-30-", "(more)", "-more-", "ENDS", "[END]", "NNNN", "END OF TRANSCRIPT"]
)
def test_an_end_mark_is_told(line: str) -> None:
    assert [gap.reason for gap in credits_of(f"It fell.\n\n{line}\n")] == [Reason.END_MARK]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Wire showed that the mayor knew.",
        "Video by Ana Ruiz shows the wall falling.",
        "Images from the scene showed flames.",
        "Aerial footage showed homes under water.",
        "Donors contributed to United Way on Monday.",
        "Published on Tuesday, the report says the wall was old.",
        "A transcript provided by police shows he called twice.",
        "Follow the river to the sea, and you find the wall.",
        "The end came quickly.",
        "Share prices fell by a third.",
        "Video: the word was new to her.",
        "To order transcripts of the trial costs more than a month's wage.",
        "Editing: what it is, and what it is not.",
    ],
)
def test_a_sentence_of_the_copy_is_no_credit(line: str) -> None:
    assert credits_of(f"It fell.\n\n{line}\n\nSo.\n") == ()


def test_a_notice_wrapped_over_lines_is_told_whole() -> None:
    first = "Copyright © 2026 NPBR. All rights reserved. Visit our website"
    notice = f"{first}\nterms of use for\nfurther information."
    text = f"So.\n\n{notice}\nIt fell.\n"
    assert [gap.text for gap in credits_of(text)] == [
        first,
        "terms of use for",
        "further information.",
    ]


def test_a_word_that_ends_copy_is_an_end_mark_only_at_the_end() -> None:
    assert credits_of("Ends\n\nIt fell.\n") == ()
    assert len(credits_of("It fell.\n\nEnds\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Remarks have been edited for brevity.",
        "Listen to the full interview in French on our audio hub.",
        "Guest: Ana Ruiz, harbour master (retired)",
    ],
)
def test_notes_about_an_interview_are_on_paper_only(line: str) -> None:
    assert [gap.text for gap in credits_of(f"The wall fell.\n\n{line}\n\nIt was old.\n")] == [line]


@pytest.mark.parametrize(
    "line", ["Guest: Yes, we did.", "Her remarks were edited out, Ruiz said.", "Hear, hear."]
)
def test_copy_like_them_is_spoken(line: str) -> None:
    assert credits_of(f"The wall fell.\n\n{line}\n\nIt was old.\n") == ()


BODY = "".join(f"The wall fell on day {number}.\n\n" for number in range(9))


@pytest.mark.parametrize(
    "line",
    [
        "*Ana Ruiz is a contributing editor at* The Wire.",
        "Ana Ruiz covers City Hall. Reach her at ana@wire.example.",
        "Contact Ana Ruiz at ana@wire.example",
        "The Wall by Ana Ruiz is published by Tern & Sol (Rs 899).",
        "The Wall by Ana Ruiz (Tern & Sol, £18.99). To order a copy, go to wire.example",
        "To order a copy, visit wire.example",
    ],
)
def test_what_stands_at_the_foot_is_on_paper_only_there(line: str) -> None:
    assert len(credits_of(f"{BODY}{line}\n")) == 1
    assert credits_of(f"{line}\n\n{BODY}") == ()


@pytest.mark.parametrize(
    "line",
    [
        "The bill came to five million kroner ($700,000).",
        "Ana Ruiz is the mayor of Porto Alto.",
        "To read the wall one has to walk it.",
        "Her memoir is published this week.",
    ],
)
def test_a_reports_last_sentence_is_spoken(line: str) -> None:
    assert credits_of(f"{BODY}{line}\n") == ()


def test_a_box_of_facts_at_the_foot_is_on_paper_only() -> None:
    facts = ["Born: Porto Alto, 1986", "Education: left school at 17", "First job: newspaper round"]
    assert [gap.text for gap in credits_of(BODY + "\n".join(facts))] == facts
