"""A card for twelve hours: it stands in for one that was forgotten, and never opens more."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access import retention, temporary
from academy.access.cards import void_cards
from academy.access.models import Card, TemporaryCard
from academy.access.temporary import LIFETIME
from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.security.identity import Actor
from tests.academy.access.test_cards import sign_in, words
from tests.cast import AMINA, BEA, CAS, GORAN, JAN, OSCAR, PIET, PIN, Cast, Member, a_card, code_of
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.races import DONE, race


@pytest.fixture
def own(cast: Cast) -> str:
    """The code of Amina's own card."""
    return code_of(a_card(AMINA.row))


def lent(client: AcademyClient, who: Member = JAN, whom: Member = AMINA) -> str:
    """The code of a card that somebody just gave; as it stands on the screen."""
    answer = client.as_(who).post(f"/people/{whom.uuid}/card/temporary")
    assert answer.status_code == 303
    code = client.page(answer.location).select_one(".work-card__code")
    return str(code.get_text()).replace(" ", "")


def rows() -> list[TemporaryCard]:
    db.session.rollback()
    return list(db.session.scalars(select(TemporaryCard).order_by(TemporaryCard.id)))


def actions() -> list[str]:
    """Each once: what the worker does stands in the chain of the platform too."""
    found = select(AuditEvent.action).where(AuditEvent.action.startswith("card.lent"))
    return list(dict.fromkeys(db.session.scalars(found.order_by(AuditEvent.id))))


def test_it_opens_the_wallet_with_the_own_pin(client: AcademyClient, own: str) -> None:
    code = lent(client)
    assert code != own
    assert sign_in(client, code).location == "/wallet"
    assert sign_in(client, own).location == "/wallet", "the own card goes on working"


def test_it_works_for_twelve_hours_by_itself(
    client: AcademyClient, own: str, clock: TestClock
) -> None:
    code = lent(client)
    clock.now += LIFETIME - timedelta(seconds=1)
    assert sign_in(client, code).status_code == 303
    clock.now += timedelta(seconds=1)
    assert "werkt niet meer" in words(sign_in(client, code))
    assert sign_in(client, own).status_code == 303


def test_a_wrong_pin_counts_for_the_own_card(client: AcademyClient, own: str) -> None:
    code = lent(client)
    for _try in range(5):
        assert sign_in(client, code, "9999").status_code in {422, 429}
    assert sign_in(client, own, PIN).status_code == 429


@pytest.mark.parametrize("by", ["leader", "worker"])
def test_it_is_stopped_by_hand(client: AcademyClient, own: str, by: str) -> None:
    code = lent(client)
    if by == "leader":
        client.as_(JAN).post(f"/people/{AMINA.uuid}/card/temporary/end")
    else:
        client.as_(AMINA).post("/account/temporary-card/end")
    assert "werkt niet meer" in words(sign_in(client, code))
    assert sign_in(client, own).status_code == 303
    assert actions() == ["card.lent", "card.lent_ended"]


def test_it_stops_with_the_own_card(client: AcademyClient, own: str) -> None:
    code = lent(client)
    person = AMINA.row
    with transaction(person):
        now = dependencies().clock()
        void_cards(person, organisation_id=None, by=Actor(None, "test"), now=now)
    assert "werkt niet meer" in words(sign_in(client, code))


def test_another_one_stops_the_one_of_before(client: AcademyClient, own: str) -> None:
    first, second = lent(client), lent(client)
    assert "werkt niet meer" in words(sign_in(client, first))
    assert sign_in(client, second).status_code == 303


def test_a_form_that_is_sent_twice_gives_one(client: AcademyClient, own: str) -> None:
    client.as_(JAN)
    key = str(uuid.uuid4())
    for _again in range(2):
        client.post(f"/people/{AMINA.uuid}/card/temporary", data={"key": key})
    assert [each.voided_at for each in rows()] == [None]


