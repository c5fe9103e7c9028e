"""How long it is known that something was said, when the worker threw it away."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from academy.database import db
from academy.wallet.claims.models import SentClaim

KEEP = timedelta(days=400)
"""No share is open that long, so no form of it can be sent any more."""


def delete_old_sent(now: datetime) -> None:
    db.session.execute(delete(SentClaim).where(SentClaim.sent_at < now - KEEP))
