"""Text as a report may bring it, which no writer may stumble over."""

from hypothesis import strategies as st

WORST = (
    "",
    "a/b\\..\\../c:d*e?",
    "<b>&amp; \"quoted\" 'too' ]]> <!-- -->",
    "\x00\x01\x1b[31m\r\n\t\x7f\x85\u2028 lines",
    "\ud800 half a pair \udfff, no characters \ufffe\uffff\ufdd0\U0010ffff",
    "Ærø’s “Łódź” – Straße, déjà vu … £5½",
    "Пожар в порту Эллмур под контролем",
    "حريق في الميناء \u202eتحت السيطرة\u202c",
    "🔥🚢👩‍🚒 " * 40,
    "x" * 300,
    "word " * 300,
    "%s %n {0} $HOME `id` ;",
)

TEXT = st.one_of(st.sampled_from(WORST), st.text(st.characters(exclude_categories=()), max_size=400))
"""Any text at all, lone surrogates too."""
