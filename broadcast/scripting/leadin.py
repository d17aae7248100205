"""An attribution that follows its quotation goes in; the words that lead to the soundbite on air come out."""

from broadcast.scripting.attributions import Attribution, Order
from broadcast.scripting.mentions import MentionKind

_KEPT_PRONOUNS = frozenset({"i", "we"})


def lead_in(attribution: Attribution, speaker: str | None, *, same_turn: bool) -> str | None:
    """The copy's own words in the order that leads to a soundbite, ending in a colon.

    `said General Renko, Harbour Guard.` becomes "General Renko, Harbour Guard, said:". A
    pronoun becomes the speaker's name, unless the same person goes on; then there is nothing to say, except
    what the attribution adds: "She said on Tuesday after visiting the site:".

    Args:
        attribution: The clause after the quotation.
        speaker: The resolved name; None when nobody knows.
        same_turn: Whether this person has just been introduced or heard.

    Returns:
        None when nothing is to be said.
    """
    if same_turn and not attribution.rest:
        return None
    who = " ".join(attribution.who.split())
    mention = attribution.mention
    if (
        mention.kind is MentionKind.PRONOUN
        and not same_turn
        and speaker
        and mention.text.lower() not in _KEPT_PRONOUNS
    ):
        who = speaker
    if attribution.order is Order.ACCORDING:
        words = f"according to {who} {attribution.rest}"
    elif attribution.order is Order.BARE:
        words = who
    else:
        comma = "," if "," in who[len(mention.text) :] and not who.endswith(")") else ""
        meanwhile = "," if attribution.rest.partition(" ")[0].endswith("ing") else ""
        words = f"{who}{comma} {attribution.verb}{meanwhile} {attribution.rest}"
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}:"
