"""Seats of a run and the list of those who wait for one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.learning.models import CourseRun, Enrolment
from academy.learning.rules import free_seats
from academy.security.identity import Actor


def seated(run: CourseRun) -> int:
    """How many people have a seat, those who stopped included."""
    return _count(run, Enrolment.seated_at.is_not(None))


def waiting(run: CourseRun) -> int:
    return _count(run, Enrolment.seated_at.is_(None))


def free(run: CourseRun) -> int | None:
    """Seats for whoever comes now: none while somebody waits; None when there is no limit."""
    return 0 if waiting(run) else free_seats(run, seated(run))


def positions(run: CourseRun) -> dict[int, int]:
    """The place on the waiting list, from 1, by the number of the enrolment."""
    numbers = db.session.scalars(
        select(Enrolment.id)
        .where(Enrolment.run_id == run.id, Enrolment.seated_at.is_(None))
        .order_by(Enrolment.id)
    )
    return {number: place for place, number in enumerate(numbers, start=1)}


def move_up(run: CourseRun, *, by: Actor, now: datetime) -> Sequence[Enrolment]:
    """Give the seats that are free to those who wait longest; gives who got one."""
    must_be_locked(run)
    next_ones = (
        select(Enrolment)
        .where(Enrolment.run_id == run.id, Enrolment.seated_at.is_(None))
        .order_by(Enrolment.id)
        .limit(free_seats(run, seated(run)))
    )
    lucky = db.session.scalars(next_ones).all()
    for enrolment in lucky:
        enrolment.seated_at = now
        log_enrolment("enrolment.moved_up", enrolment, by=by, now=now)
    db.session.flush()
    return lucky


def log_enrolment(
    action: str, enrolment: Enrolment, *, by: Actor, now: datetime, **details: str
) -> None:
    """In the chain of the organisation through which the person takes part."""
    log.record(
        action,
        enrolment.uuid,
        organisation_id=enrolment.organisation_id,
        by=by,
        at=now,
        person=str(enrolment.person.uuid),
        run=str(enrolment.run.uuid),
        **details,
    )


def _count(run: CourseRun, which: ColumnElement[bool]) -> int:
    found = select(func.count(Enrolment.id)).where(Enrolment.run_id == run.id, which)
    return db.session.scalar(found) or 0
