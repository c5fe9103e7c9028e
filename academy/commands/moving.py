"""Copies every row from one database to another, and compares what arrived with what left.

Values pass through the types of the models, so bytes stay bytes and moments stay moments on both
engines. Everything happens in one transaction of the target: all of it or nothing is there.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Table, bindparam, func, inspect, null, select, text, update
from sqlalchemy.engine import Connection, CursorResult

from academy.database import Model
from academy.progress import Progress, Tell

AT_ONCE = 500
"""A badge is 12 kB."""


class UnlikeError(Exception):
    """What arrived in a table is not what left."""


def filled_tables(target: Connection) -> list[str]:
    """Tables with rows; there must be none."""
    there = set(inspect(target).get_table_names())
    return [
        table.name
        for table in Model.metadata.sorted_tables
        if table.name in there and target.execute(select(table).limit(1)).first() is not None
    ]


def copy_all(
    source: Connection, target: Connection, progress: Progress
) -> Iterator[tuple[str, int]]:
    """Each table with the number of its rows, when it has arrived. Raises UnlikeError."""
    for table in Model.metadata.sorted_tables:
        rows = source.execute(select(func.count()).select_from(table)).scalar_one()
        # each row is read to be copied, and read again here and there
        with progress(table.name, rows * 3) as tell:
            _copy(table, source, target, tell)
            number, total = _digest(table, source, tell)
            arrived = _digest(table, target, tell)
        if arrived != (number, total):
            message = f"The table {table.name} did not arrive as it was; nothing was kept."
            raise UnlikeError(message)
        _go_on_counting(table, target)
        yield table.name, number


def _copy(table: Table, source: Connection, target: Connection, tell: Tell) -> None:
    """What points at another row of the same table comes when all are there."""
    later = [column for column in table.columns if _points_at_own(table, column)]
    nothing = {column.name: None for column in later}
    for rows in _in_order(table, source).mappings().partitions():
        target.execute(table.insert(), [{**row, **nothing} for row in rows])
        tell(len(rows))
    for column in later:
        _point(table, column, source, target)
    for column in table.columns:
        if isinstance(column.type, JSON) and column.nullable:
            _leave_empty(table, column, source, target)


def _point(table: Table, column: Column[Any], source: Connection, target: Connection) -> None:
    pointing = select(table.c.id, column).where(column.is_not(None))
    change = update(table).where(table.c.id == bindparam("of")).values({column: bindparam("to")})
    for pairs in source.execute(pointing).partitions(AT_ONCE):
        target.execute(change, [{"of": number, "to": to} for number, to in pairs])


def _leave_empty(table: Table, column: Column[Any], source: Connection, target: Connection) -> None:
    """Read as values, nothing and JSON's `null` are one; the tables know both."""
    empty = source.scalars(select(table.c.id).where(column.is_(null()))).all()
    change = update(table).where(table.c.id == bindparam("of")).values({column: null()})
    if empty:
        target.execute(change, [{"of": number} for number in empty])


def _points_at_own(table: Table, column: Column[Any]) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _in_order(table: Table, database: Connection) -> CursorResult[Any]:
    found = select(table).order_by(*table.primary_key.columns)
    return database.execute(found, execution_options={"yield_per": AT_ONCE})


def _digest(table: Table, database: Connection, tell: Tell) -> tuple[int, int]:
    """How many rows, and a sum of their hashes: text keys have another order on each engine."""
    number, total = 0, 0
    is_empty = [column.is_(null()) for column in table.columns if isinstance(column.type, JSON)]
    found = select(table, *is_empty)
    for rows in database.execute(found, execution_options={"yield_per": AT_ONCE}).partitions():
        for row in rows:
            content = json.dumps([_plain(value) for value in row], sort_keys=True).encode()
            total += int.from_bytes(hashlib.sha256(content).digest())
        number += len(rows)
        tell(len(rows))
    return number, total


def _plain(value: object) -> object:
    """The same for what both engines mean by a value: four hours are 4 here and 4.0 there."""
    match value:
        case bool() | None | str() | list() | dict():
            return value
        case int() | float() | Decimal():
            return str(Decimal(str(value)).normalize())
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return value.hex()
    return str(value)


def _go_on_counting(table: Table, target: Connection) -> None:
    """The next row gets a number that none has; SQLite looks for itself."""
    column = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None:
        return
    newest = target.execute(select(func.max(column))).scalar_one()
    if newest is not None:
        counter = text("SELECT setval(pg_get_serial_sequence(:table, :column), :newest)")
        target.execute(counter, {"table": table.name, "column": column.name, "newest": newest})
