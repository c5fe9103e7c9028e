"""What a badge from elsewhere is worth at a moment, and whether there is anything to show. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime

from academy.wallet.elsewhere.models import ForeignBadge
from badges.verifying import Verdict

WHOLE = frozenset({Verdict.VALID, Verdict.UNKNOWN_ISSUER})
"""What a check found whole, not withdrawn, and in its time."""


def may_be_shown(badge: ForeignBadge, now: datetime) -> bool:
    """The worker said that it is the own badge, and it counts."""
    return badge.confirmed_at is not None and verdict_at(badge, now) in WHOLE


def verdict_at(badge: ForeignBadge, now: datetime) -> Verdict:
    """What the last check said, unless the time is over since."""
    verdict = Verdict(badge.verdict)
    end = _moment(badge.valid_until)
    return Verdict.EXPIRED if verdict in WHOLE and end is not None and end < now else verdict


def come_along(theirs: Sequence[bool | None], *, is_named: bool) -> bool:
    """Whether own words out of a file of everything are taken for this person's.

    `theirs`: of each badge in it whether it is this person's; None: it names nobody. `is_named`:
    whether the file says that it is of somebody of that name. One badge of somebody else makes it
    a file of somebody else, until its holder says that this badge is the own one too.
    """
    return False not in theirs and (True in theirs or is_named)


def _moment(text: str) -> datetime | None:
    """None for nothing, and for what a stranger wrote that is no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
