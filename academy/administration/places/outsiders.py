"""Who from outside has access to an organisation now, for its own administrators to know.

Two kinds: people with a leader's or an administrator's role here who work elsewhere too, and who
administers the academy. Where else somebody works is not told, and whom a worker lets look along
never: that would betray a need for support.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, literal_column, select, union_all
from sqlalchemy.orm import aliased

from academy.database import db
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.people.namesakes import expect
from academy.people.queries import going_on
from academy.searching import person_order
from academy.security.identity import Role

WITH_ACCESS = (Role.ORGANISATION_ADMIN, Role.TEAM_LEADER)
_other = aliased(Membership)


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who belongs elsewhere, and by which role there is access here."""

    id: int
    name: str
    role: Role


def outsiders(organisation: Organisation, today: date) -> Sequence[Outsider]:
    """By role and name."""
    here, academy = _with_a_role_here(organisation, today), _of_the_academy(organisation, today)
    found = (
        select(Person.id, Person.name, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.id.in_(union_all(here, academy)),
            Organisation.goes_on_from(today),
            Person.erased_at.is_(None),
        )
        .distinct()
    )
    outsiders = [
        Outsider(number, name, Role(role)) for number, name, role in db.session.execute(found)
    ]
    expect(each.id for each in outsiders)
    return sorted(outsiders, key=lambda each: (each.role, person_order(each.name)))


def _with_a_role_here(organisation: Organisation, today: date) -> Select[int]:
    works_elsewhere = exists().where(
        _other.person_id == Membership.person_id,
        _other.organisation_id != organisation.id,
        _other.holds_on(today),
    )
    return select(Membership.id).where(
        going_on(today, organisations=[organisation.id]),
        Membership.has_begun_on(today),
        Membership.role.in_(WITH_ACCESS),
        works_elsewhere,
    )


def _of_the_academy(organisation: Organisation, today: date) -> Select[int]:
    # written out: SQLite uses an index of some rows only for a condition that it can read
    administers = Membership.role == literal_column(f"'{Role.ACADEMY_ADMIN.value}'")
    return select(Membership.id).where(
        administers, Membership.organisation_id != organisation.id, Membership.holds_on(today)
    )
