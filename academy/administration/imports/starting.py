"""Beginning an import, and each piece of long work on it: one at a time, under one lock."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.administration.imports.models import FOLDER, StaffImport, Stage, Standing
from academy.administration.imports.queries import ADDABLE, counts_of, job_of
from academy.administration.imports.undoing import CAN_BE_UNDONE
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.jobs import queue
from academy.jobs.models import JobState
from academy.jobs.queue import Priority
from academy.jobs.rights import Started
from academy.organisations.models import Organisation, Team
from academy.ports import FileStore
from academy.security.identity import Identity
from academy.security.permissions import Permission

JOBS: Mapping[str, str] = {
    Stage.READING: "read-import",
    Stage.JUDGING: "judge-import",
    Stage.ADDING: "add-import",
    Stage.UNDOING: "undo-import",
    Stage.RESTORING: "restore-import",
}
"""The long work that brings an import to its next stage."""
GOING_ON = frozenset({JobState.READY, JobState.RUNNING})


def keep_file(content: bytes, files: FileStore) -> str:
    """Before the row that names it; what no row names is swept up at night."""
    key = f"{FOLDER}{uuid4()}"
    files.put(key, content)
    return key


def begin(
    organisation: Organisation, file: tuple[str, str], team: Team | None, starts_on: date,
    *, key: UUID, identity: Identity, now: datetime,
) -> StaffImport:  # fmt: skip
    """A new import of a file (its name, its key), and the job that reads it; `key` comes with the
    form, so that one that is sent twice makes one list."""
    must_be_locked(organisation)
    organisation.refuse_merged()
    again = db.session.scalar(select(StaffImport).where(StaffImport.uuid == key))
    if again is not None and again.organisation_id == organisation.id:
        return again
    name, file_key = file
    the_import = StaffImport(
        uuid=uuid4() if again else key, organisation_id=organisation.id,
        by_id=identity.person_id, created_at=now,
        file_name=name, file_key=file_key, team_id=team.id if team else None, starts_on=starts_on,
        stage=Stage.READING,
    )  # fmt: skip
    db.session.add(the_import)
    db.session.flush()
    _enqueue(the_import, identity)
    return the_import


def read_again(the_import: StaffImport, columns: list[str], identity: Identity) -> None:
    """With other columns, before anything was added."""
    _must_be(the_import, Stage.OPEN)
    if the_import.file_key is None:
        raise AcademyError("import-file-is-gone")
    the_import.columns, the_import.is_mapped = columns, True
    _go_to(the_import, Stage.READING, identity)


def look_again(the_import: StaffImport, identity: Identity) -> None:
    """After a choice about many rows, or because the world changed."""
    _must_be(the_import, Stage.OPEN)
    _go_to(the_import, Stage.JUDGING, identity)


def add(the_import: StaffImport, version: str, identity: Identity) -> None:
    """What somebody looked at as this version of the list."""
    _must_be(the_import, Stage.OPEN)
    if version != str(the_import.version):
        raise AcademyError("import-changed")
    counts = counts_of(the_import)
    if not any(counts.get((Standing.WAITING, kind)) for kind in ADDABLE):
        raise AcademyError("import-has-nothing")
    _go_to(the_import, Stage.ADDING, identity)


def undo(the_import: StaffImport, identity: Identity, now: datetime) -> None:
    _must_be(the_import, Stage.OPEN)
    if the_import.added_at is None or not is_undoable(the_import, now):
        raise AcademyError("import-too-old-to-undo")
    _go_to(the_import, Stage.UNDOING, identity)


def restore(the_import: StaffImport, identity: Identity) -> None:
    """Out of the bin."""
    _must_be(the_import, Stage.UNDONE)
    _go_to(the_import, Stage.RESTORING, identity)


def go_on(the_import: StaffImport, identity: Identity) -> None:
    """After the work on it was stopped, or gave up."""
    must_be_locked(the_import.organisation)
    the_import.organisation.refuse_merged()
    if the_import.stage not in JOBS or is_worked_on(the_import):
        raise AcademyError("import-is-busy")
    _enqueue(the_import, identity)


def is_undoable(the_import: StaffImport, now: datetime) -> bool:
    return the_import.added_at is not None and now - the_import.added_at <= CAN_BE_UNDONE


def is_worked_on(the_import: StaffImport) -> bool:
    job = job_of(the_import)
    return job is not None and job.state in GOING_ON


def must_be_open(the_import: StaffImport) -> None:
    """Before a row or a choice is changed; whatever was seen before is old from here on."""
    _must_be(the_import, Stage.OPEN)
    the_import.version += 1


def _must_be(the_import: StaffImport, stage: Stage) -> None:
    must_be_locked(the_import.organisation)
    the_import.organisation.refuse_merged()
    if the_import.stage != stage:
        raise AcademyError("import-is-busy")


def _go_to(the_import: StaffImport, stage: Stage, identity: Identity) -> None:
    the_import.stage = stage
    _enqueue(the_import, identity)


def _enqueue(the_import: StaffImport, identity: Identity) -> None:
    the_import.job_uuid = queue.enqueue(
        JOBS[the_import.stage],
        {"import": str(the_import.uuid)},
        priority=Priority.NORMAL,
        started=Started(
            by_id=identity.person_id,
            permission=Permission.MANAGE_ORGANISATION,
            about=the_import.uuid,
        ),
    )
