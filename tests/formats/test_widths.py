from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.widths import shortened, width_of


@given(text=st.text(max_size=40), room=st.integers(0, 40))
def test_what_is_shortened_fits(text, room) -> None:
    cut = shortened(text, room)
    assert width_of(cut) <= room
    assert cut == text or text.startswith(cut.removesuffix("…"))


def test_wide_letters_count_twice_and_marks_not_at_all() -> None:
    assert width_of("港口") == 4
    assert width_of("e\u0301") == 1
    assert shortened("harbour", 4) == "har…"
