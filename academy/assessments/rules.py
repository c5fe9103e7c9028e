"""When an assessment may be recorded, and when it earns a badge. Pure: values in, values out.

Nothing here reads the clock or the database; the days are days in the Netherlands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from academy.catalogue.levels import Level

UNDO_WINDOW = timedelta(minutes=15)
KEEP_NOT_YET_DAYS = 183
"""`Not yet` is deleted after six months."""
OLDEST_OBSERVATION_DAYS = 60
ANSWER_WITHIN_DAYS = 28


class Objection(StrEnum):
    """Why an assessment cannot count as it is."""

    ABOUT_ONESELF = "about-oneself"
    NOT_THE_LEADER = "not-the-leader"
    NOT_IN_TEAM = "not-in-team"
    NO_AUTHORITY = "no-authority"
    VERSION_CLOSED = "version-closed"
    IN_THE_FUTURE = "in-the-future"
    TOO_LONG_AGO = "too-long-ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who assesses whom, as things were on the day of the observation."""

    about_oneself: bool
    leads_team: bool
    person_in_team: bool
    has_authority: bool
    version_open: bool
    observed_on: date
    today: date


def objections(situation: Situation) -> tuple[Objection, ...]:
    """Every rule that objects, the most basic first."""
    too_old = situation.today - timedelta(days=OLDEST_OBSERVATION_DAYS)
    found = {
        Objection.ABOUT_ONESELF: situation.about_oneself,
        Objection.NOT_THE_LEADER: not situation.leads_team,
        Objection.NOT_IN_TEAM: not situation.person_in_team,
        Objection.NO_AUTHORITY: not situation.has_authority,
        Objection.VERSION_CLOSED: not situation.version_open,
        Objection.IN_THE_FUTURE: situation.observed_on > situation.today,
        Objection.TOO_LONG_AGO: situation.observed_on < too_old,
    }
    return tuple(objection for objection, holds in found.items() if holds)


def is_complete(level: int, answers: Mapping[str, str], criteria: Collection[str]) -> bool:
    """Whether everything was seen, so that the level is awarded and not only observed."""
    return level > Level.NOT_YET and all(answers.get(criterion) == "seen" for criterion in criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One assessment of a person and a skill, as far as it counts for a badge."""

    level: int
    complete: bool
    assessor_id: int
    day: date
    counts: bool
    """Not withdrawn, not rejected, no flag and no objection that waits for an answer."""


class Waiting(StrEnum):
    """Why a recorded assessment has no badge (yet)."""

    NOT_YET = "not_yet"
    INCOMPLETE = "incomplete"
    DOES_NOT_COUNT = "does_not_count"
    MORE_DAYS = "more_days"
    MORE_ASSESSORS = "more_assessors"


def waits_for(
    latest: Observation,
    earlier: Collection[Observation],
    *,
    observations_needed: int,
    assessors_needed: int,
) -> Waiting | None:
    """What a badge for `latest` still waits for; None when it is earned.

    A higher level shows the lower one too, so it counts for it; the other way it does not.
    Observations on one day count as one.
    """
    if latest.level == Level.NOT_YET:
        return Waiting.NOT_YET
    if not latest.complete:
        return Waiting.INCOMPLETE
    if not latest.counts:
        return Waiting.DOES_NOT_COUNT
    shown = [o for o in (latest, *earlier) if o.counts and o.complete and o.level >= latest.level]
    if len({o.day for o in shown}) < observations_needed:
        return Waiting.MORE_DAYS
    if len({o.assessor_id for o in shown}) < assessors_needed:
        return Waiting.MORE_ASSESSORS
    return None


def may_undo(recorded_at: datetime, now: datetime) -> bool:
    """Whether it is still within a quarter of an hour."""
    return now - recorded_at <= UNDO_WINDOW
