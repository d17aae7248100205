"""A Voice and the names an engine knows go in; a refusal with a hint comes out where it cannot be spoken."""

from collections.abc import Iterable
from difflib import get_close_matches

from broadcast.errors import UsageError
from broadcast.model import Voice

SLOWEST, FASTEST = 0.5, 2.0
_SHOWN = 8


def check_settings(voice: Voice) -> None:
    """Refuse a rate or pitch outside 0.5 to 2, or a range outside 0 to 2.

    Raises:
        UsageError: The hint names the limits.
    """
    for setting, value, lowest in (
        ("rate", voice.rate, SLOWEST),
        ("pitch", voice.pitch, SLOWEST),
        ("range", voice.range, 0.0),
    ):
        if not lowest <= value <= FASTEST:  # also refuses NaN
            raise UsageError(
                f"the {setting} of voice '{voice}' is '{value:g}'",
                f"a {setting} is a factor from {lowest:g} to {FASTEST:g}",
            )


def unknown_voice(voice: Voice, known: Iterable[str], hint: str = "") -> UsageError:
    """The refusal of a voice that an engine does not have.

    Args:
        voice: As the user named it.
        known: Names the engine has.
        hint: In place of a list, where the engine has no voice at all.
    """
    names = list(known)
    near = get_close_matches(voice.name, names, n=_SHOWN, cutoff=0.6) or names[:_SHOWN]
    more = "" if len(names) <= len(near) else f"; all {len(names)}: broadcast voices --engine {voice.engine}"
    listed = f"there is {', '.join(near)}{more}" if near else hint
    return UsageError(f"engine '{voice.engine}' has no voice '{voice.name}'", listed)
