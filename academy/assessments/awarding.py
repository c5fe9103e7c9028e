"""From a recorded assessment to its one badge.

For badges that were not kept together with their assessment (see `saving`): after an objection,
a second observation or a crash, and when the badge that an assessment stood for fell away by the
fault of another one (see `standing`). Whatever goes wrong here leaves a recorded assessment that
`issue_pending` turns into its badge later. It owns its transactions, because signing happens
between reading and writing, under no lock.
"""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import ObjectDeletedError

from academy.assessments import due, queries, standing
from academy.assessments.models import Assessment, ReviewOutcome
from academy.assessments.rules import Lacking, Observation, Waiting, lacking, waits_for
from academy.assessments.standing import History, rule_of, seen_by
from academy.catalogue.validation.rule import Rule
from academy.credentials import issuing
from academy.credentials.ground import Ground, find_ground, make_ready
from academy.credentials.models import Confirmation, Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import Dependencies
from academy.security.identity import Actor
from badges.errors import BadgesError

logger = logging.getLogger(__name__)
TRIES = 5
"""Each one fails only because somebody else got something done in between."""


class AwardFault(StrEnum):
    """Why a badge that was earned is not there yet."""

    NOT_ISSUED = "not_issued"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an assessment: a badge, a reason to wait, or a fault to look at."""

    credential: Credential | None = None
    waiting: Waiting | None = None
    fault: AwardFault | None = None


GONE = Outcome()
"""The worker was erased, with the assessment, between recording it and awarding."""


def award(assessment_id: int, deps: Dependencies, *, by: Actor) -> Outcome:
    """Issue the badge that the assessment earned, once, whoever asks and however often."""
    for _try in range(TRIES):
        outcome = _award_once(assessment_id, deps, by=by)
        if outcome is not None:
            return outcome
    return Outcome(fault=AwardFault.NOT_ISSUED)


def _award_once(assessment_id: int, deps: Dependencies, *, by: Actor) -> Outcome | None:
    """None when it must be tried again: something was made ready, or somebody else was first."""
    settings, now = deps.settings, deps.clock()
    assessment = queries.assessment_with_answers(assessment_id)
    if assessment is None:
        return GONE
    settled = settled_outcome(assessment, today=local_day(now))
    if settled is not None:
        return settled
    earned = award_of(assessment)
    ground = find_ground(earned, settings)
    try:
        if ground is None:
            with transaction(assessment.team.organisation):
                make_ready(earned, settings, by=by, now=now)
            return None
        signed = issuing.sign(earned, ground, settings, now=now)
        with transaction(assessment.person):
            due.forget(assessment_id)
            return _settled_since(assessment_id, today=local_day(now)) or Outcome(
                issuing.store(earned, signed, settings, assessment_id=assessment_id, by=by, now=now)
            )
    except (IntegrityError, ObjectDeletedError, issuing.RecordMergedError):
        return None
    except BadgesError:
        logger.exception("assessment %s earned a badge that cannot be issued", assessment.uuid)
        return Outcome(fault=AwardFault.NOT_ISSUED)


def sign_ahead(
    earned: issuing.Award, ground: Ground | None, deps: Dependencies, *, now: datetime
) -> issuing.Signed | None:
    """A badge to keep with its assessment; None when something is missing or unfit, which `award`
    makes or reports later."""
    if ground is None:
        return None
    try:
        return issuing.sign(earned, ground, deps.settings, now=now)
    except BadgesError:
        return None


def _settled_since(assessment_id: int, *, today: date) -> Outcome | None:
    """As `settled_outcome`, asked again under the lock, where mostly nothing has happened."""
    if queries.is_untouched(assessment_id):
        return None
    assessment = queries.assessment_with_answers(assessment_id)
    return GONE if assessment is None else settled_outcome(assessment, today=today)


def settled_outcome(assessment: Assessment, *, today: date) -> Outcome | None:
    """The outcome when nothing is to be issued; None when a badge is due."""
    given = badge_of(assessment.id)
    if given is not None and not _is_to_come_back(assessment, given, today):
        return Outcome(given)
    # what comes back was earned, and as long as nobody has looked again, it stays
    stays = given is not None and _is_looked_at_again(assessment)
    waiting = waiting_of(assessment, as_if_it_counts=stays)
    return None if waiting is None else Outcome(waiting=waiting)


def _is_looked_at_again(assessment: Assessment) -> bool:
    return any(each.outcome == ReviewOutcome.LOOK_AGAIN for each in assessment.reviews)


def _is_to_come_back(assessment: Assessment, given: Credential, today: date) -> bool:
    if given.revocation is None:
        return False
    return History.of(assessment).lost(assessment, today=today) is not None


def badge_of(assessment_id: int) -> Credential | None:
    """The badge that this assessment gave or confirmed, the newest if an earlier one fell away."""
    confirmed = select(Confirmation.credential_id).where(
        Confirmation.assessment_id == assessment_id
    )
    return db.session.scalar(
        select(Credential)
        .where((Credential.assessment_id == assessment_id) | Credential.id.in_(confirmed))
        .order_by(Credential.id.desc())
        .limit(1)
    )


def waiting_of(assessment: Assessment, *, as_if_it_counts: bool = False) -> Waiting | None:
    """What the badge still waits for, by the rules and all that was seen before."""
    rule = rule_of(assessment)
    latest = _latest(assessment, rule, as_if_it_counts=as_if_it_counts)
    return waits_for(
        latest,
        _what_it_needs_beside(latest, assessment, rule),
        badge_levels=assessment.skill_version.badge_levels,
        rule=rule,
    )


def lacking_of(assessment: Assessment, *, as_if_it_counts: bool = False) -> Lacking:
    """All that a badge for it still lacks, by its rule and all that was seen before."""
    rule = rule_of(assessment)
    latest = _latest(assessment, rule, as_if_it_counts=as_if_it_counts)
    return lacking(latest.level, (latest, *_what_it_needs_beside(latest, assessment, rule)), rule)


def _latest(assessment: Assessment, rule: Rule, *, as_if_it_counts: bool) -> Observation:
    found = observation_of(assessment, rule)
    return replace(found, counts=found.counts or as_if_it_counts)


def _what_it_needs_beside(
    latest: Observation, assessment: Assessment, rule: Rule
) -> list[Observation]:
    """Nothing when it is enough by itself, which most are."""
    if rule.is_met_by_one(photo=latest.photo, certificate=latest.certificate):
        return []
    return _earlier(assessment, rule)


def _earlier(assessment: Assessment, rule: Rule) -> list[Observation]:
    history = History.of(assessment)
    return [
        observation_of(other, rule)
        for other in history.assessments
        if other.id != assessment.id
        and other.recorded_at <= assessment.recorded_at
        and not history.is_out(other)
    ]


def observation_of(assessment: Assessment, rule: Rule) -> Observation:
    return seen_by(assessment, rule, counts=counts(assessment))


def counts(assessment: Assessment) -> bool:
    """Not withdrawn, not rejected, no flag and no objection that waits for an answer."""
    if assessment.withdrawal is not None:
        return False
    if assessment.reviews:
        return assessment.reviews[0].outcome == ReviewOutcome.STANDS
    return assessment.flag is None and not assessment.is_objected_to


def is_flagged(assessment: Assessment) -> bool:
    """Whether a rule objected and nobody has looked yet; the worker did not object."""
    waits = assessment.flag is not None and not assessment.reviews
    return waits and not assessment.is_objected_to


def award_of(assessment: Assessment) -> issuing.Award:
    """What issuing needs to know, detached from the rows."""
    version = assessment.skill_version
    fallen = badge_of(assessment.id)
    return issuing.Award(
        person_id=assessment.person_id,
        person_uuid=assessment.person.uuid,
        assessor_id=assessment.assessor_id,
        organisation_id=assessment.organisation_id,
        team_id=assessment.team_id,
        skill_id=version.skill_id,
        skill_version_id=version.id,
        level=assessment.level,
        valid_months=rule_of(assessment).valid_months,
        corrects=assessment.corrects if fallen is None else None,
        replaces=fallen.uuid if fallen is not None else None,
        earned_at=assessment.recorded_at if fallen is not None else None,
    )


def pending(today: date) -> list[int]:
    """Numbers of assessments that earned a badge and have none: what a crash left.

    Asks only what is noted as due, and forgets what turns out to wait or to have its badge.
    """
    found = set[int]()
    for portion in due.in_portions():
        settled = [each for each in portion if _is_settled(each.assessment_id, today)]
        found |= {each.assessment_id for each in portion} - {e.assessment_id for e in settled}
        if settled:
            with transaction():
                due.forget_seen(settled)
    return sorted(found)


def _is_settled(assessment_id: int, today: date) -> bool:
    assessment = queries.assessment_with_answers(assessment_id)
    return assessment is None or settled_outcome(assessment, today=today) is not None


def issue_pending(deps: Dependencies, *, by: Actor) -> list[Outcome]:
    """Finish what a crash left; safe to repeat and to run beside the application."""
    found = pending(local_day(deps.clock()))
    return [award(assessment_id, deps, by=by) for assessment_id in found]


def give_back(subject: standing.Subject, deps: Dependencies, *, by: Actor) -> None:
    """Issue anew what still stands after something was taken away; the sweep does it as well."""
    history = History.about(subject)
    today = local_day(deps.clock())
    numbers = [each.id for each in reversed(history.assessments) if history.lost(each, today=today)]
    db.session.rollback()
    for number in numbers:
        award(number, deps, by=by)
