import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import HARBOUR, copies, is_whole, spoken, unspoken, within
from wordfile import core, document, packed, paragraph, run, table, wordfile

from broadcast.errors import ReportError
from broadcast.ingest import docx
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

COPY = "".join(map(paragraph, HARBOUR.split("\n\n")))


def read(source: str | bytes, **properties: str) -> Report:
    raw = source if isinstance(source, bytes) else wordfile(source, **properties)
    opened = Document(raw=raw, name="wall.docx")
    assert docx.matches(opened)
    [report] = docx.read(opened)
    return report


def test_paragraphs_headings_lists_and_tables_are_read_in_order() -> None:
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    bullet = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>"
    report = read(
        paragraph("Wall falls", "Headline")
        + paragraph("By Ana Ruiz", "Byline")
        + paragraph("PORT ELSA, Nov. 9 — It fell.")
        + paragraph("Rescue", "Heading2")
        + paragraph("Rope", "", numbered)
        + paragraph("Sail", "", numbered)
        + paragraph("Bread", "", bullet)
        + table([paragraph("a"), paragraph("b")], [paragraph("c"), paragraph("d")])
        + paragraph("The wall on Sunday", "Caption")
        + paragraph("Late."),
        creator="Lu Sol",
        title="Document1",
    )
    assert report.text == (
        "Wall falls\n\nBy Ana Ruiz\n\nPORT ELSA, Nov. 9 — It fell.\n\nRescue\n\n"
        "1. Rope\n2. Sail\n\nBread\n\na\tb\nc\td\n\n"
        "The wall on Sunday\n\nLate."
    )
    assert (report.headline, report.byline, report.dateline) == (
        "Wall falls",
        "Ana Ruiz",
        "PORT ELSA, Nov. 9",
    )
    assert (report.language, report.source_format) == ("en-GB", "docx")
    assert unspoken(report) == [
        ("headline", "Wall falls"),
        ("byline", "By Ana Ruiz"),
        ("dateline", "PORT ELSA, Nov. 9 —"),
        ("layout", "Rescue"),
        ("layout", "The wall on Sunday"),
    ]


def test_properties_count_where_the_copy_says_nothing() -> None:
    report = read(COPY, title="Harbour wall falls", creator="Ana Ruiz", language="en-us")
    assert (report.headline, report.byline, report.language) == ("Harbour wall falls", "Ana Ruiz", "en-US")


@pytest.mark.parametrize(
    "title", ["Document1", "Untitled", "Microsoft Word - wall.doc", "wall_v2.docx", "Dokument 3", ""]
)
@pytest.mark.parametrize("creator", ["Microsoft Office User", "python-docx", "user", "Elsa Press Office", ""])
def test_properties_that_a_program_set_do_not_count(title: str, creator: str) -> None:
    report = read(COPY, title=title, creator=creator)
    assert (report.headline, report.byline) == (None, None)


def test_the_language_of_a_program_yields_to_that_of_the_copy() -> None:
    words = "Die Mauer ist am Montag nach drei Tagen Sturm gefallen, und das war nicht der erste in dem Jahr."
    assert read(paragraph(words)).language == "de"


def test_a_letterhead_above_the_title_is_layout() -> None:
    report = read(
        paragraph("Elsa Harbour Trust")
        + paragraph("PRESS RELEASE")
        + paragraph("Wall to rise again", "Title")
        + COPY
        + paragraph("ENDS")
        + paragraph("Notes to editors")
        + paragraph("It was built in 1901.")
    )
    assert report.headline == "Wall to rise again"
    assert spoken(report) == " ".join(HARBOUR.split())


def test_a_heading_that_is_a_paragraph_is_copy() -> None:
    words = "The wall fell. " * 20
    assert spoken(read(paragraph(words, "Heading2") + COPY)).startswith("The wall fell.")


def test_an_embargo_in_the_copy_holds_the_report() -> None:
    report = read(paragraph("EMBARGOED UNTIL 0001 GMT, 1 JANUARY 2999") + COPY)
    assert report.status is Status.EMBARGOED


def test_the_main_part_is_where_the_package_says() -> None:
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>",
        "word/document.xml": document(paragraph("An older one.")),
        "word/document2.xml": document(paragraph("It fell.")),
        "docProps/core.xml": core(title="x"),
    }
    assert read(packed(parts)).text == "It fell."
    del parts["_rels/.rels"], parts["word/document.xml"]
    assert read(packed(parts)).text == "It fell."


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml", "_rels/.rels"]
)
def test_a_damaged_part_beside_the_copy_is_passed_over(part: str) -> None:
    assert read(packed({"word/document.xml": document(COPY), part: "<<<"})).text == HARBOUR


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<w:document", "cut off|damaged|no XML"),
        ("\xff\xfe\x00", "no XML|not text|damaged"),
        (document("")[:-60], "cut off|damaged"),
        (f"<w:document xmlns:w='{'x'}'/>", "without a body"),
        (document("<w:ins>" * 5_000), "too deeply|cut off|damaged"),
        (document(paragraph("a") * 100_000), "tags"),
        (
            "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
            + document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")[38:],
            "entity",
        ),
    ],
)
def test_a_main_part_that_cannot_be_read_is_refused(part: str, said: str) -> None:
    with within(10), pytest.raises(ReportError, match=said) as refused:
        read(packed({"word/document.xml": part}))
    assert refused.value.hint


def test_bytes_that_were_changed_on_the_way_give_a_report_or_a_report_error() -> None:
    raw = wordfile(COPY, title="Wall falls")
    chance = random.Random(7)
    for _ in range(150):
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        opened = Document(
            raw=bytes(changed[: chance.choice([len(changed), chance.randrange(10, len(changed))])])
        )
        try:
            reports = docx.read(opened)
        except ReportError:
            continue
        assert all(map(is_whole, reports))


@given(
    copies(),
    st.lists(
        st.sampled_from(["runs", "insertion", "link", "box", "cell", "control", "deletion"]),
        min_size=9,
        max_size=9,
    ),
)
def test_every_word_is_spoken_once_and_in_order(copy: list[str], kinds: list[str]) -> None:
    body = ""
    for words, kind in zip(copy, kinds, strict=False):
        half = len(words) // 2
        runs = run(words[:half]) + run(words[half:], "<w:b/>")
        body += {
            "runs": paragraph(runs),
            "insertion": paragraph(f"<w:ins w:author='A'>{runs}</w:ins>"),
            "link": paragraph(f"<w:hyperlink>{runs}</w:hyperlink>"),
            "box": paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph(runs)}</w:txbxContent></w:pict></w:r>"),
            "cell": table([paragraph(runs)]),
            "control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(runs)}</w:sdtContent></w:sdt>",
            "deletion": paragraph(f"{runs}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"),
        }[kind]
    report = read(body)
    assert spoken(report) == " ".join(" ".join(copy).split())
    assert is_whole(report)
