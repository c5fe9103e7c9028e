"""Deletes files that no row names: an upload whose form was refused, a print that nobody kept.

A file is written before its row, so one of less than a day is left alone. Only folders of which
the owner is known are swept: a new kind of file is safe until it is added here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from academy.assessments.folders import Folder
from academy.assessments.models import Evidence, VoiceMessage
from academy.database import db
from academy.jobs.models import Job
from academy.ports import FileStore

KEEP = timedelta(days=1)
OWNERS: Mapping[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
    Folder.PHOTOS: Evidence.storage_key,
    Folder.VOICES: VoiceMessage.storage_key,
    "jobs/": Job.result_key,
}
"""Which column names the files of a folder."""


def files_without_a_row(files: FileStore, now: datetime) -> Iterator[str]:
    """Listed first and looked up afterwards: a row that comes meanwhile saves its file."""
    for folder, column in OWNERS.items():
        old = list(files.keys_from_before(now - KEEP, folder))
        named = set(db.session.scalars(select(column).where(column.is_not(None))))
        db.session.rollback()
        yield from (key for key in old if key not in named)


def is_named(key: str) -> bool:
    """Whether a row names the file, or its folder has no owner that could."""
    owner = next((column for folder, column in OWNERS.items() if key.startswith(folder)), None)
    return owner is None or db.session.scalar(select(owner).where(owner == key)) is not None


def sweep(files: FileStore, now: datetime) -> int:
    """Delete them, outside any transaction; gives how many."""
    found = list(files_without_a_row(files, now))
    for key in found:
        files.delete(key)
    return len(found)
