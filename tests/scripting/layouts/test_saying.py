"""Labels and words of an agency's soundbites."""

import pytest

from broadcast.scripting.layouts.saying import label_at, words_of


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("3. SOUNDBITE (English) Ana Ruiz, mayor:\n“Yes.”", "(English) Ana Ruiz, mayor:"),
        (
            "SOUNDBITE(Bahasa Indonesia): Mouri, 10 years old\n“Yes.”",
            "(Bahasa Indonesia): Mouri, 10 years old\n",
        ),
        ("(SOUNDBITE) (English) MAYOR, ANA RUIZ, SAYING: Yes.", "(English) MAYOR, ANA RUIZ, SAYING:"),
        (
            'SOUNDBITE 1 - Ana Ruiz (woman), mayor (French, 12 sec): "Oui."',
            "Ana Ruiz (woman), mayor (French, 12 sec):",
        ),
        (
            'SOUNDBITE (English) Ana Ruiz, owner of "Blue Boat": "Yes."',
            '(English) Ana Ruiz, owner of "Blue Boat":',
        ),
    ],
)
def test_a_label_ends_before_the_words(text: str, who: str) -> None:
    label = label_at(text, 0, len(text))
    assert label.who is not None
    assert text[slice(*label.who)] == who


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("“Yes.”\n4. Wide", ["Yes."]),
        ("“Yes.\n\n“No.”\n4. Wide", ["Yes.", "No."]),
        ("“Yes.\n\nNo.”\n4. Wide", ["Yes.\n\nNo."]),
        ('"He said "no" to us." 5. Wide', ['He said "no" to us.']),
        ("“Yes.\n\nNORTH CITY", ["Yes."]),
        ("++NOTE++ “Yes.”", ["Yes."]),
        ("(Reporter asks off camera)\n“Yes.”", ["Yes."]),
        ("(Yes, we did.)\n\nNORTH CITY", ["(Yes, we did.)"]),
        ("Yes, we did.\n\nNORTH CITY", ["Yes, we did."]),
    ],
)
def test_words_are_heard_up_to_the_mark_that_closes_them(words: str, heard: list[str]) -> None:
    spans, foreign, _ = words_of(words, 0, len(words))
    assert [words[slice(*span)] for span in spans] == heard
    assert foreign == []


def test_the_original_beside_its_translation_is_not_heard() -> None:
    text = '"It is very important to see so many of us here." "Es muy importante ver hoy a tantas mujeres."'
    spans, foreign, _ = words_of(text, 0, len(text))
    assert [text[slice(*span)] for span in spans] == ["It is very important to see so many of us here."]
    assert len(foreign) == 1
