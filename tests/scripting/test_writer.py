import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk import HARBOUR, news, report

from broadcast.errors import UsageError
from broadcast.model import Gender, Kind, Reason, Report, Script, Status
from broadcast.scripting import format_script, read_script, write_script
from broadcast.scripting.reading import read_copy


def heard(text: str, attribution: str = "before") -> list[tuple[str, str]]:
    script = write_script(report(text), attribution=attribution)
    return [(segment.kind.value, segment.text) for segment in script.segments]


def check_every_word(source: Report, script: Script) -> None:
    spans = [part.span for part in script.segments if part.kind.quotes_report and part.span]
    assert spans == sorted(spans)
    known = {gap.span for gap in read_copy(source).gaps}
    assert {gap.span for gap in script.unspoken if gap.reason is not Reason.ATTRIBUTION} <= known
    for segment in script.segments:
        if segment.kind.quotes_report:
            assert segment.span is not None
            assert segment.text == source.text[slice(*segment.span)] == segment.text.strip() != ""
    places = [0] * len(source.text)
    for start, end in [*spans, *(gap.span for gap in script.unspoken)]:
        for at in range(start, end):
            places[at] += 1
    assert set(places) <= {0, 1}
    for word in re.finditer(r"\w+", source.text):
        assert set(places[word.start() : word.end()]) == {1}, word[0]


def test_a_report_is_cut_into_anchor_field_and_soundbites() -> None:
    script = write_script(report(HARBOUR))
    assert [segment.kind.value for segment in script.segments] == [
        *("anchor", "field", "lead_in", "soundbite", "field", "lead_in", "soundbite", "field")
    ]
    bites = [segment for segment in script.segments if segment.kind is Kind.SOUNDBITE]
    assert [(bite.speaker.id, bite.speaker.title) for bite in bites if bite.speaker] == [
        ("general-renko", "Harbour Guard Press Office"),
        ("tomas", "harbour mason"),
    ]
    assert bites[0].text == "We saw it coming for days and there was nothing we could do"
    assert script.segments[1].text.startswith("As we walk along the quay")
    assert script.slug == "storm-shuts-the-harbour-of-porto-alto"


def test_a_mark_that_nothing_closes_ends_with_the_words_of_its_label() -> None:
    source = report('REPORTER: "The bridge is shut tonight.\nANCHOR: and that is all we know.')
    check_every_word(source, write_script(source))


def test_a_sentence_broken_by_an_empty_line_stays_in_one_segment() -> None:
    script = write_script(report(HARBOUR))
    assert any("awake since\n\nSunday night." in segment.text for segment in script.segments)


def test_a_trailing_attribution_becomes_a_lead_in_before_the_soundbite() -> None:
    text = '"We leave the harbour at dawn tomorrow," said General Renko, Harbour Guard Press Office.'
    assert heard(text) == [
        ("lead_in", "General Renko, Harbour Guard Press Office, said:"),
        ("soundbite", "We leave the harbour at dawn tomorrow"),
    ]
    script = write_script(report(text))
    assert [(text[slice(*gap.span)], gap.reason) for gap in script.unspoken] == [
        ("said General Renko, Harbour Guard Press Office.", Reason.ATTRIBUTION)
    ]


def test_attribution_after_keeps_the_words_and_the_order_of_the_print() -> None:
    assert heard('"We leave the harbour at dawn," said Ana Ruiz, a nurse.', "after") == [
        ("soundbite", "We leave the harbour at dawn"),
        ("lead_in", "said Ana Ruiz, a nurse."),
    ]


def test_attribution_none_is_not_heard() -> None:
    assert heard('"We leave the harbour at dawn," said Ana Ruiz, a nurse.', "none") == [
        ("soundbite", "We leave the harbour at dawn")
    ]


@pytest.mark.parametrize("attribution", ["before", "after", "none"])
def test_an_attribution_before_the_quotation_stays_narration(attribution: str) -> None:
    assert heard('Mayor Ana Ruiz said: "The market will open in May."', attribution) == [
        ("anchor", "Mayor Ana Ruiz said:"),
        ("soundbite", "The market will open in May."),
    ]


def test_what_an_attribution_tells_besides_stays_in_the_lead_in() -> None:
    text = '"The wall is gone for good," said Ana Ruiz, who runs the harbour, before leaving on Tuesday.'
    assert heard(text)[0] == ("lead_in", "Ana Ruiz, who runs the harbour, said before leaving on Tuesday:")


def test_a_story_that_goes_on_after_the_attribution_is_narrated_after_the_soundbite() -> None:
    text = '"I have lost the boat," said Ana Ruiz, and the crowd fell silent.'
    assert heard(text)[1:] == [
        ("soundbite", "I have lost the boat"),
        ("anchor", "and the crowd fell silent."),
    ]


def test_a_quotation_split_by_its_attribution_is_continued_without_a_second_lead_in() -> None:
    script = write_script(report('"We saw it coming," said Ana Ruiz. "We could do nothing."'))
    assert [(part.kind.value, part.continued) for part in script.segments] == [
        ("lead_in", False),
        ("soundbite", False),
        ("soundbite", True),
    ]


def test_paragraphs_of_one_quotation_are_continued_and_introduced_before_the_first() -> None:
    script = write_script(report('"My father built it.\n\n"His father too," said Tom Hale, a mason.'))
    assert [(part.text, part.continued) for part in script.segments] == [
        ("Tom Hale, a mason, said:", False),
        ("My father built it.", False),
        ("His father too", True),
    ]


