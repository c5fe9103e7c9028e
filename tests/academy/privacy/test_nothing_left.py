"""After erasing, none of twenty marked values stands in any file of the installation."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    Evidence,
    WorkerResponse,
)
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.demo.resetting import keep_pristine
from academy.dependencies import dependencies
from academy.jobs import queue
from academy.jobs.models import Job
from academy.learning.models import LearningRecord
from academy.people.models import Membership
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.cast import AMINA, JAN, a_card, an_account
from tests.clock import START

__all__ = ["palette", "save"]

MARKS = tuple(f"Merkteken{letter}" for letter in "ABCDEFGHIJKLMNOPQRST")


@pytest.fixture
def planted(app: Flask, save: Save) -> None:
    """Every mark, somewhere about Amina; three of them in rows that went before she did."""
    for mark in MARKS[:3]:
        assert save(filled_in(note=mark)).status_code == 303
    assert save(filled_in(0, seen=1, note=MARKS[3], sure="0")).status_code == 303
    given = db.session.scalars(select(Credential.assessment_id)).one()
    amina = AMINA.row
    amina.name, amina.memberships[0].staff_number = f"Amina {MARKS[4]}", MARKS[5]
    an_account(amina, f"{MARKS[6].lower()}@example.nl")
    a_card(amina)
    about = {"assessment_id": given, "at": START}
    key = f"evidence/{db.session.get_one(Assessment, given).uuid}/{MARKS[7]}.jpg"
    db.session.add_all([
        WorkerResponse(kind="objects", reason=MARKS[8], **about),
        AssessmentReview(outcome="stands", explanation=MARKS[9], by_id=JAN.row.id, **about),
        AssessmentConflict(content={"note": MARKS[10]}, content_hash=bytes(32), by_id=JAN.row.id,
                           **about),
        Evidence(assessment_id=given, storage_key=key, width=1, height=1, size=1, added_at=START),
        LearningRecord(person_id=amina.id, title={"nl": MARKS[11]}, provider=MARKS[12],
                       form="praktijk", hours=1, starts_on=date(2026, 5, 1),
                       ends_on=date(2026, 5, 1), details={"place": MARKS[13]}),
    ])  # fmt: skip
    files = dependencies().files
    files.put(key, MARKS[14].encode())
    files.put("jobs/print/certificates.pdf", MARKS[15].encode())
    db.session.commit()
    with transaction():
        queue.enqueue("team-certificates")
        job = db.session.scalars(select(Job)).one()
        job.error, job.result_key = f"ValueError: {MARKS[16]}", "jobs/print/certificates.pdf"
    _gone_before()
    keep_pristine(dependencies())


def _gone_before() -> None:
    """What was deleted or overwritten long ago must not be in a free page either."""
    for mark in MARKS[17:]:
        with transaction():
            row = db.session.scalars(
                select(Membership).where(Membership.person_id == AMINA.row.id)
            ).one()
            row.staff_number = mark
    with transaction():
        db.session.delete(db.session.scalars(select(WorkerResponse)).one())


def everything(app: Flask) -> bytes:
    """Every file beside the database, of the store and of the journal, and every row."""
    settings = app.extensions["academy"].settings
    folders = [Path(settings.storage_url.removeprefix("file://")), settings.journal_path]
    if db.engine.dialect.name == "sqlite":
        database = Path(str(db.engine.url.database))
        copies = database.with_suffix(".demo.db")
        files = [*database.parent.glob(f"{database.name}*"), *[copies][: copies.exists()]]
    else:
        files = []
    files += [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    names = [str(path).encode() for path in files]
    rows = [
        repr(row).encode()
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(table)).all()
    ]
    return b"\n".join([*(path.read_bytes() for path in files), *names, *rows])


def test_none_of_twenty_marks_is_left(app: Flask, planted: None) -> None:
    before = everything(app).lower()
    there = {mark for mark in MARKS if mark.lower().encode() in before}
    assert len(there) >= 16, "the marks were planted"
    answer = app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    assert answer.exit_code == 0, answer.exception or answer.output
    db.session.rollback()
    left = everything(app).lower()
    assert [mark for mark in MARKS if mark.lower().encode() in left] == []


def test_the_command_says_where_the_name_may_still_be(app: Flask, planted: None) -> None:
    answer = app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    assert "Backups keep the name" in answer.output or "only after VACUUM" in answer.output
    assert ("VACUUM" in answer.output) == (db.engine.dialect.name == "postgresql")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_deleted_is_overwritten_at_once(app: Flask, db_session: object) -> None:
    assert db.session.connection().exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_a_note_that_must_not_be_kept_is_taken_away(app: Flask, save: Save) -> None:
    save(filled_in(note=MARKS[0]))
    db.session.commit()
    key = str(db.session.scalars(select(Assessment.uuid)).one())
    runner = app.test_cli_runner()
    assert "Dry run" in runner.invoke(args=["people", "forget-note", key]).output
    db.session.rollback()
    assert db.session.scalars(select(Assessment.note)).one() == MARKS[0]
    assert runner.invoke(args=["people", "forget-note", key, "--commit"]).exit_code == 0
    db.session.rollback()
    assert db.session.scalars(select(Assessment.note)).one() == ""
    assert MARKS[0].encode() not in everything(app)
    unknown = runner.invoke(args=["people", "forget-note", str(AMINA.uuid), "--commit"])
    assert unknown.exit_code == 1
