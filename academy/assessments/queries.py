"""Ways to find assessments and whom to assess, never outside what the asker may know of.

What saving an assessment asks is made once (`cache`) and filled in with each question: making a
statement costs several times what asking it does.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, joinedload, lazyload, selectinload

from academy.assessments.earned import EARNED
from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    AssessmentWithdrawal,
    ResponseKind,
    WorkerResponse,
)
from academy.assessments.referring import left_to
from academy.assessments.submission import Submission
from academy.catalogue.levels import Level
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db
from academy.organisations.models import Team
from academy.people.models import AssessorAuthority, Membership, Person
from academy.periods import asked_day
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

Asked: TypeAlias = BindParameter[Any] | InstrumentedAttribute[Any]
"""What a statement is filled in with later, or a column of it."""


@dataclass(frozen=True, slots=True)
class TeamWorker:
    """A worker as a member of one team now."""

    person: Person
    team: Team

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person.id,
            team_ids=frozenset({self.team.id}),
            organisation_ids=frozenset({self.team.organisation_id}),
        )


@dataclass(frozen=True, slots=True)
class SkillToAssess:
    """A worker, and the version of a skill that is open for assessment."""

    worker: TeamWorker
    version: SkillVersion

    @property
    def scope(self) -> Scope:
        return self.worker.scope


def find_worker(identity: Identity, person_uuid: uuid.UUID) -> TeamWorker | None:
    """A member, now, of a team that the asker leads; in the asker's oldest team of them."""
    asked = {
        "uuid": person_uuid,
        "teams": identity.teams(Role.TEAM_LEADER),
        "day": identity.today,
    }
    row = db.session.execute(_worker(), asked).first()
    return TeamWorker(row[0], row[1]) if row else None


@cache
def _worker() -> Select[Person, Team]:
    return (
        select(Person, Team)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Person.uuid == bindparam("uuid"),
            Person.erased_at.is_(None),
            Membership.role == Role.WORKER,
            Membership.holds_on(asked_day("day")),
            Team.id.in_(bindparam("teams", expanding=True)),
        )
        .order_by(Membership.starts_on, Membership.id)
        .limit(1)
        .options(lazyload(Team.site), lazyload(Team.organisation))
    )


def find_skill_to_assess(
    identity: Identity, person_uuid: uuid.UUID, skill_code: str
) -> SkillToAssess | None:
    """The worker with the newest open version of the skill."""
    worker = find_worker(identity, person_uuid)
    version = open_version(skill_code)
    return SkillToAssess(worker, version) if worker and version else None


def find_assessment(identity: Identity, assessment_uuid: uuid.UUID) -> Assessment | None:
    """An assessment about the asker, or of a team that the asker leads now."""
    return db.session.scalar(
        select(Assessment)
        .where(
            Assessment.uuid == assessment_uuid,
            or_(
                Assessment.person_id == identity.person_id,
                Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
            ),
        )
        .options(
            joinedload(Assessment.person),
            joinedload(Assessment.assessor),
            joinedload(Assessment.skill_version),
            joinedload(Assessment.withdrawal),
            joinedload(Assessment.referral),
            selectinload(Assessment.responses),
            selectinload(Assessment.reviews),
            selectinload(Assessment.evidence),
        )
    )


def is_untouched(assessment_id: int) -> bool:
    """Whether nothing at all happened to an assessment since it was recorded: no badge, no
    withdrawal, no answer, no review. One small question, for asking under the write lock."""
    happened = [
        exists().where(column == assessment_id)
        for column in (
            *EARNED,
            AssessmentWithdrawal.assessment_id,
            WorkerResponse.assessment_id,
            AssessmentReview.assessment_id,
        )
    ]
    return not db.session.scalar(select(or_(*happened)))


@dataclass(frozen=True, slots=True)
class ConflictToDismiss:
    """A conflict with the scope of its assessment."""

    conflict: AssessmentConflict
    scope: Scope


def find_conflict(identity: Identity, conflict_uuid: uuid.UUID) -> ConflictToDismiss | None:
    found = db.session.scalar(
        select(AssessmentConflict)
        .join(AssessmentConflict.assessment)
        .where(AssessmentConflict.uuid == conflict_uuid, _conflict_in_reach(identity))
    )
    return ConflictToDismiss(found, found.assessment.scope) if found else None


def assessment_with_answers(assessment_id: int) -> Assessment:
    """One assessment with all that was said about it since."""
    return (
        db.session.scalars(
            select(Assessment)
            .where(Assessment.id == assessment_id)
            .options(
                joinedload(Assessment.person),
                joinedload(Assessment.skill_version),
                joinedload(Assessment.withdrawal),
                joinedload(Assessment.responses),
                joinedload(Assessment.reviews),
            )
        )
        .unique()
        .one()
    )


def find_assessment_to_review(identity: Identity, assessment_uuid: uuid.UUID) -> Assessment | None:
    """One that was objected to or flagged, in the asker's reach or left to the asker's academy.

    Any other is between the worker and the own leaders: an administrator may not read it.
    """
    return db.session.scalar(
        select(Assessment)
        .where(
            Assessment.uuid == assessment_uuid,
            or_(_in_reach(identity), left_to(identity)),
            _asks_for_review(),
        )
        .options(joinedload(Assessment.referral))
    )


