"""Where people go, what they may answer, and when they are asked. Pure (docs/adr/0060)."""

from datetime import date, timedelta
from enum import StrEnum


class Destination(StrEnum):
    """Where somebody went, as far as is known; no free text: it would hold reasons."""

    PAID = "paid"
    LEARN_WORK = "learn_work"
    EDUCATION = "education"
    VOLUNTEERING = "volunteering"
    UNKNOWN = "unknown"


class Said(StrEnum):
    """What somebody answers to "werk je nog, of weer?"."""

    WORKS = "works"
    DOES_NOT = "does_not"
    RATHER_NOT = "rather_not"


ASKED_AFTER = timedelta(days=365)
ASKED_FOR = timedelta(days=183)
"""Whoever does not come in during that time is not asked any more."""


def last_days_to_ask(today: date) -> tuple[date, date]:
    """Whoever had a last day between these, both included, is asked today."""
    return today - ASKED_AFTER - ASKED_FOR, today - ASKED_AFTER


def is_told_on(today: date, year: int) -> bool:
    """Whether nobody who left in that year is asked any more: a figure never changes afterwards, so
    that the difference of two days is nobody's answer."""
    return last_days_to_ask(today)[0] > date(year, 12, 31)
