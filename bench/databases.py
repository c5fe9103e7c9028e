"""A database of its own for a measurement, as safe on the disk as in earnest."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import PostgresServer

_RUNNING: list[PostgresServer] = []


@contextmanager
def address_of(database: str, folder: Path, *, keep: bool = False) -> Iterator[str]:
    """`sqlite` or `postgresql`: its address, as DATABASE_URL has it.

    `keep`: what PostgreSQL holds stays beside `folder`, which only we may look into.
    """
    if database == "sqlite":
        yield f"sqlite:///{folder / 'academy.db'}"
        return
    kept = folder.with_name(f"{folder.name}.server") if keep else None
    server = PostgresServer(durable=True, kept=kept)
    server.start()
    _RUNNING.append(server)
    try:
        yield server.address.replace("postgresql://", "postgresql+psycopg://")
    finally:
        _RUNNING.remove(server)
        server.stop()


def database_process() -> int | None:
    """The parent of PostgreSQL's processes, if one runs; SQLite has none of its own."""
    return _RUNNING[-1].process if _RUNNING else None
