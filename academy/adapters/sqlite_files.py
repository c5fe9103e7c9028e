"""Copies whole SQLite databases while others use them, with SQLite's online backup.

A copy is one moment of the source; the target changes in one transaction, and processes that
have it open see the new content at their next read.
"""

from contextlib import closing
from pathlib import Path
from typing import Any

from academy.ownership import make_private_database
from academy.progress import Progress, silent

PREFIX = "sqlite:///"
BUSY_TIMEOUT_SECONDS = 30
PAGES = 2_000
"""Copied at once: 8 MB."""


class UnsoundDatabaseError(Exception):
    """The file is no SQLite database, or a damaged one."""


def database_file(database_url: str) -> Path | None:
    """The file of an SQLite address; None for another engine."""
    return Path(database_url[len(PREFIX) :]) if database_url.startswith(PREFIX) else None


def copy_database(source: Path, target: Path, progress: Progress = silent) -> None:
    """Make `target` hold what `source` holds now; `target` may be in use or not exist."""
    make_private_database(target)
    with closing(_connect(source)) as here, closing(_connect(target)) as there:
        # reading keeps the moment: otherwise each commit of somebody else begins the copy anew
        here.execute("BEGIN")
        [pages] = here.execute("PRAGMA page_count").fetchone()
        left = pages

        def say(_status: int, remaining: int, _total: int) -> None:
            nonlocal left
            tell(left - remaining)
            left = remaining

        with progress("Copying the database", pages) as tell:
            here.backup(there, pages=PAGES, progress=say)


def check_soundness(path: Path, progress: Progress = silent) -> None:
    """Read every page and every foreign key; raises UnsoundDatabaseError."""
    import pysqlite3.dbapi2 as sqlite  # noqa: PLC0415 - only Linux has it

    try:
        with (
            closing(_connect(path)) as connection,
            progress("Looking at every page, then at every reference", 2) as tell,
        ):
            [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            tell(1)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            tell(1)
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
