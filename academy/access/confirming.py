"""Who can confirm that somebody themselves chooses a PIN or password, after others gave them one.

Nobody does who could have known what was given (docs/adr/0052): a colleague of another employer of
the person, the academy's desk, or the own administrator after help by a leader. That last one only
where no other organisation has anything about the person: an administrator could else read there.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from academy.access.models import Card
from academy.database import db
from academy.organisations.models import Organisation, OrganisationKind
from academy.people.merged import goes_by
from academy.people.models import Membership, Person
from academy.security.identity import Role

OFFICE = frozenset({Role.ORGANISATION_ADMIN, Role.ACADEMY_ADMIN})


@dataclass(frozen=True, slots=True)
class Confirmers:
    """Whose signature counts for one person in one session."""

    places: frozenset[int]
    """Organisations of which anybody counts who works there."""
    offices: frozenset[int]
    """Organisations of which an administrator counts, who signs with a password."""
    besides: frozenset[int]
    """People who do not count."""
    giver: int

    @property
    def has_own_office(self) -> bool:
        return self.giver in self.offices


def confirmers_of(person: Person, giver: int, card: Card | None) -> Confirmers:
    """`giver`: the organisation that gave the way in; `card`: when that was its PIN."""
    elsewhere = frozenset(row.organisation_id for row in person.memberships) - {giver}
    helper = _helper(card)
    academy = select(Organisation.id).where(Organisation.kind == OrganisationKind.ACADEMY)
    offices = frozenset(db.session.scalars(academy)) - {giver}
    if helper is not None and not elsewhere and not _ever_in_the_office(helper, giver):
        offices |= {giver}
    own = {person.id} if helper is None else {person.id, helper}
    return Confirmers(elsewhere, offices, frozenset(own), giver)


def is_of_an_office(person: Person, offices: frozenset[int], today: date) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id.in_(offices),
        Membership.role.in_(OFFICE),
        Membership.holds_on(today),
    )
    return db.session.scalar(found.limit(1)) is not None


def _helper(card: Card | None) -> int | None:
    if card is None or card.helper_uuid is None:
        return None
    return db.session.scalar(select(Person.id).where(goes_by(card.helper_uuid)))


def _ever_in_the_office(person_id: int, organisation_id: int) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.organisation_id == organisation_id,
        Membership.role.in_(OFFICE),
    )
    return db.session.scalar(found.limit(1)) is not None
