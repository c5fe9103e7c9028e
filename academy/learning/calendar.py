"""A run as iCalendar (RFC 5545), for the calendar of whoever takes part or teaches.

Times are those of clocks in the Netherlands, written in UTC, so no calendar needs our time zone.
It names nobody who takes part.
"""

from datetime import UTC, date, datetime, time, timedelta

from flask import Response
from icalendar import Calendar, Event

from academy.dates import AMSTERDAM
from academy.learning.models import CourseRun
from academy.web.locale import localised


def calendar_response(run: CourseRun, *, host: str, now: datetime) -> Response:
    answer = Response(calendar(run, host=host, now=now), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="cursus.ics"'
    return answer


def calendar(run: CourseRun, *, host: str, now: datetime) -> bytes:
    """One event for each lesson day; without lesson days or times one for the whole run."""
    kept = Calendar({"VERSION": "2.0", "PRODID": "-//Skills badges//courses//NL"})
    for number, (first, last) in enumerate(_days(run), start=1):
        kept.add_component(_event(run, first, last, uid=f"{run.uuid}-{number}@{host}", now=now))
    return bytes(kept.to_ical())


def _days(run: CourseRun) -> list[tuple[date, date]]:
    days = [date.fromisoformat(day) for day in run.lesson_days]
    return [(day, day) for day in days] or [(run.starts_on, run.ends_on)]


def _event(run: CourseRun, first: date, last: date, *, uid: str, now: datetime) -> Event:
    version = run.course_version
    told = {
        "UID": uid,
        "DTSTAMP": now.astimezone(UTC),
        **_when(run, first, last),
        "SUMMARY": localised(version.title),
        "LOCATION": run.place,
        "DESCRIPTION": localised(version.description),
        "STATUS": "CANCELLED" if run.cancelled_at else "CONFIRMED",
    }
    event = Event()
    for name, value in told.items():
        event.add(name, value)
    return event


def _when(run: CourseRun, first: date, last: date) -> dict[str, date | datetime]:
    # a time says something of one day only, not of weeks on end
    if run.begins_at is not None and first == last:
        ends = {} if run.is_over_at is None else {"DTEND": _moment(first, run.is_over_at)}
        return {"DTSTART": _moment(first, run.begins_at), **ends}
    # the day after the last one: the end of an event is not part of it
    return {"DTSTART": first, "DTEND": last + timedelta(days=1)}


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC)
