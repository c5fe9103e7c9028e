"""Which revision of the tables a database is at, and which one this release needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext

from academy.database import db
from academy.settings import PROJECT

MIGRATIONS = str(PROJECT / "academy" / "migrations")


def current_version() -> str | None:
    """None for a database without tables."""
    current = MigrationContext.configure(db.session.connection()).get_current_revision()
    db.session.rollback()
    return current


def newest_version() -> str | None:
    return ScriptDirectory(MIGRATIONS).get_current_head()


def is_known(version: str | None) -> bool:
    """Whether this release can bring it up to date; a later release's it cannot."""
    known = {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}
    return version in known


def refuse_without_tables(command: click.Command) -> None:
    """Let it, and what it has under it, end in a sentence on a database that nobody set up.

    A slip of the pen in DATABASE_URL makes an empty one: a backup of that is no backup.
    """
    if isinstance(command, click.Group):
        for each in command.commands.values():
            refuse_without_tables(each)
    elif command.callback is not None:
        command.callback = with_appcontext(_after_looking(command.callback))


def _after_looking(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def look_first(*args: Any, **options: Any) -> Any:
        if current_version() is None:
            raise click.ClickException(
                "This database has no tables. Is DATABASE_URL right? Else run: flask db upgrade"
            )
        return callback(*args, **options)

    return look_first
