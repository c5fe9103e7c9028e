"""Verbs on courses and runs. Nothing is deleted: a course retires, a run is cancelled.

A course that is changed gets a new version; a run keeps the version it was planned with.
"""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import func, select

from academy.audit import log
from academy.catalogue.codes import code_of_name, next_number
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.learning import queries, seats
from academy.learning.calendar import names_of_events
from academy.learning.loading import publish_version
from academy.learning.models import Course, CourseRun, CourseVersion, Enrolment, Presence
from academy.learning.taken import title_is_taken
from academy.learning.values import CourseContent, RunPlan
from academy.periods import is_backwards
from academy.security.identity import Actor

FREE_TO_CHANGE = frozenset({"seats", "enrol_until", "trainers", "cost_cents", "funding"})
"""Of a run that somebody completed."""


class StaleCourseError(AcademyError):
    """Somebody else changed the course while the form was open."""


class StaleRunError(AcademyError):
    """Somebody else changed the run while the form was open."""


def add_course(content: CourseContent, *, by: Actor, now: datetime) -> Course:
    """A new course, version 1.0.

    Raises InvalidInputError when another course has the same title.
    """
    # two at once meet the unique index, and `taken` says the same
    code = code_of_name(content.title["nl"])
    if not code or queries.course_code_is_taken(code):
        raise title_is_taken()
    course = Course(code=code, versions=[])
    db.session.add(course)
    publish_version(course, "1.0", _columns(content), by=by, now=now)
    return course


def change_course(
    course: Course, content: CourseContent, *, based_on: str, by: Actor, now: datetime
) -> CourseVersion:
    """A new version of the course, or the current one when nothing differs.

    `based_on` is the number of the version that was on the screen; raises StaleCourseError
    when somebody else changed the course since.
    """
    must_be_locked(course)
    current = course.current
    if current.number != based_on:
        raise StaleCourseError("course-was-changed")
    if all(getattr(current, name) == value for name, value in _columns(content).items()):
        return current
    number = next_number(based_on)
    return publish_version(course, number, _columns(content), by=by, now=now)


def _columns(content: CourseContent) -> dict[str, object]:
    return asdict(content) | {"skill_codes": list(content.skill_codes)}


def retire_course(course: Course, *, by: Actor, now: datetime) -> None:
    """No new runs; the runs that are planned go on."""
    must_be_locked(course)
    if course.retired_at is None:
        course.retired_at = now
        log.record("course.retired", course.uuid, organisation_id=None, by=by, at=now)


def reopen_course(course: Course, *, by: Actor, now: datetime) -> None:
    """New runs are possible again."""
    must_be_locked(course)
    if course.retired_at is not None:
        course.retired_at = None
        log.record("course.reopened", course.uuid, organisation_id=None, by=by, at=now)


def plan_run(course: Course, plan: RunPlan, *, key: UUID, by: Actor, now: datetime) -> CourseRun:
    """A run of the course as it is now; sent twice with one `key`, it is still one.

    Raises AcademyError when the course is retired.
    """
    must_be_locked(course)
    there = db.session.scalar(select(CourseRun).where(CourseRun.uuid == key))
    if there is not None and there.course_version.course_id == course.id:
        return there
    if course.retired_at is not None:
        raise AcademyError("course-has-ended")
    run = CourseRun(uuid=uuid4() if there else key, course_version=course.current, **plan.columns)
    db.session.add(run)
    db.session.flush()
    log.record("course-run.planned", run.uuid, organisation_id=None, by=by, at=now)
    return run


def as_planned(run: CourseRun) -> str:
    """Stands for all that the run says now: another plan gives another text."""
    told = [str(getattr(run, each.name)) for each in fields(RunPlan)]
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def change_run(run: CourseRun, plan: RunPlan, *, seen: str, by: Actor, now: datetime) -> None:
    """Other days, place, provider, seats or money; whoever waits gets the seats that come free.

    `seen` is what it said on the screen (`as_planned`). Raises StaleRunError when somebody else
    changed it since, AcademyError when the run is cancelled or somebody completed it already, and
    InvalidInputError at the field when more people are enrolled than there would be seats, or when
    a day on which somebody was looked for would be none of it.
    """
    must_be_locked(run)
    refuse_cancelled(run)
    if as_planned(run) != seen:
        raise StaleRunError("run-was-changed")
    if plan.seats is not None and plan.seats < seats.seated(run):
        raise InvalidInputError("seats-are-taken", taken=seats.seated(run)).at("seats")
    _refuse_to_leave_out(_days_attended(run), plan)
    changed = [name for name, value in plan.columns.items() if getattr(run, name) != value]
    # records of those who completed name its days and place; of these facts they say nothing
    if set(changed) - FREE_TO_CHANGE:
        _refuse_completed(run)
    before = names_of_events(run)
    for name in changed:
        setattr(run, name, plan.columns[name])
    if changed:
        gone = {*run.dropped_events, *before} - {*names_of_events(run)}
        run.dropped_events, run.sequence = sorted(gone), run.sequence + 1
        log.record(
            "course-run.changed", run.uuid, organisation_id=None, by=by, at=now, fields=changed
        )
    seats.move_up(run, by=by, now=now)


def _days_attended(run: CourseRun) -> Iterable[date]:
    found = select(Presence.day).join(Presence.enrolment).where(Enrolment.run_id == run.id)
    return db.session.scalars(found.distinct().order_by(Presence.day))


def _refuse_to_leave_out(days: Iterable[date], plan: RunPlan) -> None:
    """The hours of a day that is none of the run would count all the same."""
    for day in days:
        if is_backwards(plan.starts_on, day):
            raise InvalidInputError("day-was-attended", day=day).at("starts_on")
        if is_backwards(day, plan.ends_on):
            raise InvalidInputError("day-was-attended", day=day).at("ends_on")
        if plan.lesson_days and day not in plan.lesson_days:
            raise InvalidInputError("day-was-attended", day=day).at("lesson_days")


def cancel_run(run: CourseRun, *, by: Actor, now: datetime) -> None:
    """The run does not take place.

    Raises AcademyError when somebody completed it already.
    """
    must_be_locked(run)
    if run.cancelled_at is None:
        _refuse_completed(run)
        run.cancelled_at, run.sequence = now, run.sequence + 1
        log.record("course-run.cancelled", run.uuid, organisation_id=None, by=by, at=now)


def refuse_cancelled(run: CourseRun) -> None:
    if run.cancelled_at is not None:
        raise AcademyError("run-is-cancelled")


def _refuse_completed(run: CourseRun) -> None:
    completed = select(func.count(Enrolment.id)).where(
        Enrolment.run_id == run.id, Enrolment.completion.is_not(None)
    )
    if db.session.scalar(completed):
        raise AcademyError("run-has-completions")
