"""Days as people in the Netherlands count them; moments are kept in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


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
