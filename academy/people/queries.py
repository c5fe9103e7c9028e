"""Ways to find people, never outside what the asker may know of.

An administrator knows everybody who works or worked for the organisation; a leader knows who
works in the team now. Nobody finds a person of elsewhere by name.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager

from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.organisations.queries import find_administered
from academy.people.merged import goes_by
from academy.people.models import AssessorAuthority, Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Identity, Role
from academy.security.policy import Scope

_other = aliased(Membership)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as the asker may see them: with the memberships that the asker may know of."""

    person: Person
    memberships: Sequence[Membership]
    """The newest first."""
    today: date

    @property
    def current(self) -> list[Membership]:
        return [row for row in self.memberships if row.holds_on(self.today)]

    @property
    def leads(self) -> bool:
        """A team, now or from some day on: without one, nobody assesses anybody."""
        return any(
            row.role == Role.TEAM_LEADER and row.goes_on_from(self.today)
            for row in self.memberships
        )

    @property
    def scope(self) -> Scope:
        return _scope(self.person, self.memberships)


@dataclass(frozen=True, slots=True)
class Staff(Colleague):
    """A colleague whom the asker wants to change something for: only while they work there."""

    @property
    def scope(self) -> Scope:
        ahead = [row for row in self.memberships if row.goes_on_from(self.today)]
        return _scope(self.person, ahead)


def _scope(person: Person, memberships: Sequence[Membership]) -> Scope:
    return Scope(
        person_id=person.id,
        team_ids=frozenset(row.team_id for row in memberships if row.team_id),
        organisation_ids=frozenset(row.organisation_id for row in memberships),
    )


def find_colleague(identity: Identity, person_uuid: uuid.UUID) -> Colleague | None:
    """To look at; also somebody who left, for an administrator."""
    found = _person_with_memberships(identity, person_uuid)
    return Colleague(*found, identity.today) if found else None


def find_staff(identity: Identity, person_uuid: uuid.UUID) -> Staff | None:
    """To change something; who left may be looked at only (403)."""
    found = _person_with_memberships(identity, person_uuid)
    return Staff(*found, identity.today) if found else None


def _person_with_memberships(
    identity: Identity, person_uuid: uuid.UUID
) -> tuple[Person, Sequence[Membership]] | None:
    person = db.session.scalar(
        select(Person).where(goes_by(person_uuid), Person.erased_at.is_(None))
    )
    if person is None:
        return None
    known = select(Membership).where(
        Membership.person_id == person.id,
        # a guest is no colleague: cards, names and accounts are for where the person works
        Membership.role != Role.GUEST,
        or_(
            Membership.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
            and_(
                Membership.team_id.in_(identity.teams(Role.TEAM_LEADER)),
                Membership.role == Role.WORKER,
                Membership.holds_on(identity.today),
            ),
        ),
    )
    # without a membership that the asker may know of, the person is not known either
    rows = db.session.scalars(known.order_by(Membership.starts_on.desc(), Membership.id)).all()
    return (person, rows) if rows else None


def find_membership(identity: Identity, membership_uuid: uuid.UUID) -> Membership | None:
    return find_administered(Membership, identity, membership_uuid)


def find_replaceable(identity: Identity, membership_uuid: uuid.UUID) -> Membership | None:
    """Somebody's work as a leader, for an administrator, or one's own of now."""
    row = find_membership(identity, membership_uuid)
    if row is not None:
        return row
    own = select(Membership).where(
        Membership.uuid == membership_uuid,
        Membership.person_id == identity.person_id,
        Membership.team_id.in_(identity.teams(Role.TEAM_LEADER)),
        Membership.role == Role.TEAM_LEADER,
        Membership.holds_on(identity.today),
    )
    return db.session.scalar(own)


def own_leading(identity: Identity, team: Team) -> Membership | None:
    """The asker's own work as leader of the team, if it is not that of a substitute."""
    found = select(Membership).where(
        Membership.person_id == identity.person_id,
        Membership.team_id == team.id,
        Membership.role == Role.TEAM_LEADER,
        Membership.replaces_id.is_(None),
        Membership.holds_on(identity.today),
    )
    return db.session.scalar(found.limit(1))


def substitutes_of(away: Membership, today: date) -> Sequence[Membership]:
    """Who replaces somebody now or soon, the first on top."""
    found = select(Membership).where(
        Membership.replaces_id == away.id, Membership.goes_on_from(today), ~Membership.never_held
    )
    return db.session.scalars(found.order_by(Membership.starts_on, Membership.id)).all()


def is_away(person_id: int, organisation_id: int, today: date) -> bool:
    """Whether somebody replaces this leader today."""
    return bool(replacing_today(person_id, organisation_id, today))


