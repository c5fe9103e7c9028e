"""How people leave a run: complete, stop, and take a mistake back.

Completing writes a line in the worker's learning record, which gives a proof of participation
and never a badge: a badge is only for what somebody was seen to do.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from academy.credentials.participation import forget_participation
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.learning import presence, rules
from academy.learning.models import (
    CompletionKind,
    CourseRun,
    CourseVersion,
    Enrolment,
    LearningRecord,
    Presence,
)
from academy.learning.seats import log_enrolment
from academy.learning.service import refuse_cancelled
from academy.learning.values import Attendance
from academy.locking import row
from academy.security.identity import Actor


def complete(
    run: CourseRun, attended: Sequence[Attendance], *, on: date, by: Actor, now: datetime
) -> int:
    """Write for each of them that the run was followed; gives how many are new.

    Hours come from the days on which somebody was there; the hours in `attended` count for those
    of whom no day is known. Who completed or stopped already is left alone, so sending it twice
    changes nothing. Raises AcademyError when the run is cancelled or has not begun, and
    InvalidInputError when somebody followed too few hours, or was there after `on`.
    """
    must_be_locked(run)
    refuse_cancelled(run)
    if not run.has_begun_on(local_day(now)):
        raise AcademyError("run-has-not-begun")
    typed = {each.enrolment_uuid: each.hours for each in attended}
    seated = select(Enrolment).where(Enrolment.run_id == run.id, Enrolment.seated_at.is_not(None))
    going_on = db.session.scalars(seated.where(Enrolment.completion.is_(None)))
    done = [each for each in going_on if str(each.uuid) in typed]
    was_there = presence.hours_followed(run)
    hours = {each: was_there.get(each.id, typed[str(each.uuid)]) for each in done}
    _refuse_too_few(run.course_version, hours)
    _refuse_followed_later(done, on)
    for enrolment in done:
        _complete(enrolment, hours[enrolment], on=on)
        log_enrolment("enrolment.completed", enrolment, by=by, now=now)
    db.session.flush()
    return len(done)


def _refuse_too_few(version: CourseVersion, hours: Mapping[Enrolment, float]) -> None:
    for enrolment, followed in hours.items():
        if not rules.is_enough(version, followed):
            refusal = InvalidInputError("too-few-hours", least=rules.least_hours(version))
            raise refusal.at(str(enrolment.uuid))


def _refuse_followed_later(done: Sequence[Enrolment], on: date) -> None:
    later = select(func.max(Presence.day)).where(
        Presence.enrolment_id.in_([each.id for each in done]), Presence.hours > 0, Presence.day > on
    )
    if day := db.session.scalar(later):
        raise InvalidInputError("followed-later", day=day).at("completed_on")


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
            "outcomes": version.outcomes,
            "assessment": version.assessment,
            "quality": version.quality,
            "level": version.level,
        },
    )


def stop(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Somebody left before the end; that gives no line in the learning record.

    Raises AcademyError when it is known already how this person left the run, or without a seat.
    """
    must_be_locked(row(CourseRun, enrolment.run_id))
    if not rules.is_open(enrolment):
        raise AcademyError("left-the-run-already")
    if not enrolment.has_seat:
        raise AcademyError("has-no-seat")
    enrolment.completion = CompletionKind.STOPPED
    enrolment.completed_on = local_day(now)
    log_enrolment("enrolment.stopped", enrolment, by=by, now=now)


def reopen(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Take back that somebody completed or stopped; the line in the learning record goes.

    The audit log keeps both. Does nothing when there is nothing to take back.
    """
    must_be_locked(row(CourseRun, enrolment.run_id))
    if rules.is_open(enrolment):
        return
    log_enrolment("enrolment.reopened", enrolment, by=by, now=now, was=str(enrolment.completion))
    if enrolment.record is not None:
        forget_participation(enrolment.record.uuid)
        db.session.delete(enrolment.record)
    enrolment.completion = enrolment.completed_on = enrolment.hours = None
    db.session.flush()
