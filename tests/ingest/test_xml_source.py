import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.xml_source import find_doctype, xml_text

COPY = "“The harbour’s wall fell,” said Ana Ruiz – the café owner’s café is gone."
CZECH = "Starosta řekl, že most je zavřený. Vyšetřování trvá, svědci vypovídají. " * 3
RUSSIAN = "Мэр заявил, что мост закрыт. Следствие идёт."
JAPANESE = "市長は橋が閉鎖されたと述べた。直ちに行動しなければならない。"


def file(copy: str, declared: str | None) -> str:
    declaration = "" if declared is None else f'<?xml version="1.0" encoding="{declared}"?>\n'
    return f"{declaration}<nitf><p>{copy}</p></nitf>\n"


def text(raw: bytes) -> str:
    return xml_text(raw, "the report")


@pytest.mark.parametrize(
    ("copy", "declared", "encoding"),
    [
        (COPY, "utf-8", "utf-8"),
        (COPY, None, "utf-8"),
        (COPY, None, "utf-8-sig"),
        (COPY, "utf-16", "utf-16"),
        (COPY, "utf-16", "utf-16-le"),
        (JAPANESE, "utf-16", "utf-16-be"),
        (COPY, "utf-32", "utf-32-be"),
        (COPY, "iso-8859-1", "cp1252"),
        (COPY, "windows-1252", "cp1252"),
        (CZECH, "iso-8859-2", "iso8859-2"),
        (CZECH, "windows-1250", "cp1250"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc-jp", "euc_jp"),
        (JAPANESE, "gb2312", "gb18030"),
        # declared wrongly
        (COPY, "utf-8", "cp1252"),
        (COPY, "utf-16", "utf-8"),
        (COPY, "iso-8859-1", "utf-8"),
        (CZECH, "windows-1250", "utf-8"),
        (JAPANESE, "gb2312", "utf-8"),
        (COPY, "us-ascii", "utf-8"),
        (COPY, "utf-7", "utf-8"),
        (COPY, "cp037", "utf-8"),
        (COPY, "no-such-code", "utf-8"),
        (COPY, "rot13", "utf-8"),
        (COPY, "utf-8", "utf-16"),
        (COPY, None, "cp1252"),
    ],
)
def test_the_letters_are_right_whatever_the_file_declares(
    copy: str, declared: str | None, encoding: str
) -> None:
    assert copy in text(file(copy, declared).encode(encoding))


def test_a_few_bytes_of_another_code_page_do_not_spoil_the_rest() -> None:
    raw = file(COPY * 5, "utf-8").encode().replace(b"gone.", b"gone \x93now\x94.", 1)
    assert "gone “now”." in text(raw)


def test_the_declaration_and_the_doctype_go_and_lines_keep_their_numbers() -> None:
    raw = b'<?xml version="1.0"?>\n<!DOCTYPE nitf\n SYSTEM "http://elsa.example/nitf.dtd">\n<nitf>\n<p>a</p></nitf>'
    assert text(raw) == "\n\n\n<nitf>\n<p>a</p></nitf>"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE nitf SYSTEM "nitf.dtd">',
        '<!DOCTYPE NewsML PUBLIC "a>b" "c">',
        '<!DOCTYPE NewsML SYSTEM "a" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf;]>',
        '<!DOCTYPE a [<!-- ]> --><!ENTITY b "]>"><?pi ]> ?>]>',
        "<!doctype a>",
    ],
)
def test_a_doctype_is_found_to_its_end(doctype: str) -> None:
    source = f"<!-- <!DOCTYPE x> -->{doctype}<a/>"
    span = find_doctype(source)
    assert span is not None
    assert source[slice(*span)] == doctype


def test_a_doctype_within_the_copy_is_copy() -> None:
    assert find_doctype("<a><!DOCTYPE b></a>") is None


