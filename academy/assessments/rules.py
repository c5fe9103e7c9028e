"""When an assessment may be recorded, and when it earns a badge. Pure: values in, values out.

Nothing here reads the clock or the database; the days are days in the Netherlands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from academy.catalogue.levels import Level
from academy.catalogue.validation.rule import Rule

UNDO_WINDOW = timedelta(minutes=15)
KEEP_NOT_YET_DAYS = 183
"""What says "not yet" is deleted after six months."""
OLDEST_OBSERVATION_DAYS = 60
SAW_CERTIFICATE = "saw_certificate"
"""The remark by which an assessor says that they saw what the skill also asks for."""


class Objection(StrEnum):
    """Why an assessment cannot count as it is."""

    OUTDATED_PAGE = "outdated-page"
    """It names somebody or something that is not there (any more), so it cannot be kept."""
    CANNOT_BE_KEPT = "cannot-be-kept"
    """The database refuses what it says; no form sends this."""
    ABOUT_ONESELF = "about-oneself"
    OUTSIDE_GRANT = "outside-the-grant"
    """The tablet may not send this in the assessor's name."""
    NOT_THE_LEADER = "not-the-leader"
    """Not on the day of the observation."""
    LEADS_NO_MORE = "leads-no-more"
    """Not on the day of sending."""
    NOT_IN_TEAM = "not-in-team"
    """The worker, on the day of the observation."""
    NO_AUTHORITY = "no-authority"
    """Not on the day of the observation."""
    AUTHORITY_ENDED = "authority-has-ended"
    """Not on the day of sending."""
    VERSION_CLOSED = "version-closed"
    IN_THE_FUTURE = "in-the-future"
    TOO_LONG_AGO = "too-long-ago"
    WRONG_BADGE = "not-the-badge-to-correct"
    BADGE_WAS_CORRECTED = "badge-was-corrected"
    TIME_UNSURE = "time-unsure"
    """The clock of the tablet was changed while it waited, so nobody knows when it was."""
    PARALLEL = "parallel"
    """Another leader gave another level from the same starting point."""
    LEFT_SINCE = "left-since"
    """The worker worked there on the day of the observation, and does not now."""


ASKS_A_PERSON = frozenset({Objection.LEFT_SINCE})
"""Nobody did anything wrong: a form keeps it too, and somebody else lets it stand or not."""


CANNOT_BE_STORED = frozenset({Objection.OUTDATED_PAGE, Objection.CANNOT_BE_KEPT})
"""Whoever sends it keeps it: there is no row to make of it."""


class WhenObjected(StrEnum):
    """What becomes of an assessment that a rule objects to."""

    REFUSE = "refuse"
    """A form: somebody is there who can put it right. Nothing is kept."""
    KEEP = "keep"
    """A queue: the work is done and the person has gone. Kept with a flag, without a badge."""