def assessments_to_review(identity: Identity) -> Sequence[Assessment]:
    """Objected to or flagged, not yet looked at, made by somebody else; oldest first."""
    reviewed = select(AssessmentReview.assessment_id)
    return db.session.scalars(
        select(Assessment)
        .where(
            or_(_in_reach(identity), left_to(identity)),
            Assessment.assessor_id != identity.person_id,
            Assessment.person_id != identity.person_id,
            ~Assessment.withdrawal.has(),
            Assessment.id.not_in(reviewed),
            _asks_for_review(),
        )
        .order_by(Assessment.recorded_at)
        .options(
            joinedload(Assessment.person),
            joinedload(Assessment.assessor),
            joinedload(Assessment.skill_version),
            joinedload(Assessment.referral),
            selectinload(Assessment.responses),
        )
    ).all()


def open_conflicts(identity: Identity) -> Sequence[AssessmentConflict]:
    """The same assessment that arrived with two contents, until somebody has looked."""
    return db.session.scalars(
        select(AssessmentConflict)
        .join(AssessmentConflict.assessment)
        .where(_conflict_in_reach(identity), AssessmentConflict.dismissed_at.is_(None))
        .order_by(AssessmentConflict.at)
        .options(joinedload(AssessmentConflict.assessment).joinedload(Assessment.referral))
    ).all()


def assessments_of(person_id: int, skill_id: int, organisation_id: int) -> Sequence[Assessment]:
    """Everything one organisation recorded of one person and skill, newest first."""
    return db.session.scalars(
        select(Assessment)
        .join(SkillVersion)
        .where(
            Assessment.person_id == person_id,
            Assessment.organisation_id == organisation_id,
            SkillVersion.skill_id == skill_id,
        )
        .order_by(Assessment.recorded_at.desc(), Assessment.id.desc())
        .options(
            joinedload(Assessment.withdrawal),
            joinedload(Assessment.skill_version),
            selectinload(Assessment.responses),
            selectinload(Assessment.reviews),
        )
    ).all()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a submission names, and what held between them on the days that matter."""

    person_id: int
    team_id: int
    organisation_id: int
    version_id: int
    criteria: tuple[str, ...]
    version_open: bool
    leads_team: bool
    """The assessor, on the day of sending."""
    person_in_team: bool
    """On the day of the observation, like the authority."""
    has_authority: bool


def facts_about(submission: Submission, *, assessor_id: int, sent_on: date) -> Facts | None:
    """Everything that the rules ask about a submission, in one question; None when it names
    something that does not exist."""
    named = {
        "person": submission.person_uuid,
        "team": submission.team_uuid,
        "version": submission.skill_version_uuid,
        "assessor_id": assessor_id,
        "sent_on": sent_on,
        "observed_on": submission.observed_on,
    }
    row = db.session.connection().execute(_facts(), named).one_or_none()
    if row is None:
        return None
    criteria = tuple(criterion["id"] for criterion in row[4])
    return Facts(row[0], row[1], row[2], row[3], criteria, *map(bool, row[5:]))


@cache
def _facts() -> Select[Any]:
    assessor: Asked = bindparam("assessor_id")
    observed_on = asked_day("observed_on")
    return (
        select(
            Person.id,
            Team.id,
            Team.organisation_id,
            SkillVersion.id,
            SkillVersion.criteria,
            SkillVersion.is_open,
            _has_role(assessor, Role.TEAM_LEADER, asked_day("sent_on")),
            _has_role(Person.id, Role.WORKER, observed_on),
            _has_authority(assessor, observed_on),
        )
        .select_from(Person)
        .join(Team, Team.uuid == bindparam("team"))
        .join(SkillVersion, SkillVersion.uuid == bindparam("version"))
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .where(Person.uuid == bindparam("person"))
    )


def _has_role(person_id: Asked, role: Role, day: date) -> ColumnElement[bool]:
    """Whether somebody has `role` in the team of the query."""
    return exists().where(
        Membership.person_id == person_id,
        Membership.team_id == Team.id,
        Membership.role == role,
        Membership.holds_on(day),
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


def _in_reach(identity: Identity) -> ColumnElement[bool]:
    return or_(
        Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
        Assessment.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
    )


def _asks_for_review() -> ColumnElement[bool]:
    objected = select(WorkerResponse.assessment_id).where(
        WorkerResponse.kind == ResponseKind.OBJECTS
    )
    return or_(Assessment.flag.is_not(None), Assessment.id.in_(objected))


def _conflict_in_reach(identity: Identity) -> ColumnElement[bool]:
    """As `_in_reach`, but that somebody could not do it yet is for the own leaders only."""
    levels = (Assessment.level, AssessmentConflict.content["level"].as_integer())
    return and_(
        _in_reach(identity),
        or_(
            Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
            and_(*(level != Level.NOT_YET for level in levels)),
        ),
    )
