import pytest
from lxml import etree
from wordfile import document, paragraph, run, table

from broadcast.ingest.docx_body import MOST_FIELDS, Paragraph, child, local_name, paragraphs, value, whole


def read(body: str) -> list[Paragraph]:
    return paragraphs(etree.fromstring(document(body).encode())[0])


def texts(body: str) -> list[str]:
    return [part.text for part in read(body)]


DELETED_MARK = "<w:rPr><w:del w:id='1'/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (paragraph(run("It ") + run("fell.")), ["It fell."]),
        (paragraph(f"<w:ins>{run('It fell.')}</w:ins>"), ["It fell."]),
        (
            paragraph("<w:del><w:r><w:delText>No.</w:delText><w:t>No.</w:t></w:r></w:del>" + run("It fell.")),
            ["It fell."],
        ),
        (
            paragraph(f"<w:moveFrom>{run('No.')}</w:moveFrom><w:moveTo>{run('It fell.')}</w:moveTo>"),
            ["It fell."],
        ),
        (paragraph(run("It ")[:], "", DELETED_MARK) + paragraph("fell."), ["It fell."]),
        (paragraph("It fell.", "", DELETED_MARK), ["It fell."]),
        (paragraph(run("No.", "<w:vanish/>") + run("It fell.", "<w:vanish w:val='0'/>")), ["It fell."]),
        (
            paragraph("<w:r><w:t>It</w:t><w:br/><w:t>fell</w:t><w:tab/><w:t>down.</w:t></w:r>"),
            ["It\nfell\tdown."],
        ),
        (paragraph("<w:r><w:t>har</w:t><w:softHyphen/><w:t>bour\xad wall</w:t></w:r>"), ["harbour wall"]),
        (paragraph("<w:r><w:t>two</w:t><w:noBreakHyphen/><w:t>way</w:t></w:r>"), ["two-way"]),
        (
            paragraph(
                "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:char='2014'/><w:t> It</w:t></w:r>"
            ),
            ["— It"],
        ),
        (
            paragraph(
                "<w:ruby><w:rt>" + run("ふ") + "</w:rt><w:rubyBase>" + run("降") + "</w:rubyBase></w:ruby>"
            ),
            ["降"],
        ),
        (paragraph(run("It") + "<w:r><w:footnoteReference w:id='1'/></w:r>" + run(" fell.")), ["It fell."]),
        (paragraph("<w:smartTag>" + run("Elsa") + "</w:smartTag>"), ["Elsa"]),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + paragraph("Click here")
            + "</w:sdtContent></w:sdt>",
            [],
        ),
        (
            paragraph("<w:fldSimple w:instr=' PAGE '>" + run("7") + "</w:fldSimple>" + run("It fell.")),
            ["It fell."],
        ),
        (paragraph("   "), []),
        ("", []),
    ],
)
def test_the_copy_is_as_it_is_printed_with_every_change_accepted(body: str, told: list[str]) -> None:
    assert texts(body) == told


def field_of(code: str, result: str) -> str:
    begin, separate, end = (
        f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def test_the_result_of_a_field_is_copy_and_its_code_is_not() -> None:
    assert texts(paragraph(run("See ") + field_of('HYPERLINK "x"', run("the page")) + run("."))) == [
        "See the page."
    ]
    assert texts(paragraph(run("It fell.") + field_of(" PAGE ", run("7")))) == ["It fell."]
    inner = field_of("DOCPROPERTY x", run("no"))
    assert texts(paragraph(field_of(f"IF </w:instrText></w:r>{inner}<w:r><w:instrText>", run("yes")))) == [
        "yes"
    ]


def test_fields_that_do_not_end_hide_nothing() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    assert texts(paragraph(begin + run("It fell."))) == ["It fell."]
    deep = MOST_FIELDS + 5
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert texts(paragraph(begin * deep + run("It fell.") + end * deep)) == ["It fell."]


def test_a_table_has_a_line_a_row_and_tabs_between_its_cells() -> None:
    rows = read(table([paragraph("a"), paragraph("b")], [paragraph(""), paragraph("d")]))
    assert [(row.text, row.is_row) for row in rows] == [("a\tb", True), ("d", True)]


def test_a_table_of_several_paragraphs_a_cell_is_there_for_the_layout() -> None:
    cell = paragraph("It fell.") + paragraph("Late.")
    assert texts(table([cell, paragraph("Aside.")])) == ["It fell.", "Late.", "Aside."]
    assert texts(table([paragraph("It fell.")])) == ["It fell."]
    assert texts(table([table([paragraph("a"), paragraph("b")]), paragraph("c")])) == ["a b\tc"]


def test_a_row_that_was_deleted_is_gone() -> None:
    body = table([paragraph("a"), paragraph("b")]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    assert texts(body + paragraph("c")) == ["c"]


def test_a_text_box_follows_the_paragraph_that_holds_it_and_stands_there_once() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = paragraph(
        run("It fell")
        + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        + f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + run(" down.")
    )
    assert texts(body) == ["It fell down.", "In the box."]


def test_style_outline_and_list_are_kept() -> None:
    properties = "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='4'/></w:numPr><w:outlineLvl w:val='2'/>"
    [part] = read(paragraph("It fell.", "Body", properties))
    assert (part.style, part.outline, part.numbering) == ("Body", 2, ("4", 1))


def test_names_are_blind_to_namespaces() -> None:
    element = etree.fromstring("<a xmlns='x' xmlns:w='y' w:val='5'><b><c/></b></a>")
    assert local_name(element) == "a"
    assert child(element, "b", "c") is not None
    assert child(element, "c") is None
    assert (value(element), value(None)) == ("5", None)
    assert (whole("7"), whole("-1"), whole("x"), whole(None), whole("9" * 50)) == (7, None, None, None, None)
