"""How long a way in that somebody else gave stays closed, and for whom (docs/adr/0052).

Pure: the one place that decides. What is closed is asked of the identity
(`Identity.came_in_by_themselves`), by the policy and by the queries of the wallet.
"""

from datetime import datetime, timedelta
from typing import Protocol

WAITS = timedelta(days=7)
"""From the moment at which the PIN or password of now was chosen."""


class WayIn(Protocol):
    """A card with its PIN, or an account with its password."""

    given_by_id: int | None
    chosen_at: datetime | None


def opens_at(way: WayIn) -> datetime | None:
    """When it opens by itself; None while it is still the one that was given out.

    It counts from the choice: whoever gave a PIN can choose another with it, but then the person
    does not come in any more, and asks for a new one before the time is up.
    """
    return way.chosen_at and way.chosen_at + WAITS


def giver_now(way: WayIn, *, now: datetime) -> int | None:
    """The organisation that could have come in too, at a sign-in of now; None: only the person."""
    opens = opens_at(way)
    return None if opens is not None and opens <= now else way.given_by_id
