"""Moments in documents: XML Schema dateTimeStamp, in and out.

>>> from datetime import datetime, timezone
>>> stamp(datetime(2026, 11, 21, 9, 30, tzinfo=timezone.utc))
'2026-11-21T09:30:00Z'
>>> instant("2026-11-21T10:30:00+01:00") == instant("2026-11-21T09:30:00Z")
True
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_STAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def stamp(moment: datetime) -> str:
    """Write a moment in UTC to the second; ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def instant(text: object) -> datetime:
    """Read a dateTimeStamp (VC Data Model 2.0, section 4.9: a zone is required), or ValueError."""
    match = _STAMP.fullmatch(text) if isinstance(text, str) else None
    if match is None or not isinstance(text, str):
        raise ValueError("Write moments like 2026-11-21T09:30:00Z, with a time zone.")
    fraction = match[1] or ""
    moment = datetime.fromisoformat(text.replace(fraction, fraction[:7]) if fraction else text)
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("This moment lies outside the years 1 to 9999.") from error
    return moment
