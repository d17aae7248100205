"""A parsed clause beside a quotation goes in; who said it comes out, where words alone do not tell."""

import re
from dataclasses import replace

from broadcast.scripting.attributions import Attribution, Order, built, clause_end, past_stop
from broadcast.scripting.grammar import Grammar, Subject
from broadcast.scripting.lexicon import BODIES, gender_of_first_name, lexicon
from broadcast.scripting.mentions import Mention, MentionKind, head_noun, name_given, parse_mention
from broadcast.scripting.tokens import Token, tokens_of
from broadcast.units import Span

_LEADS = re.compile(r"[\s,.;:—–-]*")
_PARTICLES = frozenset({"off", "out", "in", "up", "back", "on", "away", "forth"})
_MOST_ADVERBS = 2
_SIGNED = re.compile(  # "MARGARET PELL, High Street, Dunmore"   "Ana Ruiz, Porto Alto"   "— Ana Ruiz"
    r"\s*(?P<dash>[—–-]{1,2}\s*)?(?P<name>[A-Z][\w.’'-]*(?:[ -](?:[A-Z][\w.’'-]*|and|de|van|von|the))+)"
    r"(?P<place>,[^.?!\n]{2,60})?\s*$"
)


def parsed_before(text: str, grammar: Grammar, clause: Span) -> Attribution | None:
    """The attribution that leads to a quotation by a verb whose subject stands far off.

    `The governor, while reacting to claims that the port would close, said, `

    Args:
        text: The report.
        grammar: Of it.
        clause: The words of the sentence before the quotation.
    """
    words = text[slice(*clause)].rstrip()
    if words[-1:] not in tuple(",:") and not lexicon().is_verb(words.rpartition(" ")[2].lower()):
        return None
    for saying in reversed(grammar.sayings_in(clause)):
        if not clause[0] <= saying.phrase[0] < clause[1]:
            continue
        mention = _mention(text, grammar, saying, clause[1])
        beside = saying.verb[1] >= clause[0] + len(words.rstrip(",: "))
        if mention is not None and (beside or _may_speak(mention)):
            order = Order.SUBJECT if saying.head[0] < saying.verb[0] else Order.INVERTED
            return built(
                text,
                order=order,
                mention=mention,
                verb=text[slice(*saying.verb)],
                rest_from=max(saying.verb[1], mention.extent),
                span=(clause[0], clause[0] + len(words)),
            )
    return None


def parsed_after(text: str, grammar: Grammar, start: int, end: int) -> Attribution | None:
    """The attribution that a comma before the closing mark announces, whatever its verb.

    `shrugged the race director, Luis Sol.`   `rattled off Ana Ruiz.`   `Tomas put in.`

    Args:
        text: The report.
        grammar: Of it.
        start: After the closing mark.
        end: Where the sentence, or the next quotation, stands.
    """
    first = _LEADS.match(text, start, end)
    begin = first.end() if first else start
    stop = clause_end(text, begin, end)
    for subject in grammar.subjects_in((begin, stop)):
        called = name_given(text[begin : subject.head[1]])
        if called is not None and subject.verb[1] <= stop:
            whole = (begin, subject.head[1])
            named = Mention(kind=MentionKind.NAME, text=called, span=whole, name=called, extent=whole[1])
            return _told(text, named, subject.verb, (begin, stop, end))
        tokens = tokens_of(text, begin, min(subject.verb[0], subject.phrase[0]))
        if len(tokens) > _MOST_ADVERBS or subject.verb[1] > stop:
            continue
        mention = _mention(text, grammar, subject, stop)
        if mention is not None and _may_speak(mention):
            return _told(text, mention, subject.verb, (begin, stop, end))
    return _by_shape(text, (begin, stop, end))


def signed_below(text: str, line: Span) -> Attribution | None:
    """The name below a letter to the editor or a reader's comment: `ANA RUIZ, High Street`."""
    found = _SIGNED.match(text, *line)
    if found is None or not (found["dash"] or found["place"]):
        return None
    name = found["name"]
    shown = name.title() if name.isupper() else name
    span = found.span("name")
    title = (found["place"] or "").strip(" ,") or None
    stop = line[0] + len(text[slice(*line)].rstrip())
    mention = Mention(kind=MentionKind.NAME, text=shown, span=span, name=shown, title=title, extent=stop)
    return Attribution(order=Order.BARE, mention=mention, verb="", who=shown, rest="", span=(span[0], stop))


def _by_shape(text: str, places: tuple[int, int, int]) -> Attribution | None:
    """An inverted clause that the parser does not see: a word in -ed, a particle, and somebody."""
    begin, stop, _ = places
    tokens = tokens_of(text, begin, stop)
    if len(tokens) < 2 or not tokens[0].lower.endswith("ed") or tokens[0].is_capital:
        return None
    after = 2 if tokens[1].lower in _PARTICLES else 1
    mention = parse_mention(text, tokens, after)
    if mention is None or mention.kind is MentionKind.PRONOUN or not _may_speak(mention):
        return None
    verb = (tokens[0].start, tokens[after - 1].end)
    return _told(text, mention, verb, places)


def _told(text: str, mention: Mention, verb: Span, places: tuple[int, int, int]) -> Attribution:
    begin, stop, end = places
    return built(
        text,
        order=Order.INVERTED if verb[0] < mention.span[0] else Order.SUBJECT,
        mention=mention,
        verb=text[slice(*verb)],
        rest_from=max(verb[1], mention.extent),
        span=(begin, past_stop(text, stop, end)),
    )


def _mention(text: str, grammar: Grammar, subject: Subject, end: int) -> Mention | None:
    """Whom a subject's words name; with the parser's word for which of them are the name."""
    stop = min(end, max(subject.phrase[1], subject.head[1]))
    tokens: list[Token] = tokens_of(text, subject.phrase[0], stop)
    mention = parse_mention(text, tokens)
    called = name_given(text[subject.phrase[0] : stop].rstrip(" ,"))
    if mention is not None and mention.kind is MentionKind.NOMINAL and called is not None:
        return replace(mention, kind=MentionKind.NAME, name=called, extent=stop)
    person = grammar.person_in((subject.phrase[0], stop))
    if person is not None and not person[0] <= subject.head[0] < person[1]:
        person = None
    if mention is None or not mention.span[0] <= subject.head[0] < mention.extent:
        if person is None:
            return None
    elif (
        person is None
        or mention.name is None
        or mention.name in text[slice(*person)]
        or _last(text, person) in mention.name
        or (mention.span[1] <= person[0] < mention.extent and _is_person(mention, grammar))
    ):
        return mention
    if person is not None:
        name = text[slice(*person)]
        title = text[subject.phrase[0] : person[0]].strip() or None
        span = (subject.phrase[0], person[1])
        return Mention(kind=MentionKind.NAME, text=name, span=span, name=name, title=title, extent=person[1])
    return mention


def _is_person(mention: Mention, grammar: Grammar) -> bool:
    known = gender_of_first_name(mention.words[0]) is not None and len(mention.words) > 1
    return known or grammar.label(mention.span) == "PERSON"


def _last(text: str, span: Span) -> str:
    return text[slice(*span)].removesuffix("'s").removesuffix("’s").split()[-1]


def _may_speak(mention: Mention) -> bool:
    """Whether a mention may be somebody: a name, a pronoun, a noun of a role or of a body."""
    if mention.kind is not MentionKind.NOMINAL:
        return True
    head = head_noun(mention.text)
    return lexicon().is_role(head) or head.removesuffix("s") in BODIES or head in BODIES