def test_a_pronoun_becomes_the_name_when_another_voice_was_heard() -> None:
    text = '"The wall is gone now," said Ana Ruiz. The tide rose.\n\n"It will all be back," she said.'
    assert ("lead_in", "Ana Ruiz said:") in heard(text)


def test_a_pronoun_says_nothing_when_the_same_person_goes_on() -> None:
    text = '"The wall is gone now," said Ana Ruiz.\n\n"It will all be back," she said.'
    assert [kind for kind, _ in heard(text)] == ["lead_in", "soundbite", "soundbite"]


def test_a_pronoun_s_facts_are_kept_when_the_same_person_goes_on() -> None:
    text = '"The wall is gone now," said Ana Ruiz.\n\n"It will all be back," she said on Tuesday.'
    assert ("lead_in", "She said on Tuesday:") in heard(text)


def test_a_speaker_is_named_as_first_given_in_full_and_gendered_from_evidence() -> None:
    text = 'Mayor Jo Renko spoke on Monday. "We will rebuild all of it," Renko said. She wept.'
    bite = write_script(report(text)).segments[-2]
    assert bite.speaker is not None
    assert (bite.speaker.name, bite.speaker.title, bite.speaker.gender) == (
        "Jo Renko",
        "Mayor",
        Gender.FEMALE,
    )


def test_a_rank_or_a_trade_gives_no_gender() -> None:
    script = write_script(report('"We will hold the wall," said General Renko, a soldier.'))
    assert script.segments[-1].speaker is not None
    assert script.segments[-1].speaker.gender is None


def test_unnamed_speakers_are_told_apart() -> None:
    text = '"The roof is gone for good," said a resident.\n\n"The boat is gone too," said a resident.'
    script = write_script(report(text))
    ids = [part.speaker.id for part in script.segments if part.kind is Kind.SOUNDBITE and part.speaker]
    assert ids == ["a-resident", "a-resident-2"]


def test_a_quotation_of_nobody_known_is_marked_for_the_editor() -> None:
    bite = write_script(report('"We are all going home tonight."')).segments[0]
    assert bite.speaker is not None
    assert (bite.speaker.name, bite.check) == ("Unidentified speaker", "speaker")


def test_a_print_article_without_a_reporter_has_no_field_part() -> None:
    text = "The council met. We know that prices rise.\n\nTrade fell in May.\n\nThe report is public."
    assert [kind for kind, _ in heard(text)] == ["anchor"]


def test_what_the_report_says_of_itself_is_kept() -> None:
    source = Report(
        text="Rain fell.",
        headline="Rain",
        source_name="rain.txt",
        sha256="ab",
        language="en-GB",
        rights="ours",
    )
    script = write_script(source)
    kept = (script.headline, script.source_name, script.source_sha256, script.language, script.rights)
    assert kept == ("Rain", "rain.txt", "ab", "en-GB", "ours")
    assert script.status is Status.USABLE


def test_an_unknown_place_for_attributions_is_refused() -> None:
    with pytest.raises(UsageError, match="'sideways'"):
        write_script(report("Rain fell."), attribution="sideways")


@given(news(), st.sampled_from(["before", "after", "none"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_is_in_one_segment_or_one_unspoken_stretch(source: Report, attribution: str) -> None:
    check_every_word(source, write_script(source, attribution=attribution))


@given(news())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_script_survives_its_file(source: Report) -> None:
    script = write_script(source)
    if script.segments:
        assert read_script(format_script(script)) == script


MARKS_AND_WORDS = (
    *(
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        " ",
        "\n",
        "\n\n",
        ".",
        ",",
        ":",
        "—",
        "said",
        "she",
        "Ana Ruiz",
    ),
    *(
        "the mayor",
        "told us",
        "5",
        "(",
        ")",
        "and",
        "橋は閉鎖された。",
        "שלום",
        "\x00",
        "\u2028",
        "Mr.",
        "_",
        "#",
        "\\",
    ),
)
PIECES = st.sampled_from(MARKS_AND_WORDS)
LABELS = st.sampled_from(
    [
        *("\nANCHOR: ", "\nREPORTER: ", "\nSOT (Ana Ruiz, mayor):\n", "\n[TAKE SOT]\n", "\nPKG\n", "\nTAG: "),
        *(
            "\nSHOTLIST:\n1. Boats\n",
            "\n2. SOUNDBITE (English) Ana Ruiz, mayor:\n",
            "\nSTORYLINE:\n",
            "\nQ: ",
        ),
        *("\nA: ", "\nLUIS SOL, HOST: ", "\nANA RUIZ, BYLINE: ", "(SOUNDBITE OF MUSIC)", "\n###\n", "\n-30-"),
        *("\nCUT: Ana Ruiz\n", "\nIN: We saw\n", "\nOUT: it coming\n", "(BEGIN VIDEOTAPE)", "\nTRT: 0:45\n"),
    ]
)


@given(st.one_of(st.lists(st.one_of(PIECES, LABELS), max_size=60).map("".join), st.text(max_size=200)))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_cut_without_loss(text: str) -> None:
    source = Report(text=text.replace("\r", ""))
    check_every_word(source, write_script(source))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500,
        '"Only quotes here in this text." "And these."',
        "‘" * 50 + "word",
        "no punctuation at all",
        "橋は閉鎖された。" * 20,
        "“Never closed and it goes on",
        "",
        HARBOUR * 130,
        "it's 'x " * 25_000,
        '"a ' * 60_000,
    ],
    ids=lambda text: f"{len(text)} characters: {text[:12]!r}",
)
def test_awkward_texts_are_cut_without_loss(text: str) -> None:
    source = Report(text=text)
    check_every_word(source, write_script(source))
