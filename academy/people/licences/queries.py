"""Reads of certificates from outside: of a person, and what ends in an organisation."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from academy.database import db
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered
from academy.people.licences.models import SOON, Licence, LicenceKind
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Identity

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Held:
    """One page of those that people of an organisation have now."""

    rows: Sequence[Licence]
    page: int
    pages: int


def all_kinds() -> list[LicenceKind]:
    """Those in use on top, in the order of the alphabet."""
    rows = db.session.scalars(select(LicenceKind))
    return sorted(rows, key=lambda kind: (kind.stopped_at is not None, kind.name["nl"].casefold()))


def open_kinds() -> list[LicenceKind]:
    return [kind for kind in all_kinds() if kind.stopped_at is None]


def find_licence(identity: Identity, licence_uuid: uuid.UUID) -> Licence | None:
    return find_administered(Licence, identity, licence_uuid)


def licences_of(person_id: int, organisation_ids: Sequence[int] | None = None) -> list[Licence]:
    """The last day last of each kind on top; of every organisation when none is named."""
    found = select(Licence).where(Licence.person_id == person_id)
    if organisation_ids is not None:
        found = found.where(Licence.organisation_id.in_(organisation_ids))
    rows = db.session.scalars(
        found.options(joinedload(Licence.seen_by), joinedload(Licence.organisation))
    ).all()
    return sorted(rows, key=lambda row: (row.valid_until or date.max, row.id), reverse=True)


def holds(person_id: int, organisation_id: int, kind_id: int, day: date) -> bool:
    """Whether one was seen by the organisation that is valid on the day."""
    found = select(Licence.id).where(
        Licence.person_id == person_id,
        Licence.organisation_id == organisation_id,
        Licence.kind_id == kind_id,
        Licence.is_valid_on(day),
    )
    return db.session.scalar(found.limit(1)) is not None


def how_many_end(organisation: Organisation, today: date) -> int:
    """Of people who work there now: over, or within two months."""
    ending = _held(organisation, today, ending=True).order_by(None)
    return db.session.scalar(select(func.count()).select_from(ending.subquery())) or 0


def held_in(organisation: Organisation, today: date, *, ending: bool, page: int) -> Held:
    """The newest of each kind of each person, what ends first on top; `ending`: only what is over
    or will be within two months."""
    found = _held(organisation, today, ending=ending)
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery()))
    pages = max(1, -(-(total or 0) // PER_PAGE))
    page = min(max(1, page), pages)
    shown = found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    rows = db.session.scalars(shown.options(contains_eager(Licence.person))).all()
    return Held(rows, page, pages)


def _held(organisation: Organisation, today: date, *, ending: bool) -> Select[Licence]:
    newer = aliased(Licence)
    outlasts = or_(newer.valid_until > Licence.valid_until, newer.valid_until.is_(None))
    is_outlasted = exists().where(
        newer.person_id == Licence.person_id,
        newer.organisation_id == Licence.organisation_id,
        newer.kind_id == Licence.kind_id,
        newer.id != Licence.id,
        Licence.valid_until.is_not(None),
        outlasts,
    )
    works_here = select(Membership.person_id).where(
        going_on(today, organisations=[organisation.id]), Membership.has_begun_on(today)
    )
    found = (
        select(Licence)
        .join(Person, Person.id == Licence.person_id)
        .where(
            Licence.organisation_id == organisation.id,
            Licence.person_id.in_(works_here),
            ~is_outlasted,
        )
        .order_by(Licence.valid_until.is_(None), Licence.valid_until, Licence.id)
    )
    return found.where(Licence.valid_until <= today + SOON) if ending else found
