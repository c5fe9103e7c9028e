"""Which assessment somebody made because they were asked to look again after an objection, or took
a second look that a badge needs.

They may lead another team: the page of what they saved themselves is theirs to see and to take
back, and nothing else of the worker.
"""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from academy.assessments.models import Assessment, AssessmentReview
from academy.assessments.seconds.models import SecondLook
from academy.catalogue.models import SkillVersion
from academy.database import db

_old, _its_version, _version = aliased(Assessment), aliased(SkillVersion), aliased(SkillVersion)


def _is_the_look() -> tuple[ColumnElement[bool], ...]:
    """Of a review and what was looked at before it, to an assessment that came of it."""
    until = AssessmentReview.looked_at
    return (
        AssessmentReview.assessment_id == _old.id,
        AssessmentReview.asked_id == Assessment.assessor_id,
        _old.person_id == Assessment.person_id,
        _old.team_id == Assessment.team_id,
        _its_version.id == _old.skill_version_id,
        _version.id == Assessment.skill_version_id,
        _its_version.skill_id == _version.skill_id,
        Assessment.recorded_at >= AssessmentReview.at,
        # none yet: it was taken back, and whoever was asked has to look once more
        or_(until.is_(None), Assessment.recorded_at <= until),
    )


def came_of_a_look() -> ColumnElement[bool]:
    return exists().where(*_is_the_look()).correlate(Assessment)


def came_of_a_second_look() -> ColumnElement[bool]:
    """Whether the assessor of the statement took this, now or earlier (see `seconds`)."""
    return (
        exists()
        .where(
            SecondLook.person_id == Assessment.person_id,
            SecondLook.taken_by_id == Assessment.assessor_id,
            SecondLook.organisation_id == Assessment.organisation_id,
            _version.id == Assessment.skill_version_id,
            _version.skill_id == SecondLook.skill_id,
            Assessment.recorded_at >= SecondLook.taken_at,
        )
        .correlate(Assessment)
    )


def ask_again(assessment: Assessment) -> None:
    """What came of a look is taken back: whoever was asked still has to look."""
    found = select(AssessmentReview).where(*_is_the_look(), Assessment.id == assessment.id)
    for review in db.session.scalars(found):
        review.looked_at = None
