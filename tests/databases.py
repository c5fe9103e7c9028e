"""Fresh databases for tests: made once by the migrations, then copied or emptied.

Both makers promise the same: `fresh()` leaves a database at `url` in the state right after the
migrations, no matter what an earlier test did to it, and closes no connection of its own.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

Migrate = Callable[[str], None]
"""Brings the database at an address up to date."""


class FreshDatabase(Protocol):
    """A database that every test gets for itself."""

    url: str

    def fresh(self) -> None: ...


class SqliteDatabase:
    """One file, copied from a migrated one."""

    def __init__(self, folder: Path, migrate: Migrate) -> None:
        self._template = folder / "template.db"
        self._file = folder / "academy.db"
        self.url = f"sqlite:///{self._file}"
        migrate(f"sqlite:///{self._template}")

    def fresh(self) -> None:
        for leftover in self._file.parent.glob(f"{self._file.name}*"):
            leftover.unlink()
        shutil.copyfile(self._template, self._file)


class PostgresDatabase:
    """One database per test process, emptied table by table: making it anew costs 0.3 s."""

    def __init__(self, server: str, name: str, migrate: Migrate) -> None:
        self._address = server.replace("/postgres?", f"/{name}?")
        self.url = self._address.replace("postgresql://", "postgresql+psycopg://")
        with psycopg.connect(server, autocommit=True) as connection:
            identifier = sql.Identifier(name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        migrate(self.url)

    def fresh(self) -> None:
        with psycopg.connect(self._address) as connection:
            connection.execute(EMPTY_ALL_TABLES)


EMPTY_ALL_TABLES = """
DO $$
DECLARE
    item record;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;  -- neither triggers nor foreign keys object
    FOR item IN SELECT tablename AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', item.name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM %I', item.name);
        END IF;
    END LOOP;
    FOR item IN SELECT sequencename AS name FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', item.name);
    END LOOP;
END $$
"""
"""Migrations put no rows into tables, so that empty is as good as new."""
