"""Who may be enrolled by whom: a leader finds the own team, an administrator the own organisation.

The academy plans the runs and enrols nobody: it would need the names of everybody to choose
from. Only names are read here, of people who work there today, and nothing about what they can do.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from academy.database import db
from academy.learning.models import CourseRun, Enrolment, Presence
from academy.organisations.models import Team
from academy.people.models import Membership, Person
from academy.people.queries import led_or_administered
from academy.searching import in_name_order
from academy.security.identity import Identity, Role
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be enrolled, through the organisation where they work today."""

    person: Person
    organisation_id: int


@dataclass(frozen=True, slots=True)
class Reach:
    """The teams from which somebody may enrol people, perhaps none."""

    teams: tuple[Team, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Offer:
    """A run that people can still join, for somebody with a reach."""

    run: CourseRun
    reach: Reach

    @property
    def scope(self) -> Scope:
        return self.reach.scope


@dataclass(frozen=True, slots=True)
class TeamOffer:
    """A run, and one team of which people may join it."""

    run: CourseRun
    team: Team

    @property
    def scope(self) -> Scope:
        return Scope(
            team_ids=frozenset({self.team.id}),
            organisation_ids=frozenset({self.team.organisation_id}),
        )


@dataclass(frozen=True, slots=True)
class OwnEnrolment:
    """An enrolment, and where its person works now for the organisation that enrolled."""

    enrolment: Enrolment
    scope: Scope


def find_reach(identity: Identity) -> Reach:
    """Open teams that the person leads, and those of organisations that the person administers."""
    found = (
        select(Team)
        .where(led_or_administered(identity), Team.goes_on_from(identity.today))
        .order_by(in_name_order(Team.folded_name), Team.id)
        .options(joinedload(Team.site), joinedload(Team.organisation))
    )
    scope = Scope(
        team_ids=identity.teams(Role.TEAM_LEADER),
        organisation_ids=identity.organisations(Role.ORGANISATION_ADMIN),
    )
    return Reach(tuple(db.session.scalars(found)), scope)


def find_offer(identity: Identity, run_uuid: uuid.UUID) -> Offer | None:
    """A run that is not over; a cancelled one too, so that its people can be told."""
    run = db.session.scalar(
        select(CourseRun).where(CourseRun.uuid == run_uuid, CourseRun.goes_on_from(identity.today))
    )
    return Offer(run, find_reach(identity)) if run else None


def find_team_offer(
    identity: Identity, run_uuid: uuid.UUID, team_uuid: uuid.UUID
) -> TeamOffer | None:
    """The run, and a team within the person's reach."""
    offer = find_offer(identity, run_uuid)
    teams = offer.reach.teams if offer else ()
    team = next((each for each in teams if each.uuid == team_uuid), None)
    return TeamOffer(offer.run, team) if offer and team else None


def members(team: Team, today: date) -> list[Candidate]:
    """Who works in the team today, its leaders included, by name."""
    return _candidates(_memberships(today).where(Membership.team_id == team.id))


def by_number(reach: Reach, today: date) -> Mapping[str, Sequence[Candidate]]:
    """Who works today in the teams of the reach, by folded staff number."""
    found = _memberships(today).where(
        Membership.team_id.in_([team.id for team in reach.teams]), Membership.staff_key != ""
    )
    people: dict[str, dict[int, Candidate]] = {}
    for row in db.session.scalars(found):
        candidate = Candidate(row.person, row.organisation_id)
        people.setdefault(row.staff_key, {})[row.person_id] = candidate
    return {key: list(those.values()) for key, those in people.items()}


def chosen(candidates: Iterable[Candidate], people: Iterable[str]) -> list[Candidate]:
    """Those candidates whose UUID was ticked; others that were sent along are ignored."""
    ticked = set(people)
    return [each for each in candidates if str(each.person.uuid) in ticked]


def own_enrolments(run: CourseRun, identity: Identity) -> Sequence[Enrolment]:
    """Who takes part of the people within somebody's reach, by name; of others nobody."""
    found = (
        select(Enrolment)
        .join(Enrolment.person)
        .where(Enrolment.run_id == run.id, _enrolment_in_reach(identity))
        .options(lazyload(Enrolment.run), contains_eager(Enrolment.person))
        .order_by(in_name_order(Person.sort_text), Enrolment.id)
    )
    return db.session.scalars(found).all()


def left_behind(organisation_id: int, today: date) -> Sequence[Enrolment]:
    """Who keeps a seat, or a place in the line, of a run that goes on, was not there on any day of
    it, and works for the organisation no more. The first day first."""
    works = exists().where(
        Membership.person_id == Enrolment.person_id,
        Membership.organisation_id == organisation_id,
        Membership.goes_on_from(today),
    )
    found = (
        select(Enrolment)
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            CourseRun.goes_on_from(today),
            CourseRun.cancelled_at.is_(None),
            Enrolment.organisation_id == organisation_id,
            Enrolment.completion.is_(None),
            Person.erased_at.is_(None),
            ~works,
            ~exists().where(Presence.enrolment_id == Enrolment.id),
        )
        .order_by(CourseRun.starts_on, CourseRun.id, Enrolment.id)
    )
    return db.session.scalars(found).all()


def find_own_enrolment(identity: Identity, enrolment_uuid: uuid.UUID) -> OwnEnrolment | None:
    """Of somebody within the person's reach now."""
    enrolment = db.session.scalar(
        select(Enrolment)
        .where(Enrolment.uuid == enrolment_uuid, _enrolment_in_reach(identity))
        .options(joinedload(Enrolment.person))
    )
    if enrolment is None:
        return None
    teams = select(Membership.team_id).where(
        Membership.person_id == enrolment.person_id,
        Membership.organisation_id == enrolment.organisation_id,
        Membership.team_id.is_not(None),
        Membership.holds_on(identity.today),
    )
    scope = Scope(
        person_id=enrolment.person_id,
        team_ids=frozenset(filter(None, db.session.scalars(teams))),
        organisation_ids=frozenset(filter(None, {enrolment.organisation_id})),
    )
    return OwnEnrolment(enrolment, scope)


def _enrolment_in_reach(identity: Identity) -> ColumnElement[bool]:
    """Enrolled through an organisation that the person administers, or working now in a team
    that the person leads there."""
    in_own_team = exists().where(
        Membership.person_id == Enrolment.person_id,
        Membership.organisation_id == Enrolment.organisation_id,
        Membership.team_id.in_(identity.teams(Role.TEAM_LEADER)),
        Membership.holds_on(identity.today),
    )
    administered = identity.organisations(Role.ORGANISATION_ADMIN)
    return or_(Enrolment.organisation_id.in_(administered), in_own_team)


def _memberships(today: date) -> Select[Membership]:
    return (
        select(Membership)
        .join(Membership.person)
        .where(Membership.holds_on(today), Person.erased_at.is_(None))
        .options(
            contains_eager(Membership.person),
            lazyload(Membership.organisation),
            lazyload(Membership.team),
        )
        .order_by(in_name_order(Person.sort_text), Membership.id)
    )


def _candidates(found: Select[Membership]) -> list[Candidate]:
    """Each person once, though somebody may lead a team and work in it too."""
    memberships = db.session.scalars(found).all()
    # reversed, so that the first of somebody's memberships is the one that stays
    once = {membership.person_id: membership for membership in reversed(memberships)}
    return [
        Candidate(membership.person, membership.organisation_id)
        for membership in memberships
        if once[membership.person_id] is membership
    ]
