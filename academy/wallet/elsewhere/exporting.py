"""What is kept of a badge from elsewhere, for whoever brought it."""

import base64
from typing import Any

from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement

Json = dict[str, Any]


def foreign_badge(row: ForeignBadge) -> Json:
    """With the file itself, as it was brought."""
    return {
        "name": row.name,
        "issuer": row.issuer,
        "holder_in_badge": row.holder,
        "given_on": row.given_on,
        "valid_until": row.valid_until,
        "last_check": {"outcome": row.verdict, "at": row.checked_at.isoformat()},
        "brought_at": row.added_at.isoformat(),
        "offered_by": row.found_by.name if row.found_by else None,
        "said_to_be_own_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        "file": {"kind": row.kind, "base64": base64.b64encode(row.source).decode()},
        "said_by_others": [_beside(each) for each in row.endorsements],
    }


def _beside(row: ForeignEndorsement) -> Json:
    return {
        "firm": row.issuer,
        "words": row.words,
        "said_on": row.said_on,
        "last_check": row.verdict,
        "file": base64.b64encode(row.source).decode(),
    }
