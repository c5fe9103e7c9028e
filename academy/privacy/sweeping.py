"""Deletes files that no row names: an upload whose form was refused, a print that nobody kept; and
after a while what was made on demand.

A file is written before its row, so one of less than a day is left alone. Only folders of which
the owner is known are swept: a new kind of file is safe until it is added here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from academy.administration.imports.models import FOLDER, StaffImport
from academy.assessments.folders import Folder
from academy.assessments.models import Evidence, VoiceMessage
from academy.catalogue.showing.models import Craft, CraftPhoto, SkillSound
from academy.catalogue.showing.models import Folder as ShownFolder
from academy.database import db
from academy.jobs.models import Job
from academy.ports import FileStore
from academy.wallet.found.models import FOLDER as FOUND
from academy.wallet.found.models import FoundBadges

KEEP = timedelta(days=1)
OWNERS: Mapping[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
    Folder.PHOTOS: Evidence.storage_key,
    Folder.VOICES: VoiceMessage.storage_key,
    ShownFolder.SOUNDS: SkillSound.storage_key,
    ShownFolder.CRAFT_SOUNDS: Craft.storage_key,
    ShownFolder.CRAFT_PHOTOS: CraftPhoto.storage_key,
    "jobs/": Job.result_key,
    FOLDER: StaffImport.file_key,
    FOUND: FoundBadges.file_key,
}
"""Which column names the files of a folder."""
SPOKEN_FOR = timedelta(days=90)
"""How long what a computer's voice said is kept; asked for again, it is made again."""


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
    found += files.keys_from_before(now - SPOKEN_FOR, ShownFolder.SPOKEN)
    for key in found:
        files.delete(key)
    return len(found)
