"""All proofs of participation of a run in one ZIP, made by the worker: one PDF for each person."""

import io
import unicodedata
import uuid
from collections.abc import Sequence
from zipfile import ZIP_STORED, ZipFile

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.database import db
from academy.dependencies import Dependencies
from academy.jobs.queue import Result
from academy.jobs.work import Work
from academy.languages import DUTCH
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.learning.proof import proof_pdf
from academy.people.models import Person
from academy.ports import FileStore
from academy.searching import in_name_order

LONGEST_NAME = 80


def make_proofs(work: Work, deps: Dependencies) -> Result | None:
    """Render what the job asks for, keep it and say where; None when nobody completed the run.

    Under no lock: a step only says how far it is, so that nobody waits for the printing.
    """
    numbers = records_of(uuid.UUID(work.arguments["run"]))
    if not numbers:
        return None
    content = io.BytesIO()
    # stored: a PDF is packed already
    with ZipFile(content, "w", ZIP_STORED) as archive, force_locale(DUTCH):
        for done, number in enumerate(numbers):
            with work.step(done=done, total=len(numbers)):
                pass
            record = db.session.get_one(
                LearningRecord, number, options=[joinedload(LearningRecord.person)]
            )
            archive.writestr(_file_name(done + 1, record), proof_pdf(record))
    result = Result(f"jobs/{work.job_uuid}/proofs.zip", "bewijzen-van-deelname.zip")
    # before the row that names it; what no row names is swept up at night
    deps.files.put(result.key, content.getvalue())
    return result


def records_of(run_uuid: uuid.UUID) -> Sequence[int]:
    """The numbers of the lines that this run gave, by name."""
    found = (
        select(LearningRecord.id)
        .join(LearningRecord.enrolment)
        .join(Enrolment.run)
        .join(LearningRecord.person)
        .where(CourseRun.uuid == run_uuid)
        .order_by(in_name_order(Person.sort_text), LearningRecord.id)
    )
    return db.session.scalars(found).all()


def have_old_names(key: str, run_uuid: uuid.UUID, files: FileStore) -> bool:
    """Whether the ZIP has a proof of somebody who is called otherwise now, or has it no more."""
    now = (
        select(Person.name)
        .join(LearningRecord, LearningRecord.person_id == Person.id)
        .where(LearningRecord.id.in_(records_of(run_uuid)))
    )
    names = {_written(name) for name in db.session.scalars(now)}
    try:
        content = files.get(key)
    except FileNotFoundError:
        return False
    with ZipFile(io.BytesIO(content)) as archive:
        printed = {_name_in(entry) for entry in archive.namelist()}
    return not printed <= names


def _file_name(number: int, record: LearningRecord) -> str:
    """With a number in front: two people may have one name."""
    return f"{number:03} {_written(record.person.name)}.pdf"


def _name_in(entry: str) -> str:
    return entry.partition(" ")[2].removesuffix(".pdf")


def _written(name: str) -> str:
    """Only letters, digits and spaces."""
    letters = [
        sign if sign.isalnum() or unicodedata.category(sign) == "Mn" else " " for sign in name
    ]
    return " ".join("".join(letters).split())[:LONGEST_NAME]
