"""A wrong clock does no harm: the time is the server's, and the clock is flagged."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.database import db
from academy.tablets.clock import Reading, is_skewed, moment_of
from academy.tablets.models import Tablet
from tests.academy.tablets.conftest import kept, outcome, signed_in, version_of
from tests.cast import AMINA, BEA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.tablet import TabletClient

SKEWS = {
    "ten years behind": timedelta(days=-3652),
    "a day behind": timedelta(days=-1),
    "right": timedelta(),
    "an hour ahead": timedelta(hours=1),
    "ten years ahead": timedelta(days=3652),
}
LATER = timedelta(hours=3)


@pytest.mark.parametrize("skew", SKEWS.values(), ids=SKEWS)
@pytest.mark.parametrize("reloaded", [True, False], ids=["loaded anew", "the page lived on"])
def test_the_time_is_right_whatever_the_clock_says(
    tablet: TabletClient, clock: TestClock, skew: timedelta, *, reloaded: bool
) -> None:
    tablet.clock = lambda: clock.now + skew
    leader = signed_in(tablet, JAN)
    seen_at = clock.advance(minutes=90)
    since = None if reloaded else 90 * 60 * 1000
    item = tablet.assess(leader, AMINA.uuid, version_of(), since_grant_ms=since)
    clock.advance(hours=20)
    assert outcome(tablet, item) == ("saved", None, True)
    row = kept(item)
    assert row.made_at is not None
    assert abs(row.made_at - seen_at) <= timedelta(seconds=1)
    assert row.observed_on == START.date()


@pytest.mark.parametrize("skew", SKEWS.values(), ids=SKEWS)
def test_a_clock_that_is_off_is_flagged(
    tablet: TabletClient, clock: TestClock, client: AcademyClient, palette: Cast, skew: timedelta
) -> None:
    tablet.clock = lambda: clock.now + skew
    answer = tablet.post([]).json
    is_off = abs(skew) > timedelta(minutes=10)
    assert (answer["skew_seconds"], answer["skewed"]) == (skew.total_seconds(), is_off)
    db.session.rollback()
    row = db.session.scalars(select(Tablet)).one()
    assert row.skew_seconds == skew.total_seconds()
    page = client.as_(BEA).page(f"/organisations/{palette.schakel.uuid}/tablets")
    assert ("De klok is niet goed" in page.get_text()) == is_off


def test_a_clock_that_was_put_right_is_flagged_no_more(
    tablet: TabletClient, clock: TestClock
) -> None:
    tablet.clock = lambda: clock.now + timedelta(days=3)
    assert tablet.post([]).json["skewed"]
    tablet.clock = clock
    assert not tablet.post([]).json["skewed"]
    db.session.rollback()
    assert db.session.scalars(select(Tablet)).one().skew_seconds == 0


def test_a_clock_that_was_changed_while_something_waited_is_for_a_person(
    tablet: TabletClient, clock: TestClock
) -> None:
    leader = signed_in(tablet, JAN)
    tablet.clock = lambda: clock.now + timedelta(hours=2)
    item = tablet.assess(leader, AMINA.uuid, version_of())
    tablet.clock = clock
    assert outcome(tablet, item) == ("review", "time-unsure", True)


def test_by_a_clock_that_nobody_can_set_it_is_sure_after_all(
    tablet: TabletClient, clock: TestClock
) -> None:
    leader = signed_in(tablet, JAN)
    tablet.clock = lambda: clock.now + timedelta(hours=2)
    item = tablet.assess(leader, AMINA.uuid, version_of(), since_grant_ms=60_000)
    tablet.clock = clock
    clock.advance(hours=1)
    assert outcome(tablet, item) == ("saved", None, True)


def test_what_says_to_be_from_before_the_grant_is_for_a_person(
    tablet: TabletClient, clock: TestClock
) -> None:
    leader = signed_in(tablet, JAN)
    before = (clock.now - timedelta(hours=1)).isoformat()
    item = tablet.assess(leader, AMINA.uuid, version_of(), made_at=before)
    assert outcome(tablet, item)[:2] == ("review", "outside-the-grant")


def test_ten_minutes_are_no_reason_to_doubt() -> None:
    made_at, most, more = START + timedelta(hours=1), timedelta(minutes=10), timedelta(seconds=1)
    reading = Reading(made_at=made_at, granted_at=START, since_grant=None)
    around = {"given_at": START, "now": made_at}
    assert moment_of(reading, **around, sent_at=made_at + most).is_sure
    assert not moment_of(reading, **around, sent_at=made_at + most + more).is_sure
    early = {"given_at": START, "now": made_at - most - more}
    assert not moment_of(reading, **early, sent_at=None).is_sure
    assert moment_of(reading, **around, sent_at=None).is_sure
    assert not is_skewed(600)
    assert is_skewed(-601)
    assert not is_skewed(None)
