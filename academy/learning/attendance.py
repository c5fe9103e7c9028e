"""Verbs on who takes part: enrol, take off, complete, stop, and take a mistake back.

Completing writes a line in the worker's learning record, which gives a proof of participation
and never a badge: a badge is only for what somebody was seen to do.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.learning import rules
from academy.learning.models import CompletionKind, CourseRun, Enrolment, LearningRecord
from academy.learning.participants import Candidate
from academy.learning.service import enrolled, refuse_cancelled
from academy.learning.values import Attendance
from academy.locking import row
from academy.security.identity import Actor


def enrol(
    run: CourseRun, candidates: Iterable[Candidate], *, by: Actor, now: datetime
) -> list[Enrolment]:
    """Put people on the list; who is on it already stays as they are and is not given back.

    Raises AcademyError when the run is cancelled and InvalidInputError without enough seats.
    """
    must_be_locked(run)
    refuse_cancelled(run)
    # under the lock of the run: two leaders may enrol for the last seats at once
    new = fitting(run, candidates)
    added = [_enrolment(run, candidate, now) for candidate in new]
    db.session.add_all(added)
    db.session.flush()
    for enrolment in added:
        _record("enrolment.added", enrolment, by=by, now=now)
    return added


def fitting(run: CourseRun, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those who are not on the list yet. Raises InvalidInputError without enough seats."""
    already = set(db.session.scalars(select(Enrolment.person_id).where(Enrolment.run_id == run.id)))
    new = [each for each in candidates if each.person.id not in already]
    free = rules.free_seats(run, enrolled(run))
    if free is not None and len(new) > free:
        raise InvalidInputError("too-few-seats", free=free, new=len(new))
    return new


def _enrolment(run: CourseRun, candidate: Candidate, now: datetime) -> Enrolment:
    return Enrolment(
        run=run,
        person=candidate.person,
        organisation_id=candidate.organisation_id,
        enrolled_at=now,
    )


def remove(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Take somebody off the list.

    Raises AcademyError when it is known already how this person left the run.
    """
    must_be_locked(row(CourseRun, enrolment.run_id))
    if not rules.is_open(enrolment):
        raise AcademyError("left-the-run-already")
    _record("enrolment.removed", enrolment, by=by, now=now)
    db.session.delete(enrolment)
    db.session.flush()


def complete(
    run: CourseRun, attended: Sequence[Attendance], *, on: date, by: Actor, now: datetime
) -> int:
    """Write for each of them that the run was followed; gives how many are new.

    Who completed or stopped already is left alone, so sending it twice changes nothing.
    Raises AcademyError when the run is cancelled or has not begun.
    """
    must_be_locked(run)
    refuse_cancelled(run)
    if not run.has_begun_on(local_day(now)):
        raise AcademyError("run-has-not-begun")
    hours = {each.enrolment_uuid: each.hours for each in attended}
    waiting = db.session.scalars(
        select(Enrolment).where(Enrolment.run_id == run.id, Enrolment.completion.is_(None))
    )
    done = [each for each in waiting if str(each.uuid) in hours]
    for enrolment in done:
        _complete(enrolment, hours[str(enrolment.uuid)], on=on)
        _record("enrolment.completed", enrolment, by=by, now=now)
    db.session.flush()
    return len(done)


def _complete(enrolment: Enrolment, hours: float, *, on: date) -> None:
    run, version = enrolment.run, enrolment.run.course_version
    enrolment.completion = CompletionKind.COMPLETED
    enrolment.completed_on = on
    enrolment.hours = hours
    enrolment.record = LearningRecord(
        person_id=enrolment.person_id,
        title=version.title,
        provider=run.provider.name,
        form=version.form,
        hours=hours,
        starts_on=run.starts_on,
        ends_on=on,
        details={
            "course": version.course.code,
            "version": version.number,
            "place": run.place,
            "skills": version.skill_codes,
        },
    )


def stop(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Somebody left before the end; that gives no line in the learning record.

    Raises AcademyError when it is known already how this person left the run.
    """
    must_be_locked(row(CourseRun, enrolment.run_id))
    if not rules.is_open(enrolment):
        raise AcademyError("left-the-run-already")
    enrolment.completion = CompletionKind.STOPPED
    enrolment.completed_on = local_day(now)
    _record("enrolment.stopped", enrolment, by=by, now=now)


def reopen(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Take back that somebody completed or stopped; the line in the learning record goes.

    The audit log keeps both. Does nothing when there is nothing to take back.
    """
    must_be_locked(row(CourseRun, enrolment.run_id))
    if rules.is_open(enrolment):
        return
    _record("enrolment.reopened", enrolment, by=by, now=now, was=str(enrolment.completion))
    if enrolment.record is not None:
        db.session.delete(enrolment.record)
    enrolment.completion = enrolment.completed_on = enrolment.hours = None
    db.session.flush()


def _record(action: str, enrolment: Enrolment, *, by: Actor, now: datetime, **details: str) -> None:
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
