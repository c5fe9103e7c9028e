"""What somebody says of themselves, for the file of everything."""

from typing import Any

from academy.languages import DUTCH
from academy.security.identity import Identity
from academy.wallet.brought.models import Brought
from academy.wallet.brought.queries import own_brought


def brought_kept(identity: Identity) -> list[dict[str, Any]]:
    return [_brought(row) for row in own_brought(identity)]


def _brought(row: Brought) -> dict[str, Any]:
    return {
        "kind": str(row.kind),
        "skill": row.skill.code if row.skill else None,
        # for an installation with another palette
        "skill_name": row.skill.versions[-1].name[DUTCH] if row.skill else None,
        "words": row.words,
        "place": row.place,
        "time": row.time,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "said_at": row.said_at.isoformat(),
        "confirmed_at": row.confirmed_at.isoformat(),
    }
