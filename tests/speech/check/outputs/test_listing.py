"""The listing for the eye."""

from checkdesk import findings

from broadcast.speech.check.outputs.listing import listing, summary

TEXT = "It rained.\n\nCrews closed the the bridge on Nov. 9 , and the the road."


def test_a_rule_is_a_heading_and_a_place_has_its_line_and_a_caret() -> None:
    found = [*findings(TEXT, "T103"), *findings(TEXT, "A301")]
    assert listing("ferry.txt", TEXT, found).plain == (
        "ferry.txt\n"
        "\nerror T103 doubled-word, 2 places\n"
        "  A word typed twice is spoken twice.\n"
        "  3:14  “the” stands twice\n"
        "    Crews closed the the bridge on Nov. 9 , and the the road.\n"
        "                 ^^^^^^^\n"
        "    try: the\n"
        "  3:45  “the” stands twice\n"
        "    Crews closed the the bridge on Nov. 9 , and the the road.\n"
        "                                                ^^^^^^^\n"
        "    try: the\n"
        "\nwarning A301 abbreviation\n"
        "  States, streets, months, days, ranks and titles are written out; Mr., Mrs., Ms. and Dr. alone may "
        "stay.\n"
        "  3:32  “Nov.” is an abbreviation\n"
        "    Crews closed the the bridge on Nov. 9 , and the the road.\n"
        "                                   ^^^^\n"
        "    try: November\n"
    )


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    text = "word " * 60 + "closed the the bridge " + "word " * 60
    shown = listing("a.txt", text, findings(text, "T103"), width=60).plain.split("\n")
    line, carets = shown[5], shown[6]
    assert len(line) <= 60
    assert line[carets.index("^") : carets.rindex("^") + 1] == "the the"
    assert line.strip().startswith("…")
    assert line.endswith("…")


def test_nothing_found_is_said_so_and_a_sum_is_counted_by_severity() -> None:
    assert listing("a.txt", TEXT, []).plain == ""
    assert summary([]) == "nothing found"
    assert summary([*findings(TEXT, "T103"), *findings(TEXT, "A301")]) == "2 errors, 1 warning; --fix mends 3"
