"""Whether what people save can be kept: nothing is left behind by finding out."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from academy.database import db, is_busy
from academy.dependencies import dependencies
from academy.installation import InstallationFact

PROBE = b"can this be kept?"
LEAST_FREE = 200 * 1024 * 1024
"""Of a disk: a day's work of a shop, and SQLite's log."""


def database_problems() -> Iterator[str]:
    """Begin to write and take it back; whoever writes at this moment shows that it works."""
    fact = {"name": f"probe-{uuid4().hex[:32]}", "value": ""}
    try:
        with db.engine.connect().execution_options(patience=0.0) as connection:
            connection.execute(insert(InstallationFact), fact)
            connection.rollback()
    except OperationalError as error:
        if not is_busy(error):
            yield _cannot_write(error)
    except SQLAlchemyError as error:
        yield _cannot_write(error)
    else:
        yield from _disk_problems()


def _cannot_write(error: SQLAlchemyError) -> str:
    why = " ".join(str(getattr(error, "orig", error)).split())
    return (
        f"cannot be written ({why}). Files of the database must belong to the user of the service; "
        "give commands with deploy/academy."
    )


def _disk_problems() -> Iterator[str]:
    if db.engine.dialect.name != "sqlite":
        return
    folder = Path(str(db.engine.url.database)).parent
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        yield f"has {free // 1024**2} MB left on its disk. Make room in {folder}."


def file_problems() -> Iterator[str]:
    # under a folder that no sweep knows, and taken away again
    store, key = dependencies().files, f"check/{uuid4()}"
    try:
        store.put(key, PROBE)
        kept = store.get(key)
        store.delete(key)
    except Exception as error:
        yield f"nothing can be kept at STORAGE_URL ({str(error).partition(chr(10))[0]})."
        return
    if kept != PROBE:
        yield "STORAGE_URL gives back something else than was kept there."
