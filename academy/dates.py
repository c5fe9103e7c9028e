"""Days as people in the Netherlands count them; moments are kept in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """The day in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()
