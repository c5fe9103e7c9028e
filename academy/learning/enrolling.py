"""Who is on the list of a run: put people on it and take them off.

Whoever comes when all seats are taken waits, in the order of enrolling. A seat that comes free
goes to whoever waits longest, in the same transaction, so nobody has to look after the list.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError
from academy.learning import rules, seats
from academy.learning.models import CourseRun, Enrolment
from academy.learning.participants import Candidate
from academy.learning.service import refuse_cancelled
from academy.locking import row
from academy.people.there import refuse_gone
from academy.security.identity import Actor


def enrol(
    run: CourseRun, candidates: Iterable[Candidate], *, by: Actor, now: datetime
) -> list[Enrolment]:
    """Put people on the list; who is on it already stays as they are and is not given back.

    Raises AcademyError when the run is cancelled or takes nobody any more, and when the record of
    one of them was merged into another since they were chosen.
    """
    must_be_locked(run)
    refuse_closed(run, local_day(now))
    chosen = newcomers(run, candidates)
    must_be_locked(*(each.person for each in chosen))
    for each in chosen:
        refuse_gone(each.person)
    # under the lock of the run: two leaders may enrol for the last seat at once
    seats.move_up(run, by=by, now=now)
    room = seats.free(run)
    added = [_enrolment(run, candidate, now) for candidate in chosen]
    for enrolment in added[:room]:
        enrolment.seated_at = now
    db.session.add_all(added)
    db.session.flush()
    for enrolment in added:
        seats.log_enrolment(
            "enrolment.added" if enrolment.has_seat else "enrolment.queued",
            enrolment, by=by, now=now,
        )  # fmt: skip
    return added


def refuse_closed(run: CourseRun, today: date) -> None:
    """Raises AcademyError when the run is cancelled or takes nobody any more."""
    refuse_cancelled(run)
    if not rules.takes_people_on(run, today):
        raise AcademyError("enrolling-is-over")


def newcomers(run: CourseRun, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those who are not on the list yet."""
    already = set(db.session.scalars(select(Enrolment.person_id).where(Enrolment.run_id == run.id)))
    return [each for each in candidates if each.person.id not in already]


def _enrolment(run: CourseRun, candidate: Candidate, now: datetime) -> Enrolment:
    return Enrolment(
        run=run,
        person=candidate.person,
        organisation_id=candidate.organisation_id,
        enrolled_at=now,
    )


def remove(enrolment: Enrolment, *, by: Actor, now: datetime) -> None:
    """Take somebody off the list; whoever waits longest gets the seat.

    Raises AcademyError when the person was looked for on a day of the run, or left it already.
    """
    run = enrolment.run
    must_be_locked(row(CourseRun, enrolment.run_id))
    if not rules.is_open(enrolment):
        raise AcademyError("left-the-run-already")
    if enrolment.presences:
        raise AcademyError("was-there-already")
    seats.log_enrolment("enrolment.removed", enrolment, by=by, now=now)
    db.session.delete(enrolment)
    db.session.flush()
    if run.cancelled_at is None:
        seats.move_up(run, by=by, now=now)
