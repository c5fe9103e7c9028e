"""A card that was made void: its grants open nothing, and what was made after it waits."""

from datetime import UTC, datetime, timedelta

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from academy.access.models import Card
from academy.database import db
from academy.tablets.models import LeaderGrant
from tests.academy.tablets.conftest import card_of, outcome, version_of
from tests.cast import AMINA, JAN
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient


def make_void(clock: TestClock) -> None:
    db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one().voided_at = clock()
    db.session.commit()


def new_card(clock: TestClock) -> str:
    code = card_of(JAN)
    db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one().issued_at = clock()
    db.session.commit()
    return code


def test_a_grant_opens_as_long_as_its_leader_has_the_card(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    """Also when all of it is within one second, which is all that a grant tells."""
    before = jan
    assert tablet.grants("opens") == {before.id: True}
    make_void(clock)
    assert tablet.grants("opens") == {before.id: False}
    after = tablet.sign_in(card=new_card(clock))
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


@pytest.mark.slow
def test_grants_of_before_get_the_card_that_their_leader_had_then(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    of_each = select(LeaderGrant.uuid, LeaderGrant.card_uuid).order_by(LeaderGrant.id)
    make_void(clock)
    clock.advance(minutes=5)
    tablet.sign_in(card=new_card(clock))
    for grant in db.session.scalars(select(LeaderGrant)):
        grant.expires_at = datetime.now(UTC) + timedelta(hours=1)
    db.session.commit()
    before = db.session.execute(of_each).all()
    assert len({card for _, card in before}) == 2
    db.session.remove()
    downgrade(revision="0112")
    upgrade()
    assert db.session.execute(of_each).all() == before
