"""A run as iCalendar (RFC 5545), for the calendar of whoever takes part or teaches.

Times are those of clocks in the Netherlands, written in UTC, so no calendar needs our time zone.
It names nobody who takes part. An event keeps its UID as long as its day is one of the run; a day
that is none any more is told as cancelled, for a calendar that took it in before has it still.
"""

from datetime import UTC, date, datetime, time, timedelta

from flask import Response
from icalendar import Calendar, Event

from academy.dates import AMSTERDAM
from academy.learning.models import CourseRun
from academy.web.locale import localised

WHOLE = "run"
"""Stands for all days of a run without lesson days."""


def calendar_response(run: CourseRun, *, host: str, now: datetime) -> Response:
    answer = Response(calendar(run, host=host, now=now), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="cursus.ics"'
    return answer


def calendar(run: CourseRun, *, host: str, now: datetime) -> bytes:
    """One event for each lesson day; without lesson days or times one for the whole run."""
    kept = Calendar({"VERSION": "2.0", "PRODID": "-//Skills badges//courses//NL"})
    for name in [*names_of_events(run), *run.dropped_events]:
        kept.add_component(_event(run, name, host=host, now=now))
    return bytes(kept.to_ical())


def names_of_events(run: CourseRun) -> list[str]:
    """What tells the events of one run apart, for as long as they are there."""
    return [*run.lesson_days] or [WHOLE]


def _event(run: CourseRun, name: str, *, host: str, now: datetime) -> Event:
    version, is_off = run.course_version, run.cancelled_at or name in run.dropped_events
    told = {
        "UID": f"{run.uuid}-{name}@{host}",
        "SEQUENCE": run.sequence,
        "DTSTAMP": now.astimezone(UTC),
        **_when(run, *_days(run, name)),
        "SUMMARY": localised(version.title),
        "LOCATION": run.place,
        "DESCRIPTION": localised(version.description),
        "STATUS": "CANCELLED" if is_off else "CONFIRMED",
    }
    event = Event()
    for line, value in told.items():
        event.add(line, value)
    return event


def _days(run: CourseRun, name: str) -> tuple[date, date]:
    if name == WHOLE:
        return run.starts_on, run.ends_on
    return date.fromisoformat(name), date.fromisoformat(name)


def _when(run: CourseRun, first: date, last: date) -> dict[str, date | datetime]:
    # a time says something of one day only, not of weeks on end
    if run.begins_at is not None and first == last:
        ends = {} if run.is_over_at is None else {"DTEND": _moment(first, run.is_over_at)}
        return {"DTSTART": _moment(first, run.begins_at), **ends}
    # the day after the last one: the end of an event is not part of it
    return {"DTSTART": first, "DTEND": last + timedelta(days=1)}


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC)
