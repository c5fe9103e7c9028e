"""Mending what is wrong with a list, one thing at a time: what changes, and what is next."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from academy.administration.imports import columns
from academy.administration.imports.judging import judge
from academy.administration.imports.models import StaffImport, StaffImportRow, Standing
from academy.administration.imports.queries import count_of_problem, unknown_teams
from academy.administration.imports.starting import must_be_open
from academy.database import db
from academy.folding import folded_number


def next_to_mend(the_import: StaffImport) -> str:
    """The first of what mends most rows at once; empty when only single rows are left."""
    if not columns.is_complete(the_import.columns):
        return "columns"
    if unknown_teams(the_import):
        return "teams"
    if count_of_problem(the_import, "team-missing") > 1:
        return "team"
    return "numbers" if count_of_problem(the_import, "number-like-bsn") else ""


def correct(row: StaffImportRow, values: Mapping[str, str], today: date) -> None:
    """Keep what was typed, and judge the row with all others that have or had its number."""
    must_be_open(row.the_import)
    keys = {row.staff_key, folded_number(values["staff_number"])}
    if values["staff_number"] != row.staff_number:
        row.choice = ""  # it was about whoever has the other number
    for name, text in values.items():
        setattr(row, name, text)
    db.session.flush()
    judge(row.the_import, [row, *_others(row, keys)], today)


def leave_out(row: StaffImportRow, today: date) -> None:
    """The row is not added; another one with its number may be right now."""
    the_import, others = row.the_import, _others(row, {row.staff_key})
    must_be_open(the_import)
    db.session.delete(row)
    db.session.flush()
    judge(the_import, others, today)


def _others(row: StaffImportRow, keys: set[str]) -> list[StaffImportRow]:
    found = select(StaffImportRow).where(
        StaffImportRow.import_id == row.import_id,
        StaffImportRow.staff_key.in_(keys - {""}),
        StaffImportRow.standing == Standing.WAITING,
        StaffImportRow.id != row.id,
    )
    return list(db.session.scalars(found))
