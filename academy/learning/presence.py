"""Who was there on which day of a run. What was found is corrected, never deleted.

Nobody writes it of themselves, and nobody ahead of the day: it is what subsidies rest on.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError
from academy.learning import rules
from academy.learning.models import CourseRun, Enrolment, Presence
from academy.learning.seats import log_enrolment
from academy.learning.service import refuse_cancelled
from academy.security.identity import Actor


def take(
    run: CourseRun,
    day: date,
    hours: Mapping[str, float],
    *,
    among: Collection[str],
    by: Actor,
    now: datetime,
) -> int:
    """Write down the hours on that day by the UUID of the enrolment; gives how many changed.

    `among`: whom the writer may write about. Who waits for a seat or left the run is left alone.
    Raises AcademyError when the day cannot have been attended, and about oneself.
    """
    must_be_locked(run)
    refuse_cancelled(run)
    if not rules.can_be_attended(run, day, today=local_day(now)):
        raise AcademyError("day-cannot-be-attended")
    allowed = {key: value for key, value in hours.items() if key in among}
    changed = 0
    for enrolment in _taking_part(run):
        if str(enrolment.uuid) in allowed:
            changed += _write(enrolment, day, allowed[str(enrolment.uuid)], by=by, now=now)
    db.session.flush()
    return changed


def _taking_part(run: CourseRun) -> Sequence[Enrolment]:
    found = select(Enrolment).where(
        Enrolment.run_id == run.id,
        Enrolment.seated_at.is_not(None),
        Enrolment.completion.is_(None),
    )
    return db.session.scalars(found.order_by(Enrolment.id)).all()


def _write(enrolment: Enrolment, day: date, hours: float, *, by: Actor, now: datetime) -> bool:
    known = next((each for each in enrolment.presences if each.day == day), None)
    if known is not None and known.hours == hours:
        return False
    if by.person_uuid == enrolment.person.uuid:
        raise AcademyError("attendance-of-oneself")
    details = {"day": day.isoformat(), "hours": f"{hours:g}"}
    if known is None:
        enrolment.presences.append(Presence(day=day, hours=hours))
    else:
        details["was"] = f"{known.hours:g}"
        known.hours = hours
    log_enrolment("enrolment.attended", enrolment, by=by, now=now, **details)
    return True


def hours_followed(run: CourseRun) -> dict[int, float]:
    """Hours of all days together, by the number of the enrolment; only of whom a day is known."""
    found = (
        select(Presence.enrolment_id, func.sum(Presence.hours))
        .join(Presence.enrolment)
        .where(Enrolment.run_id == run.id)
        .group_by(Presence.enrolment_id)
    )
    return {number: float(hours) for number, hours in db.session.execute(found)}


def hours_by_day(run: CourseRun) -> dict[int, dict[date, float]]:
    """What is known of each day, by the number of the enrolment."""
    found = (
        select(Presence.enrolment_id, Presence.day, Presence.hours)
        .join(Presence.enrolment)
        .where(Enrolment.run_id == run.id)
    )
    known: dict[int, dict[date, float]] = {}
    for number, day, hours in db.session.execute(found):
        known.setdefault(number, {})[day] = hours
    return known
