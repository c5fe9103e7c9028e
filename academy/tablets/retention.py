"""What is kept of tablets no longer than it is useful."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from academy.database import db
from academy.tablets.models import LeaderGrant, ParkedItem

KEEP_GRANTS = timedelta(days=183)
"""As sessions: a leader can look back, and what is handed over late is judged by when it ended."""
KEEP_PARKED = timedelta(days=366)
"""Somebody let it go long ago; a tablet that still brings it is told so until then."""


def delete_old_grants(now: datetime) -> None:
    db.session.execute(delete(LeaderGrant).where(LeaderGrant.expires_at < now - KEEP_GRANTS))


def delete_settled_items(now: datetime) -> None:
    db.session.execute(delete(ParkedItem).where(ParkedItem.settled_at < now - KEEP_PARKED))
