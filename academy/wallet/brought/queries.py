"""Reads of what somebody says of themselves: always one's own."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from academy.catalogue.models import Skill
from academy.database import db
from academy.security.identity import Identity
from academy.wallet.brought.models import Brought


def own_brought(identity: Identity) -> Sequence[Brought]:
    """The oldest first, with the skills."""
    found = whole().where(Brought.person_id == identity.person_id)
    return db.session.scalars(found.order_by(Brought.id)).all()


def find_own_brought(identity: Identity, brought_uuid: UUID) -> Brought | None:
    return db.session.scalar(
        whole().where(Brought.uuid == brought_uuid, Brought.person_id == identity.person_id)
    )


def whole() -> Select[Brought]:
    """With what a page shows of it."""
    return select(Brought).options(joinedload(Brought.skill).selectinload(Skill.versions))


def count_brought(person_id: int) -> int:
    found = select(func.count(Brought.id)).where(Brought.person_id == person_id)
    return db.session.scalar(found) or 0
