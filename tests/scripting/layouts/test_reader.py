"""Scripts, transcripts and interviews read by their labels."""

import pytest

from broadcast.model import Kind, Reason
from broadcast.scripting.layouts.prepared import common_signs
from broadcast.scripting.layouts.reader import read_labels
from broadcast.scripting.layouts.sheet import Sheet


def read(text: str, layout: str = "tv") -> Sheet:
    sheet = Sheet(text)
    read_labels(text, layout, sheet)
    return sheet


def heard(text: str, layout: str = "tv") -> list[tuple[Kind, str]]:
    return [(block.kind, text[slice(*block.span)]) for block in read(text, layout).blocks]


def test_a_voice_over_goes_on_with_whoever_reads() -> None:
    text = "ANCHOR: It fell.\n\nVO: In May.\n\nREPORTER: I saw it.\n\nVO: At dawn.\n"
    assert [kind for kind, _ in heard(text)] == [Kind.ANCHOR, Kind.ANCHOR, Kind.FIELD, Kind.FIELD]


def test_a_bite_of_which_only_the_ends_are_given_is_recorded_elsewhere() -> None:
    bite = "SOT: RUIZ\nIN: We knew\nOUT: next year\nTRT: :12"
    text = f"ANCHOR: It fell.\n\n{bite}\n\nThe mayor will mend it.\n"
    assert heard(text) == [(Kind.ANCHOR, "It fell."), (Kind.ANCHOR, "The mayor will mend it.")]
    cues = {gap.text for gap in read(text).unspoken if gap.reason is Reason.CUE}
    assert cues >= {"IN: We knew", "OUT: next year"}


def test_a_bite_written_out_is_heard_and_its_ends_are_cues() -> None:
    bite = "We knew it. It stands again next year."
    text = f"SOT: ANA RUIZ, MAYOR\nIN: We knew\nOUT: next year\n{bite}\n\nVO: So.\n"
    assert heard(text)[0] == (Kind.SOUNDBITE, bite)


def test_the_verbatim_of_a_cut_is_the_bite() -> None:
    text = "LEAD: It fell.\nCUT: RUIZ\nIN: We knew\nOUT: it all\nVERBATIM: We knew it all.\nTAG: So.\n"
    assert heard(text, "radio")[1] == (Kind.SOUNDBITE, "We knew it all.")


@pytest.mark.parametrize(
    "caption",
    ["CG: ANA RUIZ / MAYOR\n", "SUPER: Ana Ruiz\nMayor\n", "Ana Ruiz, mayor\n", "(Ana Ruiz/mayor)\n"],
)
def test_the_caption_names_who_is_heard(caption: str) -> None:
    text = f"ANCHOR: It fell.\n\nSOT\n{caption}“We knew it.”\n\nVO: So.\n"
    who = next(block.who for block in read(text).blocks if block.kind is Kind.SOUNDBITE)
    assert who is not None
    assert who.name == "Ana Ruiz"


def test_the_caption_may_stand_under_the_words() -> None:
    text = "VO: It fell.\n\nSOT\n“We knew it.”\nSUPER: ANA RUIZ / MAYOR\n\nVO: So.\n"
    who = next(block.who for block in read(text).blocks if block.kind is Kind.SOUNDBITE)
    assert who is not None
    assert (who.name, who.title) == ("Ana Ruiz", "Mayor")


def test_the_narration_names_who_is_heard_where_no_label_does() -> None:
    text = "ANCHOR: Fire chief Luis Sol says it was empty.\n\nSOT :09\n“It was empty.”\n\nANCHOR: So.\n"
    assert [block.who.name for block in read(text).blocks if block.who] == ["Luis Sol"]


def test_an_attribution_behind_a_bite_is_not_heard() -> None:
    text = "ANCHOR: It fell.\n\nSOT: “We knew it,” said Ana Ruiz, mayor.\n\nANCHOR: So.\n"
    sheet = read(text)
    assert [gap.text for gap in sheet.unspoken if gap.reason is Reason.ATTRIBUTION] == [
        "said Ana Ruiz, mayor."
    ]
    assert [block.who.name for block in sheet.blocks if block.who] == ["Ana Ruiz"]


def test_a_cue_within_a_turn_parts_it() -> None:
    text = "ANA RUIZ, HOST: Yes. (LAUGHTER) No.\n\nLUIS SOL, MAYOR: So.\n"
    blocks = read(text, "transcript").blocks
    assert [block.continued for block in blocks] == [False, True, False]
    assert blocks[0].who == blocks[1].who


def test_a_turn_goes_on_over_paragraphs() -> None:
    text = "ANA RUIZ, HOST: Yes.\n\nAnd more.\n\nLUIS SOL, MAYOR: So.\n"
    assert heard(text, "transcript")[0] == (Kind.ANCHOR, "Yes.\n\nAnd more.")


def test_a_script_without_soundbites_is_searched_for_quotations() -> None:
    assert all(block.plain for block in read("ANCHOR: It fell.\n\nREPORTER: I saw it.\n").blocks)
    assert not any(block.plain for block in read("ANCHOR: It fell.\n\nSOT: “We knew it.”\n").blocks)


def test_the_introduction_of_an_interview_is_plain_narration() -> None:
    text = "We spoke with Ana Ruiz, the mayor.\n\nQ: Why?\n\nA: So.\n\nQ: When?\n\nA: Now.\n"
    blocks = read(text, "interview").blocks
    assert [block.plain for block in blocks] == [True, False, False, False, False]
    assert {block.who.name for block in blocks if block.who} == {"Ana Ruiz"}


