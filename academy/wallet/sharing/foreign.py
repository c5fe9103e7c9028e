"""What the other reads of badges of other issuers in a share.

No website is asked when somebody looks: it would hear of every look. What the last check said
stands there, with its day; only the clock is read anew. Whoever wants to check it gets the file as
it was brought, when the worker shows a name: it may stand in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.rules import verdict_at
from academy.wallet.elsewhere.words import TOLD, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForeign:
    """One badge from elsewhere on the page of a share."""

    uuid: UUID
    name: str
    issuer: str
    given_on: str
    valid_until: str
    """Both as they stand in the badge."""
    told: Told
    checked_at: datetime
    gives_file: bool
    """Whether the other gets the file, and can check it elsewhere."""


def shown_foreign(
    badges: Sequence[ForeignBadge], now: datetime, *, with_files: bool
) -> list[ShownForeign]:
    return [
        ShownForeign(
            uuid=badge.uuid,
            name=badge.name,
            issuer=badge.issuer,
            given_on=badge.given_on,
            valid_until=badge.valid_until,
            told=TOLD[verdict_at(badge, now)],
            checked_at=badge.checked_at,
            gives_file=with_files,
        )
        for badge in badges
    ]
