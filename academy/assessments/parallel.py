"""Two leaders who knew of no more than each other, and gave another level: a person decides.

Neither is the last word because it came later (docs/adr/0038). Asked when something of a tablet is
recorded, and by whoever decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from academy.assessments.facts import Facts
from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.assessments.submission import Submission
from academy.catalogue.models import SkillVersion
from academy.database import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one leader saw of one person and skill, and what they knew of before."""

    uuid: UUID
    person_id: int
    organisation_id: int
    skill_id: int
    assessor_id: int
    level: int
    based_on: UUID | None


def has_parallel(submission: Submission, facts: Facts) -> bool:
    look = Look(
        uuid=submission.uuid,
        person_id=facts.person_id,
        organisation_id=facts.organisation_id,
        skill_id=facts.skill_id,
        assessor_id=submission.assessor.person_id,
        level=submission.level,
        based_on=submission.based_on,
    )
    return db.session.scalars(_parallel_to(look).limit(1)).first() is not None


def parallels_of(assessment: Assessment) -> Sequence[Assessment]:
    """The others that still count, the oldest first."""
    look = Look(
        uuid=assessment.uuid,
        person_id=assessment.person_id,
        organisation_id=assessment.organisation_id,
        skill_id=assessment.skill_version.skill_id,
        assessor_id=assessment.assessor_id,
        level=assessment.level,
        based_on=assessment.based_on,
    )
    found = _parallel_to(look).options(
        joinedload(Assessment.assessor), joinedload(Assessment.skill_version)
    )
    return db.session.scalars(found.order_by(Assessment.id)).all()


def _parallel_to(look: Look) -> Select[Assessment]:
    rejected = AssessmentReview.outcome == ReviewOutcome.REJECTED
    return (
        select(Assessment)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(
            Assessment.person_id == look.person_id,
            Assessment.organisation_id == look.organisation_id,
            SkillVersion.skill_id == look.skill_id,
            Assessment.assessor_id != look.assessor_id,
            Assessment.level != look.level,
            Assessment.uuid != look.uuid,
            Assessment.based_on.is_not_distinct_from(look.based_on),
            ~Assessment.withdrawal.has(),
            ~Assessment.reviews.any(rejected),
        )
    )
