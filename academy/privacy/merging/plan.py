"""What becomes of each row that leads to a record that is merged into another of the same person.

All of them go to the record that stays, also in a table that is made next year. This page names
the few that cannot, and why; a test compares it with the unique keys of all tables.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Column, Index, Table, UniqueConstraint

from academy.people.models import Person
from academy.references import columns_that_lead_to

PERSON = cast(Table, Person.__table__)


class Key(StrEnum):
    """What keeps two rows of one person from standing beside each other."""

    GOES = "goes"
    """A way in, or an order of the moment: that of the merged record goes."""
    ONE_IS_ENOUGH = "one is enough"
    """Where the record that stays has the same already, that of the merged one goes."""
    REFUSED = "refused"
    """Both count: `rules` refuses before anything moves."""
    ENDED = "ended"
    """Two that go on are made one before (`posts`), or the row was ended: a card."""


KEYS: Mapping[str, Key] = {
    "account.person_id": Key.GOES,
    "card.person_id": Key.ENDED,
    "course_trainer.run_id,person_id": Key.ONE_IS_ENOUGH,
    "declined_badge.person_id,key_hash": Key.ONE_IS_ENOUGH,
    "enrolment.run_id,person_id": Key.REFUSED,
    "erasure_request.person_id": Key.REFUSED,
    "foreign_badge.person_id,key_hash": Key.ONE_IS_ENOUGH,
    "look_request.person_id,skill_id": Key.ONE_IS_ENOUGH,
    "membership.person_id,organisation_id,role": Key.ENDED,
    "membership.person_id,organisation_id,role,team_id": Key.ENDED,
    "name_proposal.person_id": Key.ONE_IS_ENOUGH,
    "observation_sheet_worker.sheet_id,person_id": Key.ONE_IS_ENOUGH,
    "picture_password.person_id": Key.GOES,
    "recovery_code.person_id": Key.GOES,
    "second_look.person_id,skill_id,organisation_id": Key.ONE_IS_ENOUGH,
    "tablet_pin_tries.tablet_id,person_id": Key.GOES,
}
"""By `table.columns`, of every unique key in which a person stands."""


def references() -> Iterator[Column[Any]]:
    """Every column that leads to a person."""
    return columns_that_lead_to(PERSON)


def keys() -> Iterator[tuple[str, Column[Any], tuple[Column[Any], ...]]]:
    """Every unique key with a person in it: its name here, that column, and the others."""
    for person in references():
        for columns in _unique(person.table):
            if person in columns:
                name = ",".join(column.name for column in columns)
                others = tuple(column for column in columns if column is not person)
                yield f"{person.table.name}.{name}", person, others


def _unique(table: Table) -> Iterator[tuple[Column[Any], ...]]:
    for kind in (table.constraints, table.indexes):
        for each in sorted(kind, key=lambda one: str(one.name)):
            is_unique = isinstance(each, UniqueConstraint) or (
                isinstance(each, Index) and each.unique
            )
            if is_unique:
                yield tuple(each.columns)  # type: ignore[attr-defined]
