import pytest

from broadcast.scripting.attributions import Attribution, attribution_after, attribution_before


def summary(found: Attribution | None) -> tuple[str, str | None, str, str] | None:
    if found is None:
        return None
    return found.mention.name or found.mention.text, found.mention.title, found.verb, found.rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            " said General Renko, Harbour Guard Press Office.",
            ("General Renko", "Harbour Guard Press Office", "said", ""),
        ),
        (" said Ana Ruiz, 34, a nurse, on Tuesday.", ("Ana Ruiz", "a nurse", "said", "on Tuesday")),
        (" Ana Ruiz, a nurse, told reporters.", ("Ana Ruiz", "a nurse", "told", "reporters")),
        (" according to Ana Ruiz, a nurse.", ("Ana Ruiz", "a nurse", "", "")),
        (" she said after visiting the site.", ("she", None, "said", "after visiting the site")),
        (" said Rep. Ana Ruiz (R-Utah).", ("Ana Ruiz", "Rep.", "said", "")),
        (" said police chief Ana Ruiz.", ("Ana Ruiz", "police chief", "said", "")),
        (" the mayor, Ana Ruiz, said.", ("Ana Ruiz", "mayor", "said", "")),
        (" a spokesman for Acme told the Post.", ("a spokesman for Acme", None, "told", "the Post")),
        (" — Ana Ruiz, nurse", ("Ana Ruiz", "nurse", "", "")),
        (" said Ana Ruiz, adding that the tide was late.", ("Ana Ruiz", None, "said", "")),
    ],
)
def test_who_said_it_is_read_after_the_quotation(
    text: str, expected: tuple[str, str | None, str, str]
) -> None:
    assert summary(attribution_after(text, 0, len(text), ended=False)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Ana Ruiz said: ", "Ana Ruiz"),
        ("In Porto, Ana Ruiz, a nurse, told reporters on Tuesday, ", "Ana Ruiz"),
        ("General Ana Ruiz, in remarks to reporters, said ", "Ana Ruiz"),
        ("According to the mayor, ", "the mayor"),
        ("Asked about the tide, Ruiz replied: ", "Ruiz"),
        ("Ana Ruiz: ", "Ana Ruiz"),
        ("The fire burned on, and she said, ", "she"),
    ],
)
def test_who_said_it_is_read_before_the_quotation(text: str, name: str) -> None:
    found = summary(attribution_before(text, 0, len(text)))
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize("text", [" is a film by Ruiz.", " The tide rose.", " Ruiz said the tide was late."])
def test_a_sentence_about_something_else_is_no_attribution(text: str) -> None:
    assert attribution_after(text, 0, len(text), ended=True) is None
