"""Reads of imports: an administrator finds those of the own organisation."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from academy.administration.imports.models import (
    Kind,
    StaffImport,
    StaffImportRow,
    Stage,
    Standing,
)
from academy.database import db
from academy.jobs.models import Job
from academy.jobs.queries import job_with
from academy.jobs.work import Work
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered
from academy.security.identity import Identity, Role

PER_PAGE = 50
ADDABLE = (Kind.NEW, Kind.CHANGED)
TO_MEND = (Kind.WRONG, Kind.ASK)
Counts = dict[tuple[str, str], int]


def find_import(identity: Identity, import_uuid: uuid.UUID) -> StaffImport | None:
    return find_administered(StaffImport, identity, import_uuid)


def find_row(
    identity: Identity, import_uuid: uuid.UUID, row_uuid: uuid.UUID
) -> StaffImportRow | None:
    """One that waits, of an import of the own organisation."""
    found = (
        select(StaffImportRow)
        .join(StaffImport)
        .where(
            StaffImport.uuid == import_uuid,
            StaffImportRow.uuid == row_uuid,
            StaffImportRow.standing == Standing.WAITING,
            StaffImport.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
        )
    )
    return db.session.scalar(found)


def import_of(work: Work) -> StaffImport | None:
    key = uuid.UUID(work.arguments["import"])
    return db.session.scalar(select(StaffImport).where(StaffImport.uuid == key))


def imports_of(organisation: Organisation) -> Sequence[StaffImport]:
    """The newest first; all of at most a month."""
    found = select(StaffImport).where(StaffImport.organisation_id == organisation.id)
    newest = found.order_by(StaffImport.id.desc()).options(joinedload(StaffImport.by))
    return db.session.scalars(newest).all()


def not_added(organisation: Organisation) -> int:
    """How many lists have rows that nobody added yet."""
    waits = exists().where(
        StaffImportRow.import_id == StaffImport.id, StaffImportRow.standing == Standing.WAITING
    )
    found = select(func.count(StaffImport.id)).where(
        StaffImport.organisation_id == organisation.id, StaffImport.stage == Stage.OPEN, waits
    )
    return db.session.scalars(found).one()


def job_of(the_import: StaffImport) -> Job | None:
    return job_with(the_import.job_uuid)


def rows_from(the_import: StaffImport, *, after: int, limit: int) -> Sequence[StaffImportRow]:
    """Those that wait, in the order of their numbers in the table."""
    found = select(StaffImportRow).where(
        StaffImportRow.import_id == the_import.id,
        StaffImportRow.standing == Standing.WAITING,
        StaffImportRow.id > after,
    )
    return db.session.scalars(found.order_by(StaffImportRow.id).limit(limit)).all()


def count_waiting(the_import: StaffImport) -> int:
    return sum(
        n for (standing, _kind), n in counts_of(the_import).items() if standing == Standing.WAITING
    )


def counts_of(the_import: StaffImport) -> Counts:
    """How many rows there are by standing and kind."""
    found = (
        select(StaffImportRow.standing, StaffImportRow.kind, func.count())
        .where(StaffImportRow.import_id == the_import.id)
        .group_by(StaffImportRow.standing, StaffImportRow.kind)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(found)}


@dataclass(frozen=True, slots=True)
class RowsPage:
    """One page of rows."""

    rows: Sequence[StaffImportRow]
    page: int
    pages: int


def page_of_rows(
    the_import: StaffImport, standing: Standing, kinds: Sequence[Kind], page: int
) -> RowsPage:
    here = [
        StaffImportRow.import_id == the_import.id,
        StaffImportRow.standing == standing,
        StaffImportRow.kind.in_(kinds),
    ]
    total = db.session.scalars(select(func.count(StaffImportRow.id)).where(*here)).one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    found = select(StaffImportRow).where(*here).options(joinedload(StaffImportRow.person))
    shown = found.order_by(StaffImportRow.number).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return RowsPage(db.session.scalars(shown).all(), page, pages)


def rows_to_mend(the_import: StaffImport) -> Sequence[StaffImportRow]:
    return db.session.scalars(_waiting(the_import, TO_MEND)).all()


def unknown_teams(the_import: StaffImport) -> Sequence[tuple[str, int]]:
    """Names of teams that are not known here, and how many rows have each."""
    found = (
        select(StaffImportRow.team_name, func.count())
        .where(
            StaffImportRow.import_id == the_import.id,
            StaffImportRow.standing == Standing.WAITING,
            StaffImportRow.problem == "team-unknown",
        )
        .group_by(StaffImportRow.team_name)
        .order_by(StaffImportRow.team_name)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def count_of_problem(the_import: StaffImport, code: str) -> int:
    found = _waiting(the_import, TO_MEND).where(StaffImportRow.problem == code)
    return db.session.scalars(select(func.count()).select_from(found.subquery())).one()


def _waiting(the_import: StaffImport, kinds: Sequence[Kind]) -> Select[StaffImportRow]:
    return (
        select(StaffImportRow)
        .where(
            StaffImportRow.import_id == the_import.id,
            StaffImportRow.standing == Standing.WAITING,
            StaffImportRow.kind.in_(kinds),
        )
        .order_by(StaffImportRow.number)
    )
