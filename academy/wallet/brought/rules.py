"""When something is asked about again. Pure."""

from datetime import date, datetime, timedelta

from academy.wallet.brought.models import Brought, Kind

MOST = 60
"""Of one person: as many as badges on a share."""
ASKED_AGAIN_AFTER = timedelta(days=365)
OWN_VIEW = (Kind.CAN, Kind.WISH)
"""About now; the rest is about what was."""


def is_old(said: Brought, now: datetime) -> bool:
    """Of wishes and of what somebody can: after a year it may be otherwise."""
    return said.kind in OWN_VIEW and now - said.confirmed_at >= ASKED_AGAIN_AFTER


def has_ended(said: Brought, today: date) -> bool:
    """A paper whose time is over."""
    return said.valid_until is not None and said.valid_until < today
