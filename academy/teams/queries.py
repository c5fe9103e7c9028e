"""Reads of teams: who is in them and what they can do, in a constant number of statements.

An organisation sees the badges that it gave itself and nothing of what a person did elsewhere.
What was seen but gave no badge is for the worker and the own leader only.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from academy.assessments.earned import is_practice
from academy.assessments.models import Assessment
from academy.assessments.rules import OLDEST_OBSERVATION_DAYS
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.catalogue.queries import OLDEST_FIRST
from academy.credentials.models import Achievement, Confirmation, Credential, Revocation
from academy.database import db
from academy.organisations.models import Site, Team
from academy.organisations.queries import own_or_taken_in
from academy.people.models import Membership, Person
from academy.people.namesakes import expect
from academy.people.queries import going_on, led_or_administered
from academy.searching import in_name_order, name_order
from academy.security.identity import Identity, Role
from academy.security.policy import Scope
from academy.teams.rules import Held, better

_other, _confirming = aliased(Membership), aliased(Assessment)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody in a team, as its pages name them."""

    id: int
    uuid: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class SkillInPalette:
    """A skill as a heading: its newest published name, and its domain."""

    id: int
    uuid: uuid.UUID
    code: str
    name: Texts
    domain_code: str
    domain_name: Texts
    domain_colour: str


@dataclass(frozen=True, slots=True)
class TeamsInReach:
    """The teams that a person may see, perhaps none yet."""

    teams: tuple[Team, ...]
    scope: Scope


def find_teams(identity: Identity) -> TeamsInReach:
    """Teams that the person leads now, and those of organisations that the person administers."""
    found = (
        select(Team)
        .join(Site, Site.id == Team.site_id)
        .where(led_or_administered(identity), Team.goes_on_from(identity.today))
        .options(joinedload(Team.site))
    )
    scope = Scope(
        team_ids=identity.teams(Role.TEAM_LEADER) | identity.teams(Role.GUEST),
        organisation_ids=identity.organisations(Role.ORGANISATION_ADMIN),
    )
    teams = sorted(db.session.scalars(found), key=_place_order)
    return TeamsInReach(tuple(teams), scope)


def _place_order(team: Team) -> tuple[tuple[str, str], tuple[str, str]]:
    return name_order(team.site.name), name_order(team.name)


def workers_of(team: Team, today: date) -> tuple[Worker, ...]:
    """Who works in the team on this day, by name."""
    return _workers(and_(going_on(today, teams=[team.id]), Membership.has_begun_on(today)))


def left_lately(team: Team, today: date) -> tuple[Worker, ...]:
    """Who worked in the team a short time ago, of whom a late observation may still be sent."""
    since = today - timedelta(days=OLDEST_OBSERVATION_DAYS)
    now = exists().where(
        _other.person_id == Membership.person_id,
        _other.team_id == team.id,
        _other.role == Role.WORKER,
        _other.holds_on(today),
    )
    return _workers(and_(going_on(since, teams=[team.id]), Membership.has_begun_on(today), ~now))


def _workers(which: ColumnElement[bool]) -> tuple[Worker, ...]:
    """Found from the memberships, which are few, and not among everybody in the sector."""
    found = (
        select(Person.id, Person.uuid, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role == Role.WORKER, Person.erased_at.is_(None), which)
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    workers = tuple(dict.fromkeys(Worker(*row) for row in db.session.execute(found)))
    expect(worker.id for worker in workers)
    return workers


def members_of(teams: Sequence[Team], today: date) -> dict[int, set[int]]:
    """The numbers of the people who work in each team on this day."""
    members: dict[int, set[int]] = {team.id: set() for team in teams}
    found = (
        select(Membership.team_id, Membership.person_id)
        .join(Person)
        .where(
            going_on(today, teams=list(members)),
            Membership.has_begun_on(today),
            Membership.role == Role.WORKER,
            Person.erased_at.is_(None),
        )
    )
    for team_id, person_id in db.session.execute(found):
        members[team_id or 0].add(person_id)
    return members


Key = tuple[int, int]
"""Numbers of a person and a skill."""


def held_badges(organisation_id: int, people: Collection[int], today: date) -> dict[Key, Held]:
    """The badge that counts for each person and skill: the organisation's own, not withdrawn."""
    confirmed_on = (
        select(func.max(_confirming.observed_on))
        .join(Confirmation, Confirmation.assessment_id == _confirming.id)
        .where(Confirmation.credential_id == Credential.id)
        .scalar_subquery()
    )
    found = (
        select(
            Credential.person_id,
            Credential.skill_id,
            Credential.uuid,
            Achievement.level,
            Credential.valid_until,
            Assessment.observed_on,
            confirmed_on,
        )
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(Assessment, Assessment.id == Credential.assessment_id)
        .where(*_counted(organisation_id), Credential.person_id.in_(people))
    )
    # chosen here and not in SQL: which of two counts is a rule (`teams.rules.better`)
    held: dict[Key, Held] = {}
    for person, skill, badge, level, until, observed, again in db.session.execute(found):
        one = Held(
            credential_uuid=str(badge),
            level=level,
            last_seen=max(filter(None, (observed, again))),
            valid_until=until,
        )
        held[person, skill] = better(held.get((person, skill)), one, today)
    return held


def practising(team: Team, people: Collection[int]) -> dict[Key, date]:
    """What was seen in this team without a badge so far, and when last; for its leaders only."""
    found = (
        select(Assessment.person_id, SkillVersion.skill_id, func.max(Assessment.observed_on))
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(
            Assessment.person_id.in_(people),
            Assessment.team_id == team.id,
            is_practice(),
        )
        .group_by(Assessment.person_id, SkillVersion.skill_id)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(found)}


def palette() -> tuple[SkillInPalette, ...]:
    """Every skill with its newest published version, in the order of the palette.

    Only the columns that a heading needs: the criteria of 69 skills take longer to read than
    everything else on the page.
    """
    found = (
        select(
            Skill.id,
            Skill.uuid,
            Skill.code,
            SkillVersion.name,
            SkillDomain.code,
            SkillDomain.name,
            SkillDomain.colour,
        )
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .join(SkillDomain, SkillDomain.id == Skill.domain_id)
        .where(SkillVersion.published_at.is_not(None))
        .order_by(SkillDomain.position, Skill.id, *OLDEST_FIRST)
    )
    # the oldest first, so that in a dictionary the newest one stays
    newest = {row[0]: SkillInPalette(*row) for row in db.session.execute(found)}
    return tuple(newest.values())


def badges_to_print(team: Team, today: date) -> Sequence[int]:
    """Numbers of the badges that the matrix shows of everybody in the team, by name and skill."""
    people = [worker.id for worker in workers_of(team, today)]
    held = held_badges(team.organisation_id, people, today)
    shown = {one.credential_uuid for one in held.values()}
    found = (
        select(Credential.id, Credential.uuid)
        .join(Person, Person.id == Credential.person_id)
        .where(*_counted(team.organisation_id), Credential.person_id.in_(people))
        .order_by(in_name_order(Person.sort_text), Person.id, Credential.skill_id, Credential.id)
    )
    return [number for number, badge in db.session.execute(found) if str(badge) in shown]


def _counted(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    """Badges that count for an organisation: its own and those of what went on in it (they expire,
    and its people are renewed as ever), neither replaced nor withdrawn."""
    return (
        Credential.organisation_id.in_(own_or_taken_in(organisation_id)),
        Credential.current_key.is_not(None),
        ~exists().where(Revocation.credential_id == Credential.id),
    )
