"""A leader goes to another team, and gets at what was half filled in; nobody else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from academy.access.models import Card
from academy.database import db
from academy.dates import local_day
from academy.people.models import Membership
from academy.security.identity import Role
from tests.academy.tablets.conftest import Enrol, card_of, version_of
from tests.cast import AMINA, BRAM, JAN, Cast, a_membership
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient

DAY = timedelta(days=1)


@pytest.fixture
def both_teams(tablet: TabletClient, palette: Cast) -> Callable[[str], SignedIn]:
    """Jan leads two teams here; gives him with one of them."""
    a_membership(JAN.row, Role.TEAM_LEADER, team=palette.winkel)
    db.session.commit()
    card = card_of(JAN)
    teams = {"Sorteren": palette.sorteren.uuid, "Winkel": palette.winkel.uuid}
    return lambda name: tablet.sign_in(card=card, team=str(teams[name]))


def test_whoever_is_in_goes_to_another_team_and_back_without_card_or_pin(
    tablet: TabletClient, both_teams: Callable[[str], SignedIn], clock: TestClock
) -> None:
    first = both_teams("Sorteren")
    (other,) = first.answer["roster"]["teams"]
    assert other["name"] == "Winkel"
    clock.advance(hours=2)
    second = tablet.sign_in(grant=first.grant, team=other["id"], hours=24)
    assert [each["name"] for each in second.answer["roster"]["people"]] == ["Bram"]
    assert [each["name"] for each in second.answer["roster"]["teams"]] == ["Sorteren"]
    assert second.answer["until"] == first.answer["until"]
    assert [each["id"] for each in second.answer["earlier"]] == [first.id]
    tablet.assess(first, AMINA.uuid, version_of())
    tablet.assess(second, BRAM.uuid, version_of())
    assert {each["code"] for each in tablet.sync().values()} == {"saved"}


def test_with_what_lies_open_on_a_locked_tablet_nobody_gets_at_people(
    tablet: TabletClient, both_teams: Callable[[str], SignedIn]
) -> None:
    """Its token and the ids of its grants do; the grants themselves are encrypted."""
    leader = both_teams("Sorteren")
    (other,) = leader.answer["roster"]["teams"]
    for shown in ("", leader.id, "e30.e30.e30", leader.grant[:-8] + "AAAAAAAA"):
        answer, _key = tablet.try_to_sign_in(grant=shown, team=other["id"])
        assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-grant")
        refused = tablet.roster(replace(leader, grant=shown))
        assert (refused.status_code, refused.json["code"]) == (422, "wrong-tablet-grant")
    assert tablet.roster(leader).status_code == 200
    assert tablet.roster(replace(both_teams("Winkel"), id=leader.id)).status_code == 422


@pytest.mark.parametrize("since", ["signed out", "card taken in", "leads no more", "after hours"])
def test_a_grant_that_is_over_leads_to_no_other_team(
    tablet: TabletClient, both_teams: Callable[[str], SignedIn], clock: TestClock, since: str
) -> None:
    leader = both_teams("Sorteren")
    (other,) = leader.answer["roster"]["teams"]
    if since == "signed out":
        tablet.ask("DELETE", f"/api/tablet/grants/{leader.id}")
    elif since == "card taken in":
        db.session.scalars(select(Card)).one().voided_at = clock()
    elif since == "leads no more":
        db.session.execute(update(Membership).values(ends_on=local_day(clock.now) - DAY))
    else:
        clock.advance(hours=12)
    db.session.commit()
    answer, _key = tablet.try_to_sign_in(grant=leader.grant, team=other["id"])
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-grant")


def test_another_tablet_takes_no_grant_of_this_one(
    enrol: Enrol, both_teams: Callable[[str], SignedIn]
) -> None:
    leader, other = both_teams("Sorteren"), enrol(name="Winkel 2")
    (team,) = leader.answer["roster"]["teams"]
    answer, _key = other.try_to_sign_in(grant=leader.grant, team=team["id"])
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-grant")


def test_a_new_card_gets_at_what_was_half_filled_in_with_the_one_before(
    tablet: TabletClient, clock: TestClock
) -> None:
    before = tablet.sign_in(card=card_of(JAN))
    clock.advance(minutes=5)
    db.session.scalars(select(Card)).one().voided_at = clock()
    card = card_of(JAN)
    db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one().issued_at = clock()
    db.session.commit()
    after = tablet.sign_in(card=card)
    (earlier,) = after.answer["earlier"]
    assert earlier == {"id": before.id, "roster_key": before.answer["roster_key"]}
