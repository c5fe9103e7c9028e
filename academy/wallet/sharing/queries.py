"""Reads of shares: one's own, and the one that a link leads to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Achievement, Credential, Revocation, RevocationReason
from academy.database import db
from academy.security.identity import Identity
from academy.wallet.brought.models import Brought
from academy.wallet.brought.queries import whole
from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement
from academy.wallet.listing import PER_PAGE
from academy.wallet.models import HiddenBadge
from academy.wallet.sharing.models import (
    Share,
    SharedBadge,
    SharedForeignBadge,
    SharedWord,
    ShareLook,
)
from academy.wallet.sharing.tokens import token_hash


def own_shares(identity: Identity) -> Sequence[Share]:
    """The newest first."""
    found = select(Share).where(Share.person_id == identity.person_id)
    return db.session.scalars(found.order_by(Share.made_at.desc(), Share.id.desc())).all()


def find_own_share(identity: Identity, share_uuid: UUID) -> Share | None:
    found = select(Share).where(Share.uuid == share_uuid, Share.person_id == identity.person_id)
    return db.session.scalar(found)


def find_share_of_link(token: str) -> Share | None:
    """What a link leads to, also when it ended."""
    hashed = token_hash(token)
    if hashed is None:
        return None
    found = select(Share).where(Share.token_hash == hashed).options(joinedload(Share.person))
    return db.session.scalar(found)


def shared_badges(share_id: int) -> Sequence[Credential]:
    """In the order in which they were chosen; what was hidden since is not shown."""
    found = (
        _to_show()
        .join(SharedBadge, SharedBadge.credential_id == Credential.id)
        .where(SharedBadge.share_id == share_id)
    )
    return db.session.scalars(found.order_by(SharedBadge.position)).all()


def shared_foreign_badges(share_id: int) -> Sequence[ForeignBadge]:
    """In the order in which they were chosen."""
    found = select(ForeignBadge).join(
        SharedForeignBadge, SharedForeignBadge.foreign_badge_id == ForeignBadge.id
    )
    return db.session.scalars(
        found.where(SharedForeignBadge.share_id == share_id)
        .order_by(SharedForeignBadge.position)
        .options(selectinload(ForeignBadge.endorsements))
    ).all()


def shared_foreign_file(share: Share, foreign_uuid: UUID) -> ForeignBadge | None:
    """One of these with its file, when the share gives files."""
    found = (
        select(ForeignBadge)
        .join(SharedForeignBadge, SharedForeignBadge.foreign_badge_id == ForeignBadge.id)
        .join(Share, Share.id == SharedForeignBadge.share_id)
        .where(Share.id == share.id, Share.with_files, ForeignBadge.uuid == foreign_uuid)
    )
    return db.session.scalar(found.options(undefer(ForeignBadge.source)))


def shared_foreign_said(share: Share, said_uuid: UUID) -> ForeignEndorsement | None:
    """What others signed about one of these, with its file, when the share gives both."""
    found = (
        select(ForeignEndorsement)
        .join(
            SharedForeignBadge,
            SharedForeignBadge.foreign_badge_id == ForeignEndorsement.foreign_badge_id,
        )
        .join(Share, Share.id == SharedForeignBadge.share_id)
        .where(Share.id == share.id, Share.with_files, Share.with_claims)
        .where(ForeignEndorsement.uuid == said_uuid)
    )
    return db.session.scalar(found.options(undefer(ForeignEndorsement.source)))


def shared_words(share_id: int) -> Sequence[Brought]:
    """What the worker says of themselves and chose to show."""
    found = whole().join(SharedWord, SharedWord.brought_id == Brought.id)
    return db.session.scalars(
        found.where(SharedWord.share_id == share_id).order_by(Brought.id)
    ).all()


def all_badges(person_id: int, now: datetime, *, page: int) -> Sequence[Credential]:
    """One page of what counts of all that somebody has and did not hide, the newest first."""
    newest = (
        _to_show()
        .where(*_counting(person_id, now))
        .order_by(Credential.valid_from.desc(), Credential.id.desc())
    )
    return db.session.scalars(newest.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()


def pages_of_all(person_id: int, now: datetime) -> int:
    found = select(func.count(Credential.id)).where(_NOT_HIDDEN, *_counting(person_id, now))
    return max(1, -(-(db.session.scalar(found) or 0) // PER_PAGE))


def _counting(person_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Credential.person_id == person_id,
        ~Credential.revocation.has(),
        ~Credential.superseded_by.has(),
        or_(Credential.valid_until.is_(None), Credential.valid_until >= now),
    )


def chosen_badges(identity: Identity, chosen: Collection[UUID]) -> Sequence[Credential]:
    """Own badges, as a share would show them, in the order of `chosen`."""
    found = _to_show().where(
        Credential.person_id == identity.person_id, Credential.uuid.in_(chosen)
    )
    badges = {badge.uuid: badge for badge in db.session.scalars(found)}
    return [badges[key] for key in chosen if key in badges]


_NOT_HIDDEN: Final = ~exists().where(HiddenBadge.credential_id == Credential.id)
_NOT_UNDONE: Final = ~Credential.revocation.has(Revocation.reason == RevocationReason.UNDONE)
"""Within minutes of giving it: never shown outside, nor what was said of it."""


def _to_show() -> Select[Credential]:
    """Badges with what a page of a share shows of them."""
    return (
        select(Credential)
        .where(_NOT_HIDDEN, _NOT_UNDONE)
        .options(
            joinedload(Credential.achievement)
            .joinedload(Achievement.skill_version)
            .joinedload(SkillVersion.skill)
            .joinedload(Skill.domain),
            joinedload(Credential.organisation),
            joinedload(Credential.revocation),
            joinedload(Credential.superseded_by),
            undefer(Credential.document),
        )
    )


@dataclass(frozen=True, slots=True)
class Looks:
    """How often and when a share was looked at."""

    number: int = 0
    last: datetime | None = None


def looks_of(shares: Sequence[Share]) -> Mapping[int, Looks]:
    """Number of a share to its looks; of all in one statement."""
    numbers = [share.id for share in shares]
    rows = db.session.execute(
        select(ShareLook.share_id, func.count(), func.max(ShareLook.at))
        .where(ShareLook.share_id.in_(numbers))
        .group_by(ShareLook.share_id)
    )
    found = {number: Looks(times, last) for number, times, last in rows}
    return {number: found.get(number, Looks()) for number in numbers}


def moments_of(share: Share, most: int) -> Sequence[datetime]:
    """When it was looked at, the last time first."""
    found = select(ShareLook.at).where(ShareLook.share_id == share.id)
    return db.session.scalars(found.order_by(ShareLook.at.desc()).limit(most)).all()


def count_looks(share: Share) -> int:
    found = select(func.count(ShareLook.id)).where(ShareLook.share_id == share.id)
    return db.session.scalar(found) or 0


def count_open(person_id: int, now: datetime) -> int:
    is_open = and_(Share.stopped_at.is_(None), Share.ends_at > now)
    return _count(Share.person_id == person_id, is_open)


def count_made_since(person_id: int, since: datetime) -> int:
    return _count(Share.person_id == person_id, Share.made_at > since)


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count(Share.id)).where(*which)) or 0
