"""Who can get in, and who may help them with it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, select

from academy.access.models import Account, Card
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Identity, Role


def workers_with_cards(team: Team, today: date) -> Sequence[tuple[Person, Card | None]]:
    """Who works in the team now, by name, with the card that works."""
    found = (
        select(Person, Card)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Card, and_(Card.person_id == Person.id, Card.voided_at.is_(None)))
        .where(
            Membership.team_id == team.id,
            Membership.role == Role.WORKER,
            Membership.holds_on(today),
        )
        .order_by(in_name_order(Person.search_text), Person.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(found).unique().all()]


def account_of(person_id: int) -> Account | None:
    return db.session.scalar(select(Account).where(Account.person_id == person_id))


def known_about(person: Person, email: str) -> list[str]:
    """What others know of somebody, and would try as a password."""
    employers = (
        select(Organisation.name, Organisation.city)
        .join(Membership)
        .where(Membership.person_id == person.id)
    )
    return [person.name, email, *(text for row in db.session.execute(employers) for text in row)]


def employers_of(person: Person, today: date, *, now_only: bool = False) -> frozenset[int]:
    """Numbers of the organisations where somebody works now, or will soon."""
    asked = Membership.holds_on if now_only else Membership.goes_on_from
    found = select(Membership.organisation_id).where(
        Membership.person_id == person.id, asked(today)
    )
    return frozenset(db.session.scalars(found))


def may_renew_account(identity: Identity, person: Person) -> bool:
    """Whether the asker may give this person a start code, and so could become them.

    Only when everything that the person may do as leader or administrator is within what the
    asker administers. What the code opens is limited anyway (docs/adr/0018); this keeps the
    own way in of somebody who is needed elsewhere from being replaced.
    """
    mighty = select(Membership.organisation_id).where(
        Membership.person_id == person.id,
        Membership.role != Role.WORKER,
        Membership.goes_on_from(identity.today),
    )
    places = set(db.session.scalars(mighty))
    return bool(places) and places <= identity.organisations(Role.ORGANISATION_ADMIN)
