"""Where somebody asks about work and training in a region, as the academy wrote it down."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.organisations.models import RegionContact
from academy.searching import by_name
from academy.security.identity import Actor

CONTACTS: Final = "contacts of regions"
"""Locks a change: a region has no row before its first contact."""


@dataclass(frozen=True, slots=True)
class Contact:
    """As the form has it."""

    name: str
    phone: str
    website: str
    address: str


def keep(region: str, contact: Contact, *, by: Actor, now: datetime) -> None:
    must_be_locked(CONTACTS)
    row = contact_of(region) or RegionContact(region=region)
    for name, value in asdict(contact).items():
        setattr(row, name, value)
    db.session.add(row)
    log.record("region.contact_set", None, organisation_id=None, by=by, at=now, region=region)


def contact_of(region: str) -> RegionContact | None:
    return db.session.scalar(select(RegionContact).where(RegionContact.region == region))


def contacts_of(regions: Iterable[str]) -> Sequence[RegionContact]:
    """Those that there are, by name."""
    found = select(RegionContact).where(RegionContact.region.in_(set(regions)))
    return by_name(db.session.scalars(found))


def all_contacts() -> dict[str, RegionContact]:
    return {row.region: row for row in db.session.scalars(select(RegionContact))}
