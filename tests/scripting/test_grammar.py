from broadcast.scripting.grammar import Grammar, read_grammar

TEXT = 'Peter Marsh, the mayor, left the town on Monday, saying: "The wall will not hold."'
QUOTE = (TEXT.index("The wall"), TEXT.index("The wall") + len("The wall will not hold."))


def test_names_and_subjects_stand_at_their_places_in_the_report() -> None:
    grammar = read_grammar(TEXT, [QUOTE])
    assert {TEXT[slice(*span)]: label for span, label in grammar.entities}["Peter Marsh"] == "PERSON"
    assert [TEXT[slice(*subject.head)] for subject in grammar.subjects] == ["Marsh"]


def test_nothing_of_a_soundbite_is_a_subject() -> None:
    grammar = read_grammar(TEXT, [QUOTE])
    assert not [subject for subject in grammar.subjects if QUOTE[0] <= subject.head[0] < QUOTE[1]]


def test_a_participle_of_saying_has_the_subject_of_the_sentence() -> None:
    grammar = read_grammar(TEXT, [QUOTE])
    told = {TEXT[slice(*saying.verb)]: TEXT[slice(*saying.head)] for saying in grammar.sayings}
    assert told == {"saying": "Marsh"}


def test_an_office_in_apposition_is_a_title() -> None:
    grammar = read_grammar(TEXT, [QUOTE])
    at = TEXT.index("Peter")
    titles = grammar.titles_of((at, at + len("Peter Marsh")))
    assert [TEXT[slice(*title)] for title in titles] == ["the mayor"]


def test_a_sentence_ends_with_its_paragraph() -> None:
    text = "Harbour news\n\nPeter Marsh left the town."
    assert [text[slice(*subject.phrase)] for subject in read_grammar(text, []).subjects] == ["Peter Marsh"]


def test_a_report_without_a_parse_has_no_names() -> None:
    assert Grammar().label((0, 10)) is None
    assert Grammar().person_in((0, 10)) is None
