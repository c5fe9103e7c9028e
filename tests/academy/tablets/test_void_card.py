"""A card that was made void: its grants open nothing, and what was made after it waits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.access.models import Card
from academy.database import db
from tests.academy.tablets.conftest import card_of, outcome, version_of
from tests.cast import AMINA, JAN
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient


def make_void(clock: TestClock) -> None:
    db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one().voided_at = clock()
    db.session.commit()


def test_a_grant_opens_as_long_as_its_leader_has_the_card(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    before = jan
    assert tablet.grants("opens") == {before.id: True}
    clock.advance(minutes=5)
    make_void(clock)
    assert tablet.grants("opens") == {before.id: False}
    card = card_of(JAN)
    db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one().issued_at = clock()
    db.session.commit()
    after = tablet.sign_in(card=card)
    assert tablet.grants("opens") == {before.id: False, after.id: True}
    assert tablet.roster(before).status_code == 422
    assert tablet.roster(after).status_code == 200


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-1, ("saved", None, True)), (1, ("review", "outside-the-grant", True))],
)
def test_what_was_made_after_the_card_was_void_waits_for_a_person(
    tablet: TabletClient,
    jan: SignedIn,
    clock: TestClock,
    minutes: int,
    expected: tuple[str, str | None, bool],
) -> None:
    clock.advance(hours=1)
    made = clock() + timedelta(minutes=minutes)
    make_void(clock)
    since = int((made - jan.at).total_seconds() * 1000)
    item = tablet.assess(
        jan, AMINA.uuid, version_of(), made_at=made.isoformat(), since_grant_ms=since
    )
    clock.advance(minutes=2)
    assert outcome(tablet, item) == expected
