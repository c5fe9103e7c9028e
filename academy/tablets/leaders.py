"""Who can sign in on a tablet: whoever leads a team of its site, or is a guest there, today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from academy.access.attempts import TRIES_PER_CARD
from academy.access.models import Card
from academy.database import db
from academy.organisations.models import Team
from academy.people.guests import looks_on
from academy.people.models import Guest, Membership, Person
from academy.people.namesakes import called, initials
from academy.people.queries import going_on
from academy.searching import in_name_order
from academy.security.identity import Role
from academy.tablets.models import LeaderGrant, PinTries, Tablet


@dataclass(frozen=True, slots=True)
class LedTeam:
    """A team of the site, and who leads it or is a guest there."""

    person_id: int
    person_uuid: UUID
    name: str
    team_id: int
    team_uuid: UUID
    team_name: str

    @property
    def id(self) -> int:
        """Of the leader, as whoever names people asks."""
        return self.person_id


def as_json(leader: LedTeam) -> dict[str, str]:
    """Who is signed in, in full: under whose name one saves stands large on every page."""
    return {
        "id": str(leader.person_uuid),
        "name": called(leader),
        "initials": initials(leader),
    }


def led_teams(tablet: Tablet, today: date, *, card: Card | None = None) -> tuple[LedTeam, ...]:
    """By the names of the leaders; those that a card opens, or all. A card that another
    organisation gave opens those of a guest alone: whoever gave it may know the PIN."""
    found = (
        select(Person.id, Person.uuid, Person.name, Team.id, Team.uuid, Team.name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(
            going_on(today, organisations=[tablet.organisation_id]),
            Membership.has_begun_on(today),
            looks_on(today),
            Team.site_id == tablet.site_id,
            Team.goes_on_from(today),
            Person.erased_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Person.id, Team.id)
    )
    if card is not None:
        found = found.where(Person.id == card.person_id)
        if card.given_by_id not in {None, tablet.organisation_id}:
            found = found.where(Membership.role == Role.GUEST)
    return tuple(dict.fromkeys(LedTeam(*row) for row in db.session.execute(found)))


def led_by(grant: LeaderGrant, today: date) -> tuple[LedTeam, ...]:
    """Where whoever has this grant can look on this tablet, by the card of now."""
    card = card_of(grant.person_id, grant.tablet, today)
    return led_teams(grant.tablet, today, card=card) if card else ()


def card_of(person_id: int, tablet: Tablet, today: date) -> Card | None:
    """The one that opens something here."""
    found = select(Card).where(Card.person_id == person_id, opens_here(tablet, today))
    return db.session.scalar(found)


def with_a_pin(people: Sequence[int], tablet: Tablet, today: date) -> set[int]:
    """Who has a card of which the PIN opens something here."""
    found = select(Card.person_id).where(Card.person_id.in_(people), opens_here(tablet, today))
    return set(db.session.scalars(found))


def opens_here(tablet: Tablet, today: date) -> ColumnElement[bool]:
    """A card that works, and of which no other organisation could know the PIN; or that of a guest,
    given by the organisation that lends the guest."""
    host_id = tablet.organisation_id
    lent = exists().where(
        Guest.person_id == Card.person_id,
        Guest.home_id == Card.given_by_id,
        Guest.host_id == host_id,
        Guest.membership_id.is_not(None),
        Guest.ended_at.is_(None),
        Guest.goes_on_from(today),
    )
    own = or_(Card.given_by_id.is_(None), Card.given_by_id == host_id, lent)
    return and_(Card.voided_at.is_(None), own)


def locked_pins(tablet: Tablet) -> set[int]:
    """Whose PIN was wrong too often here."""
    found = select(PinTries.person_id).where(
        PinTries.tablet_id == tablet.id, PinTries.failed >= TRIES_PER_CARD
    )
    return set(db.session.scalars(found))
