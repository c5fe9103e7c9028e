"""Moments in documents: XML Schema dateTimeStamp, in and out.

>>> from datetime import datetime, timezone
>>> stamp(datetime(2026, 11, 21, 9, 30, tzinfo=timezone.utc))
'2026-11-21T09:30:00Z'
>>> instant("2026-11-21T10:30:00+01:00") == instant("2026-11-21T09:30:00Z")
True
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_STAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)

_END_OF_DAY: Final = "T24:00:00"
"""The first moment of the next day (XML Schema 1.1 part 2, 3.3.7)."""

_ISO: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})[Tt ]([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})"
    r"(?:[.,]([0-9]{1,20}))?)?)?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"
)
"""ISO 8601 moments with a zone: basic and extended form, to the hour, minute, second or less."""


def stamp(moment: datetime) -> str:
    """Write a moment in UTC to the second; ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def lenient_instant(text: object) -> datetime:
    """Read any ISO 8601 moment with a zone, as Open Badges 2.0 allows, or ValueError.

    >>> lenient_instant("2026-11-21T09:30Z") == lenient_instant("20261121T103000,0+01")
    True
    """
    found = _ISO.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError("Write moments like 2026-11-21T09:30:00Z, with a time zone.")
    day, hour, minute, second, fraction, zone = found.groups()
    zone = "Z" if zone in "zZ" else zone.replace(":", "").ljust(5, "0")
    zone = zone if zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    day = day if "-" in day else f"{day[:4]}-{day[4:6]}-{day[6:]}"
    parts = f"{day}T{hour}:{minute or '00'}:{second or '00'}"
    return instant(f"{parts}.{fraction[:9]}{zone}" if fraction else f"{parts}{zone}")


def zoneless_instant(text: object) -> datetime:
    """Read a moment of ISO 8601 without a zone, or a day, as if it was in UTC; else ValueError.

    >>> zoneless_instant("2026-11-21 ") == zoneless_instant("2026-11-21T00:00")
    True
    """
    plain = text.strip() if isinstance(text, str) else ""
    return lenient_instant(f"{plain}Z" if _ISO.fullmatch(f"{plain}Z") else f"{plain}T00Z")


def instant(text: object) -> datetime:
    """Read a dateTimeStamp (VC Data Model 2.0, section 4.9: a zone is required), or ValueError."""
    match = _STAMP.fullmatch(text) if isinstance(text, str) else None
    if match is None or not isinstance(text, str):
        raise ValueError("Write moments like 2026-11-21T09:30:00Z, with a time zone.")
    fraction = match[1] or ""
    text = text.replace(fraction, fraction[:7]) if fraction else text
    is_end_of_day = _END_OF_DAY in text and not fraction.strip(".0")
    moment = datetime.fromisoformat(
        text.replace(_END_OF_DAY, "T00:00:00") if is_end_of_day else text
    )
    try:
        moment += timedelta(days=is_end_of_day)
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("This moment lies outside the years 1 to 9999.") from error
    return moment
