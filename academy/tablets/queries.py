"""Ways to find tablets and what waits, never outside the organisations of the asker."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from academy.database import db
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered
from academy.searching import name_order
from academy.security.identity import Identity
from academy.tablets.models import ParkedItem, Tablet


def find_administered_tablet(identity: Identity, tablet_uuid: UUID) -> Tablet | None:
    return find_administered(Tablet, identity, tablet_uuid)


def find_parked_item(identity: Identity, item_uuid: UUID) -> ParkedItem | None:
    return find_administered(ParkedItem, identity, item_uuid)


def tablets_of(organisation: Organisation) -> Sequence[Tablet]:
    """By site and name; those that were taken away last."""
    found = select(Tablet).where(Tablet.organisation_id == organisation.id)
    rows = db.session.scalars(found).all()
    return sorted(rows, key=_order)


def _order(tablet: Tablet) -> tuple[bool, tuple[str, str], tuple[str, str]]:
    is_gone = tablet.revoked_at is not None
    return is_gone, name_order(tablet.site.name), name_order(tablet.name)