def test_names_of_characters_become_their_character() -> None:
    raw = b"<p>Caf&eacute;&nbsp;&mdash;&#8220;a&#x201D; &hellip; &Uuml;ber</p>"
    # a reference by number is the parser's own affair
    assert text(raw) == "<p>Café\xa0—&#8220;a&#x201D; … Über</p>"


def test_the_five_and_what_stands_for_them_stay_escaped() -> None:
    assert text(b"<p>&amp; &lt; &gt; &quot; &apos; &AMP; &LT;</p>") == (
        "<p>&amp; &lt; &gt; &quot; &apos; &amp; &lt;</p>"
    )


def test_numbers_of_the_old_windows_range_are_what_their_sender_meant() -> None:
    assert text(b"<p>a &#150; b &#147;c&#148; &#x92;s &#129;</p>") == "<p>a – b “c” ’s  </p>"


def test_numbers_that_no_file_may_hold_are_a_space() -> None:
    assert text(b"<p>a&#0;b&#x1F;c&#xFFFE;d&#xD800;e&#1114112;f&#99999999;g</p>") == "<p>a b c d e f g</p>"


def test_signs_that_begin_nothing_are_copy() -> None:
    raw = b"<p>Marks & Sons, AT&T, profit < 3 %, &foo; &bar</p>"
    assert text(raw) == "<p>Marks &amp; Sons, AT&amp;T, profit &lt; 3 %, &amp;foo; &amp;bar</p>"


def test_comments_and_instructions_go_and_character_data_stays() -> None:
    raw = b"<a><!-- one -- \n & two --><?pi & ?><![CDATA[ <p> & &eacute; </p> ]]></a>"
    assert text(raw) == "<a>\n<![CDATA[ <p> & &eacute; </p> ]]></a>"


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY agency "Northland Wire">',
        '<!ENTITY agency SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "ha"><!ENTITY agency "&a;&a;&a;">',
    ],
)
def test_an_entity_that_only_the_doctype_defines_is_refused(subset: str) -> None:
    with pytest.raises(ReportError, match="uses the entity '&agency;'"):
        text(f"<!DOCTYPE a [{subset}]><a>by &agency; today</a>".encode())


def test_a_doctype_whose_entities_nobody_uses_does_no_harm() -> None:
    assert text(b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY eacute "x">]><a>Caf&eacute;</a>') == "<a>Café</a>"


def test_a_stray_zero_byte_makes_no_file_binary() -> None:
    assert text(b"<a>The\x00 wall</a>") == "<a>The  wall</a>"


def test_a_header_before_the_file_is_passed_over() -> None:
    raw = b'\x01 zczc 0123\r\n\r\n<?xml version="1.0" encoding="iso-8859-1"?><a>Caf\xe9</a>\x00\x00\x1a'
    assert text(raw).strip() == "<a>Café</a>"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ReportError, match="is a picture"):
        text(b"\x89PNG\r\n\x1a\n....")


@given(st.text(alphabet=st.sampled_from("ab &<>;#x1\"'![CDATA]-?/\n"), max_size=80))
def test_any_mess_is_settled_without_a_crash_and_twice_is_once(mess: str) -> None:
    once = text(f"<a>{mess}</a>".encode())
    assert once.count("\n") == mess.count("\n")


@pytest.mark.parametrize(
    "piece", ["<!--", "<![CDATA[", "<?", "&", "<", "&#1;", "<!DOCTYPE a [", '"', "&eacute;"]
)
def test_two_megabytes_of_one_thing_take_seconds_at_most(piece: str) -> None:
    raw = b"<a>" + piece.encode() * (2_000_000 // len(piece)) + b"</a>"
    started = time.perf_counter()
    text(raw)
    assert time.perf_counter() - started < 20


def test_a_mark_of_byte_order_counts_more_than_the_declaration() -> None:
    raw = codecs.BOM_UTF16_LE + file(COPY, "iso-8859-1").encode("utf-16-le")
    assert COPY in text(raw)
