"""Write down and read the hours of leermeesters and guides."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.learning.subsidy.models import Guidance
from academy.organisations.models import Organisation
from academy.security.identity import Actor


def write_down(
    organisation: Organisation,
    month: date,
    *,
    mentor_hours: float,
    guide_hours: float,
    by: Actor,
    now: datetime,
) -> None:
    """The hours of a month, instead of what was there for it; the log keeps that."""
    must_be_locked(organisation)
    known = db.session.scalar(
        select(Guidance).where(Guidance.organisation_id == organisation.id, Guidance.month == month)
    )
    if known is None:
        known = Guidance(organisation_id=organisation.id, month=month)
        db.session.add(known)
    known.mentor_hours, known.guide_hours = mentor_hours, guide_hours
    db.session.flush()
    log.record(
        "guidance.recorded",
        organisation.uuid,
        organisation_id=organisation.id,
        by=by,
        at=now,
        day=month.isoformat(),
        hours=f"{mentor_hours:g} + {guide_hours:g}",
    )


def between(organisation: Organisation, first: date, last: date) -> Sequence[Guidance]:
    """Months that begin in the period, the first one first."""
    found = select(Guidance).where(
        Guidance.organisation_id == organisation.id, Guidance.month.between(first, last)
    )
    return db.session.scalars(found.order_by(Guidance.month)).all()
