"""Who looks again: at what a rule flagged, and at what a worker objects to.

A flag is a matter of the own leaders. An objection is not: it goes to a leader of another team or
to the administrator, never to the assessor or to a leader of a team in which the worker works; when
nobody of the organisation is left, to the academy. Nobody else learns that there is an objection.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload

from academy.assessments.models import (
    Assessment,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.levels import Level
from academy.database import db
from academy.objections.referring import left_to
from academy.organisations.models import Team
from academy.organisations.queries import goes_on_in
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

PLATFORM = None
"""The audit chain for what an organisation does not read in its own."""
DECIDERS = (Role.TEAM_LEADER, Role.ORGANISATION_ADMIN)

_other, _membership = aliased(Assessment), aliased(Membership)
_objected = exists().where(
    WorkerResponse.assessment_id == Assessment.id, WorkerResponse.kind == ResponseKind.OBJECTS
)
_flagged = and_(  # `not yet` gives no badge to decide on
    Assessment.flag.is_not(None), Assessment.level != Level.NOT_YET
)


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment to look at again."""

    assessment: Assessment
    own_teams: frozenset[int]
    """Numbers of the teams whose leaders do not decide about an objection."""

    @property
    def objected(self) -> bool:
        return self.assessment.is_objected_to

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.assessment.person_id,
            author_id=self.assessment.assessor_id,
            team_ids=self.own_teams,
            organisation_ids=frozenset({self.assessment.organisation_id}),
            objected=self.objected,
            with_academy=self.assessment.referral is not None,
        )


def chain_of(assessment: Assessment) -> int | None:
    """Whose audit log tells of a decision: an administrator reads that of the organisation."""
    return PLATFORM if assessment.is_objected_to else assessment.organisation_id


def case_of(assessment: Assessment, today: date) -> Case:
    return _cases([assessment], today)[0]


def find_case(identity: Identity, assessment_uuid: uuid.UUID) -> Case | None:
    """One that asks for a second look, by the asker.

    Any other is between the worker and the own leaders: an administrator may not read it.
    """
    found = db.session.scalar(
        select(Assessment)
        .where(Assessment.uuid == assessment_uuid, _is_for(identity))
        .options(joinedload(Assessment.referral), selectinload(Assessment.responses))
    )
    return case_of(found, identity.today) if found else None


def open_cases(identity: Identity) -> list[Case]:
    """Not yet looked at, made by somebody else; oldest first."""
    found = db.session.scalars(
        select(Assessment)
        .where(_waits_for(identity))
        .order_by(Assessment.recorded_at)
        .options(
            joinedload(Assessment.person),
            joinedload(Assessment.assessor),
            joinedload(Assessment.skill_version),
            joinedload(Assessment.referral),
            selectinload(Assessment.responses),
        )
    )
    return _cases(found.all(), identity.today)


def how_many_wait(identity: Identity) -> int:
    """What this person is asked to look at; what was left to the academy waits there."""
    unreferred = or_(left_to(identity), _is_with_the_organisation())
    found = select(func.count()).select_from(Assessment).where(_waits_for(identity), unreferred)
    return db.session.scalar(found) or 0


@cache
def _is_with_the_organisation() -> ColumnElement[bool]:
    return ~Assessment.referral.has()


def nobody_can_decide(assessment: Assessment, today: date) -> bool:
    """Whether the organisation has nobody who may decide about an objection to this."""
    teams = _own_teams([assessment], today)[assessment.person_id]
    own = select(Membership.person_id).where(
        going_on(today, teams=teams),
        Membership.has_begun_on(today),
        Membership.role == Role.TEAM_LEADER,
    )
    somebody = db.session.scalar(
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            going_on(today, organisations=[goes_on_in(assessment.organisation_id)]),
            Membership.has_begun_on(today),
            Membership.role.in_(DECIDERS),
            Membership.person_id.not_in({assessment.person_id, assessment.assessor_id}),
            Membership.person_id.not_in(own),
            Person.erased_at.is_(None),
        )
        .limit(1)
    )
    return somebody is None


def _waits_for(identity: Identity) -> ColumnElement[bool]:
    return and_(
        _is_open(),
        _is_for(identity),
        Assessment.assessor_id != identity.person_id,
        Assessment.person_id != identity.person_id,
    )


@cache
def _is_open() -> ColumnElement[bool]:
    """Begins at what is open, so that a shop with many years behind it costs no more."""
    flagged = select(_other.id).where(_other.flag.is_not(None))
    objected = select(WorkerResponse.assessment_id).where(WorkerResponse.is_open)
    return and_(
        Assessment.id.in_(union_all(flagged, objected)),
        ~Assessment.withdrawal.has(),
        ~Assessment.reviews.any(),
    )


def _is_for(identity: Identity) -> ColumnElement[bool]:
    return or_(
        and_(_objected, _decides_about_objections(identity)),
        and_(~_objected, _flagged, in_reach(identity)),
        and_(or_(_objected, _flagged), left_to(identity)),
    )


def in_reach(identity: Identity) -> ColumnElement[bool]:
    return or_(
        Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
        Assessment.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
    )


def _decides_about_objections(identity: Identity) -> ColumnElement[bool]:
    led = identity.teams(Role.TEAM_LEADER)
    places = frozenset[int]().union(*map(identity.organisations, DECIDERS))
    own_worker = exists().where(
        _membership.person_id == Assessment.person_id,
        _membership.team_id.in_(led),
        _membership.role == Role.WORKER,
        _membership.holds_on(identity.today),
    )
    return and_(
        Assessment.organisation_id.in_(places),
        Assessment.team_id.not_in(led),
        ~own_worker,
        Assessment.assessor_id != identity.person_id,
        Assessment.person_id != identity.person_id,
    )


def _cases(assessments: Sequence[Assessment], today: date) -> list[Case]:
    own = _own_teams(assessments, today)
    return [Case(each, frozenset(own[each.person_id] | {each.team_id})) for each in assessments]


def _teams_now(teams: set[int]) -> dict[int, int]:
    now = func.coalesce(Team.merged_into_id, Team.id)
    found = db.session.execute(select(Team.id, now).where(Team.id.in_(teams)))
    return {row[0]: row[1] for row in found}


def _own_teams(assessments: Iterable[Assessment], today: date) -> dict[int, set[int]]:
    """Number of a worker to those of the teams of today and of the assessment, also where that
    team goes on in another."""
    teams: dict[int, set[int]] = {}
    goes_on = _teams_now({each.team_id for each in assessments})
    for each in assessments:
        teams.setdefault(each.person_id, set()).update({each.team_id, goes_on[each.team_id]})
    now = select(Membership.person_id, Membership.team_id).where(
        Membership.person_id.in_(teams),
        Membership.role == Role.WORKER,
        Membership.team_id.is_not(None),
        Membership.holds_on(today),
    )
    for person_id, team_id in db.session.execute(now):
        teams[person_id].add(team_id or 0)
    return teams
