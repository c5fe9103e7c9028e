"""What is kept of imports, and for how long: thirty days, by the nightly job."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from academy.administration.imports.models import Kind, StaffImport, StaffImportRow, Standing
from academy.administration.imports.undoing import used_among
from academy.database import db

KEPT = timedelta(days=30)


def old_imports(now: datetime) -> Sequence[int]:
    """Those of which the last thing that happened is thirty days ago."""
    last = func.coalesce(StaffImport.undone_at, StaffImport.added_at, StaffImport.created_at)
    found = select(StaffImport.id).where(
        StaffImport.created_at < now - KEPT, last < now - KEPT
    )  # the first condition has an index
    return db.session.scalars(found).all()


def people_in_the_bin(number: int) -> Sequence[int]:
    """Who came only by an import that was undone, and whom nobody did anything with."""
    found = select(StaffImportRow.person_id).where(
        StaffImportRow.import_id == number,
        StaffImportRow.standing == Standing.UNDONE,
        StaffImportRow.kind == Kind.NEW,
        StaffImportRow.person_id.is_not(None),
    )
    people = [person for person in db.session.scalars(found) if person is not None]
    return sorted(set(people) - used_among(people))


def throw_away(number: int) -> str | None:
    """The import and its rows; what was added stays. Gives the key of the file, to delete."""
    the_import = db.session.get_one(StaffImport, number)
    key = the_import.file_key
    db.session.execute(delete(StaffImportRow).where(StaffImportRow.import_id == number))
    db.session.delete(the_import)
    db.session.flush()
    return key
