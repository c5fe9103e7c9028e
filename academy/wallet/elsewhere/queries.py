"""Reads of the badges that somebody brought."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload, undefer

from academy.database import db
from academy.security.identity import Identity
from academy.wallet.elsewhere.models import DeclinedBadge, ForeignBadge, ForeignEndorsement
from academy.wallet.elsewhere.reading import Kept

PER_PAGE = 50


def own_foreign_badges(identity: Identity) -> Sequence[ForeignBadge]:
    """The newest first, without their files."""
    found = select(ForeignBadge).where(ForeignBadge.person_id == identity.person_id)
    return db.session.scalars(
        found.order_by(ForeignBadge.added_at.desc(), ForeignBadge.id.desc()).options(
            selectinload(ForeignBadge.endorsements)
        )
    ).all()


def page_of_foreign(identity: Identity, page: int) -> tuple[Sequence[ForeignBadge], int, int]:
    """One page, its number and how many there are: what waits for an answer first, then the newest;
    a page that is not there any more gives the last."""
    own = ForeignBadge.person_id == identity.person_id
    number = db.session.scalar(select(func.count(ForeignBadge.id)).where(own)) or 0
    pages = max(1, -(-number // PER_PAGE))
    page = min(max(1, page), pages)
    found = select(ForeignBadge).where(own)
    found = found.order_by(
        ForeignBadge.confirmed_at.is_not(None), ForeignBadge.added_at.desc(), ForeignBadge.id.desc()
    )
    return (
        db.session.scalars(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(),
        page,
        pages,
    )


def waiting_foreign(identity: Identity, most: int) -> Sequence[ForeignBadge]:
    """Of which the worker did not say yet whose they are."""
    found = select(ForeignBadge).where(
        ForeignBadge.person_id == identity.person_id, ForeignBadge.confirmed_at.is_(None)
    )
    return db.session.scalars(found.order_by(ForeignBadge.id).limit(most)).all()


def kept_files(identity: Identity) -> Kept:
    """What is known of the files that somebody keeps; these are in memory a few at a time."""
    own = ForeignBadge.person_id == identity.person_id
    badges = select(ForeignBadge.source, ForeignBadge.key_hash).where(own)
    said = select(ForeignEndorsement.source).join(ForeignBadge).where(own)
    few = {"yield_per": 20}
    return Kept(
        {
            hashlib.sha256(source).digest(): key_hash
            for source, key_hash in db.session.execute(badges, execution_options=few)
        },
        {
            hashlib.sha256(source).digest()
            for source in db.session.scalars(said, execution_options=few)
        },
    )


def kept_of(person_id: int) -> Mapping[bytes, ForeignBadge]:
    """By their keys."""
    found = select(ForeignBadge).where(ForeignBadge.person_id == person_id)
    return {badge.key_hash: badge for badge in db.session.scalars(found)}


def own_foreign_files(identity: Identity) -> Sequence[ForeignBadge]:
    """The same with their files, the oldest first."""
    found = select(ForeignBadge).where(ForeignBadge.person_id == identity.person_id)
    return db.session.scalars(
        found.order_by(ForeignBadge.id).options(
            undefer(ForeignBadge.source),
            selectinload(ForeignBadge.endorsements).undefer(ForeignEndorsement.source),
        )
    ).all()


def find_own_foreign_badge(identity: Identity, foreign_uuid: UUID) -> ForeignBadge | None:
    return db.session.scalar(
        select(ForeignBadge)
        .where(ForeignBadge.uuid == foreign_uuid, ForeignBadge.person_id == identity.person_id)
        .options(
            undefer(ForeignBadge.source),
            selectinload(ForeignBadge.endorsements).undefer(ForeignEndorsement.source),
        )
    )


def find_same(person_id: int, key_hash: bytes) -> ForeignBadge | None:
    return db.session.scalar(
        select(ForeignBadge).where(
            ForeignBadge.person_id == person_id, ForeignBadge.key_hash == key_hash
        )
    )


def was_declined(person_id: int, key_hash: bytes) -> bool:
    found = select(DeclinedBadge.id).where(
        DeclinedBadge.person_id == person_id, DeclinedBadge.key_hash == key_hash
    )
    return db.session.scalar(found) is not None


def how_many_offered(identity: Identity) -> int:
    """Badges that an organisation found, and that wait for an answer."""
    found = select(func.count(ForeignBadge.id)).where(
        ForeignBadge.person_id == identity.person_id,
        ForeignBadge.found_by_id.is_not(None),
        ForeignBadge.confirmed_at.is_(None),
    )
    return db.session.scalar(found) or 0


def how_much(person_id: int) -> tuple[int, int]:
    """How many somebody keeps, and how many bytes with what is said about them."""
    found = select(func.count(ForeignBadge.id), func.coalesce(func.sum(ForeignBadge.size), 0))
    row = db.session.execute(found.where(ForeignBadge.person_id == person_id)).one()
    beside = select(func.coalesce(func.sum(ForeignEndorsement.size), 0)).join(ForeignBadge)
    said = db.session.scalar(beside.where(ForeignBadge.person_id == person_id)) or 0
    return int(row[0]), int(row[1]) + int(said)
