"""From a day until a day: the row and the database say the same, and both days count."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from academy.database import db
from academy.people.models import Membership
from academy.periods import asked_day
from tests.cast import AMINA, Cast

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 27)
DAY = timedelta(days=1)


@pytest.fixture
def row(cast: Cast) -> Membership:
    membership = AMINA.row.memberships[0]
    membership.starts_on, membership.ends_on = FIRST, LAST
    db.session.flush()
    return membership


def both(row: Membership, question: str, *days: date | None) -> bool:
    """What the row answers, when the database answers the same."""
    asked: Any = getattr(Membership, question)(*days)
    found = db.session.scalar(select(Membership.id).where(Membership.id == row.id, asked))
    answer: bool = getattr(row, question)(*days)
    assert (found is not None) is answer
    return answer


@pytest.mark.parametrize(
    ("day", "holds"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
)
def test_its_first_and_its_last_day_count(row: Membership, day: date, holds: bool) -> None:
    assert both(row, "holds_on", day) is holds


def test_without_a_last_day_it_holds_for_good(row: Membership) -> None:
    row.ends_on = None
    db.session.flush()

    assert both(row, "holds_on", LAST + 400 * DAY)
    assert not both(row, "holds_on", FIRST - DAY)


@pytest.mark.parametrize(
    ("day", "goes_on"), [(FIRST - DAY, True), (LAST, True), (LAST + DAY, False)]
)
def test_what_still_has_to_begin_goes_on_too(row: Membership, day: date, goes_on: bool) -> None:
    assert both(row, "goes_on_from", day) is goes_on


def test_on_its_last_day_it_does_not_go_on_after(row: Membership) -> None:
    assert both(row, "goes_on_after", LAST - DAY)
    assert not both(row, "goes_on_after", LAST)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (FIRST - DAY, FIRST - DAY, False),
        (FIRST - DAY, FIRST, True),
        (LAST, LAST + DAY, True),
        (LAST + DAY, None, False),
        (FIRST - DAY, None, True),
    ],
)
def test_two_periods_meet_on_a_shared_day(
    row: Membership, first: date, last: date | None, holds: bool
) -> None:
    assert both(row, "holds_between", first, last) is holds


def test_a_last_day_still_to_come_is_an_end(row: Membership) -> None:
    ending = select(Membership.id).where(Membership.id == row.id, Membership.has_end)

    assert row.has_end
    assert db.session.scalar(ending) == row.id


def test_an_end_is_undone_until_its_time_is_over(row: Membership) -> None:
    assert row.ended_within(31 * DAY, today=LAST + 31 * DAY)
    assert not row.ended_within(31 * DAY, today=LAST + 32 * DAY)


def test_one_statement_serves_every_day(row: Membership) -> None:
    other = aliased(Membership)
    asked = select(other.id).where(other.id == row.id, other.holds_on(asked_day("day")))

    assert db.session.scalar(asked, {"day": LAST}) == row.id
    assert db.session.scalar(asked, {"day": LAST + DAY}) is None
