"""Who somebody is that a colleague of another organisation knows by name."""

from dataclasses import dataclass

from sqlalchemy import select

from academy.access.queries import employers_of
from academy.database import db
from academy.errors import InvalidInputError
from academy.folding import folded_name
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.security.guard import current_identity
from academy.security.identity import Role


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, and the organisation where the witness knows them from."""

    person_id: int
    organisation_id: int


def known_to(witness: Person, name: str, staff_number: str, *, besides: Organisation) -> Known:
    """Raises InvalidInputError when there is nobody, or more than one."""
    today = current_identity().today
    places = employers_of(witness, today, now_only=True) - {besides.id}
    found = (
        select(Person.id, Membership.organisation_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id.in_(places),
            Membership.role != Role.GUEST,
            Person.search_text == folded_name(name),
            Person.erased_at.is_(None),
            Person.closed_at.is_(None),
        )
        .order_by(Membership.starts_on.desc())
    )
    if staff_number:
        found = found.where(Membership.staff_number == staff_number)
    rows = db.session.execute(found).all()
    if len({row[0] for row in rows}) != 1:
        raise InvalidInputError("nobody-of-this-name").at("name")
    return Known(*rows[0])
