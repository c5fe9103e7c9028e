"""What came of an assessment: nothing, a badge of its own, or a confirmation of one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments import awarding
from academy.assessments.earned import earned_something, gave_a_badge
from academy.assessments.models import Assessment
from academy.assessments.retention import assessments_to_delete
from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dates import local_day
from academy.privacy.erasing import footprint
from academy.teams.queries import practising
from academy.wallet.queries import own_observations
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, JAN, Cast
from tests.clock import START

__all__ = ["palette", "shown"]


@pytest.fixture
def looks(shown: Shown) -> None:
    """The same skill three times: not finished, then a badge, then seen again."""
    shown(level=2, days_ago=30, seen=False)
    shown(level=2, days_ago=20)
    shown(level=2, days_ago=10)


def first_to_last(found: object) -> list[bool]:
    """For each assessment, the oldest first, whether it is among those found."""
    numbers = db.session.scalars(select(Assessment.id).order_by(Assessment.id)).all()
    held = set(db.session.scalars(select(Assessment.id).where(found)))
    return [number in held for number in numbers]


def test_a_confirmation_is_earned_and_only_the_first_gave_the_badge(looks: None) -> None:
    assert first_to_last(earned_something()) == [False, True, True]
    assert first_to_last(gave_a_badge()) == [False, True, False]


def test_what_was_earned_stays_earned_when_the_badge_is_withdrawn(looks: None) -> None:
    numbers = db.session.scalars(select(Assessment.id).order_by(Assessment.id)).all()
    badge = awarding.badge_of(numbers[1])
    assert badge is not None
    assert awarding.badge_of(numbers[2]) == badge

    with transaction():
        revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(), now=START)

    assert first_to_last(earned_something()) == [False, True, True]


def test_wallet_team_and_awarding_leave_out_what_earned_something(
    looks: None, palette: Cast
) -> None:
    unfinished = db.session.scalars(select(Assessment.id).order_by(Assessment.id)).first()

    wallet = [each.id for each in own_observations(AMINA.identity())]
    team = practising(palette.sorteren, [AMINA.row.id])

    assert wallet == [unfinished]
    assert list(team.values()) == [local_day(START) - timedelta(days=30)]
    assert list(awarding.pending(START.date())) == []


def test_erasing_keeps_only_what_a_signed_badge_rests_on(looks: None) -> None:
    found = footprint(AMINA.row)

    assert (found.observations, found.notes) == (2, 1)


def test_nothing_that_earned_something_is_deleted_in_time(looks: None) -> None:
    today = local_day(START)
    rows = db.session.scalars(select(Assessment).order_by(Assessment.id)).all()
    for row in rows:
        row.delete_on = today

    assert assessments_to_delete(today) == [rows[0].id]
