"""Copies whole SQLite databases while others use them, with SQLite's online backup.

A copy is one moment of the source; the target changes in one transaction, and processes that
have it open see the new content at their next read.
"""

from contextlib import closing
from pathlib import Path
from typing import Any

PREFIX = "sqlite:///"
BUSY_TIMEOUT_SECONDS = 30


class UnsoundDatabaseError(Exception):
    """The file is no SQLite database, or a damaged one."""


def database_file(database_url: str) -> Path | None:
    """The file of an SQLite address; None for another engine."""
    return Path(database_url[len(PREFIX) :]) if database_url.startswith(PREFIX) else None


def copy_database(source: Path, target: Path) -> None:
    """Make `target` hold what `source` holds now; `target` may be in use or not exist."""
    with closing(_connect(source)) as here, closing(_connect(target)) as there:
        here.backup(there)


def check_soundness(path: Path) -> None:
    """Read every page and every foreign key; raises UnsoundDatabaseError."""
    import pysqlite3.dbapi2 as sqlite  # noqa: PLC0415 - only Linux has it

    try:
        with closing(_connect(path)) as connection:
            [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite.DatabaseError as error:
        raise UnsoundDatabaseError(str(error)) from error
    if verdict != "ok" or broken:
        raise UnsoundDatabaseError(verdict if verdict != "ok" else "a reference leads nowhere")


def read_all(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Every row that the query gives."""
    with closing(_connect(path)) as connection:
        return list(connection.execute(query))


def _connect(path: Path) -> Any:
    import pysqlite3.dbapi2 as sqlite  # noqa: PLC0415 - only Linux has it

    return sqlite.connect(str(path), timeout=BUSY_TIMEOUT_SECONDS)
