"""Who speaks a soundbite: by name, title, pronoun, organisation, or what stands near it."""

import pytest

from broadcast.model import Gender, Kind, Report
from broadcast.scripting import write_script


def speakers(text: str) -> list[str]:
    """The speaker of each soundbite, a turn once."""
    script = write_script(Report(text=text))
    return [
        part.speaker.name
        for part in script.segments
        if part.kind is Kind.SOUNDBITE and part.speaker is not None and not part.continued
    ]


def genders(text: str) -> dict[str, Gender | None]:
    script = write_script(Report(text=text))
    return {part.speaker.name: part.speaker.gender for part in script.segments if part.speaker is not None}


def story(*paragraphs: str) -> str:
    """Paragraphs as copy has them."""
    return "\n\n".join(paragraphs)


FIRE = (
    "A fire destroyed the market in Porto Alto on Monday.",
    '"We lost the whole roof in an hour," said Ana Ruiz, the mayor.',
)
CLOSED = '"Nobody told us the road was closed," '
CASES = {
    "surname": ((*FIRE, '"The town will build it again," Ruiz said.'), ["Ana Ruiz", "Ana Ruiz"]),
    "title": ((*FIRE, '"The town will build it again," the mayor said.'), ["Ana Ruiz", "Ana Ruiz"]),
    "pronoun": ((*FIRE, '"The town will build it again," she added.'), ["Ana Ruiz", "Ana Ruiz"]),
    "next paragraph": ((*FIRE, '"The town will build it again and again."'), ["Ana Ruiz", "Ana Ruiz"]),
    "subject before": (
        (*FIRE, 'Luis Sol, a trader, was angry. "Nobody came to help us for an hour."'),
        ["Ana Ruiz", "Luis Sol"],
    ),
    "apposition before": (
        (*FIRE, 'The fire chief, Mia Berg, disagreed. "We were there in ten minutes flat," she said.'),
        ["Ana Ruiz", "Mia Berg"],
    ),
    "any verb": ((CLOSED + "beamed Tomas Winter.",), ["Tomas Winter"]),
    "verb and particle": ((CLOSED + "rattled off Tomas Winter, a driver.",), ["Tomas Winter"]),
    "subject and any verb": ((CLOSED + "Tomas Winter put in.",), ["Tomas Winter"]),
    "called": ((CLOSED + "a user identifying herself as Pia Sol posted.",), ["Pia Sol"]),
    "house in apposition": (
        ('Cecily Marsh, director of the group Spoke Up Orrin, said: "Nobody asked us about the road."',),
        ["Cecily Marsh"],
    ),
    "met by the reporter": (
        (
            *FIRE,
            "On the quay I met a fisherman mending nets, as Luis Sol shouted.",
            '"They all came home that night," he said.',
        ),
        ["Ana Ruiz", "a fisherman"],
    ),
    "owner of the subject": (
        (
            'One skipper, Luis Sol, was angry. "I have nothing to tie up to that wall," he said.',
            "President Bo Holm is unmoved.",
            'Mr Holm\'s friends say he fell. At a rally he told them: "You do not change the captain."',
        ),
        ["Luis Sol", "Bo Holm"],
    ),
    "the reporter": (
        (
            "The mine is shut. Our reporter Mia Berg went to the gates.",
            "I'm standing at the gates. Among those here was Iris Sol, a baker.",
            'She had come early. "I wanted him to be able to say he saw it."',
            "Mia Berg, Harbour News, Porto Alto.",
        ),
        ["Iris Sol"],
    ),
    "name given": (
        (*FIRE, 'A trader who gave his name as Rui was there. "I lost all of my lemons in it," he said.'),
        ["Ana Ruiz", "Rui"],
    ),
    "called by wish": (
        (*FIRE, 'A woman who asked to be called Mina was there. "I lost all of my lemons in it," she said.'),
        ["Ana Ruiz", "Mina"],
    ),
    "no name given": (
        (
            *FIRE,
            'The owner, who asked not to be named, was angry. "Nobody came for an hour or more," she said.',
        ),
        ["Ana Ruiz", "the owner"],
    ),
    "no name given behind a conjunction": (
        (
            "Luis Sol, a councillor, disagreed.",
            'But a former miller, who asked not to be named, was angry. "Nobody asked me at all," he said.',
        ),
        ["a former miller"],
    ),
    "against the first name": (
        (
            "The club nearly closed. Its head, Andrea Sol, says he can hardly believe it.",
            '"We were six people, all of us over sixty," he says.',
        ),
        ["Andrea Sol"],
    ),
    "no name nor trade": (
        (*FIRE, 'A truffler, who declined to be named, left. "Nobody came for an hour or more," she said.'),
        ["Ana Ruiz", "a truffler"],
    ),
    "verb far off": (
        (
            "The governor, Ana Ruiz, came on Monday.",
            'The governor, while reacting to the claims, said: "There is no truth in it at all."',
        ),
        ["Ana Ruiz"],
    ),
    "company": (
        (
            "Harbour Freight Ltd will close its yard in Porto Alto.",
            '"We could see no other way for this yard," the company said in a statement.',
        ),
        ["Harbour Freight Ltd"],
    ),
    "kind of officer": (
        (
            "Constable Jas Purewal led the search.",
            '"We looked in every shed along the quay," Purewal said.',
            'The officer added: "We shall look again in the morning."',
        ),
        ["Jas Purewal", "Jas Purewal"],
    ),
    "answer": (
        (
            "Mayor Ana Ruiz asked the questions.",
            "The engineer, Luis Sol, had been in the job for a year.",
            '"How far is it from your office to the bridge?" Ruiz asked.',
            '"About four hours by car, Madam Mayor."',
        ),
        ["Ana Ruiz", "Luis Sol"],
    ),
    "named later": (
        (
            "A registrar spoke first.",
            '"They made me sign a paper saying I would concentrate," the registrar said.',
            "The registrar, Zoe Kerr, has worked there for a year.",
        ),
        ["Zoe Kerr"],
    ),
    "letters": (
        (
            '"I have lived on the quay for forty years."',
            "MARGARET PELL, Quay Street, Porto Alto",
            '"My daughter has to cross that road every day."',
            "J. S. QUILL, Mill Lane, Porto Alto",
        ),
        ["Margaret Pell", "J. S. Quill"],
    ),
    "misspelt": (
        (
            "Lydia Buchtmann runs the clinic.",
            '"We see ten of these cases every week now," Ms Bauchtmann said.',
        ),
        ["Lydia Buchtmann"],
    ),
}


