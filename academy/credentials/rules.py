"""How long a badge is valid, and when it is time to see the skill again. Pure."""

import calendar
from datetime import datetime, timedelta

RENEW_BEFORE = timedelta(days=90)


def valid_until(start: datetime, months: int | None) -> datetime | None:
    """The same day so many months later, or the last day of a shorter month; None: always."""
    if months is None:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)


def needs_renewal(end: datetime | None, now: datetime) -> bool:
    """Whether seeing the skill again gives a new badge instead of confirming the old one."""
    return end is not None and now >= end - RENEW_BEFORE
