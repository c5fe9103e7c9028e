"""Fresh databases for tests: made once by the migrations, then copied or emptied.

Both makers promise the same: `fresh()` leaves a database at `url` in the state right after the
migrations, no matter what an earlier test did to it, and closes no connection of its own.
"""

import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
Migrate = Callable[[str], None]
"""Brings the database at an address up to date."""

Remember = Callable[[str, Callable[[], object]], None]
"""The fixture `remember`: a name, and what has to be in the database."""


class FreshDatabase(Protocol):
    """A database that every test gets for itself."""

    url: str
    is_file: bool
    """Replaced as a whole, so that no connection may be open; else connections stay."""

    def fresh(self) -> None: ...

    def bring_about(self, name: str, make: Callable[[], object], close: Callable[[], None]) -> None:
        """What `make` puts into the database and commits, or a copy of what it put there before.

        `name` stands for what `make` does, and `close` commits, and closes the connections to a
        file.
        """

    def close(self) -> None: ...


class SqliteDatabase:
    """One file, copied from a migrated one; states on the way can be kept and put back."""

    is_file = True

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

    def close(self) -> None:
        """Nothing is open."""

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
    """One database per test process, emptied table by table: making it anew costs 0.3 s.

    States on the way are kept in tables of this connection alone, which stays: a new one has to
    read first what 120 tables look like, which takes 60 ms. A state comes back in two statements,
    for on a busy machine each one waits its turn.
    """

    is_file = False

    def __init__(self, server: str, name: str, migrate: Migrate) -> None:
        address = server.replace("/postgres?", f"/{name}?")
        self.url = address.replace("postgresql://", "postgresql+psycopg://")
        self._kept: dict[str, str] = {}
        self._state = ""
        self._mark: Mark = {}
        with psycopg.connect(server, autocommit=True) as connection:
            identifier = sql.Identifier(name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        migrate(self.url)
        self._connection = psycopg.connect(address, autocommit=True)
        self._connection.execute(NOTHING_OBJECTS)

    def fresh(self) -> None:
        """Migrations put no rows into tables, so that empty is as good as new."""
        run(self._connection, emptying(marked(self._connection)))
        self._state, self._mark = "fresh", {}

    def bring_about(self, name: str, make: Callable[[], object], close: Callable[[], None]) -> None:
        close()
        state = f"{self._state}-{name}"
        now = marked(self._connection)
        known = self._mark == now
        if known and state in self._kept:
            # not in one: what is deleted may leave its room only once that is committed
            run(self._connection, emptying(now))
            run(self._connection, self._kept[state])
        else:
            make()
            close()
            if known:
                self._kept[state] = keep(self._connection, f"kept {len(self._kept)}")
        if known:
            self._state, self._mark = state, marked(self._connection)

    def close(self) -> None:
        self._connection.close()


Mark = dict[str, str]
"""How many rows each table that is not empty holds, and the newest transaction that wrote one."""


def marked(connection: Connection) -> Mark:
    """Differs as soon as anything was written."""
    found = connection.execute(_question(connection), prepare=True)
    return {name: mark for name, mark in found if mark}


@cache
def _question(connection: Connection) -> bytes:
    each = (
        sql.SQL("SELECT {}, (SELECT {} FROM {})").format(
            sql.Literal(name), NUMBER_AND_NEWEST, sql.Identifier(name)
        )
        for (name,) in connection.execute(NAMES_OF_TABLES).fetchall()
    )
    return sql.SQL(" UNION ALL ").join(each).as_bytes(connection)


def emptying(tables: Iterable[str]) -> str:
    """The statements that take every row out of these, and begin to count anew."""
    return "; ".join([*(f'DELETE FROM "{name}"' for name in tables), RESTART_SEQUENCES])


def keep(connection: Connection, name: str) -> str:
    """Beside the tables what they hold now, by names that begin so; gives the statements that put
    it back into empty ones."""
    back = []
    for number, table in enumerate(marked(connection)):
        copy = f'pg_temp."{name} {number}"'
        columns = ", ".join(each for (each,) in connection.execute(COLUMNS, [table]))
        run(connection, f'CREATE TEMPORARY TABLE {copy} AS SELECT {columns} FROM "{table}"')
        back.append(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {copy}')
    for sequence, last in connection.execute(WHERE_SEQUENCES_STAND).fetchall():
        back.append(f"SELECT setval('\"{sequence}\"'::regclass, {last})")
    return "; ".join(back)


def run(connection: Connection, statements: str) -> None:
    """All or nothing, in one go; several at once cannot be prepared."""
    connection.execute(statements.encode(), prepare=False)


NUMBER_AND_NEWEST = sql.SQL("count(*) || ' ' || max(xmin::text::bigint)")
"""NULL of an empty table. In 120 subqueries this takes 2 ms; in 120 questions, joined, 50."""
NAMES_OF_TABLES = """
SELECT tablename FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY tablename
"""
WHERE_SEQUENCES_STAND = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
COLUMNS = """
SELECT quote_ident(column_name) FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
ORDER BY ordinal_position
"""
RESTART_SEQUENCES = """
SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
NOTHING_OBJECTS = "SET session_replication_role = replica"
"""Neither triggers nor foreign keys. Once for the connection: it makes the server forget plans."""
