"""How long a badge is valid, and when it is time to see the skill again. Pure.

A badge is valid to the end of its last day in the Netherlands, whatever the hour at which it was
given: a page that says "until 1 February" is right the whole of that day. Months are counted from
the local day, which in the last hour or two before midnight UTC is already the next one.
Every page asks here; statements ask `Credential.has_expired_on`.
"""

from datetime import date, datetime, timedelta

from academy.dates import end_of_day, local_day, months_later

RUNS_OUT = timedelta(days=90)
"""So long before its end a badge is said to run out, and seeing the skill again gives a new one."""


def valid_until(start: datetime, months: int | None) -> datetime | None:
    """The end of the same day so many months later, or of the last day of a shorter month;
    None: always."""
    return None if months is None else end_of_day(months_later(local_day(start), months))


def has_expired(end: datetime | None, today: date) -> bool:
    """Whether the last day of the badge is over."""
    return end is not None and local_day(end) < today


def runs_out(end: datetime | None, today: date) -> bool:
    """Whether it ends within three months, or has: seeing the skill again gives a new badge
    instead of confirming the old one."""
    return end is not None and local_day(end) - RUNS_OUT <= today
