"""What a badge is worth now, which badge of a skill stands in front, and what may come next.

Pure: values in, values out. There is no score, no ranking and no advice from anything but
what the worker already showed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest

from academy.catalogue.levels import EARNED, HIGHEST
from academy.credentials.rules import has_expired, runs_out
from academy.dates import local_day

NEW_FOR = timedelta(days=7)
"""How long a badge is greeted as new."""
MOST_STEPS = 3
UNSEEN_FOR = timedelta(days=365)
"""After so long without a look somebody is asked whether it is still right; it stays valid."""


class Standing(StrEnum):
    """What a badge is worth now."""

    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    REPLACED = "replaced"
    """A newer badge took its place; this one was right in its time."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


COUNTING = frozenset({Standing.VALID, Standing.EXPIRES_SOON})
_ORDER = tuple(Standing)


def standing_of(
    *, valid_until: datetime | None, withdrawn: bool, replaced: bool, now: datetime
) -> Standing:
    """The most serious thing that holds."""
    if withdrawn:
        return Standing.WITHDRAWN
    if replaced:
        return Standing.REPLACED
    today = local_day(now)
    if has_expired(valid_until, today):
        return Standing.EXPIRED
    return Standing.EXPIRES_SOON if runs_out(valid_until, today) else Standing.VALID


def is_new(issued_at: datetime, standing: Standing, now: datetime) -> bool:
    return standing in COUNTING and now - issued_at <= NEW_FOR


def is_long_unseen(last_seen: date, valid_until: datetime | None, today: date) -> bool:
    """What ends by itself is asked about when it does."""
    return valid_until is None and today - last_seen > UNSEEN_FOR


def front_first(standing: Standing, level: int, given_at: datetime) -> tuple[int, int, float]:
    """Sort key within a skill: what counts, then the highest level, then the newest."""
    counts = 0 if standing in COUNTING else 1 + _ORDER.index(standing)
    return counts, -level, -given_at.timestamp()


@dataclass(frozen=True, slots=True)
class Reached:
    """The best badge of a skill."""

    skill_id: int
    domain_id: int
    level: int
    counts: bool
    """False: it expired or was withdrawn, so the same level may be shown again."""

    @property
    def next_level(self) -> int:
        return self.level + 1 if self.counts else self.level


@dataclass(frozen=True, slots=True)
class Step:
    """A level of a skill that is near."""

    skill_id: int
    level: int


def next_steps(
    reached: Sequence[Reached], open_skills: Iterable[tuple[int, int]], *, most: int = MOST_STEPS
) -> list[Step]:
    """At most `most` steps, of different kinds where there are: a next level of what the person
    has, a first level of another skill of the same domains, and once to explain a skill.

    Within a kind in the order given, and in that of the palette. `open_skills` are numbers of
    skill and domain, of those that can be assessed now.
    """
    skills = dict(open_skills)
    further = [
        Step(each.skill_id, each.next_level)
        for each in reached
        if each.skill_id in skills and each.next_level <= HIGHEST
    ]
    known = {each.skill_id for each in reached}
    domains = {each.domain_id for each in reached}
    beside = [
        Step(skill, EARNED[0])
        for skill, domain in skills.items()
        if domain in domains and skill not in known
    ]
    higher = [step for step in further if step.level < HIGHEST]
    explaining = [step for step in further if step.level == HIGHEST][:1]
    in_turn = zip_longest(higher, beside, explaining)
    return [step for turn in in_turn for step in turn if step is not None][:most]
