"""Keys that change, and the list of what could not be recorded, for an administrator."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import delete, select

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.journal.replaying import replay
from academy.journal.writing import folder
from academy.tablets import keys, retention
from academy.tablets.models import KeyUse, LeaderGrant, ParkedItem, TabletKey
from tests.academy.tablets.conftest import count, kept, outcome, signed_in, version_of
from tests.cast import AMINA, BEA, GORAN, JAN, OSCAR, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.tablet import SignedIn, TabletClient

# keys


def test_an_old_key_goes_on_opening_what_was_sealed_to_it(
    tablet: TabletClient, jan: SignedIn
) -> None:
    item = tablet.assess(jan, AMINA.uuid, version_of())
    old = tablet.keys[0]["id"]
    deps = dependencies()
    with transaction(keys.LOCK):
        keys.rotate(deps.settings, by=BEA.actor, now=deps.clock())
    assert outcome(tablet, item) == ("saved", None, True)
    assert [each["id"] for each in tablet.state()["keys"]][1] == old
    second = tablet.assess(jan, GORAN.uuid, version_of())
    assert outcome(tablet, second) == ("saved", None, True)


def test_keys_are_wrapped_and_bound_to_their_row(tablet: TabletClient) -> None:
    deps = dependencies()
    assert tablet.keys
    assert keys.closed_keys(deps.settings.master_key) == []
    assert len(keys.closed_keys(bytes(32))) == 2
    one, other = db.session.scalars(select(TabletKey)).all()
    one.wrapped_private, other.wrapped_private = other.wrapped_private, one.wrapped_private
    db.session.flush()
    assert len(keys.closed_keys(deps.settings.master_key)) == 2
    db.session.rollback()
    with transaction():
        assert keys.wrap_anew(deps.settings.master_key, bytes(32), by=BEA.actor, now=START) == 2
    assert keys.closed_keys(bytes(32)) == []


# what waits on the list


def test_an_administrator_sees_what_waits_and_lets_it_go(
    tablet: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    bad = tablet.put(tablet.seal(str(uuid.uuid4()), b"poison"))
    tablet.sync()
    page = client.as_(BEA).page(f"/organisations/{palette.schakel.uuid}/tablets")
    assert "Dit kon niet worden opgeslagen" in page.get_text()
    row = db.session.scalars(select(ParkedItem)).one()
    assert client.post(f"/tablets/items/{row.uuid}/retry").status_code == 303
    assert client.post(f"/tablets/items/{row.uuid}/let-go").status_code == 303
    page = client.page(f"/organisations/{palette.schakel.uuid}/tablets")
    assert page.select_one("#parked") is None
    assert outcome(tablet, bad) == ("discarded", None, True)
    db.session.rollback()
    assert db.session.scalars(select(ParkedItem.sealed)).one() == b""


def test_what_can_be_recorded_after_all_leaves_the_list(
    tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock
) -> None:
    deps = dependencies()
    item = tablet.assess(jan, AMINA.uuid, version_of())
    key = db.session.scalars(select(TabletKey).where(TabletKey.purpose == "seal")).one()
    key.purpose = "lost"  # type: ignore[assignment]
    db.session.commit()
    assert outcome(tablet, item) == ("refused", "unknown-key", False)
    clock.advance(days=2)
    lost = select(TabletKey).where(TabletKey.purpose == "lost")
    db.session.scalars(lost).one().purpose = KeyUse.SEAL
    db.session.commit()
    row = db.session.scalars(select(ParkedItem)).one()
    client.as_(BEA).post(f"/tablets/items/{row.uuid}/retry")
    assert count(ParkedItem) == 0
    assert kept(item).observed_on.isoformat() == "2026-11-23"
    assert outcome(tablet, item) == ("saved", None, True)
    assert deps.settings


@pytest.mark.parametrize("action", ["retry", "let-go"])
def test_nobody_else_touches_the_list(
    tablet: TabletClient, client: AcademyClient, action: str
) -> None:
    tablet.put(tablet.seal(str(uuid.uuid4()), b"poison"))
    tablet.sync()
    row = db.session.scalars(select(ParkedItem)).one()
    for who in (JAN, OSCAR):
        assert client.as_(who).post(f"/tablets/items/{row.uuid}/{action}").status_code == 404


def test_old_sign_ins_and_what_was_let_go_are_deleted_in_time(
    app: Flask, tablet: TabletClient, jan: SignedIn, client: AcademyClient, clock: TestClock
) -> None:
    tablet.put(tablet.seal(str(uuid.uuid4()), b"poison"))
    tablet.sync()
    row = db.session.scalars(select(ParkedItem)).one()
    client.as_(BEA).post(f"/tablets/items/{row.uuid}/let-go")
    for days, left in ((183, (1, 1)), (1, (0, 1)), (184, (0, 0))):
        clock.advance(days=days)
        with transaction():
            retention.delete_old_grants(clock.now)
            retention.delete_settled_items(clock.now)
        assert (count(LeaderGrant), count(ParkedItem)) == left, days
    assert jan.id


def test_keys_made_since_the_backup_come_out_of_the_journal(
    tablet: TabletClient, jan: SignedIn, clock: TestClock
) -> None:
    """Or what waits on a tablet would never open again."""
    item = tablet.assess(jan, AMINA.uuid, version_of())
    db.session.execute(delete(TabletKey))
    db.session.commit()
    assert outcome(tablet, item) == ("refused", "unknown-key", False)
    replay(folder(), now=clock.now)
    assert outcome(tablet, item) == ("saved", None, True)


def test_a_key_of_another_installation_is_left_out(tablet: TabletClient, clock: TestClock) -> None:
    assert tablet.keys
    db.session.execute(delete(TabletKey))
    db.session.commit()
    foreign = next(line for line in folder().lines() if line.get("purpose") == "grant")
    folder().append([foreign | {"purpose": "seal", "uuid": str(uuid.uuid4())}])
    left_out = replay(folder(), now=clock.now).left_out
    assert count(TabletKey) == 2
    assert any("does not open" in why for why in left_out)


def test_the_first_page_of_the_organisation_says_that_something_waits(
    tablet: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    tablet.put(tablet.seal(str(uuid.uuid4()), b"poison"))
    tablet.sync()
    page = client.as_(BEA).page(f"/organisations/{palette.schakel.uuid}")
    assert "1 keer kon iets van een tablet niet worden opgeslagen" in page.get_text()


def test_whoever_signs_in_after_an_old_backup_gets_keys(tablet: TabletClient) -> None:
    db.session.execute(delete(TabletKey))
    db.session.commit()
    leader = signed_in(tablet, JAN)
    assert len(tablet.state()["keys"]) == 1
    item = tablet.assess(leader, AMINA.uuid, version_of())
    assert outcome(tablet, item) == ("saved", None, True)
