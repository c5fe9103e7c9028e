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
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from academy.assessments.covering import covers_the_skill
from academy.assessments.models import Assessment, AssessmentReview
from academy.assessments.seconds.models import SecondLook
from academy.assessments.submission import Submission
from academy.catalogue.models import Skill, SkillVersion, badge_levels
from academy.catalogue.validation.models import ValidationDefault
from academy.catalogue.validation.rule import FIRST, OwnRule, Rule
from academy.credentials.models import Credential
from academy.database import ask, db
from academy.organisations.models import Team
from academy.people.merged import is_kept_of, known
from academy.people.models import AssessorAuthority, Membership, Person
from academy.periods import asked_day
from academy.security.identity import Role

Asked: TypeAlias = BindParameter[Any] | InstrumentedAttribute[Any]
"""What a statement is filled in with later, or a column of it."""


LOOKS, WORKS = (Role.TEAM_LEADER, Role.GUEST), (Role.WORKER,)
"""Whoever looks at work in a team, and whoever works there."""


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
    rule: Rule
    """What has to be there before a badge, now."""
    default_id: int | None
    """Number of the default that the rule rests on."""


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
    plain: list[Any] = list(row[1:])
    own, default_id, default = plain[:OWN], plain[OWN], plain[OWN + 1 : RULES]
    values: dict[str, Any] = dict(zip(Facts.__slots__, plain[RULES:], strict=False))
    criteria = tuple(criterion["id"] for criterion in values.pop("criteria"))
    levels = badge_levels(values.pop("badge_levels"))
    *said, requirement = own
    own_values = dict(zip(OwnRule.__slots__, (*said, bool(requirement)), strict=True))
    rule = FIRST if default_id is None else Rule(**dict(zip(Rule.__slots__, default, strict=True)))
    return Facts(
        criteria=criteria,
        badge_levels=levels,
        rule=OwnRule(**own_values).over(rule),
        default_id=default_id,
        **values,
    )


_OWN_RULE = (
    SkillVersion.observations_needed,
    SkillVersion.assessors_needed,
    SkillVersion.photo_needed,
    SkillVersion.certificate_needed,
    SkillVersion.sampling_percent,
    SkillVersion.valid_months,
    SkillVersion.external_requirement,
)
"""In the order of OwnRule."""
_DEFAULT = tuple(getattr(ValidationDefault, name) for name in Rule.__slots__)
_RULES = (*_OWN_RULE, ValidationDefault.id, *_DEFAULT)
OWN, RULES = len(_OWN_RULE), len(_RULES)


@cache
def _facts() -> Select[Any]:
    """The UUID that was sent, what the rule is made of, and the rest in the order of Facts."""
    assessor: Asked = bindparam("assessor_id")
    then, now = asked_day("observed_on"), asked_day("sent_on")
    newest = select(func.max(ValidationDefault.id)).scalar_subquery()
    return (
        select(
            known.uuid,
            *_RULES,
            Person.id,
            Team.id,
            Team.organisation_id,
            SkillVersion.id,
            SkillVersion.skill_id,
            SkillVersion.levels,
            SkillVersion.criteria,
            SkillVersion.is_open,
            or_(_has_role(assessor, LOOKS, then), _was_asked(assessor), _took_it(assessor)),
            or_(_has_role(assessor, LOOKS, now), _was_asked(assessor), _took_it(assessor)),
            _has_role(Person.id, WORKS, then),
            _has_role(Person.id, WORKS, now),
            or_(_has_authority(assessor, then), _took_it_for_the_academy(assessor, then)),
            or_(_has_authority(assessor, now), _took_it_for_the_academy(assessor, now)),
        )
        .select_from(known)
        .join(Person, is_kept_of())
        .join(Team, Team.uuid == bindparam("team"))
        .join(SkillVersion, SkillVersion.uuid == bindparam("version"))
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .outerjoin(ValidationDefault, ValidationDefault.id == newest)
        .where(
            known.uuid.in_(bindparam("people", expanding=True)),
            Person.erased_at.is_(None),
            _is_known_there(),
        )
    )


def _is_known_there() -> ColumnElement[bool]:
    """Whoever never worked in the organisation is for it as nobody, and not named to its people."""
    return exists().where(
        Membership.person_id == Person.id, Membership.organisation_id == Team.organisation_id
    )


def _has_role(person_id: Asked, roles: Collection[Role], day: date) -> ColumnElement[bool]:
    """Whether somebody has one of these in the team of the query."""
    return exists().where(
        Membership.person_id == person_id,
        Membership.team_id == Team.id,
        Membership.role.in_(roles),
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


def _took_it(person_id: Asked) -> ColumnElement[bool]:
    """Whether somebody of the pool is the second person for this (see `seconds`)."""
    return exists().where(
        SecondLook.person_id == Person.id,
        SecondLook.skill_id == SkillVersion.skill_id,
        SecondLook.organisation_id == Team.organisation_id,
        SecondLook.team_id == Team.id,
        SecondLook.taken_by_id == person_id,
        SecondLook.ended_at.is_(None),
    )


def _took_it_for_the_academy(person_id: Asked, day: date) -> ColumnElement[bool]:
    """It knows the palette, and nobody of the organisation may look (ADR 61)."""
    administers = exists().where(
        Membership.person_id == person_id,
        Membership.role == Role.ACADEMY_ADMIN,
        Membership.holds_on(day),
    )
    return and_(administers, _took_it(person_id))


def _has_authority(person_id: Asked, day: date) -> ColumnElement[bool]:
    """Whether somebody may assess the skill of the query for the team's organisation."""
    return exists().where(
        AssessorAuthority.person_id == person_id,
        AssessorAuthority.organisation_id == Team.organisation_id,
        covers_the_skill(),
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
