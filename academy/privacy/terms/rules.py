"""Which terms an organisation may choose, and whose is over. Pure."""

from calendar import monthrange
from datetime import date

CHOICES = (6, 12, 18, 24)
"""In months after the last day."""
LONGEST = CHOICES[-1]
"""Two years is the usual guideline for what an employer keeps of somebody who left."""


def last_day_over(today: date, months: int) -> date:
    """Whoever left on this day or before is forgotten today.

    >>> last_day_over(date(2026, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