def is_refused(found: Collection[Objection], when_objected: WhenObjected) -> bool:
    """Whether nothing is kept because of these objections."""
    if set(found) & CANNOT_BE_STORED:
        return True
    return when_objected is WhenObjected.REFUSE and not set(found) <= ASKS_A_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who assesses whom: as things were `then`, on the day of the observation, and as they are
    `now`, on the day of sending."""

    about_oneself: bool
    within_grant: bool
    """In a browser there is none to keep within."""
    time_is_sure: bool
    led_team_then: bool
    leads_team_now: bool
    in_team_then: bool
    in_team_now: bool
    had_authority_then: bool
    has_authority_now: bool
    version_open: bool
    observed_on: date
    today: date


def objections(situation: Situation) -> tuple[Objection, ...]:
    """Every rule that objects, the most basic first."""
    day = objection_to_day(situation.observed_on, today=situation.today)
    found = {
        Objection.ABOUT_ONESELF: situation.about_oneself,
        Objection.OUTSIDE_GRANT: not situation.within_grant,
        Objection.NOT_THE_LEADER: not situation.led_team_then,
        Objection.LEADS_NO_MORE: situation.led_team_then and not situation.leads_team_now,
        Objection.NOT_IN_TEAM: not situation.in_team_then,
        Objection.NO_AUTHORITY: not situation.had_authority_then,
        Objection.AUTHORITY_ENDED: situation.had_authority_then and not situation.has_authority_now,
        Objection.VERSION_CLOSED: not situation.version_open,
        Objection.IN_THE_FUTURE: day is Objection.IN_THE_FUTURE,
        Objection.TOO_LONG_AGO: day is Objection.TOO_LONG_AGO,
        Objection.TIME_UNSURE: not situation.time_is_sure,
        Objection.LEFT_SINCE: situation.in_team_then and not situation.in_team_now,
    }
    return tuple(objection for objection, holds in found.items() if holds)


def objection_to_day(observed_on: date, *, today: date) -> Objection | None:
    """What the day alone stands in the way of, whoever looked at whom."""
    if observed_on > today:
        return Objection.IN_THE_FUTURE
    too_old = today - timedelta(days=OLDEST_OBSERVATION_DAYS)
    return Objection.TOO_LONG_AGO if observed_on < too_old else None


def is_complete(level: int, answers: Mapping[str, str], criteria: Collection[str]) -> bool:
    """Whether everything was seen, so that the level is awarded and not only observed."""
    return level > Level.NOT_YET and all(answers.get(criterion) == "seen" for criterion in criteria)


def says_not_yet(level: int, answers: Mapping[str, str]) -> bool:
    """Whether it says that somebody could not do something yet, which is not kept for long."""
    return level == Level.NOT_YET or "not_yet" in answers.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One assessment of a person and a skill, as far as it counts for a badge."""

    level: int
    complete: bool
    assessor_id: int
    day: date
    counts: bool
    """Not withdrawn, not rejected, no flag and no objection that waits for an answer."""
    photo: bool = True
    """There is a photo of the work; not asked when no rule needs one."""
    certificate: bool = False
    """There is what the skill also asks for; not asked when no rule needs it."""


class Waiting(StrEnum):
    """Why a recorded assessment has no badge (yet)."""

    NOT_YET = "not_yet"
    NO_BADGE = "no_badge"
    """The palette gives none for this level of this skill."""
    INCOMPLETE = "incomplete"
    DOES_NOT_COUNT = "does_not_count"
    MORE_DAYS = "more_days"
    MORE_ASSESSORS = "more_assessors"
    PHOTO = "photo"
    CERTIFICATE = "certificate"


FOR_MORE = frozenset(
    {Waiting.MORE_DAYS, Waiting.MORE_ASSESSORS, Waiting.PHOTO, Waiting.CERTIFICATE}
)
"""What was seen is good; something is still to come beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a good observation still lacks for a badge."""

    days: int = 0
    """Observations on other days."""
    assessors: int = 0
    photo: bool = False
    certificate: bool = False

    @property
    def waiting(self) -> Waiting | None:
        """The first of it."""
        found = {
            Waiting.MORE_DAYS: self.days,
            Waiting.MORE_ASSESSORS: self.assessors,
            Waiting.PHOTO: self.photo,
            Waiting.CERTIFICATE: self.certificate,
        }
        return next((waiting for waiting, lacks in found.items() if lacks), None)


def waits_for(
    latest: Observation,
    earlier: Collection[Observation],
    *,
    badge_levels: Collection[int],
    rule: Rule,
) -> Waiting | None:
    """What a badge for `latest` still waits for; None when it is earned.

    A higher level shows the lower one too, so it counts for it; the other way it does not.
    Observations on one day count as one.
    """
    if latest.level == Level.NOT_YET:
        return Waiting.NOT_YET
    if latest.level not in badge_levels:
        return Waiting.NO_BADGE
    if not latest.complete:
        return Waiting.INCOMPLETE
    if not latest.counts:
        return Waiting.DOES_NOT_COUNT
    return lacking(latest.level, (latest, *earlier), rule).waiting


def lacking(level: int, seen: Collection[Observation], rule: Rule) -> Lacking:
    """What `seen` lacks for a badge of this level.

    Whoever saw a certificate saw it of the person, whatever the work of that day was worth.
    """
    counted = [each for each in seen if each.counts]
    shown = [each for each in counted if each.complete and each.level >= level]
    return Lacking(
        days=max(0, rule.observations - len({each.day for each in shown})),
        assessors=max(0, rule.assessors - len({each.assessor_id for each in shown})),
        photo=rule.photo and not any(each.photo for each in shown),
        certificate=rule.certificate and not any(each.certificate for each in counted),
    )


def may_undo(recorded_at: datetime, now: datetime) -> bool:
    """Whether it is still within a quarter of an hour."""
    return now - recorded_at <= UNDO_WINDOW
