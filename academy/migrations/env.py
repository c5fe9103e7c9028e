"""Run migrations inside the application, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from academy.database import UtcDateTime, db


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column type as the plain one that the database sees."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def is_of_the_models(
    _item: SchemaItem,
    name: str | None,
    _kind: str,
    _reflected: bool,
    counterpart: SchemaItem | None,
) -> bool:
    """What the databases keep for full text is not: a virtual table with its own tables on SQLite,
    a column that it makes itself and its index on PostgreSQL. Its revisions say what it is."""
    return counterpart is not None or not (name or "").startswith("full_text_of_")


@contextmanager
def tables_can_be_made_anew(connection: Connection) -> Iterator[None]:
    """On SQLite, look at the foreign keys at the end only.

    To drop a constraint there, a table is copied and dropped, and rows of others refer to it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    database: Any = connection.connection.dbapi_connection
    database.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        database.execute("PRAGMA foreign_keys=ON")


def run_migrations() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, tables_can_be_made_anew(connection):
        options = current_app.extensions["migrate"].configure_args
        context.configure(
            connection=connection.execution_options(write=True),
            target_metadata=db.metadata,
            render_item=render_item,
            include_object=is_of_the_models,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_lost_rows(connection)


def refuse_lost_rows(connection: Connection) -> None:
    """Before the commit: nothing is kept of a migration that loses a row."""
    if connection.dialect.name != "sqlite":
        return
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        message = f"Rows refer to what is not there any more: {broken[:5]}"
        raise RuntimeError(message)


run_migrations()
