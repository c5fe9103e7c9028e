"""What goes along besides the memberships: what somebody came in with or is in the middle of, and
in the end what the organisation itself was in the middle of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, or_, select, true, update

from academy.administration.mergers.plan import Fate, that_go
from academy.assessments.seconds.models import SecondLook
from academy.database import db
from academy.learning.models import CourseRun
from academy.organisations.merging.models import Merger
from academy.organisations.models import Team

Which = Callable[[Table, Merger], ColumnElement[bool]]


def _under_way(table: Table, _merger: Merger) -> ColumnElement[bool]:
    return table.c.ended_at.is_(None)


def _in_a_run_that_goes_on(table: Table, merger: Merger) -> ColumnElement[bool]:
    """What was followed is counted where it was."""
    goes_on = exists().where(
        CourseRun.id == table.c.run_id, CourseRun.goes_on_from(merger.first_day)
    )
    return and_(goes_on, table.c.completion.is_(None))


def _not_seen_there(table: Table, merger: Merger) -> ColumnElement[bool]:
    """A paper that both had seen stands there once."""
    same = table.alias()
    there = exists().where(
        same.c.organisation_id == merger.stays_id,
        same.c.person_id == table.c.person_id,
        same.c.kind_id == table.c.kind_id,
        or_(
            same.c.valid_until == table.c.valid_until,
            and_(same.c.valid_until.is_(None), table.c.valid_until.is_(None)),
        ),
    )
    return ~there


def _goes_on(_table: Table, merger: Merger) -> ColumnElement[bool]:
    return and_(CourseRun.goes_on_from(merger.first_day), CourseRun.cancelled_at.is_(None))


def _not_given(table: Table, _merger: Merger) -> ColumnElement[bool]:
    return and_(table.c.given_on.is_(None), table.c.team_id.in_(_with_a_team_to_go_to()))


def _to_look_at_or_answer(table: Table, _merger: Merger) -> ColumnElement[bool]:
    waits = and_(table.c.answer_by.is_not(None), table.c.answered_at.is_(None))
    return or_(table.c.outcome.is_(None), waits)


WHICH: Mapping[str, Which] = {
    "agreement": _under_way,
    "course_run": _goes_on,
    "enrolment": _in_a_run_that_goes_on,
    "handover": _not_given,
    "licence": _not_seen_there,
    "sample": _to_look_at_or_answer,
    "session": _under_way,
}
"""By table; of one that is not named here, all rows."""


def bring(people: Sequence[int], merger: Merger) -> None:
    """What is about these people: ways in open what they opened, agreements and courses go on."""
    for column in that_go(Fate.WITH_THE_PERSON):
        _move(column, merger, column.table.c.person_id.in_(people))
    db.session.expire_all()


def bring_the_rest(merger: Merger, *, now: datetime) -> None:
    """What is left to do, once nobody is there any more."""
    for column in that_go(Fate.AT_THE_END):
        if column.name != "team_id":
            _move(column, merger, true())
    _end_second_looks(merger, now)
    db.session.expire_all()


def _move(column: Any, merger: Merger, which: ColumnElement[bool]) -> None:
    table = column.table
    rows = and_(column == merger.goes_id, which, WHICH.get(table.name, _all)(table, merger))
    values: dict[Any, Any] = {column: merger.stays_id}
    if "team_id" in table.c:
        values[table.c.team_id] = _team_of(table)
    moved = update(table).where(rows).values(values)
    db.session.execute(moved.execution_options(synchronize_session=False))


def _all(_table: Table, _merger: Merger) -> ColumnElement[bool]:
    return true()


def _team_of(table: Table) -> Any:
    return select(Team.merged_into_id).where(Team.id == table.c.team_id).scalar_subquery()


def _with_a_team_to_go_to() -> Any:
    return select(Team.id).where(Team.merged_into_id.is_not(None))


def _end_second_looks(merger: Merger, now: datetime) -> None:
    """Two who look belong to one organisation; the next look asks for a second one anew."""
    waiting = update(SecondLook).where(
        SecondLook.organisation_id == merger.goes_id, SecondLook.ended_at.is_(None)
    )
    db.session.execute(waiting.values(ended_at=now))
