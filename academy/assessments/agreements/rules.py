"""Where an agreement stands, and what may be asked of it. Pure."""

from datetime import date, timedelta
from enum import StrEnum

MOST_SKILLS = 3
MOST_OPEN = 3
"""Of one worker: what is more is no agreement but a list."""
LONGEST = timedelta(days=366)
REMINDS = timedelta(days=7)
"""So long before its day it stands on top of both lists."""


class Help(StrEnum):
    """What the employer does."""

    TIME = "time"
    COURSE = "course"
    MENTOR = "mentor"


class End(StrEnum):
    """How it ended, apart from being kept."""

    REFUSED = "refused"
    """The other one said no."""
    STOPPED = "stopped"


class Standing(StrEnum):
    """Where it stands today."""

    PROPOSED = "proposed"
    RUNNING = "running"
    SOON = "soon"
    """Its day is near."""
    OVER = "over"
    """Its day has passed: another day, or it stops. Nobody is late."""
    KEPT = "kept"
    ENDED = "ended"


WAITS = frozenset({Standing.SOON, Standing.OVER})
OPEN = frozenset({Standing.PROPOSED, Standing.RUNNING, Standing.SOON, Standing.OVER})


def standing_of(
    *, agreed: bool, ended: bool, due_on: date, skills: int, earned: int, today: date
) -> Standing:
    """`earned`: for how many of its skills a badge was given since it was made."""
    if ended:
        return Standing.ENDED
    if not agreed:
        return Standing.PROPOSED
    if earned >= skills:
        return Standing.KEPT
    if due_on < today:
        return Standing.OVER
    return Standing.SOON if due_on - today <= REMINDS else Standing.RUNNING


def is_day_for_it(day: date, today: date) -> bool:
    return today < day <= today + LONGEST
