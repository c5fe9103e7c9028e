"""The jobs that take an import back, and that bring it back from the bin.

A row that was used since it was added stays as it is, and is listed: somebody with a badge, a card
or a course, a name that was changed again, a move after the move. Each row is undone wholly or
not at all.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Table, select

from academy.administration.imports import keeping
from academy.administration.imports.adding import (
    PORTION,
    Hands,
    end,
    hands_of,
    membership_with,
    rename,
)
from academy.administration.imports.models import Kind, StaffImport, StaffImportRow, Stage, Standing
from academy.administration.imports.queries import import_of
from academy.audit import log
from academy.database import db, savepoint
from academy.dates import read_day
from academy.errors import AcademyError
from academy.jobs.work import Work
from academy.locking import row as lock
from academy.organisations.models import Organisation, Team
from academy.people import memberships
from academy.people.models import Membership, Person
from academy.references import columns_that_lead_to

CAN_BE_UNDONE = timedelta(days=30)
NO_USE = frozenset({"membership.person_id", "staff_import_row.person_id"})
"""Columns that lead to somebody whom nobody did anything with yet."""
Act = Callable[[StaffImportRow, Hands, set[int]], None]
"""With people whom something was done with; raises AcademyError for a row that stays as it is."""


def undo_import(work: Work) -> None:
    the_import = import_of(work)
    if the_import is not None and the_import.stage == Stage.UNDOING:
        number = the_import.id
        _go_through(work, the_import, Standing.ADDED, _undo_row, Standing.UNDONE, Standing.STAYS)
        _finish(work, number, Stage.UNDONE)


def restore_import(work: Work) -> None:
    the_import = import_of(work)
    if the_import is not None and the_import.stage == Stage.RESTORING:
        number = the_import.id
        _go_through(
            work, the_import, Standing.UNDONE, _restore_row, Standing.ADDED, Standing.UNDONE
        )
        _finish(work, number, Stage.OPEN)


def used_among(people: Sequence[int]) -> set[int]:
    """Which of these people something was done with."""
    used: set[int] = set()
    for column in columns_that_lead_to(cast(Table, Person.__table__)):
        if str(column) not in NO_USE:
            used.update(db.session.scalars(select(column).where(column.in_(people)).distinct()))
    several = select(Membership.person_id, Membership.id).where(Membership.person_id.in_(people))
    seen: set[int] = set()
    for person, _membership in db.session.execute(several):
        (used if person in seen else seen).add(person)
    return used


def was_stopped(membership: Membership, last_day: str) -> bool:
    """Whether somebody was stopped since by hand: where to would go with the list, and the last day
    would be lost when it comes back from the bin."""
    return membership.went_to is not None or membership.ends_on != read_day(last_day)


def _go_through(
    work: Work, the_import: StaffImport, now: Standing, act: Act, done: Standing, left: Standing
) -> None:
    # as numbers: a row that is refused makes the session forget every row that it knew
    number, place = the_import.id, lock(Organisation, the_import.organisation_id)
    hands = hands_of(work)
    found = select(StaffImportRow.id, StaffImportRow.person_id).where(
        StaffImportRow.import_id == number, StaffImportRow.standing == now
    )
    rows = [(row[0], row[1]) for row in db.session.execute(found.order_by(StaffImportRow.number))]
    db.session.rollback()
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        people = [person for _row, person in portion if person]
        locks = [lock(Person, person) for person in people]
        with work.step(place, *locks, done=start, total=len(rows)):
            used = used_among(people)  # some sixty questions, so seldom for each row
            for row_id, _person in portion:
                standing = done if _works_out(row_id, act, hands, used) else left
                db.session.get_one(StaffImportRow, row_id).standing = standing


def _works_out(row_id: int, act: Act, hands: Hands, used: set[int]) -> bool:
    try:
        with savepoint():
            act(db.session.get_one(StaffImportRow, row_id), hands, used)
    except AcademyError:
        return False
    return True


def _undo_row(row: StaffImportRow, hands: Hands, used: set[int]) -> None:
    """Raises AcademyError when something was done with it since."""
    person, kept = row.person, row.kept
    if person is None:
        raise AcademyError("import-row-was-used")
    keeping.take_back(row, hands)
    if row.kind == Kind.NEW:
        membership = membership_with(UUID(kept["membership"]))
        # a certificate of the list itself is no use, and is gone only now
        was_used = person.id in (used_among([person.id]) if "licence" in kept else used)
        _refuse(was_used or was_stopped(membership, kept.get("last_day", "")))
        _end_now(membership, hands)
        return
    for name in ("name", "latin_name"):
        _refuse(f"new_{name}" in kept and getattr(person, name) != kept[f"new_{name}"])
    if "ended" in kept:
        membership = membership_with(UUID(kept["ended"]))
        _refuse(membership.ends_on != read_day(kept["last_day"]))
        memberships.reopen(membership, today=hands.today, by=hands.by, now=hands.now)
    if "back" in kept:
        _end_now(membership_with(UUID(kept["back"])), hands)
    elif "to_team" in kept:
        _move(row, kept["from_team"], hands)
    _number(row, "", hands)
    _rename(row, "old", hands)


def _restore_row(row: StaffImportRow, hands: Hands, _used: set[int]) -> None:
    kept = row.kept
    if row.kind == Kind.NEW or "back" in kept:
        membership = membership_with(UUID(kept["membership"]))
        memberships.reopen(membership, today=hands.today, by=hands.by, now=hands.now)
        if row.kind == Kind.NEW and "last_day" in kept:
            end(membership, read_day(kept["last_day"]) or hands.today, hands)
    elif "to_team" in kept:
        _move(row, kept["to_team"], hands)
    if "ended" in kept:
        last_day = read_day(kept["last_day"])
        end(membership_with(UUID(kept["ended"])), last_day or hands.today, hands)
    _number(row, kept.get("number", ""), hands)
    _rename(row, "new", hands)
    keeping.keep_again(row, hands)


def _end_now(membership: Membership, hands: Hands) -> None:
    _refuse(membership.has_end and not membership.goes_on_from(hands.today))
    end(membership, hands.today - timedelta(days=1), hands)


def _move(row: StaffImportRow, team_key: str, hands: Hands) -> None:
    """From where the import, or undoing it, brought the person; nowhere when they moved on."""
    membership = membership_with(UUID(row.kept["membership"]))
    team = db.session.scalar(select(Team).where(Team.uuid == UUID(team_key)))
    _refuse(membership.has_end or team is None or team.has_end)
    assert team is not None  # noqa: S101 - refused above
    moved = memberships.move(
        membership, team, first_day=hands.today, today=hands.today, by=hands.by, now=hands.now
    )
    row.kept = {**row.kept, "membership": str(moved.uuid)}


def _number(row: StaffImportRow, number: str, hands: Hands) -> None:
    """Of somebody who was found by the name."""
    if "numbered" in row.kept:
        numbered = membership_with(UUID(row.kept["numbered"]))
        memberships.change_staff_number(numbered, number, by=hands.by, now=hands.now)


def _rename(row: StaffImportRow, which: str, hands: Hands) -> None:
    names = ("name", "latin_name")
    values = {n: row.kept[f"{which}_{n}"] for n in names if f"{which}_{n}" in row.kept}
    if values and row.person is not None:
        rename(row.person, values, row.the_import.organisation_id, hands)


def _refuse(was_used: bool) -> None:
    if was_used:
        raise AcademyError("import-row-was-used")


def _finish(work: Work, number: int, stage: Stage) -> None:
    hands = hands_of(work)
    with work.finishing():
        the_import = db.session.get_one(StaffImport, number)
        the_import.stage = stage
        the_import.undone_at = hands.now if stage is Stage.UNDONE else None
        log.record(
            "import.undone" if stage is Stage.UNDONE else "import.restored",
            the_import.uuid, organisation_id=the_import.organisation_id, by=hands.by, at=hands.now,
        )  # fmt: skip
