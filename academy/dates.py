"""Days as people in the Netherlands count and write them; moments are kept in UTC."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from academy.folding import folded, plain_digits
from academy.languages import CONTENT_LANGUAGES

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CENTURY = 2000
"""Of a year in two digits."""
_BROWSERS = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_PEOPLES = re.compile(
    r"(?P<day>[0-9]{1,2}) ?[-/. ] ?(?P<month>[0-9]{1,2}|[a-z]{3,9})\.? ?[-/. ] ?"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
)
_MIDNIGHT = re.compile(r"(?:t| )0{1,2}:00(?::00(?:\.0+)?)?z?$")
"""What programs write behind a day of which they know no time."""


def local_day(moment: datetime) -> date:
    """The day in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()


def start_of_day(day: date) -> datetime:
    """Midnight in the Netherlands."""
    return datetime.combine(day, time.min, AMSTERDAM)


def end_of_day(day: date) -> datetime:
    """The last second of the day in the Netherlands, also when the clock changes that day."""
    # a whole second, for that is what is signed (docs/adr/0024)
    return start_of_day(day + timedelta(days=1)).astimezone(UTC) - timedelta(seconds=1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or before when negative; of a shorter month its last day.

    >>> months_later(date(2026, 8, 31), -6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_day(text: str) -> date | None:
    """The day that somebody wrote: 2026-05-03 as browsers do, 3-5-2026, 03/05/26 or 3 mei 2026.

    Also as programs save it, with a time of nothing: 03-05-2026 00:00:00.
    """
    line = _MIDNIGHT.sub("", plain_digits(text).strip().lower())
    found = _BROWSERS.fullmatch(line) or _PEOPLES.fullmatch(line)
    if found is None:
        return None
    year = int(found["year"]) + (CENTURY if len(found["year"]) == 2 else 0)
    try:
        return date(year, _month(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _months().get(text, 0)


@cache
def _months() -> dict[str, int]:
    """Names of months in the languages that everything is written in, in full and in short."""
    return {
        folded(name).rstrip("."): number
        for language in CONTENT_LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
