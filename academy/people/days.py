"""How far ahead a day of somebody's work may lie.

A year that was mistyped would be noticed by nobody: somebody begins in 2072, or stays a guest until
then. A plan is at most a year old; what lasts longer gets a last day when that is near.
"""

from datetime import date, timedelta

from academy.errors import InvalidInputError

LONGEST_AHEAD = timedelta(days=366)
LONGEST_AUTHORITY = timedelta(days=5 * 366)
"""What somebody may assess rests on a course, as a quality mark rests on an audit."""


def refuse_far_ahead(today: date, **days: date | None) -> None:
    """Each under the name of its field. Raises InvalidInputError at the first that is too far."""
    for field, day in days.items():
        if day is not None and day > today + LONGEST_AHEAD:
            raise InvalidInputError("day-too-far-away").at(field)


def refuse_long_authority(today: date, starts_on: date, ends_on: date | None) -> None:
    """Raises InvalidInputError."""
    refuse_far_ahead(today, starts_on=starts_on)
    if ends_on is not None and ends_on > today + LONGEST_AUTHORITY:
        raise InvalidInputError("authority-lasts-too-long").at("ends_on")