def test_answers_need_no_label() -> None:
    text = "Q: Why?\n\nBecause.\n\nAnd so.\n\nQ: When?\n\nNow.\n\nQ: Where?\n\nHere.\n"
    assert heard(text, "interview")[:2] == [(Kind.ANCHOR, "Why?"), (Kind.SOUNDBITE, "Because.\n\nAnd so.")]


def test_fields_before_the_first_words_are_layout() -> None:
    text = "WALL / AR   Page 4\n11-24-26 6PM\n\nANCHOR: It fell.\n\nREPORTER: So.\n"
    assert heard(text)[0] == (Kind.ANCHOR, "It fell.")


def test_the_report_of_a_wrap_begins_behind_the_hand_over() -> None:
    cut = "CUT 1 (Pike) :09\nI've got a boat and she's a shed for half of every day."
    text = f"HOST INTRO: The dredging is off. Nils Okafor reports.\n\nAt low water you can walk.\n\n{cut}\n\n"
    text += "The engineers last came in 2009.\n\nTAG: A meeting is on Tuesday.\n"
    kinds = [kind for kind, _ in heard(text, "radio")]
    assert kinds == [Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE, Kind.FIELD, Kind.ANCHOR]


def test_a_reporters_name_stands_before_each_part_of_a_wrap() -> None:
    clip = "[clip - Bea Lomas, cleaner]\nI finish at half past twelve and walk.\n\n"
    text = (
        f"[cue]\nThere are no more night buses.\n\nIMKE: It is ten to one.\n\n{clip}IMKE: Nobody gets on.\n\n"
    )
    kinds = [kind for kind, _ in heard(f"{text}[back anno]\nThe council meets on the ninth.\n", "radio")]
    assert kinds == [Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE, Kind.FIELD, Kind.ANCHOR]


def test_readers_names_in_brackets_keep_who_they_are() -> None:
    text = (
        "((TOM))\nThe wall fell. Ana Ruiz is live in Porto Alto.\n\n"
        "((ANA - LIVE))\nTom, they are mending it.\n\n"
        "((TOM - 2 SHOT))\nAnd when will it stand?\n\n((ANA))\nBy spring, Tom.\n\n((TOM))\nThank you.\n"
    )
    assert [kind.value for kind, _ in heard(text)] == ["anchor", "field", "anchor", "field", "anchor"]


def test_names_with_stars_above_what_is_said_take_turns() -> None:
    text = (
        "[TAKE: 2BOX]\n*TOM*\nThe wall fell. Our Ana Ruiz is at the harbour.\n\n[TAKE: LIVE]\n*ANA*\n"
        "Tom, they are mending it.\n\n*TOM*\nThank you, Ana.\n"
    )
    assert [kind.value for kind, _ in heard(common_signs(text))] == ["anchor", "field", "anchor"]


def test_a_bulletins_slugs_begin_its_items_in_the_studio() -> None:
    text = "".join(f"//{slug}//\n\nThe wall of {slug.title()} fell.\n\n" for slug in ("PORTO", "ALTO"))
    text += "VOICER: RUIZ :24\nI saw it fall. Ana Ruiz, Harbour News.\n\n//SPORTS//\n\nThe boats are in.\n"
    assert [kind.value for kind, _ in heard(text, "radio")][-2:] == ["field", "anchor"]


def test_who_made_the_report_does_not_read_its_introduction() -> None:
    text = (
        "REPORTER: Ana Ruiz\nDUR: 2'10\n\nCUE (Presenter: TOM)\n\nThe wall fell.\n\nPKG\n\nI saw it fall.\n"
    )
    assert [kind.value for kind, _ in heard(text)] == ["anchor", "field"]


def test_a_cut_amid_a_soundbite_is_a_cue() -> None:
    text = "VO: It fell.\n\nSOT: Ana Ruiz, mayor\nWe saw it. (JUMP CUT) We knew it.\n\nVO: So.\n"
    blocks = [block for block in read(text).blocks if block.kind is Kind.SOUNDBITE]
    assert {block.who.name if block.who else None for block in blocks} == {"Ana Ruiz"}


def test_somebody_is_heard_again_where_the_narration_goes_on_about_him() -> None:
    text = (
        "VO: It fell.\n\nSYNC: Ana Ruiz, tenant\nWe saw it.\n\n"
        "VO: She has until April.\n\nSYNC:\nI clean it.\n\n"
        "VO: So.\n"
    )
    assert [block.who.name for block in read(text).blocks if block.who is not None] == [
        "Ana Ruiz",
        "Ana Ruiz",
    ]


def test_initials_are_the_guests_whom_the_headline_names() -> None:
    text = "Q: Why?\nJUS: It fell.\n\nQ: When?\nJUS: At dawn.\n\nQ: Who?\nJUS: Nobody.\n"
    sheet = Sheet(text)
    read_labels(text, "interview", sheet, headline="Five questions for... Jens-Uwe Sol")
    assert {block.who.name for block in sheet.blocks if block.who is not None} == {"Jens-Uwe Sol"}


def test_people_on_the_street_are_not_called_by_what_they_are_asked_about() -> None:
    text = "LEAD: It fell.\n\nVOX: HOUSING\nI am delighted, it was an eyesore.\n"
    assert [block.who.name for block in read(text, "radio").blocks if block.who is not None] == ["vox pop"]


def test_a_live_introduction_by_somebody_else_than_the_reporter_is_the_studios() -> None:
    text = "LIVE INTRO - ANA\nIt fell. Reporter Bo Sol has more.\n\nSTAND-UP\nI saw it.\n"
    assert [kind for kind, _ in heard(text)] == [Kind.ANCHOR, Kind.FIELD]
