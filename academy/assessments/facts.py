"""Everything that the rules and issuing ask about a submission, in one question for many.

The statement is made once (`cache`) and filled in each time: making it costs several times what
asking it does.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from academy.assessments.models import Assessment, AssessmentReview
from academy.assessments.submission import Submission
from academy.catalogue.models import Skill, SkillVersion, badge_levels
from academy.credentials.models import Credential
from academy.database import ask, db
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
    badge_levels: frozenset[int]
    """The levels that give one."""
    criteria: tuple[str, ...]
    version_open: bool
    led_team_then: bool
    leads_team_now: bool
    in_team_then: bool
    in_team_now: bool
    had_authority_then: bool
    has_authority_now: bool


Circumstances: TypeAlias = tuple[UUID, UUID, int, date]
"""Team, version of a skill, assessor, day of the observation: one question for all people."""


def facts_about(submissions: Sequence[Submission], *, sent_on: date) -> list[Facts | None]:
    """About each in turn; None for one that names something that does not exist."""
    people: dict[Circumstances, set[UUID]] = {}
    for each in submissions:
        people.setdefault(_circumstances(each), set()).add(each.person_uuid)
    found = {around: _ask(around, of, sent_on) for around, of in people.items()}
    return [found[_circumstances(each)].get(each.person_uuid) for each in submissions]


def _circumstances(submission: Submission) -> Circumstances:
    assessor_id = submission.assessor.person_id
    version = submission.skill_version_uuid
    return (submission.team_uuid, version, assessor_id, submission.observed_on)


def _ask(around: Circumstances, people: Collection[UUID], sent_on: date) -> dict[UUID, Facts]:
    named = dict(zip(("team", "version", "assessor_id", "observed_on"), around, strict=True))
    asked = {**named, "people": list(people), "sent_on": sent_on}
    return {row[0]: _read(row) for row in ask(_facts(), asked)}


def _read(row: Row[Any]) -> Facts:
    values: dict[str, Any] = dict(zip(Facts.__slots__, row[1:], strict=True))
    criteria = tuple(criterion["id"] for criterion in values.pop("criteria"))
    levels = badge_levels(values.pop("badge_levels"))
    return Facts(criteria=criteria, badge_levels=levels, **values)


@cache
def _facts() -> Select[Any]:
    """The person's UUID, and the rest in the order of the fields of Facts."""
    assessor: Asked = bindparam("assessor_id")
    then, now = asked_day("observed_on"), asked_day("sent_on")
    one = and_(SkillVersion.observations_needed == 1, SkillVersion.assessors_needed == 1)
    return (
        select(
            Person.uuid,
            Person.id,
            Team.id,
            Team.organisation_id,
            SkillVersion.id,
            SkillVersion.skill_id,
            SkillVersion.valid_months,
            one,
            SkillVersion.levels,
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
        .where(Person.uuid.in_(bindparam("people", expanding=True)), Person.erased_at.is_(None))
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
        AssessmentReview.is_to_look_at,
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
