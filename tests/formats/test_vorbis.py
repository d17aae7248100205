import io

from hypothesis import given
from hypothesis import strategies as st
from mutagen._vorbis import VComment

from broadcast.formats.vorbis import comment_block, vendor_of


@given(
    st.binary(max_size=40), st.lists(st.tuples(st.sampled_from(["TITLE", "LYRICS"]), st.text()), max_size=4)
)
def test_a_stranger_reads_back_every_comment(vendor: bytes, comments: list[tuple[str, str]]) -> None:
    block = comment_block(vendor, comments)
    assert vendor_of(block) == vendor
    read = VComment(io.BytesIO(block), framing=False, errors="replace")
    assert list(read) == [(name, text.replace("\0", "")) for name, text in comments]
