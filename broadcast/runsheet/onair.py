"""A time of day as a producer writes it in, the moment a programme goes on air out."""

import re
from datetime import datetime, timedelta

from broadcast.errors import UsageError

# 18:00   6:05:30   18.00   1800
_CLOCK = re.compile(r"(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?")


def parse_on_air(text: str, now: datetime | None = None) -> datetime:
    """When a programme goes on air, aware of its zone.

    Args:
        text: A time of day, which is the next such time by this machine's clock; or a date and a time in ISO
            8601 ("2026-03-01 18:00"), of this machine's zone where it names none.
        now: What the clock says; aware.

    Raises:
        UsageError: It is neither.
    """
    now = now or datetime.now().astimezone()
    try:
        if found := _CLOCK.fullmatch(text.strip()):
            hour, minute, second = (int(part or 0) for part in found.groups())
            today = now.replace(hour=hour, minute=minute, second=second, microsecond=0)
            return today if today >= now else today + timedelta(days=1)
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or len(text.strip()) <= len("2026-03-01"):
        raise UsageError(
            f"'{text}' is no time to go on air", "write '18:00', or '2026-03-01 18:00'; seconds may follow"
        )
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)
