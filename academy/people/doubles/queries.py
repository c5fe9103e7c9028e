"""Which records an organisation takes for one person, and which it could."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from academy.audit.models import AuditEvent
from academy.database import db
from academy.organisations.models import Organisation
from academy.organisations.queries import as_one_with, find_administered
from academy.people.doubles.models import Double
from academy.people.merged import pseudonyms_of
from academy.people.models import Membership, Person
from academy.searching import contains_words, in_name_order
from academy.security.identity import Identity, Role

MOST_OFFERED = 50


def find_double(identity: Identity, double_uuid: uuid.UUID) -> Double | None:
    """For who administers where it was asked."""
    return find_administered(Double, identity, double_uuid)


def find_own_double(identity: Identity, double_uuid: uuid.UUID) -> Double | None:
    """For either of the two, until it was answered."""
    found = select(Double).where(Double.uuid == double_uuid, _waits_for(identity.person_id))
    return db.session.scalar(found)


def asked_of(person_id: int) -> Sequence[Double]:
    """What waits for an answer of this person, the oldest first."""
    found = select(Double).where(_waits_for(person_id))
    return db.session.scalars(found.order_by(Double.id)).all()


def about(person_id: int) -> Sequence[Double]:
    """All that any organisation asked about somebody, answered or not."""
    return db.session.scalars(select(Double).where(_is_about(person_id)).order_by(Double.id)).all()


def doubles_at(organisation_ids: Collection[int], person_id: int) -> Sequence[Double]:
    """What these organisations asked about somebody, answered or not."""
    # through the person: of an organisation there are many
    return [each for each in about(person_id) if each.organisation_id in organisation_ids]


def double_with(key: uuid.UUID) -> Double | None:
    """None: answered, or taken back."""
    return db.session.scalar(select(Double).where(Double.uuid == key))


def asked_by(organisation_id: int) -> Sequence[Double]:
    """What an organisation asked, answered or not."""
    found = select(Double).where(Double.organisation_id == organisation_id)
    return db.session.scalars(found.order_by(Double.id)).all()


def between(one: int, other: int) -> Sequence[Double]:
    """What any organisation asked about these two, answered or not."""
    found = select(Double).where(_is_about(one), _is_about(other))
    return db.session.scalars(found.order_by(Double.id)).all()


def came_together_at(organisation_ids: Collection[int], person: Person) -> datetime | None:
    """When the person said yes to one of these organisations, for the last time, as their own log
    tells. What they did not ask about, like a record elsewhere, is not told."""
    found = select(AuditEvent).where(
        AuditEvent.object_uuid.in_(pseudonyms_of(person)),
        AuditEvent.chain.in_(organisation_ids),
        AuditEvent.action.in_(("person.double_asked", "person.merged")),
    )
    lines = db.session.scalars(found).all()
    asked = [_two(line, "other") for line in lines if "other" in line.details]
    yes = [line.at for line in lines if "was" in line.details and _two(line, "was") in asked]
    return max(yes, default=None)


def _two(line: AuditEvent, other: str) -> frozenset[str]:
    """Of which two records it tells."""
    return frozenset({str(line.object_uuid), line.details[other]})


def could_be(person: Person, organisation: Organisation, query: str) -> Sequence[Person]:
    """Others who work or worked there: whom `query` names, else whose name has a word in common."""
    here = select(Membership.person_id).where(
        Membership.organisation_id.in_(as_one_with([organisation.id])),
        Membership.role != Role.GUEST,
    )
    words = [query] if query else person.search_text.split()
    number = func.lower(Membership.staff_number) == query.lower()
    fits = or_(
        *(contains_words(Person.search_text, each) for each in words),
        Person.id.in_(here.where(number)) if query else false(),
    )
    found = select(Person).where(
        Person.id.in_(here), Person.id != person.id, Person.erased_at.is_(None), fits
    )
    in_order = found.order_by(in_name_order(Person.sort_text), Person.id)
    return db.session.scalars(in_order.limit(MOST_OFFERED)).all()


def works_or_worked_at(person: Person, organisation_id: int) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id.in_(as_one_with([organisation_id])),
        Membership.role != Role.GUEST,
    )
    return db.session.scalar(found.limit(1)) is not None


def _is_about(person_id: int) -> ColumnElement[bool]:
    return or_(Double.person_id == person_id, Double.other_id == person_id)


def _waits_for(person_id: int) -> ColumnElement[bool]:
    return and_(_is_about(person_id), Double.declined_at.is_(None))
