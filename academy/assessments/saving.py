"""Save an assessment, and in the same transaction the badge that it earns at once.

Most assessments earn their badge by themselves. Its badge is signed ahead, under no lock, and
kept with the assessment or not at all. Whatever stands in the way (a place on the status list
that was just taken, a second leader, something to make ready) leaves the assessment to be
recorded alone; `awarding.award` goes on from there, as it does after a crash.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import IntegrityError

from academy.assessments import awarding, service
from academy.assessments.photos import Photo
from academy.assessments.queries import SkillToAssess
from academy.assessments.rules import is_complete
from academy.assessments.service import Receipt, Recorded
from academy.assessments.submission import Submission
from academy.credentials import issuing
from academy.database import transaction
from academy.dependencies import Dependencies
from academy.security.identity import Identity

SignedAhead: TypeAlias = tuple[issuing.Award, issuing.Signed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What is to be saved, by whom and when."""

    target: SkillToAssess
    submission: Submission
    photo: Photo | None
    photo_key: str
    by: Identity
    now: datetime


def save(saving: Saving, deps: Dependencies) -> Recorded:
    """Keep it, once, whatever happens around it; raises RefusedError when a rule objects."""
    ahead = _sign_ahead(saving, deps)
    try:
        recorded = _keep(saving, ahead, deps)
    except IntegrityError:
        ahead, recorded = None, _keep(saving, None, deps)
    has_its_badge = ahead is not None and recorded.receipt is Receipt.NEW
    if not has_its_badge and recorded.receipt is not Receipt.CONFLICT:
        awarding.award(recorded.assessment_id, deps, by=saving.by.actor)
    return recorded


def _keep(saving: Saving, ahead: SignedAhead | None, deps: Dependencies) -> Recorded:
    by, now = saving.by, saving.now
    with transaction(saving.target.worker.person):
        recorded = service.record(
            saving.submission, by=by, photo=saving.photo, photo_key=saving.photo_key, now=now
        )
        if ahead is not None and recorded.receipt is Receipt.NEW:
            issuing.store(
                *ahead,
                deps.settings,
                assessment_id=recorded.assessment_id,
                by=by.actor,
                now=now,
            )
    return recorded


def _sign_ahead(saving: Saving, deps: Dependencies) -> SignedAhead | None:
    """None when no badge is due at once, or when it needs more than a signature.

    What it rests on cannot change: a published version, a team's organisation, a pseudonym.
    The rules are asked under the lock, by `service.record`.
    """
    version, submission = saving.target.version, saving.submission
    criteria = [criterion["id"] for criterion in version.criteria]
    complete = is_complete(submission.level, submission.answers, criteria)
    if not (complete and awarding.one_is_enough(version)):
        return None
    earned = _award(saving)
    signed = awarding.sign_ahead(earned, deps, now=saving.now)
    return None if signed is None else (earned, signed)


def _award(saving: Saving) -> issuing.Award:
    worker, version = saving.target.worker, saving.target.version
    return issuing.Award(
        person_id=worker.person.id,
        person_uuid=worker.person.uuid,
        assessor_id=saving.by.person_id,
        organisation_id=worker.team.organisation_id,
        team_id=worker.team.id,
        skill_id=version.skill_id,
        skill_version_id=version.id,
        level=saving.submission.level,
        valid_months=version.valid_months,
        corrects=saving.submission.corrects,
    )
