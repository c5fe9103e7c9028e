"""Ways to find assessments and whom to assess, never outside what the asker may know of.

What saving an assessment asks is made once (`cache`) and filled in with each question: making a
statement costs several times what asking it does.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    exists,
    false,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import joinedload, lazyload, selectinload

from academy.assessments.earned import EARNED
from academy.assessments.looks import came_of_a_look, came_of_a_second_look
from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    AssessmentWithdrawal,
    WorkerResponse,
)
from academy.assessments.rules import OLDEST_OBSERVATION_DAYS
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db
from academy.organisations.models import Team
from academy.people.merged import goes_by
from academy.people.models import AssessorAuthority, Membership, Person
from academy.periods import asked_day
from academy.security.identity import Identity, Role
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class TeamWorker:
    """A worker as a member of one team, now or until a short time ago."""

    person: Person
    team: Team
    left_on: date | None = None
    """The last day in this team, when that is over; None for somebody who works there."""

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
    """A member of a team that the asker leads; in the oldest of them where both are now.

    Who left is found as long as a late observation may still be sent: see `rules`.
    """
    asked = {
        "uuid": person_uuid,
        "teams": identity.teams(Role.TEAM_LEADER) | identity.teams(Role.GUEST),
        "day": identity.today,
        "since": identity.today - timedelta(days=OLDEST_OBSERVATION_DAYS),
    }
    row = db.session.execute(_worker(), asked).first()
    if row is None:
        return None
    person, team, membership = row
    works_here = membership.goes_on_from(identity.today)
    return TeamWorker(person, team, None if works_here else membership.ends_on)


@cache
def _worker() -> Select[Person, Team, Membership]:
    ended = not_(Membership.goes_on_from(asked_day("day")))
    return (
        select(Person, Team, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(
            goes_by(bindparam("uuid")),
            Person.erased_at.is_(None),
            Membership.role == Role.WORKER,
            Membership.holds_between(asked_day("since"), asked_day("day")),
            Team.id.in_(bindparam("teams", expanding=True)),
        )
        .order_by(ended, Membership.starts_on, Membership.id)
        .limit(1)
        .options(lazyload(Team.site), lazyload(Team.organisation), lazyload(Membership.person))
    )


def may_assess_something(identity: Identity, organisation_id: int) -> bool:
    """Whether the asker has authority for any part of the palette there today."""
    held = select(AssessorAuthority.id).where(
        AssessorAuthority.person_id == identity.person_id,
        AssessorAuthority.organisation_id == organisation_id,
        AssessorAuthority.holds_on(identity.today),
    )
    return db.session.scalar(held.limit(1)) is not None


def find_skill_to_assess(
    identity: Identity, person_uuid: uuid.UUID, skill_code: str
) -> SkillToAssess | None:
    """The worker with the newest open version of the skill."""
    worker = find_worker(identity, person_uuid)
    version = open_version(skill_code)
    return SkillToAssess(worker, version) if worker and version else None


def find_assessment(identity: Identity, assessment_uuid: uuid.UUID) -> Assessment | None:
    """An assessment about the asker, of a team that the asker leads now, or that the asker made
    when asked to look again, as long as they lead a team of that organisation."""
    own_look = and_(
        Assessment.assessor_id == identity.person_id,
        Assessment.organisation_id.in_(identity.organisations(Role.TEAM_LEADER)),
        came_of_a_look(),
    )
    as_the_second = and_(
        Assessment.assessor_id == identity.person_id,
        or_(
            Assessment.organisation_id.in_(identity.organisations(Role.TEAM_LEADER)),
            true() if identity.organisations(Role.ACADEMY_ADMIN) else false(),
        ),
        came_of_a_second_look(),
    )
    as_a_guest = and_(
        Assessment.assessor_id == identity.person_id,
        Assessment.team_id.in_(identity.teams(Role.GUEST)),
    )
    return db.session.scalar(
        select(Assessment)
        .where(
            Assessment.uuid == assessment_uuid,
            or_(
                Assessment.person_id == identity.person_id,
                Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
                own_look,
                as_a_guest,
                as_the_second,
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


def assessment_with_answers(assessment_id: int) -> Assessment | None:
    """One assessment with all that was said about it since; None when it was erased meanwhile."""
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
        .one_or_none()
    )


def own_level_saved_as(identity: Identity, assessment_uuid: uuid.UUID) -> int | None:
    """What the asker saved under this UUID; nobody learns what others did."""
    return db.session.scalar(
        select(Assessment.level).where(
            Assessment.uuid == assessment_uuid, Assessment.assessor_id == identity.person_id
        )
    )


def assessments_of(person_id: int, skill_id: int, organisation_id: int) -> Sequence[Assessment]:
    """Everything one organisation recorded of one person and skill, newest first."""
    asked = {"person": person_id, "skill": skill_id, "organisation": organisation_id}
    return db.session.scalars(_assessments(), asked).all()


@cache
def _assessments() -> Select[Assessment]:
    return (
        select(Assessment)
        .join(SkillVersion)
        .where(
            Assessment.person_id == bindparam("person"),
            Assessment.organisation_id == bindparam("organisation"),
            SkillVersion.skill_id == bindparam("skill"),
        )
        .order_by(Assessment.recorded_at.desc(), Assessment.id.desc())
        .options(
            joinedload(Assessment.withdrawal),
            joinedload(Assessment.skill_version),
            selectinload(Assessment.responses),
            selectinload(Assessment.reviews),
        )
    )
