"""Copy goes in; words that hurt, judge or convict come out, each with a reason and another way to say it."""

from collections.abc import Callable, Iterator

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Example, Hit, Rule, Severity
from broadcast.speech.check.lists import find_phrases
from broadcast.speech.check.options import Checks

Find = Callable[[Copy, Checks], Iterator[Hit]]


def rules() -> tuple[Rule, ...]:
    """Rules H901 and on."""
    return (
        Rule(
            code="H901", name="suicide-wording", severity=Severity.WARNING,
            why="Words of crime and of success harm people at risk; neutral ones do not.",
            source=("Samaritans", "WHO"),
            example=Example(bad="The teacher committed suicide in March.", good="The teacher took his own life in March."),
            find=_section("suicide"),
        ),
        Rule(
            code="H902", name="suicide-method", severity=Severity.WARNING,
            why="Detail of a method invites imitation: leave it out, and give a help line.",
            source=("Samaritans", "WHO"),
            example=Example(bad="The inquest heard that he hanged himself.", good="The inquest heard that he took his own life."),
            find=_section("method"),
        ),
        Rule(
            code="H903", name="terrorist", severity=Severity.HINT,
            why="“Terrorist” is somebody's judgement: say whose, or say what they did.",
            source=("BBC", "practice"),
            example=Example(bad="Terrorists attacked the port.", good="Gunmen attacked the port."),
            find=_section("terrorism"),
        ),
        Rule(
            code="H904", name="people-illegal", severity=Severity.WARNING,
            why="Acts can be illegal, people cannot; “migrant” and “refugee” are not the same.",
            source=("practice",),
            example=Example(bad="Police stopped forty illegal immigrants.", good="Police stopped forty people who had entered without papers."),
            find=_section("migration"),
        ),
        Rule(
            code="H905", name="disability", severity=Severity.WARNING,
            why="Name the person before the condition, and pity nobody.",
            source=("practice",),
            example=Example(bad="The wheelchair-bound pilot agreed.", good="The pilot, who uses a wheelchair, agreed."),
            find=_section("disability"),
        ),
        Rule(
            code="H906", name="mental-illness", severity=Severity.WARNING,
            why="Illness is no insult and no metaphor.",
            source=("practice",),
            example=Example(bad="The report calls him a schizophrenic.", good="The report says he has schizophrenia."),
            find=_section("mental"),
        ),
        Rule(
            code="H907", name="suspect-did-it", severity=Severity.WARNING,
            why="A suspect is somebody whom police suspect; who did it is another matter until a court has said so.",
            source=("practice",),
            example=Example(bad="The suspect shot two men.", good="A gunman shot two men."),
            find=_section("suspect"),
        ),
        Rule(
            code="H908", name="profanity", severity=Severity.WARNING,
            why="Listeners are warned before strong language, or it goes.",
            source=("practice",),
            example=Example(bad="It is bullshit, in short.", good="It is nonsense, in short."),
            find=_section("profanity"),
        ),
        Rule(
            code="H909", name="sexual-offence", severity=Severity.HINT,
            why="Victims of sexual offences, and children, are not named: look at every name in the story.",
            source=("practice",),
            example=Example(bad="He was charged with rape.", good="He was charged with assault."),
            find=_once("offences"),
        ),
    )  # fmt: skip


def _section(key: str) -> Find:
    """A rule that looks for the phrases of a section."""
    return lambda copy, checks: find_phrases(copy, "sensitivity", key)


def _once(key: str) -> Find:
    """The same, at its first place only: it is a reminder."""

    def find(copy: Copy, checks: Checks) -> Iterator[Hit]:
        hits = sorted(find_phrases(copy, "sensitivity", key), key=lambda hit: hit.span)
        yield from hits[:1]

    return find
