"""An organisation agrees that its figures can be recognised, and may stop agreeing.

It holds for what goes out afterwards: what went out stays.
"""

from datetime import datetime

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.organisations.models import Organisation
from academy.reports.sector.models import SectorAgreement
from academy.security.identity import Identity


def agreement_of(organisation: Organisation) -> SectorAgreement | None:
    """The one that holds now."""
    found = select(SectorAgreement).where(
        SectorAgreement.organisation_id == organisation.id, SectorAgreement.ended_at.is_(None)
    )
    return db.session.scalar(found)


def agree(organisation: Organisation, *, by: Identity, now: datetime) -> None:
    """Does nothing when it agreed already. Raises ClosedError when it goes on in another one."""
    must_be_locked(organisation)
    organisation.refuse_merged()
    if agreement_of(organisation) is None:
        agreement = SectorAgreement(organisation=organisation, by_id=by.person_id, at=now)
        db.session.add(agreement)
        _record("figures.agreed", organisation, by=by, now=now)


def stop_agreeing(organisation: Organisation, *, by: Identity, now: datetime) -> None:
    """Does nothing when it did not agree."""
    must_be_locked(organisation)
    agreement = agreement_of(organisation)
    if agreement is not None:
        agreement.ended_at, agreement.ended_by_id = now, by.person_id
        _record("figures.disagreed", organisation, by=by, now=now)


def _record(action: str, organisation: Organisation, *, by: Identity, now: datetime) -> None:
    log.record(action, organisation.uuid, organisation_id=organisation.id, by=by.actor, at=now)
