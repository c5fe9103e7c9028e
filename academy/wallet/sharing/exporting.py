"""Shares, for the file of everything, in the order in which they were made."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from academy.database import db
from academy.security.identity import Identity
from academy.wallet.sharing.models import Share, SharedBadge, SharedForeignBadge


def shares_kept(identity: Identity) -> list[dict[str, Any]]:
    found = select(Share).where(Share.person_id == identity.person_id).order_by(Share.id)
    return [_share(row) for row in db.session.scalars(found.options(*_shared()))]


def _shared() -> list[Any]:
    return [
        selectinload(Share.badges).joinedload(SharedBadge.credential),
        selectinload(Share.foreign_badges).joinedload(SharedForeignBadge.foreign_badge),
        selectinload(Share.words),
        selectinload(Share.looks),
    ]


def _share(row: Share) -> dict[str, Any]:
    """Without the link: whoever gets hold of the file could use it."""
    return {
        "for_whom": str(row.audience),
        "note": row.label,
        "what_for": str(row.purpose),
        "looks_along": row.follows,
        "with_name": row.with_name,
        "with_files_from_elsewhere": row.with_files,
        "with_what_employers_say": row.with_claims,
        "badges": [str(each.credential.uuid) for each in row.badges],
        "badges_from_elsewhere": [each.foreign_badge.name for each in row.foreign_badges],
        "own_words": len(row.words),
        "from": row.made_at.isoformat(),
        "until": row.ends_at.isoformat(),
        "stopped_at": row.stopped_at.isoformat() if row.stopped_at else None,
        "looked_at": [each.at.isoformat() for each in row.looks],
    }
