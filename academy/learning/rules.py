"""Rules about courses, runs and hours. Pure: rows and days come in, answers go out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from academy.learning.models import CourseRun, CourseVersion, Enrolment
from academy.searching import name_order

SMALLEST_GROUP = 5
"""Numbers about fewer people are not shown (domain.md, section 1: minimum cell size)."""
MOST_HOURS = 400
"""More than a working quarter is a typing mistake."""
HOURS_IN_A_DAY = 24
WORKING_DAY = 8.0
YEARS_BACK = timedelta(days=2 * 366)
YEARS_AHEAD = timedelta(days=5 * 366)


def can_be_planned(starts_on: date, *, today: date) -> bool:
    """Whether a run may start then: an older one is administration, a later one a mistake."""
    return today - YEARS_BACK <= starts_on <= today + YEARS_AHEAD


def free_seats(run: CourseRun, enrolled: int) -> int | None:
    """Seats that are left, never below zero; None when there is no limit."""
    return None if run.seats is None else max(0, run.seats - enrolled)


def takes_people_on(run: CourseRun, day: date) -> bool:
    """Whether people can still be enrolled on that day."""
    return run.enrol_until is None or day <= run.enrol_until


def days_outside(days: Iterable[date], *, first: date, last: date) -> list[date]:
    """Those that are no day of the run, the first one first."""
    return sorted(day for day in days if not first <= day <= last)


def likely_completion_day(run: CourseRun, today: date) -> date:
    """The last day of the run, or today when it is still going on."""
    return min(run.ends_on, today)


def can_be_attended(run: CourseRun, day: date, *, today: date) -> bool:
    """Whether somebody can have been there: a day of the run, and none that is still to come."""
    lessons = run.lesson_days
    return run.holds_on(day) and day <= today and (not lessons or day.isoformat() in lessons)


def attendance_days(run: CourseRun, today: date) -> list[date]:
    """The lesson days until today; none when every day of the run may be one."""
    days = (date.fromisoformat(day) for day in run.lesson_days)
    return [day for day in days if day <= today]


def likely_attendance_day(run: CourseRun, today: date) -> date:
    """Today, or else the last day before it on which people can have been there."""
    days = attendance_days(run, today)
    return days[-1] if days else min(run.ends_on, today)


def hours_of_a_day(run: CourseRun) -> float:
    """What one lesson takes: by the clock where it is told, else as far as the course says."""
    if run.begins_at and run.is_over_at:
        return round((_minutes(run.is_over_at) - _minutes(run.begins_at)) / 60, 2)
    hours = run.course_version.hours
    if run.lesson_days:
        return round(hours / len(run.lesson_days), 2)
    return hours if run.starts_on == run.ends_on else min(hours, WORKING_DAY)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def least_hours(version: CourseVersion) -> float:
    """What somebody has to follow to complete the course."""
    return round(version.hours * version.least_share / 100, 2)


def is_enough(version: CourseVersion, hours: float) -> bool:
    """Also of a course that asks for no share, somebody has to have been there."""
    return hours > 0 and hours >= least_hours(version)


def is_open(enrolment: Enrolment) -> bool:
    """Whether it is still to be said how this person left the run."""
    return enrolment.completion is None


def takes_part(enrolment: Enrolment) -> bool:
    """Whether the person has a seat and has not left the run."""
    return enrolment.has_seat and is_open(enrolment)


@dataclass(frozen=True, slots=True)
class Followed:
    """Hours of one course that one person followed in the year."""

    title: str
    person_id: int
    hours: float


@dataclass(frozen=True, slots=True)
class CourseTotal:
    """What was followed of one course, or of several together, in a year."""

    title: str
    people: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTotals:
    """Totals that can be shown to anybody: no line is about fewer than five people."""

    lines: Sequence[CourseTotal]
    """Courses by title; small courses together last."""
    left_out: bool
    """Whether something was followed that no line tells."""

    @property
    def hours(self) -> float:
        """Hours of the lines that are shown, so that no hidden line follows by subtraction."""
        return sum(line.hours for line in self.lines)


def year_totals(followed: Iterable[Followed], *, others: str) -> YearTotals:
    """Add up per course; courses with too few people go together under the name `others`.

    One small course alone is left out: together with nothing it would still be itself.
    """
    courses: dict[str, list[Followed]] = defaultdict(list)
    for each in followed:
        courses[each.title].append(each)
    small = [title for title in courses if _people(courses[title]) < SMALLEST_GROUP]
    together = [each for title in small for each in courses[title]]
    lines = [
        _total(title, courses[title])
        for title in sorted(courses, key=name_order)
        if title not in small
    ]
    enough = len(small) > 1 and _people(together) >= SMALLEST_GROUP
    if enough:
        lines.append(_total(others, together))
    return YearTotals(lines=lines, left_out=bool(small) and not enough)


def _people(followed: Iterable[Followed]) -> int:
    return len({each.person_id for each in followed})


def _total(title: str, followed: Sequence[Followed]) -> CourseTotal:
    return CourseTotal(title, _people(followed), sum(each.hours for each in followed))
