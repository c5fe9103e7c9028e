"""Somebody may have had two records: the pseudonym of the one that was merged leads on to the
other (docs/adr/0065)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from academy.database import db
from academy.people.models import Person

known = aliased(Person)
"""A record as it is named: by the pseudonym of now, or by one of before."""


def is_kept_of() -> ColumnElement[bool]:
    """`Person` is the record that stands for `known` now; mostly the same row."""
    return Person.id == func.coalesce(known.merged_into_id, known.id)


def goes_by(person_uuid: Any) -> ColumnElement[bool]:
    """Of the person who has this pseudonym, or had it in a record that was merged."""
    number = select(func.coalesce(known.merged_into_id, known.id)).where(known.uuid == person_uuid)
    return Person.id == number.scalar_subquery()


def pseudonyms_of(person: Person) -> list[UUID]:
    """That of now first, then those of before."""
    former = select(Person.uuid).where(Person.merged_into_id == person.id).order_by(Person.id)
    return [person.uuid, *db.session.scalars(former)]
