"""Fresh databases for tests: made once by the migrations, then copied.

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


class TestDatabase(Protocol):
    """A database that every test gets for itself."""

    __test__ = False
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
    """One database per test process, made from a migrated template."""

    def __init__(self, server: str, name: str, migrate: Migrate) -> None:
        self._server = server
        self._template = f"{name}_template"
        self._name = name
        self.url = self._address(name)
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._template)
        self._execute("CREATE DATABASE {}", self._template)
        migrate(self._address(self._template))

    def fresh(self) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._name)
        self._execute("CREATE DATABASE {} TEMPLATE {}", self._name, self._template)

    def _address(self, name: str) -> str:
        return self._server.replace("/postgres?", f"/{name}?").replace(
            "postgresql://", "postgresql+psycopg://"
        )

    def _execute(self, statement: str, *names: str) -> None:
        identifiers = [sql.Identifier(name) for name in names]
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*identifiers))  # type: ignore[arg-type]
