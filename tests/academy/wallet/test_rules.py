"""What a badge is worth, which one stands in front, and what may come next."""

from datetime import datetime, timedelta

import pytest

from academy.dates import local_day
from academy.wallet.rules import (
    Reached,
    Standing,
    Step,
    front_first,
    is_long_unseen,
    is_new,
    next_steps,
    standing_of,
)
from tests.clock import START

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        pytest.param(None, Standing.VALID, id="for-ever"),
        pytest.param(START + 91 * DAY, Standing.VALID, id="for-three-months-and-a-day"),
        pytest.param(START + 90 * DAY, Standing.EXPIRES_SOON, id="for-three-months"),
        pytest.param(START, Standing.EXPIRES_SOON, id="until-today"),
        pytest.param(START - DAY, Standing.EXPIRED, id="until-yesterday"),
    ],
)
def test_a_badge_is_worth_what_its_last_day_says(
    valid_until: datetime | None, expected: Standing
) -> None:
    found = standing_of(valid_until=valid_until, withdrawn=False, replaced=False, now=START)

    assert found is expected


def test_withdrawn_says_more_than_replaced_and_replaced_more_than_expired() -> None:
    past = START - DAY

    withdrawn = standing_of(valid_until=past, withdrawn=True, replaced=True, now=START)
    replaced = standing_of(valid_until=past, withdrawn=False, replaced=True, now=START)

    assert (withdrawn, replaced) == (Standing.WITHDRAWN, Standing.REPLACED)


@pytest.mark.parametrize(
    ("days", "valid_until", "expected"),
    [
        pytest.param(365, None, False, id="a-year"),
        pytest.param(366, None, True, id="more-than-a-year"),
        pytest.param(366, START + DAY, False, id="it-ends-by-itself"),
    ],
)
def test_after_a_year_without_a_look_it_is_asked_about(
    days: int, valid_until: datetime | None, expected: bool
) -> None:
    today = local_day(START)

    assert is_long_unseen(today - days * DAY, valid_until, today) is expected


def test_a_badge_is_new_for_a_week_and_only_while_it_counts() -> None:
    assert is_new(START - 7 * DAY, Standing.VALID, START)
    assert not is_new(START - 8 * DAY, Standing.VALID, START)
    assert not is_new(START, Standing.WITHDRAWN, START)


def test_what_counts_stands_before_what_is_higher_and_what_is_higher_before_what_is_newer() -> None:
    expired_3 = front_first(Standing.EXPIRED, 3, START)
    older_2 = front_first(Standing.EXPIRES_SOON, 2, START - DAY)
    newer_1 = front_first(Standing.VALID, 1, START)

    assert sorted([newer_1, expired_3, older_2]) == [older_2, newer_1, expired_3]


TEXTILE, SHOP = 1, 2
SORTING, WASHING, MENDING, TILL = 11, 12, 13, 21
PALETTE = [(SORTING, TEXTILE), (WASHING, TEXTILE), (MENDING, TEXTILE), (TILL, SHOP)]


def test_the_next_level_comes_before_another_skill_of_the_same_domain() -> None:
    found = next_steps([Reached(SORTING, TEXTILE, 1, counts=True)], PALETTE)

    assert found == [Step(SORTING, 2), Step(WASHING, 1), Step(MENDING, 1)]


def test_there_are_at_most_three_steps_and_none_of_another_domain() -> None:
    reached = [Reached(skill, TEXTILE, 3, counts=True) for skill in (SORTING, WASHING)]

    assert next_steps(reached, PALETTE) == [Step(MENDING, 1)]
    assert len(next_steps([Reached(TILL, SHOP, 1, counts=True), *reached], PALETTE, most=1)) == 1


def test_a_badge_that_expired_may_be_shown_again_at_the_same_level() -> None:
    found = next_steps([Reached(TILL, SHOP, 3, counts=False)], PALETTE)

    assert found == [Step(TILL, 3)]


def test_three_steps_are_three_kinds_of_thing() -> None:
    reached = [
        Reached(SORTING, TEXTILE, 2, counts=True),
        Reached(TILL, SHOP, 2, counts=True),
        Reached(WASHING, TEXTILE, 1, counts=True),
    ]

    assert next_steps(reached, PALETTE) == [Step(WASHING, 2), Step(MENDING, 1), Step(SORTING, 3)]


def test_explaining_to_others_is_offered_once() -> None:
    reached = [Reached(skill, domain, 2, counts=True) for skill, domain in PALETTE]

    assert next_steps(reached, PALETTE) == [Step(SORTING, 3)]


def test_a_skill_that_is_closed_is_no_next_step() -> None:
    assert next_steps([Reached(99, 9, 1, counts=True)], PALETTE) == []
