"""Puts the demo back as it was right after loading, under running processes.

On SQLite a pristine copy lies beside the database and is copied back in well under a second.
On PostgreSQL, and when the copy is gone or of another day, everything is made anew.
"""

from pathlib import Path

from academy.adapters.sqlite_files import copy_database, database_file
from academy.audit import checkpoints
from academy.database import db
from academy.dates import local_day
from academy.demo import loading
from academy.demo.loading import Loaded, NotADemoError
from academy.dependencies import Dependencies
from academy.journal.files import JournalFolder
from academy.journal.writing import catch_up


def pristine_file(deps: Dependencies) -> Path | None:
    """Where the copy lies; None on PostgreSQL."""
    file = database_file(deps.settings.database_url)
    return None if file is None else file.with_suffix(".demo.db")


def keep_pristine(deps: Dependencies) -> None:
    """Copy the demo as it is now, for `reset`."""
    file, copy = database_file(deps.settings.database_url), pristine_file(deps)
    if file is not None and copy is not None:
        # a copy that owes lines to the journal would say so on /readyz after each reset
        catch_up()
        db.session.rollback()
        copy.unlink(missing_ok=True)
        copy_database(file, copy)


def load(deps: Dependencies) -> Loaded:
    """Load the demo if it is not there, and keep a pristine copy."""
    loaded = loading.load(deps)
    if loaded.is_new:
        keep_pristine(deps)
    return loaded


def reset(deps: Dependencies, *, anew: bool = False) -> None:
    """Put the demo back; `anew` makes it of today. Raises NotADemoError."""
    if not deps.settings.demo or not loading.is_loaded():
        raise NotADemoError("no-demo-to-reset")
    file, copy = database_file(deps.settings.database_url), pristine_file(deps)
    db.session.rollback()
    # first: a crash in between leaves a journal that tells too little, never too much
    _begin_the_journal_anew(deps)
    if not anew and file is not None and copy is not None and copy.exists():
        copy_database(copy, file)
        return
    loading.load_anew(deps)
    keep_pristine(deps)


def forget_pristine(deps: Dependencies) -> None:
    """The copy holds people who were erased since; the next reset makes everything anew."""
    copy = pristine_file(deps)
    if copy is not None:
        copy.unlink(missing_ok=True)


def _begin_the_journal_anew(deps: Dependencies) -> None:
    """What visitors of the demo did is thrown away, so no restore may bring it back."""
    JournalFolder(deps.settings.journal_path).forget_all()
    checkpoints.forget(deps.settings.journal_path)


def is_of_today(deps: Dependencies) -> bool:
    """Whether the demo's year ends today."""
    made = loading.loaded_at()
    return made is not None and local_day(made) == local_day(deps.clock())
