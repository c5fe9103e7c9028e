"""A run as iCalendar (RFC 5545), for the calendar of whoever takes part or teaches.

Times are those of clocks in the Netherlands, written in UTC, so no calendar needs our time zone.
It names nobody who takes part.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from flask import Response

from academy.dates import AMSTERDAM
from academy.learning.models import CourseRun
from academy.web.locale import localised

LONGEST_LINE = 75
"""Bytes, without the line break (RFC 5545, 3.1)."""


def calendar_response(run: CourseRun, *, host: str, now: datetime) -> Response:
    answer = Response(calendar(run, host=host, now=now), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="cursus.ics"'
    return answer


def calendar(run: CourseRun, *, host: str, now: datetime) -> str:
    """One event for each lesson day; without lesson days or times one for the whole run."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Skills badges//courses//NL"]
    for number, (first, last) in enumerate(_days(run), start=1):
        lines += _event(run, first, last, uid=f"{run.uuid}-{number}@{host}", now=now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _days(run: CourseRun) -> list[tuple[date, date]]:
    days = [date.fromisoformat(day) for day in run.lesson_days]
    return [(day, day) for day in days] or [(run.starts_on, run.ends_on)]


def _event(run: CourseRun, first: date, last: date, *, uid: str, now: datetime) -> Iterator[str]:
    version = run.course_version
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_moment(now)}"
    yield from _when(run, first, last)
    yield f"SUMMARY:{_text(localised(version.title))}"
    yield f"LOCATION:{_text(run.place)}"
    yield f"DESCRIPTION:{_text(localised(version.description))}"
    yield f"STATUS:{'CANCELLED' if run.cancelled_at else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(run: CourseRun, first: date, last: date) -> Iterator[str]:
    # a time says something of one day only, not of weeks on end
    if run.begins_at is not None and first == last:
        yield f"DTSTART:{_moment(_local(first, run.begins_at))}"
        if run.is_over_at is not None:
            yield f"DTEND:{_moment(_local(first, run.is_over_at))}"
        return
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    # the day after the last one: the end of an event is not part of it
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Pieces that fit; each after the first begins with a space, and no letter is cut."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += sign
    yield piece
