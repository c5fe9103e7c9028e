"""Which revision of the tables a database is at, and which one this release needs."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

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
