"""A move that was planned: whoever stops does not come back by it, and no past is changed."""

from datetime import date, timedelta

import pytest

from academy.access.queries import employers_of
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.people import memberships
from academy.people.days import LONGEST_AHEAD
from academy.people.models import Membership
from academy.security.identity import Role
from tests.cast import AMINA, BEA, Cast, a_membership, a_team, membership_of
from tests.clock import START

TODAY = START.date()
DAY = timedelta(days=1)
SOON = TODAY + 14 * DAY


def move(row: Membership, cast: Cast, first_day: date) -> Membership:
    with transaction(row.organisation):
        return memberships.move(
            row, cast.winkel, first_day=first_day, today=TODAY, by=BEA.actor, now=START
        )


def end(row: Membership, last_day: date) -> None:
    with transaction(row.organisation):
        memberships.end(row, last_day=last_day, today=TODAY, by=BEA.actor, now=START)


@pytest.mark.parametrize("first_day", [TODAY, SOON])
def test_a_form_that_is_sent_twice_moves_once(cast: Cast, first_day: date) -> None:
    row = membership_of(AMINA, Role.WORKER)

    assert move(row, cast, first_day) is move(row, cast, first_day)


def test_a_year_that_was_mistyped_moves_nobody(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)

    with pytest.raises(AcademyError, match="day-too-far-away"):
        move(row, cast, TODAY + LONGEST_AHEAD + DAY)

    assert move(row, cast, TODAY + LONGEST_AHEAD).team_id == cast.winkel.id


def test_whoever_works_there_no_more_is_not_moved(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    move(row, cast, SOON)

    with pytest.raises(AcademyError, match="works-here-no-more"):
        move(row, cast, SOON + DAY)


def test_whoever_stops_does_not_come_back_by_a_planned_move(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    planned = move(row, cast, SOON)

    end(row, TODAY)

    assert row.ends_on == TODAY
    assert planned.never_held
    assert not employers_of(AMINA.row, TODAY + DAY)


def test_nor_by_a_second_move_that_follows_on_the_first(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    first = move(row, cast, SOON)
    third = a_team(cast.utrecht, "Vervoer")
    db.session.commit()
    with transaction(cast.schakel):
        second = memberships.move(
            first, third, first_day=SOON + 7 * DAY, today=TODAY, by=BEA.actor, now=START
        )

    end(row, TODAY)

    assert first.never_held
    assert second.never_held


def test_a_last_day_after_the_move_is_the_last_day_in_the_new_team(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    planned = move(row, cast, SOON)

    end(row, SOON + 3 * DAY)

    assert (row.ends_on, planned.ends_on) == (SOON - DAY, SOON + 3 * DAY)


def test_work_that_somebody_begins_again_later_is_no_move(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    row.ends_on = TODAY + 3 * DAY
    season = a_membership(AMINA.row, team=cast.winkel, starts_on=SOON)
    db.session.commit()

    end(row, TODAY)

    assert season.holds_on(SOON)


def test_not_stopping_after_all_calls_the_move_off(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    planned = move(row, cast, SOON)

    with transaction(row.organisation):
        memberships.reopen(row, today=TODAY, by=BEA.actor, now=START)

    assert row.ends_on is None
    assert planned.never_held


@pytest.mark.parametrize("asked", [TODAY - 900 * DAY, TODAY - 400 * DAY])
def test_nobody_worked_in_the_new_team_before_they_worked_at_all(cast: Cast, asked: date) -> None:
    row = membership_of(AMINA, Role.WORKER)
    row.starts_on = TODAY - 5 * DAY
    db.session.commit()

    moved = move(row, cast, asked)

    assert moved.starts_on == TODAY - 5 * DAY


def test_a_move_before_the_first_day_lets_nobody_begin_earlier(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    row.starts_on = SOON
    db.session.commit()

    moved = move(row, cast, TODAY)

    assert row.never_held
    assert moved.starts_on == SOON


def test_a_move_of_today_leaves_yesterday_as_it_was(cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    before = [row.holds_on(TODAY - count * DAY) for count in range(1, 60)]

    moved = move(row, cast, TODAY)

    assert [row.holds_on(TODAY - count * DAY) for count in range(1, 60)] == before
    assert not moved.holds_on(TODAY - DAY)