@pytest.mark.parametrize(("paragraphs", "expected"), CASES.values(), ids=CASES.keys())
def test_a_soundbite_is_given_to_the_person_who_is_meant(
    paragraphs: tuple[str, ...], expected: list[str]
) -> None:
    assert speakers(story(*paragraphs)) == expected


def test_two_women_are_told_apart_by_who_leads_the_sentence() -> None:
    text = story(
        "Ana Ruiz, the mayor, met Mia Berg, a trader, on Monday.",
        '"The roof will be mended by May," Ruiz said.',
        'Berg was not convinced. "I have heard that every year since I came here," she said.',
    )
    assert speakers(text) == ["Ana Ruiz", "Mia Berg"]


def test_residents_without_names_are_told_apart() -> None:
    text = (
        '"The water came in through the door," said a resident.\n\n'
        '"It came in through the windows too," said another resident.'
    )
    assert speakers(text) == ["a resident", "another resident"]


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ('"We will mend the roof by May," said Mr Sol.', "Mr Sol", Gender.MALE),
        ('"We will mend the roof by May," said Ana Ruiz.', "Ana Ruiz", Gender.FEMALE),
        ('"We will mend the roof by May," said Sol, a spokeswoman.', "Sol", Gender.FEMALE),
        ('"We will mend the roof by May," said Kim Sol, the Notre Dame coach.', "Kim Sol", None),
        ('"We will mend the roof by May," said Kim Sol. She left.', "Kim Sol", Gender.FEMALE),
    ],
    ids=["honorific", "first name", "role noun", "a lady in a university's name", "pronoun"],
)
def test_gender_is_told_by_evidence_only(text: str, name: str, gender: Gender | None) -> None:
    assert genders(text)[name] is gender


def test_an_uncertain_speaker_is_flagged() -> None:
    text = (
        "Ana Ruiz and Mia Berg met on the quay.\n\nRain fell all day.\n\nThe boats stayed in.\n\n"
        '"It has never rained so hard in our lives," she said.'
    )
    script = write_script(Report(text=text))
    assert [part.check for part in script.segments if part.kind is Kind.SOUNDBITE] == ["speaker"]
