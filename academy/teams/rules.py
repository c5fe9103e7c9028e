"""What a team page tells apart: fresh, expiring, not seen for long. Pure: values in, values out.

Nothing here adds people up: no scores, no ranking (AI Act, Annex III).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from academy.credentials import rules

LONG_AGO_DAYS = 183


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The highest current badge of one person for one skill, as the organisation knows it."""

    credential_uuid: str
    level: int
    last_seen: date
    """The last day on which the skill was seen at this level."""
    valid_until: datetime | None
    """None: always."""

    def has_expired(self, today: date) -> bool:
        return rules.has_expired(self.valid_until, today)

    def order(self, today: date) -> tuple[bool, int, bool, float]:
        """The highest counts."""
        end = self.valid_until
        return not self.has_expired(today), self.level, end is None, end.timestamp() if end else 0

    def is_expiring(self, today: date) -> bool:
        """Within three months; not what has expired already."""
        return rules.runs_out(self.valid_until, today) and not self.has_expired(today)

    def is_long_ago(self, today: date) -> bool:
        """Nobody has looked for more than half a year."""
        return self.last_seen < today - timedelta(days=LONG_AGO_DAYS)


@dataclass(frozen=True, slots=True)
class Ends:
    """How many badges of a person or a team have expired, and how many will within three months."""

    over: int = 0
    soon: int = 0

    def __add__(self, other: "Ends") -> "Ends":
        return Ends(self.over + other.over, self.soon + other.soon)

    def __bool__(self) -> bool:
        return bool(self.over or self.soon)


def better(one: Held | None, other: Held, today: date) -> Held:
    """Which of two badges for the same skill the matrix shows: a valid one, then the level, then
    how long it is valid: where another organisation was taken in, it has two of one level."""
    if one is None:
        return other
    return max(one, other, key=lambda held: held.order(today))
