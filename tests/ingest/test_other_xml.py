import pytest

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.other_xml import matches, read


@pytest.mark.parametrize(
    "source",
    [
        '<?xml version="1.0"?><catalogue><item>x</item></catalogue>',
        "<catalogue><item>x</item></catalogue>\n",
        '<c:catalogue xmlns:c="urn:x"></c:catalogue>',
        '<?xml version="1.0"?><catalogue>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_of_no_known_kind_is_refused(source: str, encoding: str) -> None:
    document = Document(raw=source.encode(encoding))
    if "utf-16" in encoding and "<?xml" not in source:
        return
    assert matches(document)
    with pytest.raises(ReportError, match=r"not known: <catalogue>|is cut off"):
        read(document)


@pytest.mark.parametrize(
    "source",
    [
        "The wall fell.",
        "<p align='center'>Wall</p>\n\nThe wall fell.",
        "<div>The wall fell.</div>",
        "<b>Wall</b> fell",
        "<html><body>x</body></html>",
        "<Ana Ruiz> The wall fell.",
        "<ana@elsa.example> wrote: the wall fell.",
        "<catalogue> is a word in brackets.",
        "",
    ],
)
def test_copy_that_begins_with_a_tag_is_copy(source: str) -> None:
    assert not matches(Document(raw=source.encode()))


def test_damaged_xml_says_what_is_damaged() -> None:
    with pytest.raises(ReportError, match="is damaged XML at line 2"):
        read(Document(raw=b'<?xml version="1.0"?><x>\n<y a="1></y></x>'))
