"""The name beside a label of the trade."""

import pytest

from broadcast.scripting.layouts.heads import head_at
from broadcast.scripting.layouts.vocabulary import Mark


@pytest.mark.parametrize(
    ("line", "who", "words"),
    [
        ("SOT: ANA RUIZ, MAYOR", "ANA RUIZ, MAYOR", ""),
        ("SOT: We knew it.", None, "We knew it."),
        ("FONT: Mall employee", "Mall employee", ""),
        ("CG: woman at meeting", "woman at meeting", ""),
        ("O-Ton Sol (Polish, 0:16)", "Sol (Polish, 0:16)", ""),
        ("Host: Wow. [laughs]", None, "Wow. [laughs]"),
        ("CLIP: LAWYER :07", "LAWYER :07", ""),
        ("CLIP: A retired nurse", "A retired nurse", ""),
        ("SOT: woman in red hat", "woman in red hat", ""),
        ("SOT: People knew it.", None, "People knew it."),
        ('BITE: Parent, no name given: "I know."', "Parent, no name given", '"I know."'),
        ("CUT 1: RUI COSTA, UNION (:11) Nobody told us.", "RUI COSTA, UNION", "Nobody told us."),
        ("CLIP: Brahe rota  IN: We found out", "Brahe rota", "IN: We found out"),
        ("CUT: AIRPORT0524A", None, ""),
        ("ANCHOR: Ana   REP: Ivo Dahl", "Ana", ""),
        (">>> GRAB  (ANA RUIZ, RESIDENT)  0'14\"", "(ANA RUIZ, RESIDENT)  0'14\"", ""),
        ("CLIP: FERRY ASKE 1700", None, ""),
        ("VOICER: FIRE DEANE 1700", None, ""),
        ("Soundbite (English):Gian Rotiglia, Schools Fund", "(English):Gian Rotiglia, Schools Fund", ""),
        ("SOUNDBITE (English) Ana Ruiz, mayor", "(English) Ana Ruiz, mayor", ""),
        ("ANCHOR: It fell.", None, "It fell."),
    ],
)
def test_a_name_behind_a_label_is_told_from_the_words(line: str, who: str | None, words: str) -> None:
    head = head_at(line, 0, len(line), fresh=True)
    assert head is not None
    named = line[slice(*head.who)].strip() if head.who else ""
    assert (named or None) == who
    assert line[head.span[1] :].strip() == words


def test_a_caption_may_end_in_an_abbreviation() -> None:
    line = "SUPER: CHIEF RAY ODENKIRCHEN / DUNMORE FIRE DEPT."
    head = head_at(line, 0, len(line), fresh=True)
    assert head is not None
    assert head.who is not None
    assert line[slice(*head.who)].startswith("CHIEF RAY ODENKIRCHEN / DUNMORE FIRE DEPT")


def test_audio_with_its_cues_below_is_a_soundbite() -> None:
    for below, mark in (('IN: "We saw it..."', Mark.BITE), ("DURATION: 2'18", Mark.VOICE)):
        text = f"AUDIO: RUIZ 1\n{below}\n"
        head = head_at(text, 0, text.index("\n"), fresh=True)
        assert head is not None
        assert head.mark is mark
