"""Observations of "not yet" are deleted half a year later, with everything that hangs on them.

The files go first: a row without its file goes at the next try. A photo that no row names any
more, like that of a conflict, goes too; what is missed here is swept up at night (`sweeping`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, select

from academy.assessments.earned import earned_something
from academy.assessments.folders import Folder
from academy.assessments.models import Assessment, Evidence, VoiceMessage
from academy.audit import log
from academy.database import db
from academy.ports import FileStore
from academy.references import delete_with_what_hangs_on_it
from academy.security.identity import Actor

NEVER = frozenset({"credential"})
"""An assessment that gave a badge is never deleted; the database refuses."""


def assessments_to_delete(today: date) -> Sequence[int]:
    """Numbers of the observations whose day has come."""
    found = select(Assessment.id).where(Assessment.delete_on <= today, ~earned_something())
    # SQLite would rather read them all in order than sort these few
    return sorted(db.session.scalars(found))


def delete_files(assessment_id: int, files: FileStore) -> None:
    """Every photo and voice message that was sent for it, also without a row; outside any
    transaction, safe to repeat."""
    for key in files_of(assessment_id, files):
        files.delete(key)


def files_of(assessment_id: int, files: FileStore) -> set[str]:
    """Keys of what was sent for it, also without a row."""
    named = [
        key
        for kind in (Evidence, VoiceMessage)
        for key in db.session.scalars(
            select(kind.storage_key).where(kind.assessment_id == assessment_id)
        )
    ]
    sent_for = db.session.scalars(select(Assessment.uuid).where(Assessment.id == assessment_id))
    folders = [kind.of(sent) for sent in sent_for.all() for kind in Folder]
    stray = [key for folder in folders for key in files.keys(folder)]
    return {*named, *stray}


def forget_note(assessment: Assessment, *, by: Actor, now: datetime) -> None:
    """Empty a note that says what must not be kept; that it was there stays in the audit log."""
    assessment.note = ""
    log.record(
        "assessment.note_removed",
        assessment.uuid,
        organisation_id=assessment.organisation_id,
        by=by,
        at=now,
    )
    db.session.flush()


def delete_assessment(assessment_id: int, *, by: Actor, now: datetime) -> None:
    """Delete an observation that gave no badge; the audit log keeps that one was, not which."""
    assessment = db.session.get_one(Assessment, assessment_id)
    log.record(
        "assessment.deleted",
        None,
        organisation_id=assessment.organisation_id,
        by=by,
        at=now,
    )
    db.session.expunge(assessment)  # its row goes by a statement, behind the session's back
    table = cast(Table, Assessment.__table__)
    delete_with_what_hangs_on_it(table, table.c.id == assessment_id, never=NEVER)
    db.session.expire_all()
