"""Reads of what an organisation found: its ZIPs, their files, and who works there by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.database import db
from academy.jobs.models import Job
from academy.jobs.work import Work
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Identity
from academy.wallet.found.matching import Numbers
from academy.wallet.found.models import FoundBadge, FoundBadges


def find_found(identity: Identity, found_uuid: UUID) -> FoundBadges | None:
    return find_administered(FoundBadges, identity, found_uuid)


def found_of(work: Work) -> FoundBadges | None:
    key = UUID(work.arguments["found"])
    return db.session.scalar(select(FoundBadges).where(FoundBadges.uuid == key))


def found_by(organisation: Organisation) -> Sequence[FoundBadges]:
    """The newest first; all of at most a week."""
    found = select(FoundBadges).where(FoundBadges.organisation_id == organisation.id)
    return db.session.scalars(found.order_by(FoundBadges.id.desc())).all()


def job_of(found: FoundBadges) -> Job | None:
    return db.session.scalar(select(Job).where(Job.uuid == found.job_uuid))


def files_of(found: FoundBadges) -> Sequence[FoundBadge]:
    """The mistakes first, then in their order."""
    files = select(FoundBadge).where(FoundBadge.found_id == found.id)
    rows = db.session.scalars(files.options(joinedload(FoundBadge.person))).all()
    return sorted(rows, key=lambda row: (not row.problem, not row.is_named_otherwise, row.number))


@dataclass(frozen=True, slots=True)
class Target:
    """A file of which the badge goes to somebody."""

    id: int
    number: int
    person_id: int
    key_hash: bytes


def targets(found_id: int, *, offered: bool) -> list[Target]:
    """Those that were offered, or those that still are to be."""
    was_offered = FoundBadge.offered_at.is_not(None)
    found = select(
        FoundBadge.id, FoundBadge.number, FoundBadge.person_id, FoundBadge.key_hash
    ).where(
        FoundBadge.found_id == found_id,
        FoundBadge.problem == "",
        FoundBadge.person_id.is_not(None),
        FoundBadge.key_hash.is_not(None),
        was_offered if offered else ~was_offered,
    )
    rows = db.session.execute(found.order_by(FoundBadge.number)).all()
    db.session.rollback()
    # those without a person or a badge were left out, which the types do not see
    return [Target(*cast("tuple[int, int, int, bytes]", tuple(row))) for row in rows]


def lines_of(portion: Sequence[Target]) -> Mapping[int, FoundBadge]:
    """By number, with all that offering asks about each."""
    found = select(FoundBadge).where(FoundBadge.id.in_([target.id for target in portion]))
    known = joinedload(FoundBadge.found).joinedload(FoundBadges.organisation)
    rows = db.session.scalars(found.options(joinedload(FoundBadge.person), known))
    return {row.id: row for row in rows}


def numbers_of(organisation_id: int, today: date) -> Numbers:
    """Who works there now, or will."""
    found = select(Membership.staff_key, Membership.person_id).where(
        going_on(today, organisations=[organisation_id]), Membership.staff_key != ""
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def works_at(person: Person, organisation_id: int, today: date) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id == organisation_id,
        Membership.goes_on_from(today),
    )
    return db.session.scalar(found.limit(1)) is not None
