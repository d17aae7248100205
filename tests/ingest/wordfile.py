"""Writes Word documents as their standard has them, a part at a time."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{NAMESPACE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = {
    "Title": "<w:name w:val='Title'/>",
    "berschrift1": "<w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>",
    "Heading2": "<w:name w:val='heading 2'/>",
    "Headline": "<w:name w:val='Elsa Headline'/><w:basedOn w:val='berschrift1'/>",
    "Caption": "<w:name w:val='caption'/>",
    "Byline": "<w:name w:val='Byline'/>",
    "TOC1": "<w:name w:val='toc 1'/>",
    "ListNumber": "<w:name w:val='List Number'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
    "Plain": "<w:name w:val='Normal'/>",
}
_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="5">'
    + _LEVEL.format(0, "decimal", "%1.")
    + _LEVEL.format(1, "decimal", "%1.%2)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="6">'
    + _LEVEL.format(0, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
)


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain words are one run."""
    content = content if content.startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of cells, each the paragraphs in it."""
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(body: str) -> str:
    """The main part."""
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def styles() -> str:
    """The part of the styles, whose default language is English."""
    default = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    named = (
        f'<w:style w:type="paragraph" w:styleId="{name}">{style}</w:style>' for name, style in STYLES.items()
    )
    return f"<w:styles {_NAMES}>{default}{''.join(named)}</w:styles>"


def core(**properties: str) -> str:
    """The part of the properties: title, creator, language."""
    fields = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in properties.items())
    names = 'xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<cp:coreProperties {names}>{fields}</cp:coreProperties>"


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def wordfile(body: str, **properties: str) -> bytes:
    """A Word document of paragraphs and tables."""
    relation = '<Relationship Type="http://x/officeDocument" Target="word/document.xml"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f"<Relationships>{relation}</Relationships>",
            "word/document.xml": document(body),
            "word/styles.xml": styles(),
            "word/numbering.xml": f"<w:numbering {_NAMES}>{NUMBERING}</w:numbering>",
            "word/header1.xml": document(paragraph("Header of the page")),
            "word/comments.xml": document(paragraph("A comment")),
            "docProps/core.xml": core(**properties),
        }
    )
