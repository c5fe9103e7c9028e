"""What is kept of a ZIP, and for how long: a week, by the nightly job."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from academy.database import db
from academy.wallet.found.models import FoundBadge, FoundBadges

KEPT = timedelta(days=7)


def old_found(now: datetime) -> Sequence[int]:
    found = select(FoundBadges.id).where(FoundBadges.created_at < now - KEPT)
    return db.session.scalars(found).all()


def throw_away(number: int) -> str | None:
    """With its lines; what was offered stays with the workers. Gives the key of the file."""
    found = db.session.get_one(FoundBadges, number)
    key = found.file_key
    db.session.execute(delete(FoundBadge).where(FoundBadge.found_id == number))
    db.session.delete(found)
    db.session.flush()
    return key
