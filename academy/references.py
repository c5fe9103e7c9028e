"""Which columns lead to a row, as the tables themselves say, and deleting along them.

What is deleted must take with it all that hangs on it, also in a table that is made next year by
somebody who has never read the code that deletes.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, select

from academy.database import Model, db


def columns_that_lead_to(table: Table) -> Iterator[Column[Any]]:
    """Every column of every table that refers to the number of a row of `table`."""
    for other in Model.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column is table.c.id for key in column.foreign_keys):
                yield column


def delete_with_what_hangs_on_it(
    table: Table, which: ColumnElement[bool], *, never: frozenset[str] = frozenset()
) -> None:
    """Delete rows, before them the rows that refer to them, and so on.

    Rows of the tables in `never` are left alone; the database then refuses if they are in the way.
    """
    numbers = list(db.session.scalars(select(table.c.id).where(which)))
    if not numbers:
        return
    for column in columns_that_lead_to(table):
        if column.table.name not in never:
            delete_with_what_hangs_on_it(column.table, column.in_(numbers), never=never)
    statement = delete(table).where(table.c.id.in_(numbers))
    db.session.execute(statement.execution_options(synchronize_session=False))
