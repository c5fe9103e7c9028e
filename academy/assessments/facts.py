"""Everything that the rules and issuing ask about a submission, in one question.

The statement is made once (`cache`) and filled in each time: making it costs several times what
asking it does.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.assessments.submission import Submission
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Credential
from academy.database import db
from academy.organisations.models import Team
from academy.people.models import AssessorAuthority, Membership, Person
from academy.periods import asked_day
from academy.security.identity import Role

Asked: TypeAlias = BindParameter[Any] | InstrumentedAttribute[Any]
"""What a statement is filled in with later, or a column of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a submission names, and what held between them on the days that matter.

    `then` is the day of the observation, `now` the day of sending.
    """

    person_id: int
    team_id: int
    organisation_id: int
    version_id: int
    skill_id: int
    valid_months: int | None
    one_is_enough: bool
    """One good observation by one assessor earns the badge."""
    criteria: tuple[str, ...]
    version_open: bool
    led_team_then: bool
    leads_team_now: bool
    in_team_then: bool
    in_team_now: bool
    had_authority_then: bool
    has_authority_now: bool


def facts_about(submission: Submission, *, sent_on: date) -> Facts | None:
    """None when it names something that does not exist."""
    named = {
        "person": submission.person_uuid,
        "team": submission.team_uuid,
        "version": submission.skill_version_uuid,
        "assessor_id": submission.assessor.person_id,
        "sent_on": sent_on,
        "observed_on": submission.observed_on,
    }
    row = db.session.connection().execute(_facts(), named).one_or_none()
    if row is None:
        return None
    named_values: dict[str, Any] = dict(zip(Facts.__slots__, row, strict=True))
    criteria = tuple(criterion["id"] for criterion in named_values.pop("criteria"))
    return Facts(criteria=criteria, **named_values)


@cache
def _facts() -> Select[Any]:
    """In the order of the fields of Facts."""
    assessor: Asked = bindparam("assessor_id")
    then, now = asked_day("observed_on"), asked_day("sent_on")
    one = and_(SkillVersion.observations_needed == 1, SkillVersion.assessors_needed == 1)
    return (
        select(
            Person.id,
            Team.id,
            Team.organisation_id,
            SkillVersion.id,
            SkillVersion.skill_id,
            SkillVersion.valid_months,
            one,
            SkillVersion.criteria,
            SkillVersion.is_open,
            or_(_has_role(assessor, Role.TEAM_LEADER, then), _was_asked(assessor)),
            or_(_has_role(assessor, Role.TEAM_LEADER, now), _was_asked(assessor)),
            _has_role(Person.id, Role.WORKER, then),
            _has_role(Person.id, Role.WORKER, now),
            _has_authority(assessor, then),
            _has_authority(assessor, now),
        )
        .select_from(Person)
        .join(Team, Team.uuid == bindparam("team"))
        .join(SkillVersion, SkillVersion.uuid == bindparam("version"))
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .where(Person.uuid == bindparam("person"), Person.erased_at.is_(None))
    )


def _has_role(person_id: Asked, role: Role, day: date) -> ColumnElement[bool]:
    """Whether somebody has `role` in the team of the query."""
    return exists().where(
        Membership.person_id == person_id,
        Membership.team_id == Team.id,
        Membership.role == role,
        Membership.holds_on(day),
    )


def _was_asked(person_id: Asked) -> ColumnElement[bool]:
    """Whether a reviewer asked somebody to look again at this (see `looking_again`)."""
    old, its_version = aliased(Assessment), aliased(SkillVersion)
    return exists().where(
        AssessmentReview.asked_id == person_id,
        AssessmentReview.outcome == ReviewOutcome.LOOK_AGAIN,
        AssessmentReview.looked_at.is_(None),
        old.id == AssessmentReview.assessment_id,
        old.person_id == Person.id,
        old.team_id == Team.id,
        its_version.id == old.skill_version_id,
        its_version.skill_id == SkillVersion.skill_id,
    )


def _has_authority(person_id: Asked, day: date) -> ColumnElement[bool]:
    """Whether somebody may assess the skill of the query for the team's organisation."""
    domain = AssessorAuthority.domain_id
    return exists().where(
        AssessorAuthority.person_id == person_id,
        AssessorAuthority.organisation_id == Team.organisation_id,
        or_(domain.is_(None), domain == Skill.domain_id),
        AssessorAuthority.holds_on(day),
    )


def corrected_badge(badge_uuid: UUID, facts: Facts) -> Credential | None:
    """The badge to correct, if the organisation gave it to this person for this skill."""
    return db.session.scalar(
        select(Credential).where(
            Credential.uuid == badge_uuid,
            Credential.person_id == facts.person_id,
            Credential.organisation_id == facts.organisation_id,
            Credential.skill_id == facts.skill_id,
        )
    )