def test_two_at_once_leave_one_that_works(app: Flask, own: str) -> None:
    number = AMINA.row.id

    def give() -> None:
        person = AMINA.row
        with transaction(person):
            card = db.session.scalars(select(Card).where(Card.person_id == number)).one()
            temporary.lend(
                card, key=uuid.uuid4(), organisation_id=1, secret_key="x",
                by=JAN.actor, now=dependencies().clock(),
            )  # fmt: skip

    assert race(app, give, give) == [DONE, DONE]
    assert sorted(each.voided_at is None for each in rows()) == [False, True]


def test_the_worker_sees_who_gave_it_and_how_long_it_works(client: AcademyClient, own: str) -> None:
    lent(client)
    page = client.as_(AMINA).page("/account/sessions").get_text(" ", strip=True)
    assert "Jan de Vries gaf je een kaart voor 12 uur." in page
    assert "Hij werkt tot" in page


def test_the_log_tells_that_it_was_given_and_not_to_whom(client: AcademyClient, own: str) -> None:
    lent(client)
    lines = client.as_(BEA).page("/audit").select_one("tbody").get_text(" ", strip=True)
    assert "Jan de Vries gaf een kaart voor 12 uur" in lines
    assert AMINA.name not in lines


def test_without_an_own_card_there_is_nothing_to_stand_in_for(
    client: AcademyClient, cast: Cast
) -> None:
    answer = client.as_(JAN).post(f"/people/{GORAN.uuid}/card/temporary")
    assert answer.status_code == 409
    assert "kaart voor 12 uur" not in client.page(f"/people/{GORAN.uuid}/card").get_text()
    assert rows() == []


@pytest.mark.parametrize("path", ["", "/end"])
@pytest.mark.parametrize("who", [PIET, OSCAR, CAS, GORAN])
def test_nobody_of_elsewhere_gives_or_stops_one(
    client: AcademyClient, own: str, who: Member, path: str
) -> None:
    code = lent(client)
    answer = client.as_(who).post(f"/people/{AMINA.uuid}/card/temporary{path}")
    assert answer.status_code == 404
    assert client.get(f"/people/{AMINA.uuid}/card/temporary").status_code == 404
    assert sign_in(client, code).status_code == 303


def test_without_one_the_page_leads_back_to_the_card(client: AcademyClient, own: str) -> None:
    answer = client.as_(JAN).get(f"/people/{AMINA.uuid}/card/temporary")
    assert (answer.status_code, answer.location) == (303, f"/people/{AMINA.uuid}/card")


def test_old_ones_are_deleted(client: AcademyClient, own: str, clock: TestClock) -> None:
    lent(client)
    for days, left in ((183, 1), (1, 0)):
        clock.advance(days=days)
        with transaction():
            retention.delete_old_temporary_cards(clock.now)
        assert db.session.scalar(select(func.count()).select_from(TemporaryCard)) == left


# the sheet of a team


def test_the_office_prints_the_cards_of_leaders_too(client: AcademyClient, cast: Cast) -> None:
    a_card(JAN.row)
    a_card(AMINA.row)
    address = f"/teams/{cast.sorteren.uuid}/cards"
    names = {each.get_text() for each in client.as_(BEA).page(address).select(".work-card__name")}
    assert names == {JAN.name, AMINA.name}
    client.post(address)
    assert db.session.scalar(select(func.count()).select_from(Card)) == 4  # Fatma and Goran too


def test_a_leader_gets_no_card_of_a_leader(client: AcademyClient, cast: Cast) -> None:
    """On a tablet it needs no PIN."""
    a_card(JAN.row)
    a_card(AMINA.row)
    address = f"/teams/{cast.sorteren.uuid}/cards"
    names = {each.get_text() for each in client.as_(JAN).page(address).select(".work-card__name")}
    assert names == {AMINA.name}
    client.post(address)
    owners = {card.person.name for card in db.session.scalars(select(Card))}
    assert owners == {JAN.name, AMINA.name, GORAN.name}


def test_the_office_gives_a_leader_a_card(client: AcademyClient, cast: Cast) -> None:
    page = client.as_(BEA).page(f"/people/{JAN.uuid}")
    assert page.select_one(f'a[href="/people/{JAN.uuid}/card"]') is not None
