"""How many badges and how long a share may be, and which badges are offered. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from academy.catalogue.levels import Level
from academy.wallet.contents import OwnBadge, SkillBadges

MOST_BADGES = 60
"""As many as a skills passport of four pages holds."""
MOST_OPEN = 20
"""Of one person at the same time: more than anybody keeps an eye on."""
MOST_A_DAY = 30
LOOK_LASTS = timedelta(minutes=30)
"""How long whoever pressed the button may load the page again without it being another look."""
MOST_LOOKS = 500
"""That are kept of one share: a program that presses the button all day fills no disk."""


class Duration(StrEnum):
    """How long somebody may look."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


LENGTHS: Mapping[Duration, timedelta] = {
    Duration.DAY: timedelta(days=1),
    Duration.WEEK: timedelta(days=7),
    Duration.MONTH: timedelta(days=30),
    Duration.HALF_YEAR: timedelta(days=182),
    Duration.YEAR: timedelta(days=365),
}


class Period(StrEnum):
    """Of which time the badges are that a ready-made share begins with."""

    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ALWAYS = "always"


PERIODS: Mapping[Period, timedelta | None] = {
    Period.QUARTER: timedelta(days=92),
    Period.HALF_YEAR: timedelta(days=183),
    Period.YEAR: timedelta(days=366),
    Period.ALWAYS: None,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the worker may choose from, the newest first."""

    suggested: Sequence[OwnBadge]
    """Of each skill what it can do best."""
    others: Sequence[OwnBadge]
    """A first level, which says "with help" and is never suggested, and what was better since."""

    @property
    def all(self) -> list[OwnBadge]:
        return [*self.suggested, *self.others]


def to_choose_from(skills: Iterable[SkillBadges]) -> Choice:
    """Whatever counts now."""
    suggested: list[OwnBadge] = []
    others: list[OwnBadge] = []
    for skill in skills:
        counting = [badge for badge in (skill.front, *skill.earlier) if badge.counts]
        for best in counting[:1]:
            (others if best.level == Level.BASICS else suggested).append(best)
        others += counting[1:]
    return Choice(_newest_first(suggested), _newest_first(others))


def _newest_first(badges: Iterable[OwnBadge]) -> list[OwnBadge]:
    return sorted(badges, key=lambda badge: badge.given_at, reverse=True)


def ready_made(choice: Choice, period: Period, *, now: datetime) -> list[OwnBadge]:
    """What a share for a guide or a school begins with: the badges of a time."""
    length = PERIODS[period]
    return [
        badge for badge in choice.suggested if length is None or badge.given_at >= now - length
    ][:MOST_BADGES]
