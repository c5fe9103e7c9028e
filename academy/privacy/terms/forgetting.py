"""At night: what was seen of the work of whoever left long enough ago goes, their badges stay."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from academy.assessments.earned import earned_something
from academy.assessments.models import Assessment
from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.locking import row
from academy.people.models import Membership, Person
from academy.privacy.details import execute, forget_details
from academy.privacy.terms.queries import Leaver, still_goes
from academy.security.identity import Actor


def assessments_of(leaver: Leaver, today: date) -> Sequence[int]:
    """Whose files go first, outside any transaction; none of somebody who came back meanwhile."""
    if not still_goes(leaver, today):
        return ()
    return db.session.scalars(select(Assessment.id).where(*_theirs(leaver))).all()


def forget(leaver: Leaver, *, by: Actor, now: datetime) -> None:
    """All but the files, and nothing of somebody who came back meanwhile."""
    must_be_locked(row(Person, leaver.person_id))
    if not still_goes(leaver, local_day(now)):
        return
    person, place = _theirs(leaver)
    forget_details(person & place, earned_something(), by=by, now=now)
    ended = update(Membership).where(
        Membership.person_id == leaver.person_id,
        Membership.organisation_id == leaver.organisation_id,
        Membership.has_end,
        Membership.details_gone_on.is_(None),
    )
    execute(ended.values(details_gone_on=local_day(now)))
    log.record(
        "person.details_forgotten",
        db.session.get_one(Person, leaver.person_id).uuid,
        organisation_id=leaver.organisation_id,
        by=by,
        at=now,
    )


def _theirs(leaver: Leaver) -> tuple[Any, Any]:
    return (
        Assessment.person_id == leaver.person_id,
        Assessment.organisation_id == leaver.organisation_id,
    )
