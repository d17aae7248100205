import time

from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.markup import render_markup
from broadcast.ingest.wire_text import labelled_lines, paragraphs_of, unwrap
from broadcast.ingest.xml import parse

WIRE = """(Adds comment)
    * Wall may be rebuilt by May

    By Ana Ruiz
    PORT ELSA, Jan 30 (Elsa Wire) - The harbour wall fell on
Monday, and <b>three</b> boats were
lost.
    "We saw it coming," said Luis Sol, who keeps
the light.
    The port is shut.


 (Reporting by Ana Ruiz; Editing by
Luis Sol)"""
WIRE_PARAGRAPHS = [
    "(Adds comment)",
    "* Wall may be rebuilt by May",
    "By Ana Ruiz",
    "PORT ELSA, Jan 30 (Elsa Wire) - The harbour wall fell on Monday, and three boats were lost.",
    '"We saw it coming," said Luis Sol, who keeps the light.',
    "The port is shut.",
    "(Reporting by Ana Ruiz; Editing by Luis Sol)",
]


def unwrapped(source: str) -> str:
    root = parse(source.encode(), "the report")
    unwrap(root)
    return render_markup(root).text


def test_a_whole_story_in_one_paragraph_has_its_paragraphs_told_by_their_indents() -> None:
    assert unwrapped(f"<body><p>{WIRE}</p></body>").split("\n\n") == WIRE_PARAGRAPHS


def test_plain_text_with_indents_has_its_lines_joined() -> None:
    assert paragraphs_of(WIRE.replace("<b>", "").replace("</b>", "")).split("\n\n") == WIRE_PARAGRAPHS


def test_plain_text_without_indents_keeps_its_lines() -> None:
    assert paragraphs_of("\n\n  SHOTLIST\n  1. Wall\n  2. Boats  \n\n\n  STORYLINE\n") == (
        "SHOTLIST\n1. Wall\n2. Boats\n\nSTORYLINE"
    )


def test_a_paragraph_that_a_program_has_wrapped_is_one() -> None:
    source = "<body>\n  <p>The harbour wall\n     fell on Monday\n     in Elsa.</p>\n  <p>One.\n</p></body>"
    assert unwrapped(source) == "The harbour wall fell on Monday in Elsa.\n\nOne."


def test_an_empty_line_in_a_paragraph_parts_it() -> None:
    assert (
        unwrapped("<body><p>One\nline.\n\nTwo <i>and</i>\nmore.\n</p></body>") == "One line.\n\nTwo and more."
    )


def test_a_body_without_any_element_keeps_its_lines() -> None:
    source = (
        "<nitf><body><body.content>\n  SHOTLIST\n  1. The wall\n\n  STORYLINE\n</body.content></body></nitf>"
    )
    assert unwrapped(source) == "SHOTLIST\n1. The wall\n\nSTORYLINE"


def test_a_continued_line_that_begins_small_is_no_paragraph() -> None:
    assert unwrapped("<body><p>The wall\n    fell and\nthe boats\n    sank.</p></body>") == (
        "The wall fell and the boats sank."
    )


def test_a_shot_list_keeps_its_lines() -> None:
    source = '\n  SHOTLIST:\n  1. Wall\n  2. SOUNDBITE (English) Ana Ruiz, nurse:\n  "We saw it."\n'
    assert (
        labelled_lines(source) == 'SHOTLIST:\n1. Wall\n2. SOUNDBITE (English) Ana Ruiz, nurse:\n"We saw it."'
    )


def test_a_shot_list_that_lost_its_lines_is_broken_before_its_labels() -> None:
    source = """SHOTLIST: PORT ELSA. MAY 2. SOURCE: ELSATV -VAR of the
        wall -MS of boats SOUNDBITE 1 - Ana Ruiz (woman), nurse (Elsan, 10 sec): "We saw
        it." SOUNDBITE 2 - Luis Sol (man), keeper (Elsan, 9 sec): "It fell." """
    assert labelled_lines(source).split("\n") == [
        "SHOTLIST: PORT ELSA. MAY 2. SOURCE: ELSATV",
        "-VAR of the wall",
        "-MS of boats",
        'SOUNDBITE 1 - Ana Ruiz (woman), nurse (Elsan, 10 sec): "We saw it."',
        'SOUNDBITE 2 - Luis Sol (man), keeper (Elsan, 9 sec): "It fell."',
    ]


def test_a_numbered_soundbite_keeps_its_number() -> None:
    assert labelled_lines('1. Wall. 2. SOUNDBITE (English) Ana: "No." 3.SOUNDBITE (Elsan) Luis: "Yes."') == (
        '1. Wall.\n2. SOUNDBITE (English) Ana: "No."\n3.SOUNDBITE (Elsan) Luis: "Yes."'
    )


LINE = st.sampled_from(
    ["The wall", "    Ana Ruiz said", "fell.", "", "  ", "\tTwo boats", "SOUNDBITE 1 - Ana"]
)


@given(st.lists(LINE, max_size=12))
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert paragraphs_of(text).split() == text.split()
    assert labelled_lines(text).split() == text.split()
    for source in (f"<body><p>{text}</p></body>", f"<block>{text}<i>x</i> {text}</block>"):
        assert unwrapped(source).split() == parse_words(source)


def parse_words(source: str) -> list[str]:
    return "".join(map(str, parse(source.encode(), "the report").itertext())).split()


def test_long_texts_take_time_by_their_length_only() -> None:
    started = time.perf_counter()
    unwrapped(f"<body>{'<p>a  b</p>' * 100_000}</body>")
    unwrapped(f"<body>{'<div>' * 200}{WIRE}{'</div>' * 200}</body>")
    paragraphs_of(" \n" * 1_000_000)
    labelled_lines("SOUNDBITE " * 200_000)
    labelled_lines(" " * 200_000 + "x")
    assert time.perf_counter() - started < 15
