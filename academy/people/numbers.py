"""Staff numbers: in one organisation each belongs to one person who works there.

A person keeps the number in every role, so no unique index can say it; the organisation's lock
does (docs/adr/0019). Two who shared one before this rule keep it, and pages say so.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.folding import folded_number
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.searching import in_name_order


def refuse_taken(number: str, organisation: Organisation, *, but: int | None, today: date) -> None:
    """Raises InvalidInputError when somebody else works here, or will, with this number.

    `but` is the person who may have it already.
    """
    must_be_locked(organisation)
    if not number:
        return
    found = (
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation.id,
            Membership.staff_key == folded_number(number),
            Membership.goes_on_from(today),
            Membership.person_id != (but or 0),
        )
    )
    name = db.session.scalar(found.limit(1))
    if name is not None:
        raise InvalidInputError("staff-number-taken", number=number, name=name).at("staff_number")


def shared(organisation: Organisation, today: date) -> Mapping[str, Sequence[str]]:
    """By folded number the names of those who share it, from before numbers were one person's."""
    here = going_on(today, organisations=[organisation.id]), Membership.staff_key != ""
    twice = (
        select(Membership.staff_key)
        .where(*here)
        .group_by(Membership.staff_key)
        .having(func.count(Membership.person_id.distinct()) > 1)
    )
    keys = db.session.scalars(twice).all()
    found = (
        select(Membership.staff_key, Person.id, Person.name)
        .join(Person)
        .where(*here, Membership.staff_key.in_(keys))
        .order_by(Membership.staff_key, in_name_order(Person.sort_text))
    )
    people: dict[str, dict[int, str]] = {}
    for row in db.session.execute(found) if keys else ():
        people.setdefault(row.staff_key, {})[row.id] = row.name
    return {key: list(names.values()) for key, names in people.items()}
