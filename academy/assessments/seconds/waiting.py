"""Which requests for a second person still wait. Nothing here writes.

Conditions on a statement that has `SecondLook` and the assessment it was made with.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.assessments.seconds.models import SecondLook
from academy.catalogue.models import SkillVersion
from academy.credentials.models import Confirmation, Credential
from academy.people.models import Membership
from academy.security.identity import Role

LAPSES = timedelta(days=60)
"""As long as a late observation counts; whoever leads the team can look once more."""

_later, _its_version = aliased(Assessment), aliased(SkillVersion)


def is_answered() -> ColumnElement[bool]:
    """Whether somebody else looked since, whatever they saw."""
    return exists().where(
        _later.person_id == SecondLook.person_id,
        _later.organisation_id == SecondLook.organisation_id,
        _later.assessor_id != Assessment.assessor_id,
        _later.recorded_at >= SecondLook.asked_at,
        _its_version.id == _later.skill_version_id,
        _its_version.skill_id == SecondLook.skill_id,
        ~_later.withdrawal.has(),
    )


def waits(now: datetime, today: date) -> ColumnElement[bool]:
    """That the worker objected is no reason: whoever sees the request would learn of it."""
    return and_(
        SecondLook.ended_at.is_(None),
        SecondLook.asked_at > now - LAPSES,
        ~Assessment.withdrawal.has(),
        ~_has_its_badge(),
        ~_was_rejected(),
        ~is_answered(),
        _works_there(today),
    )


def _has_its_badge() -> ColumnElement[bool]:
    """A new one, whatever gave it, or one that was there and is confirmed."""
    since = exists().where(
        Credential.person_id == SecondLook.person_id,
        Credential.skill_id == SecondLook.skill_id,
        Credential.organisation_id == SecondLook.organisation_id,
        Credential.current_key.is_not(None),
        Credential.issued_at >= SecondLook.asked_at,
    )
    return or_(since, exists().where(Confirmation.assessment_id == SecondLook.assessment_id))


def _was_rejected() -> ColumnElement[bool]:
    return exists().where(
        AssessmentReview.assessment_id == SecondLook.assessment_id,
        AssessmentReview.outcome == ReviewOutcome.REJECTED,
    )


def _works_there(today: date) -> ColumnElement[bool]:
    return exists().where(
        Membership.person_id == SecondLook.person_id,
        Membership.team_id == SecondLook.team_id,
        Membership.role == Role.WORKER,
        Membership.holds_on(today),
    )