def replacing_today(person_id: int | None, organisation_id: int, today: date) -> set[int]:
    """Numbers of those who replace this leader today."""
    leads, replaces = aliased(Membership), aliased(Membership)
    found = select(replaces.person_id).where(
        leads.person_id == person_id,
        leads.organisation_id == organisation_id,
        replaces.replaces_id == leads.id,
        replaces.holds_on(today),
    )
    return set(db.session.scalars(found))


def find_authority(identity: Identity, authority_uuid: uuid.UUID) -> AssessorAuthority | None:
    return find_administered(AssessorAuthority, identity, authority_uuid)


def find_led_or_administered_team(identity: Identity, team_uuid: uuid.UUID) -> Team | None:
    """One that the asker leads now, or one, perhaps ended, of an organisation that the asker
    administers."""
    found = select(Team).where(Team.uuid == team_uuid, led_or_administered(identity))
    return db.session.scalar(found)


def going_on(
    day: date, *, teams: Collection[int] = (), organisations: Collection[int] = ()
) -> ColumnElement[bool]:
    """The memberships of a statement, in these places, that hold on `day` or a later one.

    As `goes_on_from`, but found without reading everybody who ever worked there: SQLite uses no
    index for "no last day, or a later one", and does for each of the two.
    """
    here = _other.team_id.in_(teams) if teams else _other.organisation_id.in_(organisations)
    own = select(_other.id).where(here)
    return Membership.id.in_(union_all(*map(own.where, _other.ways_to_go_on_from(day))))


def led_or_administered(identity: Identity) -> ColumnElement[bool]:
    """The teams of a statement that the asker leads now, or whose organisation the asker
    administers."""
    return or_(
        Team.id.in_(identity.teams(Role.TEAM_LEADER) | identity.teams(Role.GUEST)),
        Team.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
    )


def authorities_of(person: Person, organisation_ids: Sequence[int]) -> Sequence[AssessorAuthority]:
    """What the person may assess or might, in these organisations; the newest first."""
    found = select(AssessorAuthority).where(
        AssessorAuthority.person_id == person.id,
        AssessorAuthority.organisation_id.in_(organisation_ids),
    )
    return db.session.scalars(found.order_by(AssessorAuthority.starts_on.desc())).all()


def leaders_of(organisation: Organisation, today: date) -> Sequence[Membership]:
    """Who leads a team of the organisation now or soon, by name."""
    return _staff_with(Membership.role == Role.TEAM_LEADER, organisation, today)


def administrators_of(organisation: Organisation, today: date) -> Sequence[Membership]:
    """Who acts for the organisation as a whole, now or soon."""
    neither = Membership.role.not_in([Role.WORKER, Role.TEAM_LEADER, Role.GUEST])
    return _staff_with(neither, organisation, today)


def _staff_with(
    role: ColumnElement[bool], organisation: Organisation, today: date
) -> Sequence[Membership]:
    found = (
        select(Membership)
        .join(Person)
        .where(
            going_on(today, organisations=[organisation.id]),
            role,
        )
        .options(contains_eager(Membership.person))
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    return db.session.scalars(found).all()


def find_twin(
    organisation: Organisation, name_text: str, staff_number: str, today: date
) -> Membership | None:
    """Somebody with this name who works here, when no two numbers tell them apart; `name_text` is
    folded. That somebody has the number is told by `numbers.refuse_taken`."""
    found = (
        select(Membership)
        .join(Person)
        .where(going_on(today, organisations=[organisation.id]), Person.search_text == name_text)
    )
    if staff_number:
        found = found.where(Membership.staff_number == "")
    return db.session.scalar(found.order_by(Membership.id).limit(1))


def colleagues_of(
    away: Membership, today: date, *, leaders_only: bool = False
) -> Sequence[Membership]:
    """Who could lead the team of somebody who is away: everybody else who works there, by name.

    `leaders_only`: for a leader, who knows the other leaders and not everybody's name.
    """
    found = (
        select(Membership)
        .join(Person)
        .where(
            going_on(today, organisations=[away.organisation_id]),
            Membership.has_begun_on(today),
            Membership.person_id != away.person_id,
            Membership.role != Role.GUEST,
        )
        .options(contains_eager(Membership.person))
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    if leaders_only:
        found = found.where(Membership.role == Role.TEAM_LEADER, Membership.replaces_id.is_(None))
    return db.session.scalars(found).all()


def find_administrator(
    identity: Identity, organisation_uuid: uuid.UUID, membership_uuid: uuid.UUID
) -> Membership | None:
    """One who acts for an organisation as a whole, for who administers the academy."""
    if not identity.organisations(Role.ACADEMY_ADMIN):
        return None
    found = (
        select(Membership)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.uuid == membership_uuid,
            Organisation.uuid == organisation_uuid,
            Membership.role.not_in([Role.WORKER, Role.TEAM_LEADER, Role.GUEST]),
        )
    )
    return db.session.scalar(found)


def own_person(identity: Identity) -> Person:
    return db.session.get_one(Person, identity.person_id)
