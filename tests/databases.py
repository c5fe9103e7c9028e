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

Remember = Callable[[str, Callable[[], object]], None]
"""The fixture `remember`: a name, and what has to be in the database."""


class FreshDatabase(Protocol):
    """A database that every test gets for itself."""

    url: str

    def fresh(self) -> None: ...

    def bring_about(self, name: str, make: Callable[[], object], close: Callable[[], None]) -> None:
        """What `make` puts into the database and commits, or a copy of what it put there before.

        `name` stands for what `make` does, and `close` closes all connections.
        """


class SqliteDatabase:
    """One file, copied from a migrated one; states on the way can be kept and put back."""

    def __init__(self, folder: Path, migrate: Migrate) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        self._file = folder / "academy.db"
        self._state = ""
        self._mark = (0, 0)
        self.url = f"sqlite:///{self._file}"
        migrate(f"sqlite:///{self._template}")

    def fresh(self) -> None:
        self._become(self._template, "fresh")

    def bring_about(self, name: str, make: Callable[[], object], close: Callable[[], None]) -> None:
        close()
        known = self._is_untouched()
        state = f"{self._state}-{name}"
        kept = self._folder / f"{state}.db"
        if known and kept.exists():
            self._become(kept, state)
            return
        make()
        close()
        if known:
            shutil.copyfile(self._file, kept)
            self._become(kept, state)

    def _become(self, other: Path, state: str) -> None:
        for leftover in self._folder.glob(f"{self._file.name}*"):
            leftover.unlink()
        shutil.copyfile(other, self._file)
        self._state, self._mark = state, self._fingerprint()

    def _is_untouched(self) -> bool:
        """Whether nothing was written since the database came into its state."""
        return self._mark == self._fingerprint()

    def _fingerprint(self) -> tuple[int, int]:
        status = self._file.stat()
        return status.st_mtime_ns, status.st_size


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

    def bring_about(self, name: str, make: Callable[[], object], close: Callable[[], None]) -> None:
        make()


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
