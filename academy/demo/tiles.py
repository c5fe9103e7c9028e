"""Who can be signed in as with one tap in a demo. Nothing here works without DEMO=1."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from sqlalchemy import select

from academy.access import codes
from academy.access.models import Account, Card
from academy.database import db
from academy.dependencies import dependencies
from academy.people.models import Membership, Person
from academy.people.words import SHORT_ROLES
from academy.security.identity import Role

PASSWORD = "kringloop-demo"  # noqa: S105 - printed on the page itself
PIN = "2468"
TILES = (
    (Role.TEAM_LEADER, 2),
    (Role.ORGANISATION_ADMIN, 1),
    (Role.ACADEMY_ADMIN, 1),
    (Role.REGIONAL_READER, 1),
    (Role.EMPLOYER, 1),
    (Role.WORKER, 4),
)
"""How many people of each role are shown, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A tile: who, as what, where, and how the same person signs in by hand."""

    id: int
    uuid: uuid.UUID
    name: str
    role: Role
    organisation: str
    email: str | None
    card_code: str | None
    """In groups of four; the PIN is 2468."""

    @property
    def role_name(self) -> LazyString:
        return SHORT_ROLES[self.role]


def demo_people() -> list[DemoPerson]:
    """One or more people for each role: the first that were made."""
    return [person for role, most in TILES for person in _of_role(role, most)]


def _of_role(role: Role, most: int) -> list[DemoPerson]:
    means: type[Card | Account] = Card if role is Role.WORKER else Account
    found = (
        select(Person, Membership, means)
        .join(Membership, Membership.person_id == Person.id)
        .join(means, means.person_id == Person.id)
        .where(Membership.role == role, ~Membership.has_end, Person.erased_at.is_(None))
        .order_by(means.id)
    )
    if means is Card:
        found = found.where(Card.voided_at.is_(None))
    people: dict[uuid.UUID, DemoPerson] = {}
    for row in db.session.execute(found):
        if len(people) == most:
            break
        tile = _tile(*row)
        people.setdefault(tile.uuid, tile)
    return list(people.values())


def _tile(person: Person, membership: Membership, means: Any) -> DemoPerson:
    code = None
    if isinstance(means, Card):
        secret_key = dependencies().settings.secret_key
        code = codes.grouped(codes.card_code(means.uuid, secret_key=secret_key))
    return DemoPerson(
        id=person.id,
        uuid=person.uuid,
        name=person.name,
        role=Role(membership.role),
        organisation=membership.organisation.name,
        email=means.email if isinstance(means, Account) else None,
        card_code=code,
    )
