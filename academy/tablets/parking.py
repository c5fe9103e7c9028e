"""What could not be recorded is kept as it came, sealed, until a person lets it go."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from academy.audit import log
from academy.database import db, insert_unless_there, must_be_locked
from academy.locking import row
from academy.organisations.models import Organisation
from academy.security.identity import Actor
from academy.tablets.bringers import Bringer
from academy.tablets.models import ParkedItem
from academy.tablets.opening import Sealed

MOST_OF_A_TABLET = 400
"""Ten batches; a tablet that sends more nonsense than that keeps it."""


def park(bringer: Bringer, item: Sealed, reason: str, *, now: datetime) -> bool:
    """Whether it is kept here; a second time changes nothing."""
    if _how_many(bringer) >= MOST_OF_A_TABLET and not _is_here(bringer, item):
        return False
    is_new = insert_unless_there(
        ParkedItem,
        {
            "uuid": uuid4(),
            "organisation_id": bringer.organisation_id,
            "tablet_id": bringer.id,
            "item_uuid": item.uuid,
            "key": item.key,
            "sealed": item.sealed,
            "sealed_hash": item.hash,
            "reason": reason,
            "came_at": now,
        },
    )
    if is_new:
        log.record(
            "tablet.item_parked", bringer.uuid, organisation_id=bringer.organisation_id,
            by=bringer.actor, at=now, why=reason,
        )  # fmt: skip
    return True


def discarded(bringer: Bringer, items: Collection[Sealed]) -> set[bytes]:
    """Hashes of those that somebody let go."""
    found = select(ParkedItem.sealed_hash).where(
        ParkedItem.organisation_id == bringer.organisation_id,
        ParkedItem.sealed_hash.in_([item.hash for item in items]),
        ParkedItem.settled_at.is_not(None),
    )
    return set(db.session.scalars(found))


def is_parked(organisation_id: int, item_uuid: UUID) -> bool:
    """Whether it may still be recorded: nobody has let it go yet."""
    found = select(ParkedItem.id).where(
        ParkedItem.organisation_id == organisation_id,
        ParkedItem.item_uuid == item_uuid,
        ParkedItem.settled_at.is_(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def forget(bringer: Bringer, items: Collection[Sealed]) -> None:
    """They could be recorded after all."""
    found = delete(ParkedItem).where(
        ParkedItem.organisation_id == bringer.organisation_id,
        ParkedItem.sealed_hash.in_([item.hash for item in items]),
    )
    db.session.execute(found)


def let_go(item: ParkedItem, *, by: Actor, now: datetime) -> None:
    """Somebody looked and nothing can be done; what was sealed is deleted, its hash is kept."""
    must_be_locked(row(Organisation, item.organisation_id))
    if item.settled_at is None:
        item.settled_at, item.sealed = now, b""
        log.record(
            "tablet.item_let_go", item.tablet.uuid, organisation_id=item.organisation_id,
            by=by, at=now, why=item.reason,
        )  # fmt: skip


def open_items(organisation_id: int) -> Sequence[ParkedItem]:
    """What waits for a person, the oldest first."""
    found = select(ParkedItem).where(
        ParkedItem.organisation_id == organisation_id, ParkedItem.settled_at.is_(None)
    )
    return db.session.scalars(found.order_by(ParkedItem.id)).all()


def _how_many(bringer: Bringer) -> int:
    found = select(func.count()).where(
        ParkedItem.tablet_id == bringer.id, ParkedItem.settled_at.is_(None)
    )
    return db.session.scalar(found) or 0


def _is_here(bringer: Bringer, item: Sealed) -> bool:
    found = select(ParkedItem.id).where(
        ParkedItem.organisation_id == bringer.organisation_id, ParkedItem.sealed_hash == item.hash
    )
    return db.session.scalar(found) is not None
