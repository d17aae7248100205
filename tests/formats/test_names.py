import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.names import LIMIT, cut_name, safe_name
from broadcast.model import Kind, Row
from broadcast.units import Samples

# slugs and speakers as they come from copy, and what should never have come
NAMES = st.one_of(
    st.sampled_from(["St. John's", "CON", "com1.txt", "../../etc/passwd", "Zoë Åkerström", "...", " - ", ""]),
    st.lists(
        st.sampled_from(
            ["HARBOUR", "O'Neill", "Dr.", "/", "\\", ":", "..", ".", " ", "-", "–", "\0", "\n", "\t",
             "e\u0301", "\u202e", "\u200d", "🔥", "aux", "NUL", "?", "*", "\"", "<", ">", "|", "\ud800",
             "港口", "é" * 60]
        ),
        max_size=12,
    ).map("".join),
    st.text(max_size=200),
)  # fmt: skip

DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@given(NAMES)
def test_a_safe_name_can_be_written_on_every_system(text: str) -> None:
    name = safe_name(text, ".wav")
    assert len(name) <= LIMIT
    assert len(name.encode()) <= 143
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(char).startswith(("C", "Z")) for char in name)
    assert unicodedata.normalize("NFC", name) == name
    assert not DEVICE.fullmatch(name)
    assert name.endswith(".wav")
    assert not name.startswith((".", "-"))


@given(NAMES)
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not name.endswith((".", " "))
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HARBOUR", "HARBOUR"),
        ("St. John's: fire / flood?", "St.-John's-fire-flood"),
        ("Zoe\u0308 A\u030akerstro\u0308m", "Zoë-Åkerström"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con_"),
        ("LPT1.report", "LPT1_.report"),
        ("console", "console"),
        ("flood.v2", "flood.v2"),
        ("港口 火灾", "港口-火灾"),
        ("", "untitled"),
        ("..", "untitled"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_names_read_like_what_they_name(text: str, name: str) -> None:
    assert safe_name(text) == name


def row(page: str, slug: str, *, seconds: float = 17, speaker: str = "", kind: Kind = Kind.ANCHOR) -> Row:
    end = Samples(round(48_000 * seconds))
    return Row(
        page=page, slug=slug, form="READER", kind=kind, speaker=speaker, estimate=end, actual=end,
        start=Samples(0), end=end, pause=Samples(0), cume=end,
    )  # fmt: skip


def test_a_cut_is_named_by_page_slug_and_length() -> None:
    assert cut_name(row("A1", "HARBOUR")) == "A1_HARBOUR_0m17s.wav"


def test_a_soundbite_is_named_by_its_speaker() -> None:
    cut = row("B2", "HARBOUR", speaker="Mira Olsthoorn", kind=Kind.SOUNDBITE, seconds=3723.6)
    assert cut_name(cut) == "B2_MIRA-OLSTHOORN_1h02m04s.wav"


def test_a_long_name_keeps_page_and_length() -> None:
    name = cut_name(row("A12", "VERY " * 60, seconds=0.2))
    assert name.startswith("A12_VERY-VERY")
    assert name.endswith("_0m00s.wav")
    assert len(name) <= LIMIT
