"""Somebody shows the own other card, looks and says yes; each bad input changes nothing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access.models import Card, Session
from academy.database import db
from academy.wallet.erasure.models import ErasureRequest
from tests.academy.privacy.merging.two_cards import (
    PAGE,
    YES,
    badges_of,
    bring_together,
    say_yes,
    show,
    told,
)
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import (
    AMINA,
    DEWI,
    GORAN,
    OSCAR,
    PIN,
    Cast,
    a_card,
    an_account,
    code_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock


class TestOnTheScreen:
    def test_somebody_sees_what_comes_together_and_says_yes(
        self, shown: Shown, elsewhere: Shown, card: Card, client: AcademyClient
    ) -> None:
        own, other = shown(skill=EMERGENCY, level=1), elsewhere()
        client.as_(AMINA)
        assert client.page("/account/sessions").select_one(f"a[href='{PAGE}']")

        answer = show(client, card)
        assert answer.status_code == 200, told(answer)
        page = answer.page
        assert "Dit kan niet terug." in page.get_text()
        assert [each.get_text() for each in page.select("section h2")] == [
            "De kaart van nu", "Je andere kaart", "Wat gebeurt er?",
        ]  # fmt: skip
        assert "De Cirkel" in page.select_one("section[aria-labelledby=goes]").get_text()
        bring_together(client, card)

        assert badges_of(AMINA) == {own.uuid, other.uuid}
        assert len(client.page("/wallet").select(".own-badges > li")) == 2

    def test_the_other_card_and_its_sessions_stop(
        self, card: Card, client: AcademyClient, app: Flask
    ) -> None:
        phone, code = app.test_client(), code_of(card)
        assert phone.post("/sign-in/card", data={"code": code, "pin": PIN}).status_code == 303
        bring_together(client.as_(AMINA), card)

        assert phone.get("/wallet").location.startswith("/sign-in")
        again = phone.post("/sign-in/card", data={"code": code, "pin": PIN})
        assert "Deze kaart werkt niet meer" in again.page.get_text()

    def test_the_own_card_goes_on(self, card: Card, client: AcademyClient) -> None:
        own = a_card(AMINA.row)
        bring_together(client.as_(AMINA), card)

        assert (
            client.post("/sign-in/card", data={"code": code_of(own), "pin": PIN}).status_code == 303
        )

    def test_an_address_that_stops_is_told(self, card: Card, client: AcademyClient) -> None:
        an_account(DEWI.row, "dewi@example.nl")

        page = show(client.as_(AMINA), card).page

        assert "dewi@example.nl" in page.select_one("section[aria-labelledby=then]").get_text()

    def test_names_that_have_nothing_in_common_are_pointed_at(
        self, card: Card, client: AcademyClient
    ) -> None:
        other = show(client.as_(AMINA), card).page.select_one(".notice--warn").get_text()
        DEWI.row.name = "Yıldız, Amina"
        same = show(client, card).page.select_one(".notice--warn").get_text()

        assert ("namen zijn anders" in other, "namen zijn anders" in same) == (True, False)

    def test_nothing_moves_before_the_yes(self, card: Card, client: AcademyClient) -> None:
        show(client.as_(AMINA), card)

        assert DEWI.row.merged_into_id is None
        assert not DEWI.row.is_gone


class TestBadInput:
    def test_a_wrong_pin_counts(self, card: Card, client: AcademyClient) -> None:
        client.as_(AMINA)
        answers = [show(client, card, "9999").status_code for _try in range(5)]

        assert answers == [422] * 5
        assert show(client, card).status_code == 429
        assert db.session.get_one(Card, card.id).failed_tries == 5

    def test_a_right_pin_forgets_the_wrong_ones(self, card: Card, client: AcademyClient) -> None:
        show(client.as_(AMINA), card, "9999")
        show(client, card)

        assert db.session.get_one(Card, card.id).failed_tries == 0

    @pytest.mark.parametrize("fields", [{}, {"code": "x", "pin": "1"}, {"code": "ABCD" * 4}])
    def test_what_is_no_card_is_told_at_the_field(
        self, fields: dict[str, str], cast: Cast, client: AcademyClient
    ) -> None:
        assert client.as_(AMINA).post(PAGE, data=fields).status_code == 422

    def test_the_own_card_is_no_other(self, cast: Cast, client: AcademyClient) -> None:
        refused = show(client.as_(AMINA), a_card(AMINA.row))

        assert (refused.status_code, told(refused)) == (
            422, "Dit is de kaart die je nu al gebruikt. Pak je andere kaart.",
        )  # fmt: skip

    def test_a_pin_that_somebody_else_gave(
        self, card: Card, cast: Cast, client: AcademyClient
    ) -> None:
        card.given_by_id = cast.cirkel.id

        refused = show(client.as_(AMINA), card)

        assert refused.status_code == 409
        assert told(refused).startswith("Iemand anders gaf je deze pincode.")

    def test_whoever_came_in_by_a_given_pin_brings_nobody_in(
        self, card: Card, cast: Cast, client: AcademyClient
    ) -> None:
        client.as_(AMINA)
        db.session.scalars(select(Session)).one().given_by_id = cast.schakel.id

        assert show(client, card).status_code == 403

    def test_somebody_who_leads_there_is_not_brought_in_by_a_card(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        refused = show(client.as_(AMINA), a_card(OSCAR.row))

        assert told(refused).startswith("Met deze kaart ben je ook teamleider")

    def test_a_colleague_of_one_place(self, cast: Cast, client: AcademyClient) -> None:
        refused = show(client.as_(AMINA), a_card(GORAN.row))

        assert told(refused).startswith("Allebei de kaarten zijn van dezelfde kringloop.")

    @pytest.mark.parametrize("member", [AMINA, DEWI], ids=["now", "other"])
    def test_somebody_who_asked_to_be_erased(
        self, member, card: Card, client: AcademyClient
    ) -> None:
        ask = ErasureRequest(
            person_id=member.row.id, asked_at=START, due_at=START + timedelta(7), revokes=False
        )
        db.session.add(ask)

        assert told(show(client.as_(AMINA), card)).startswith("Je vroeg om alles te wissen.")

    @pytest.mark.parametrize("what", ["erased_at", "closed_at"])
    def test_a_record_that_is_gone_is_like_a_wrong_pin(
        self, what: str, card: Card, client: AcademyClient
    ) -> None:
        setattr(DEWI.row, what, START)

        assert show(client.as_(AMINA), card).status_code == 422

    @pytest.mark.parametrize("proof", ["", "x", "WyJhIl0.x"])
    def test_a_made_up_proof(self, proof: str, card: Card, client: AcademyClient) -> None:
        answer = client.as_(AMINA).post(YES, data={"proof": proof})

        assert answer.status_code == 422
        assert told(answer) == "Laat je andere kaart nog een keer zien."

    def test_a_proof_of_ten_minutes_ago(
        self, card: Card, client: AcademyClient, clock: TestClock
    ) -> None:
        page = show(client.as_(AMINA), card)
        clock.advance(minutes=10, seconds=1)

        assert say_yes(client, page).status_code == 422

    def test_a_proof_of_somebody_else(self, card: Card, client: AcademyClient, app: Flask) -> None:
        page = show(client.as_(AMINA), card)

        assert say_yes(app.test_client().as_(GORAN), page).status_code == 422
        assert DEWI.row.merged_into_id is None

    def test_another_pin_meanwhile(self, card: Card, client: AcademyClient) -> None:
        page = show(client.as_(AMINA), card)
        card.pin_hash = "another"

        assert say_yes(client, page).status_code == 422

    def test_twice_is_once(self, card: Card, client: AcademyClient) -> None:
        page = show(client.as_(AMINA), card)
        assert say_yes(client, page).status_code == 303

        assert say_yes(client, page).status_code == 422
