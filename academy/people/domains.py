"""The palette's domains by name, for who may assess what.

The palette itself stands above people, so this reads the table and nothing else of it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import JSON, Integer, String, Uuid, column, select, table

from academy.database import db

SKILL_DOMAIN = table(
    "skill_domain",
    column("id", Integer),
    column("uuid", Uuid),
    column("code", String),
    column("name", JSON),
    column("position", Integer),
)


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the palette; `name` is `{"nl": …, "en": …}`."""

    id: int
    uuid: uuid.UUID
    code: str
    name: dict[str, str]


def domains() -> Sequence[Domain]:
    """All of them, in the order of the palette."""
    columns = SKILL_DOMAIN.c
    found = select(columns.id, columns.uuid, columns.code, columns.name)
    return [Domain(*row) for row in db.session.execute(found.order_by(columns.position))]
