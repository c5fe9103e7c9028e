"""When something was seen, whatever the clock of the tablet says. Pure: moments in, a moment out.

A tablet tells its own clock at three moments: when the grant came, when somebody saved, when it
sent. Only differences between two of them are believed (see docs/tablet-protocol.md, section 6).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SKEW_IS_FLAGGED = timedelta(minutes=10)
"""As long as two ways to compute a moment may differ, and as far as a clock may be off."""


MOST_SKEW = 2 * 10**9
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the tablet says about one item, by its own clock."""

    made_at: datetime
    granted_at: datetime
    since_grant: timedelta | None
    """By a clock that nobody can set; None when the page was loaded anew in between."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When it was made, and whether that is sure."""

    at: datetime
    is_sure: bool


def moment_of(
    reading: Reading,
    *,
    given_at: datetime,
    sent_at: datetime | None,
    now: datetime,
) -> Moment:
    """`given_at` and `now` are the server's; `sent_at` None: another tablet brings it."""
    if reading.since_grant is not None:
        return Moment(given_at + reading.since_grant, True)
    at = given_at + (reading.made_at - reading.granted_at)
    has_been = at <= now + SKEW_IS_FLAGGED
    if sent_at is None:
        return Moment(at, has_been)
    by_age = now - (sent_at - reading.made_at)
    return Moment(at, has_been and abs(by_age - at) <= SKEW_IS_FLAGGED)


def skew_seconds(sent_at: datetime, now: datetime) -> int:
    """By how much the tablet's clock is ahead."""
    return round((sent_at - now).total_seconds())


def bounded(seconds: int) -> int:
    """As a column can hold it: sixty years are as wrong as a hundred."""
    return max(min(seconds, MOST_SKEW), -MOST_SKEW)


def is_skewed(seconds: int | None) -> bool:
    return seconds is not None and abs(seconds) > SKEW_IS_FLAGGED.total_seconds()
