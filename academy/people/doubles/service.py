"""Ask whether two records are one person, take that back, say no. Flushes; views open the
transaction. Saying yes is bringing them together: `privacy.merging`.
"""

from datetime import datetime
from uuid import UUID, uuid4

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.doubles.models import Double
from academy.people.doubles.queries import between, double_with, works_or_worked_at
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity


def ask(
    organisation: Organisation, person: Person, other: Person, *, by: Identity, now: datetime
) -> Double:
    """A second time it is the same question, and after a no it is asked anew. Raises AcademyError.

    Nobody asks about themselves: it would bring badges to whoever decides who is asked. Since a
    merger the organisation asks in which it goes on.
    """
    must_be_locked(person, other)
    organisation = organisation.stays
    if by.person_id in (person.id, other.id):
        raise InvalidInputError("double-is-yourself")
    for each in (person, other):
        must_be_there(each.id)
        if not works_or_worked_at(each, organisation.id):
            raise InvalidInputError("double-is-elsewhere").at("other")
    asked = [each for each in between(person.id, other.id) if _is_of(each, organisation)]
    double = asked[0] if asked else _added(organisation, person, other, by=by, now=now)
    if asked and double.declined_at is None:
        return double
    double.asked_by_id, double.asked_at, double.declined_at = by.person_id, now, None
    _note("person.double_asked", double, by=by, now=now)
    return double


def end(key: UUID, *, by: Identity, now: datetime) -> None:
    """Taken back, or the no was read. A second time changes nothing."""
    double = _found(key)
    if double is None:
        return
    if double.declined_at is None:
        _note("person.double_taken_back", double, by=by, now=now)
    db.session.delete(double)


def decline(key: UUID, *, by: Identity, now: datetime) -> None:
    """The person says that they are two. A second time changes nothing."""
    double = _found(key)
    if double is not None and double.declined_at is None:
        double.declined_at = now
        _note("person.double_declined", double, by=by, now=now)


def follow(double: Double, organisation: Organisation) -> None:
    """Where it was asked went on in this organisation, which asks from then on; once, if it asked
    the same already."""
    must_be_locked(*decided_by(double))
    asked = [each for each in between(double.person_id, double.other_id) if each is not double]
    twin = next((each for each in asked if _is_of(each, organisation)), None)
    if twin is None:
        double.organisation_id = organisation.id
        return
    if double.declined_at is None:  # what still waits for an answer outlives a no
        twin.declined_at = None
    db.session.delete(double)


def decided_by(double: Double) -> list[object]:
    return [row(Person, number) for number in {double.person_id, double.other_id}]


def _found(key: UUID) -> Double | None:
    """None: taken back since the page was made, or the two came together."""
    double = double_with(key)
    if double is not None:
        must_be_locked(*decided_by(double))
    return double


def _is_of(double: Double, organisation: Organisation) -> bool:
    return double.organisation_id == organisation.id


def _added(
    organisation: Organisation, person: Person, other: Person, *, by: Identity, now: datetime
) -> Double:
    double = Double(
        uuid=uuid4(), organisation_id=organisation.id, person_id=person.id, other_id=other.id,
        asked_by_id=by.person_id, asked_at=now,
    )  # fmt: skip
    db.session.add(double)
    db.session.flush()
    return double


def _note(action: str, double: Double, *, by: Identity, now: datetime) -> None:
    log.record(
        action, double.person.uuid, organisation_id=double.organisation_id, by=by.actor, at=now,
        other=str(double.other.uuid),
    )  # fmt: skip
