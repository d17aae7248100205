"""What a reader writes down."""

from broadcast.model import Kind, Reason, Unspoken
from broadcast.scripting.layouts.sheet import Sheet, Voice, without_edges


def test_words_of_one_turn_join_when_nothing_stands_between() -> None:
    sheet = Sheet("It fell.\n\nIt is gone. (PAUSE) Yes.")
    voice = Voice(kind=Kind.ANCHOR, turn=1)
    for start, end in ((0, 8), (10, 21), (30, 34)):
        sheet.speak((start, end), voice)
    sheet.leave((22, 29), Reason.CUE)
    marked = sheet.marked("tv")
    assert [(block.span, block.continued) for block in marked.blocks] == [((0, 21), False), ((30, 34), True)]


def test_whatever_nobody_took_is_layout() -> None:
    sheet = Sheet("slug It fell.")
    sheet.speak((5, 13), Voice(kind=Kind.ANCHOR, turn=1))
    assert [(gap.text, gap.reason) for gap in sheet.marked("tv").unspoken] == [("slug", Reason.LAYOUT)]


def test_marks_of_quotation_stay_outside() -> None:
    text = "“It’s gone, the lads’”"
    sheet = Sheet(text)
    sheet.quote((0, len(text)), Voice(kind=Kind.SOUNDBITE, turn=1))
    assert text[slice(*sheet.blocks[0].span)] == "It’s gone, the lads’"


def test_a_hole_is_in_no_block() -> None:
    text = "It fell. (Photo) Yes."
    sheet = Sheet(text, holes=(Unspoken(span=(9, 16), reason=Reason.CREDIT),))
    sheet.speak((0, len(text)), Voice(kind=Kind.ANCHOR, turn=1))
    assert [text[slice(*block.span)] for block in sheet.marked("tv").blocks] == ["It fell.", "Yes."]


def test_a_word_that_two_stretches_share_is_left_to_the_later() -> None:
    sheet = Sheet("harbour5. Wide")
    sheet.leave((0, 7), Reason.SHOT)
    sheet.leave((7, 14), Reason.SHOT)
    assert [gap.text for gap in sheet.marked("shotlist").unspoken] == ["harbour5. Wide"]


def test_a_labels_edges_are_no_part_of_a_name() -> None:
    text = "SOT - Ana Ruiz:"
    assert text[slice(*without_edges(text, (3, len(text))))] == "Ana Ruiz"
