"""What a sentence tells about who reads next."""

import pytest

from broadcast.scripting.handing import asks, handing_of, names_reporter, returns

KNOWN = frozenset({"Ana", "Ruiz"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Our correspondent Ana Ruiz reports from Porto Alto.",
        "Channel Six's Ana Ruiz reports.",
        "Ana Ruiz has the story.",
        "For more, we go live to our harbour correspondent, Ana Ruiz.",
        "Joining us from the quay is our reporter Ana Ruiz.",
        "This report from Ana Ruiz.",
        "Our correspondent Ana Ruiz crossed over to the island to see him off.",
        "From Porto Alto, Ana Ruiz reports.",
        "From Porto Alto, our Europe editor, Ana Ruiz.",
        "More from our reporter Ana Ruiz.",
        "With more, here's Ana Ruiz.",
        "Ana Ruiz has spent a day in one of the camps and sent this report.",
    ],
)
def test_the_studio_hands_over_to_a_reporter_by_name(sentence: str) -> None:
    handing = handing_of(f"Rain fell. {sentence}")
    assert handing.hands_over
    assert handing.signer == "Ana Ruiz"


@pytest.mark.parametrize(
    "sentence",
    ["Coast FM's Ana Ruiz went down to see it.", "The BBC correspondent Ana Ruiz was in court."],
)
def test_where_a_reporter_went_may_be_a_hand_over_or_news(sentence: str) -> None:
    handing = handing_of(sentence)
    assert handing.may_hand_over
    assert not handing.hands_over
    assert handing.signer == "Ana Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz reports that the harbour has closed.",
        "Rain fell, Reuters reports.",
        "We went to Porto Alto.",
        "The reporters left.",
    ],
)
def test_a_report_that_tells_something_hands_nothing_over(sentence: str) -> None:
    assert not handing_of(sentence).hands_over


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz, Harbour News, Porto Alto.",
        "For Harbour News, I'm Ana Ruiz.",
        "For now, from a quiet harbour, this is Ana Ruiz in Porto Alto, for Harbour News.",
        "Reporting from Porto Alto, Ana Ruiz.",
        "This is Ana Ruiz, on the slipway.",
    ],
)
def test_a_reporter_signs_off_on_air(sentence: str) -> None:
    handing = handing_of(sentence)
    assert handing.on_air
    assert handing.ends
    assert handing.signer == "Ana Ruiz"


@pytest.mark.parametrize(
    "sentence",
    ["Now back to you in the studio.", "Tom, back to you.", "And with that, back to Tom in the studio."],
)
def test_a_reporter_hands_back(sentence: str) -> None:
    assert handing_of(sentence).hands_back


@pytest.mark.parametrize("sentence", ["We will come back to you.", "They went back to the studio flat."])
def test_who_only_comes_back_hands_nothing_back(sentence: str) -> None:
    assert not handing_of(sentence).hands_back


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you, Ana.",
        "Ana, thank you.",
        "Our thanks to Ana Ruiz in Porto Alto.",
        "Ana Ruiz there, outside the court.",
        "Our reporter Ana Ruiz in Porto Alto.",
        "Our Europe editor, Ana Ruiz, reporting from Porto Alto.",
        "That report from our harbour correspondent.",
        "That was Ana Ruiz.",
        "Back in the studio now.",
        "Meanwhile, in the studio, we have the minister.",
        "In other news tonight, trade fell.",
        "Still to come, the weather.",
    ],
)
def test_the_studio_takes_over_in_its_own_words(sentence: str) -> None:
    assert returns(sentence, KNOWN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you, Tom.",
        "Luis Sol in Porto Alto.",
        "Ana Ruiz in Porto Alto.",
        "Elsewhere in town the lights are out.",
        "He thanked Ana.",
    ],
)
def test_a_reporters_own_words_are_not_the_studios(sentence: str) -> None:
    assert not returns(sentence, KNOWN)


def test_a_name_and_a_place_alone_are_a_known_reporters() -> None:
    assert names_reporter("Ana Ruiz in Porto Alto.", KNOWN)
    assert names_reporter("Ana Ruiz, reporting from Porto Alto.", KNOWN)
    assert not names_reporter("Luis Sol in Porto Alto.", KNOWN)
    assert not names_reporter("Ana Ruiz said so.", KNOWN)


def test_a_question_by_name_is_asked_of_the_reporter() -> None:
    assert asks("Ana, what's the latest?", KNOWN)
    assert asks("And how long will it take, Ana?", KNOWN)
    assert not asks("Who pays, then?", KNOWN)
    assert not asks("Tom, what's the latest?", KNOWN)


def test_a_place_may_stand_behind_the_name_of_who_reports_for_an_outlet() -> None:
    handing = handing_of("Trucks roll. Reporting for Harbour News, Ana Ruiz, Porto.")
    assert (handing.signs_off, handing.signer) == (True, "Ana Ruiz")
