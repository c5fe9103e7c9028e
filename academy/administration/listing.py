"""The list of an organisation's people: search, filter, sort, in pages.

A constant number of statements, however long the list is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, and_, func, or_, select

from academy.access.models import Account, Card
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.searching import contains_words, in_name_order
from academy.security.identity import Role

PER_PAGE = 50


class Presence(StrEnum):
    """Who is listed."""

    CURRENT = "current"
    FORMER = "former"
    ALL = "all"


class Order(StrEnum):
    """By what the list is sorted."""

    NAME = "name"
    STAFF_NUMBER = "number"
    STARTED = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the asker wants to see."""

    query: str = ""
    team: Team | None = None
    role: Role | None = None
    presence: Presence = Presence.CURRENT
    order: Order = Order.NAME
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list."""

    person: Person
    memberships: Sequence[Membership]
    """In this organisation and as wished, the newest first."""
    has_card: bool
    has_account: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list."""

    lines: Sequence[Line]
    total: int
    page: int
    pages: int


def list_people(organisation: Organisation, wish: Wish, today: date) -> Listing:
    """Everybody of the organisation that matches the wish."""
    matching = _matching(organisation, wish, today)
    people = select(Person.id).where(Person.id.in_(matching))
    total = db.session.scalars(select(func.count()).select_from(people.subquery())).one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, wish.page), pages)  # people leave while somebody turns pages
    shown = _sorted(organisation, matching, wish).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    found = db.session.scalars(shown).all()
    return Listing(_lines(organisation, found, wish, today), total, page, pages)


def _matching(organisation: Organisation, wish: Wish, today: date) -> Select[int]:
    """Numbers of the people."""
    found = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.erased_at.is_(None), Membership.role != Role.GUEST)
    )
    if wish.presence is Presence.CURRENT:
        found = found.where(going_on(today, organisations=[organisation.id]))
    else:
        found = found.where(Membership.organisation_id == organisation.id)
    if wish.team is not None:
        found = found.where(Membership.team_id == wish.team.id)
    if wish.role is not None:
        found = found.where(Membership.role == wish.role)
    if wish.query:
        number = func.lower(Membership.staff_number) == wish.query.strip().lower()
        found = found.where(or_(contains_words(Person.search_text, wish.query), number))
    here = select(Membership.person_id).where(
        Membership.organisation_id == organisation.id, Membership.goes_on_from(today)
    )
    if wish.presence is Presence.FORMER:
        found = found.where(Person.id.not_in(here))
    return found


def _sorted(organisation: Organisation, matching: Select[int], wish: Wish) -> Select[Person]:
    people = select(Person).where(Person.id.in_(matching))
    if wish.order is Order.NAME:
        return people.order_by(in_name_order(Person.sort_text), Person.id)
    own = and_(Membership.person_id == Person.id, Membership.organisation_id == organisation.id)
    if wish.order is Order.STAFF_NUMBER:
        # by length first: 9 comes before 10, and P-7 is no number
        number = select(func.max(Membership.staff_number)).where(own).scalar_subquery()
        return people.order_by(
            func.length(number), number, in_name_order(Person.sort_text), Person.id
        )
    started = select(func.max(Membership.starts_on)).where(own).scalar_subquery()
    return people.order_by(started.desc(), in_name_order(Person.sort_text), Person.id)


def _lines(
    organisation: Organisation, people: Sequence[Person], wish: Wish, today: date
) -> list[Line]:
    numbers = [person.id for person in people]
    held = select(Membership).where(
        Membership.person_id.in_(numbers), Membership.organisation_id == organisation.id
    )
    if wish.presence is Presence.CURRENT:
        held = held.where(Membership.goes_on_from(today))
    memberships: dict[int, list[Membership]] = defaultdict(list)
    for row in db.session.scalars(held.order_by(Membership.starts_on.desc(), Membership.id)):
        memberships[row.person_id].append(row)
    cards = set(
        db.session.scalars(
            select(Card.person_id).where(Card.person_id.in_(numbers), Card.voided_at.is_(None))
        )
    )
    accounts = set(
        db.session.scalars(select(Account.person_id).where(Account.person_id.in_(numbers)))
    )
    return [
        Line(person, memberships[person.id], person.id in cards, person.id in accounts)
        for person in people
    ]
