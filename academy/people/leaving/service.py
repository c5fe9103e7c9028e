"""Write down where somebody went, and what they answer a year later."""

from datetime import datetime

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.people.leaving.models import WorkAnswer
from academy.people.leaving.queries import asked_about
from academy.people.leaving.rules import Destination, Said
from academy.people.models import Membership
from academy.people.there import must_be_there
from academy.security.identity import Actor, Identity, Role


def say_where(
    row: Membership, destination: Destination | None, *, by: Actor, now: datetime
) -> None:
    """With the last role as a worker there that has just ended; None: nobody said."""
    must_be_locked(row.organisation)
    ended = select(Membership).where(
        Membership.person_id == row.person_id,
        Membership.organisation_id == row.organisation_id,
        Membership.role == Role.WORKER,
        Membership.has_end,
        ~Membership.never_held,
    )
    last = db.session.scalar(ended.order_by(Membership.ends_on.desc(), Membership.id.desc()))
    if last is None or destination is None:
        return
    last.went_to = destination
    log.record("membership.went_to", last.uuid, organisation_id=last.organisation_id, by=by, at=now)


def answer(row: Membership, said: Said, *, by: Identity, now: datetime) -> None:
    """Raises AcademyError when this is not asked, or not any more."""
    must_be_there(row.person_id)
    asked = asked_about(by)
    if asked is None or asked.id != row.id:
        raise AcademyError("work-is-not-asked")
    db.session.add(WorkAnswer(person_id=by.person_id, membership_id=row.id, said=said, said_at=now))
    log.record("work.said", row.person.uuid, organisation_id=None, by=by.actor, at=now)
