"""Give an auditor a link, take it back, and find what a link opens."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.access.codes import code_for
from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.organisations.models import Organisation
from academy.organisations.queries import (
    find_administered,
    find_administered_organisation,
    find_any_organisation,
)
from academy.reports.auditors.models import AuditorAccess
from academy.security.identity import Identity, Role

LONGEST = timedelta(days=92)
USUAL = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an auditor may read, and until when."""

    label: str
    first: date
    last: date
    until: date


def give(
    organisation: Organisation, wish: Wish, *, today: date, by: Identity, now: datetime
) -> AuditorAccess:
    """Raises InvalidInputError at the field that makes no sense."""
    must_be_locked(organisation)
    organisation.refuse_merged()
    if not today <= wish.until <= today + LONGEST:
        raise InvalidInputError("auditor-too-long").at("ends_on")
    access = AuditorAccess(
        uuid=uuid4(),
        organisation_id=organisation.id,
        label=wish.label,
        first=wish.first,
        last=wish.last,
        ends_on=wish.until,
        by_id=by.person_id,
        made_at=now,
    )
    db.session.add(access)
    _log("auditor.invited", access, by=by, now=now)
    return access


def take_back(access: AuditorAccess, *, by: Identity, now: datetime) -> None:
    must_be_locked(access.organisation)
    if access.ended_at is None:
        access.ended_at = now
        _log("auditor.ended", access, by=by, now=now)


def code_of(access: AuditorAccess, secret_key: str) -> str:
    return code_for(f"auditor:{access.uuid}", secret_key=secret_key)


def opened_by(
    access_uuid: UUID, code: str, *, secret_key: str, today: date
) -> AuditorAccess | None:
    """None for a wrong code, and for a link that is over or was taken back."""
    found = select(AuditorAccess).where(AuditorAccess.uuid == access_uuid)
    access = db.session.scalar(found.options(joinedload(AuditorAccess.organisation)))
    if access is None or not access.opens_on(today):
        return None
    known = code_of(access, secret_key)
    return access if hmac.compare_digest(known.encode(), code.encode()) else None


def find_audited_organisation(identity: Identity, organisation_uuid: UUID) -> Organisation | None:
    """One that the asker administers; any for the academy."""
    own = find_administered_organisation(identity, organisation_uuid)
    return own or find_any_organisation(identity, organisation_uuid)


def find_access(identity: Identity, access_uuid: UUID) -> AuditorAccess | None:
    own = find_administered(AuditorAccess, identity, access_uuid)
    if own is not None or not identity.organisations(Role.ACADEMY_ADMIN):
        return own
    return db.session.scalar(select(AuditorAccess).where(AuditorAccess.uuid == access_uuid))


def accesses_of(organisation: Organisation) -> Sequence[AuditorAccess]:
    """Every one that was ever given, the newest first."""
    found = select(AuditorAccess).where(AuditorAccess.organisation_id == organisation.id)
    newest_first = found.order_by(AuditorAccess.id.desc())
    return db.session.scalars(newest_first.options(joinedload(AuditorAccess.by))).all()


def _log(action: str, access: AuditorAccess, *, by: Identity, now: datetime) -> None:
    log.record(action, access.uuid, organisation_id=access.organisation_id, by=by.actor, at=now)
