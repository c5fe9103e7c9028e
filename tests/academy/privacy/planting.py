"""Plants a row in any table, as its columns say, with all the rows that it needs."""

import secrets
import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Table, insert, select

from academy.database import Model, UtcDateTime, db
from tests.cast import AMINA
from tests.clock import START

MARK = "Zeldzaamwoord"
HERS = frozenset({"assessment", "credential"})
"""Tables of which a row that is needed is made anew, of Amina."""

OVER = frozenset({"second_look"})
"""Tables that let one row of a kind be open: what is planted in them is over."""


def plant(table: Table, **given: Any) -> int:
    """Insert a row with a marked value in every column that can hold text; gives its number."""
    values = dict(given)
    if "ended_at" in table.columns and ("ended_by_id" in given or table.name in OVER):
        values["ended_at"] = START  # somebody ended it, so it does not hold any more
    if table.name in HERS:
        values.setdefault("person_id", AMINA.row.id)
    for column in table.columns:
        if column.name not in values and (not column.primary_key or column.foreign_keys):
            values[column.name] = _value(column, values)
    key = next(iter(table.primary_key))  # a table of pairs has no number of its own
    return db.session.execute(insert(table).values(values).returning(key)).scalar_one()


def _value(column: Column[Any], known: dict[str, Any]) -> Any:
    if column.foreign_keys:
        return _parent(column, known)
    if column.nullable:
        return None
    kind = column.type.python_type
    if column.name == "role":
        return "worker"
    if issubclass(kind, str):
        return f"{MARK}-{secrets.token_hex(3)}"[: getattr(column.type, "length", None) or 99]
    if isinstance(column.type, JSON):
        return {"note": MARK}
    if isinstance(column.type, UtcDateTime):
        return START
    if kind is int:
        return 1 if column.name == "level" else secrets.randbelow(100_000) + 1
    return {
        float: 1.0, bool: True, bytes: secrets.token_bytes(32), uuid.UUID: uuid.uuid4(),
        date: START.date(),
    }[kind]  # fmt: skip


def _parent(column: Column[Any], known: dict[str, Any]) -> Any:
    """The number of a row that is there, or of one planted for it; a team fits its place."""
    if column.nullable:
        return None
    key = next(iter(column.foreign_keys)).column
    if key.table.name in HERS:
        return plant(key.table)
    found = select(key)
    if key.table.name == "team" and "organisation_id" in known:
        found = select(key.table.c.id)
        found = found.where(key.table.c.organisation_id == known["organisation_id"])
    there = db.session.scalar(found.order_by(key.table.c.id).limit(1))
    return there if there is not None else plant(key.table)


def tables() -> dict[str, Table]:
    return dict(Model.metadata.tables)
