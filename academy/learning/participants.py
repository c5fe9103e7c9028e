"""Finding people to enrol, without a way to browse everybody.

An academy administrator works for no thrift organisation, but must put names on a list. So there
is no search over people: one first chooses an organisation and a team, or types the staff number
that the organisation gave. Only the name and the staff number are read, of people who work there
today, and nothing about what they can do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, lazyload

from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.searching import by_name, in_name_order


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be enrolled, through the organisation where they work today."""

    person: Person
    organisation_id: int
    staff_number: str


def organisations(today: date) -> Sequence[Organisation]:
    """Organisations with at least one open team, by name."""
    with_team = select(Team.organisation_id).where(_open(Team.ends_on, today))
    found = select(Organisation).where(
        _open(Organisation.ends_on, today), Organisation.id.in_(with_team)
    )
    return by_name(db.session.scalars(found))


def teams(organisation: Organisation, today: date) -> Sequence[Team]:
    """The open teams of an organisation, by name."""
    found = select(Team).where(Team.organisation_id == organisation.id, _open(Team.ends_on, today))
    return by_name(db.session.scalars(found))


def members(team: Team, today: date) -> list[Candidate]:
    """Who works in the team today, its leaders included, by name."""
    return _candidates(_memberships(today).where(Membership.team_id == team.id))


def with_staff_number(
    organisation: Organisation, staff_number: str, today: date
) -> Candidate | None:
    """The one person to whom the organisation gave this number; None when there is not one."""
    if not staff_number:
        return None
    found = _candidates(
        _memberships(today).where(
            Membership.organisation_id == organisation.id,
            Membership.staff_number == staff_number,
        )
    )
    return found[0] if len(found) == 1 else None


def chosen(candidates: Iterable[Candidate], people: Iterable[str]) -> list[Candidate]:
    """Those candidates whose UUID was ticked; others that were sent along are ignored."""
    ticked = set(people)
    return [each for each in candidates if str(each.person.uuid) in ticked]


def find_organisation(text: str | None, today: date) -> Organisation | None:
    """One of `organisations`, by its UUID as text."""
    return next((each for each in organisations(today) if str(each.uuid) == text), None)


def find_team(organisation: Organisation, text: str | None, today: date) -> Team | None:
    """One of `teams`, by its UUID as text."""
    return next((each for each in teams(organisation, today) if str(each.uuid) == text), None)


def _memberships(today: date) -> Select[Membership]:
    return (
        select(Membership)
        .join(Membership.person)
        .where(
            Membership.starts_on <= today,
            _open(Membership.ends_on, today),
            Person.erased_at.is_(None),
        )
        .options(
            contains_eager(Membership.person),
            lazyload(Membership.organisation),
            lazyload(Membership.team),
        )
        .order_by(in_name_order(Person.search_text), Membership.id)
    )


def _candidates(found: Select[Membership]) -> list[Candidate]:
    """Each person once, though somebody may lead a team and work in it too."""
    memberships = db.session.scalars(found).all()
    once = {membership.person_id: membership for membership in reversed(memberships)}
    return [
        Candidate(membership.person, membership.organisation_id, membership.staff_number)
        for membership in memberships
        if once[membership.person_id] is membership
    ]


def _open(ends_on: InstrumentedAttribute[date | None], today: date) -> ColumnElement[bool]:
    return or_(ends_on.is_(None), ends_on >= today)
