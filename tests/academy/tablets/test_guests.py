"""A guest assessor works on the tablet of the host, with the card of home, in one team alone."""

import pytest
from sqlalchemy import select

from academy.access.models import Card
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.organisations.models import Organisation
from academy.people import memberships
from academy.security.identity import Role
from tests.academy.people.test_guests import accepts, offers, row
from tests.academy.tablets.conftest import Enrol, card_of, kept, signed_in, version_of
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    JAN,
    OSCAR,
    PIN,
    Cast,
    a_card,
    a_membership,
    code_of,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.tablet import TabletClient


@pytest.fixture
def guest(client: AcademyClient, palette: Cast) -> str:
    """Oscar of De Cirkel is a guest in Sorteren of De Schakel; the code of the card that home gave
    him."""
    assert offers(client, palette).status_code == 303
    assert accepts(client, palette).status_code == 303
    return given_by(palette.cirkel)


def given_by(organisation: Organisation) -> str:
    with transaction(OSCAR.row):
        card: Card = a_card(OSCAR.row, pin=PIN)
        card.given_by_id = organisation.id
        return code_of(card)


def names(tablet: TabletClient) -> set[str]:
    leaders = tablet.ask("GET", "/api/tablet/state").json["leaders"]
    return {each["name"] for each in leaders if each["pin"] == "open"}


@pytest.mark.parametrize("way", ["card", "pin"])
def test_the_card_of_home_opens_the_one_team(
    tablet: TabletClient, guest: str, palette: Cast, way: str
) -> None:
    assert "Oscar" in names(tablet)
    shown = {"card": guest} if way == "card" else {"leader": str(OSCAR.uuid), "pin": PIN}
    leader = tablet.sign_in(**shown)
    roster = leader.answer["roster"]
    assert roster["team"]["id"] == str(palette.sorteren.uuid)
    assert str(BRAM.uuid) not in {each["id"] for each in roster["people"]}
    saved = tablet.assess(leader, AMINA.uuid, version_of())
    of_another_team = tablet.assess(leader, BRAM.uuid, version_of())
    told = {item: answer["code"] for item, answer in tablet.sync().items()}
    assert told == {saved: "saved", of_another_team: "review"}
    badge = db.session.scalars(select(Credential)).one()
    assert (badge.organisation_id, kept(saved).assessor_id) == (palette.schakel.id, OSCAR.row.id)


def test_without_the_second_yes_it_opens_nothing(
    client: AcademyClient, tablet: TabletClient, palette: Cast
) -> None:
    offers(client, palette)
    card = given_by(palette.cirkel)
    answer, _key = tablet.try_to_sign_in(card=card)
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-card")
    assert "Oscar" not in names(tablet)


def test_a_card_that_a_third_one_gave_opens_nothing(
    tablet: TabletClient, guest: str, palette: Cast
) -> None:
    answer, _key = tablet.try_to_sign_in(card=given_by(palette.employer))
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-card")


def test_what_the_host_lets_somebody_lead_a_card_of_home_does_not_open(
    tablet: TabletClient, guest: str, palette: Cast
) -> None:
    """Home may know the PIN, and was let into one team by the host."""
    a_membership(OSCAR.row, role=Role.TEAM_LEADER, team=palette.winkel)
    db.session.commit()
    assert tablet.sign_in(card=guest).answer["roster"]["team"]["id"] == str(palette.sorteren.uuid)


@pytest.mark.parametrize("by", [CAS, BEA], ids=["home", "host"])
def test_when_either_ends_it_the_grant_is_over_at_the_next_contact(
    client: AcademyClient, tablet: TabletClient, guest: str, by: object
) -> None:
    leader = tablet.sign_in(card=guest)
    assert isinstance(by, type(CAS))
    assert client.as_(by).post(f"/guests/{row().uuid}/end").status_code == 303
    assert tablet.grants("holds") == {leader.id: False}
    assert tablet.state()["ids"] == []
    assert "Oscar" not in names(tablet)
    answer, _key = tablet.try_to_sign_in(card=guest)
    assert answer.status_code == 422


def test_whoever_leads_no_team_at_home_any_more_is_no_guest(
    tablet: TabletClient, guest: str, palette: Cast, clock: TestClock
) -> None:
    leader = tablet.sign_in(card=guest)
    at_home = membership_of(OSCAR, Role.TEAM_LEADER)
    today = local_day(clock.now)
    with transaction(palette.cirkel):
        memberships.end_now(at_home, today=today, by=CAS.actor, now=clock.now)
    assert tablet.grants("holds") == {leader.id: False}
    answer, _key = tablet.try_to_sign_in(card=guest)
    assert answer.status_code == 422


def test_after_the_last_day_the_tile_is_gone(
    tablet: TabletClient, guest: str, clock: TestClock
) -> None:
    clock.advance(days=31)
    assert "Oscar" not in names(tablet)
    signed_in(tablet, JAN)  # the own leaders go on


def test_at_home_and_elsewhere_nothing_changed(enrol: Enrol, guest: str, palette: Cast) -> None:
    at_home = enrol(palette.arnhem)
    assert at_home.sign_in(card=guest).answer["roster"]["team"]["id"] == str(palette.textiel.uuid)
    answer, _key = at_home.try_to_sign_in(card=card_of(JAN))
    assert answer.status_code == 422
