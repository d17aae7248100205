from broadcast.model import Gender
from broadcast.scripting.person import Person
from broadcast.scripting.scene import Part, Scene, fits, is_body, ranked, units_of

ANA, LUIS = Person(name="Ana Ruiz", gender=Gender.FEMALE), Person(name="Luis Sol")


def scene() -> Scene:
    return Scene([0, 100, 200, 300])


def test_whoever_was_named_last_is_the_most_present() -> None:
    place = scene()
    place.enter(ANA, 10, Part.NAMED)
    place.enter(LUIS, 110, Part.NAMED)
    presence = place.presence(250)
    assert presence[LUIS] > presence[ANA]


def test_the_subject_of_a_sentence_is_more_present_than_who_is_named_in_it() -> None:
    place = scene()
    place.enter(ANA, 10, Part.SUBJECT)
    place.enter(LUIS, 20, Part.NAMED)
    assert ranked(place.presence(150))[0][1] is ANA


def test_being_named_twice_in_a_sentence_counts_once() -> None:
    once, twice = scene(), scene()
    once.enter(ANA, 10, Part.SUBJECT)
    twice.enter(ANA, 10, Part.SUBJECT)
    twice.enter(ANA, 50, Part.NAMED)
    assert once.presence(150) == twice.presence(150)


def test_what_comes_later_says_nothing() -> None:
    place = scene()
    place.enter(ANA, 210, Part.SUBJECT)
    assert place.presence(200) == {}
    assert [item.person for item in place.between(200, 300)] == [ANA]


def test_a_pronoun_fits_who_has_its_gender_or_none_known() -> None:
    assert fits(ANA, Gender.FEMALE)
    assert not fits(ANA, Gender.MALE)
    assert fits(LUIS, Gender.MALE)
    assert not fits(Person(name="Harbour Trust", organisation=True), None)


def test_it_may_mean_a_body_and_no_person() -> None:
    assert is_body(Person(name="Harbour Trust", organisation=True))
    assert not is_body(ANA)


def test_sentences_with_words_and_soundbites_are_the_units() -> None:
    narration = "Rain fell.           Ana left."
    assert units_of(narration, [(0, 10), (11, 20), (21, 30)], [11]) == [0, 11, 21]
