"""What a worker showed to others is kept as long as it explains something, then forgotten."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, or_

from academy.references import delete_with_what_hangs_on_it
from academy.wallet.sharing.models import Share

KEEP = timedelta(days=730)
"""So that somebody can look back who saw what; two years is what the field proposes for it."""


def delete_old_shares(now: datetime) -> None:
    ended = or_(Share.ends_at < now - KEEP, Share.stopped_at < now - KEEP)
    delete_with_what_hangs_on_it(cast(Table, Share.__table__), ended)
