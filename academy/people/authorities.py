"""Who may assess which part of the palette for an organisation, from when until when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.organisations.models import Organisation
from academy.people.models import AssessorAuthority, Person
from academy.periods import is_backwards
from academy.security.identity import Actor, Identity

EVERYTHING: tuple[int | None, ...] = (None,)
"""Every domain of the palette, also those that come later."""


def grant(
    person: Person,
    organisation: Organisation,
    *,
    domain_ids: Sequence[int | None],
    starts_on: date,
    ends_on: date | None = None,
    granted_by_id: int | None,
    by: Actor,
    now: datetime,
) -> list[AssessorAuthority]:
    """One row for each domain that the person may not assess yet in that time."""
    if is_backwards(starts_on, ends_on):
        raise InvalidInputError("last-day-before-first")
    must_be_locked(organisation)
    held = _held(person, organisation, starts_on)
    rows = [
        AssessorAuthority(
            uuid=uuid4(), person_id=person.id, organisation_id=organisation.id,
            domain_id=domain_id, starts_on=starts_on, ends_on=ends_on,
            granted_by_id=granted_by_id,
        )
        for domain_id in domain_ids
        if domain_id not in held and None not in held
    ]  # fmt: skip
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        log.record(
            "authority.granted", row.uuid, organisation_id=organisation.id, by=by, at=now,
            person=str(person.uuid), domain=row.domain_id,
        )  # fmt: skip
    return rows


def withdraw(row: AssessorAuthority, *, today: date, by: Identity, now: datetime) -> None:
    """End it at once: it held until yesterday, or on no day when it began today or later."""
    must_be_locked(row.organisation)
    if not row.goes_on_from(today):
        return
    row.ends_on = today - timedelta(days=1)
    log.record(
        "authority.ended", row.uuid, organisation_id=row.organisation_id, by=by.actor, at=now
    )


def _held(person: Person, organisation: Organisation, day: date) -> set[int | None]:
    """Domains that the person may assess without an end from `day` on; None is all of them."""
    found = select(AssessorAuthority.domain_id).where(
        AssessorAuthority.person_id == person.id,
        AssessorAuthority.organisation_id == organisation.id,
        AssessorAuthority.has_begun_on(day),
        ~AssessorAuthority.has_end,
    )
    return set(db.session.scalars(found))
