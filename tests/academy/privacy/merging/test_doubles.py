"""Somebody stands in the list of one organisation twice: it asks, and the person says yes or no."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.people.doubles import service as doubles
from academy.people.doubles.models import Double
from academy.people.models import Membership
from academy.privacy.merging.rules import Proof
from tests.academy.privacy.merging.twice import TWIN, ask, merge, refused, the_double, use
from tests.academy.privacy.merging.two_cards import YES, badges_of, say_yes, show, told
from tests.academy.shown import Shown
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    DEWI,
    JAN,
    Cast,
    Member,
    a_card,
    a_membership,
    a_person,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

OFFICE, NEW = f"/people/{AMINA.uuid}", f"/people/{AMINA.uuid}/double"


def page_of(double: Double) -> str:
    return f"/account/other-card/asked/{double.uuid}"


class TestOnTheScreen:
    def test_the_office_asks_and_the_person_says_yes(
        self, shown: Shown, twin: Membership, client: AcademyClient
    ) -> None:
        own, other = shown(level=1), shown(TWIN, level=2)
        assert own is not None
        assert other is not None
        client.as_(BEA)
        assert client.page(OFFICE).select_one(f"a[href='{NEW}']")
        sent = client.submit(NEW, "double", other=str(TWIN.uuid))
        assert sent.location == OFFICE
        assert "Staat er misschien twee keer in" in client.page(OFFICE).get_text()

        double = the_double()
        wallet = client.as_(AMINA).page("/wallet")
        assert wallet.select_one(f"a[href='{page_of(double)}']")
        assert "Je werk denkt" in client.page(page_of(double)).get_text()
        assert client.submit(page_of(double), "together").location == "/wallet"

        assert badges_of(AMINA) == {own.uuid, other.uuid}
        assert TWIN.row.merged_into_id == AMINA.row.id
        assert the_double() is None
        assert "Ben jij dit ook?" not in client.page("/wallet").get_text()
        line = client.as_(BEA).page(OFFICE).select_one("#came-together").get_text()
        assert "Op 23 november 2026 zei de medewerker ja. Alles staat nu hier." in line
        assert not client.as_(JAN).page(OFFICE).select("#came-together"), "not a leader's matter"

    @pytest.mark.parametrize("one_before", ["asked", "said no"])
    def test_before_the_yes_nothing_came_together(
        self, twin: Membership, client: AcademyClient, one_before: str
    ) -> None:
        double = ask()
        if one_before == "said no":
            client.as_(AMINA).post(f"{page_of(double)}/no")

        assert not client.as_(BEA).page(OFFICE).select("#came-together")

    def test_who_did_not_ask_does_not_learn_that_there_was_another(
        self, twin: Membership, cast: Cast, client: AcademyClient
    ) -> None:
        """Amina also works at De Cirkel, which knows one record of her."""
        a_membership(AMINA.row, team=cast.textiel)
        ask()
        merge(proof=Proof.OWN_PIN)

        assert client.as_(BEA).page(OFFICE).select("#came-together")
        assert not client.as_(CAS).page(OFFICE).select("#came-together")

    def test_who_has_used_both_shows_the_other_card(
        self, twin: Membership, client: AcademyClient
    ) -> None:
        card, double = a_card(TWIN.row), ask()
        use()
        page = client.as_(AMINA).page(page_of(double))
        assert page.select_one("#together") is None
        assert page.select_one("a.button[href='/account/other-card']")
        assert "Je andere kaart" not in [each.get_text() for each in page.select("h2")]

        asked = client.page("/account/other-card")
        assert asked.select_one(f"a[href='{page_of(double)}']"), "back to the question"
        assert "twee kringlopen" not in asked.get_text()

        answer = client.post(f"{page_of(double)}/yes")
        assert (answer.status_code, told(answer)) == (409, "Laat je andere kaart zien.")
        assert TWIN.row.merged_into_id is None

        assert say_yes(client, show(client, card)).location == "/wallet"
        assert TWIN.row.merged_into_id == AMINA.row.id

    def test_either_of_the_two_may_say_yes(self, twin: Membership, client: AcademyClient) -> None:
        """She uses the card of the second record, and never the first."""
        AMINA.row.language_chosen_at = None
        double = ask()

        assert client.as_(TWIN).submit(page_of(double), "together").location == "/wallet"

        assert AMINA.row.merged_into_id == TWIN.row.id

    def test_no_is_no_and_the_office_reads_it(
        self, twin: Membership, client: AcademyClient
    ) -> None:
        double = ask()
        assert client.as_(AMINA).post(f"{page_of(double)}/no").location == "/wallet"

        assert client.get(page_of(double)).status_code == 404
        refused("other-card-needed")
        page = client.as_(BEA).page(OFFICE)
        assert "De medewerker zegt: dat ben ik niet" in page.get_text()
        assert client.post(f"/doubles/{the_double().uuid}/end").location == OFFICE
        assert the_double() is None

    def test_the_office_reads_the_no(self, twin: Membership, client: AcademyClient) -> None:
        client.as_(AMINA).post(f"{page_of(ask())}/no")

        told = client.as_(BEA).page(OFFICE).get_text(" ", strip=True)
        assert "De medewerker zegt: dat ben ik niet Het ging om" in told
        assert "Ook als" not in told

    def test_taken_back_is_gone(self, twin: Membership, client: AcademyClient) -> None:
        double = ask()
        page = page_of(double)
        client.as_(BEA).post(f"/doubles/{double.uuid}/end")

        assert client.as_(AMINA).post(f"{page}/yes").status_code == 404
        refused("other-card-needed")

    def test_what_the_other_does_elsewhere_is_not_told(
        self, twin: Membership, cast: Cast, client: AcademyClient
    ) -> None:
        a_membership(TWIN.row, team=cast.textiel)
        double = ask()

        page = client.as_(AMINA).page(page_of(double))

        assert "De Schakel" in page.get_text()
        assert "De Cirkel" not in page.get_text()
        assert page.select_one("#together") is None
        refused("other-card-needed")

    def test_each_step_is_in_the_log(self, twin: Membership, client: AcademyClient) -> None:
        double = ask()
        client.as_(AMINA).post(f"{page_of(double)}/no")
        client.as_(BEA).submit(NEW, "double", other=str(TWIN.uuid))
        client.post(f"/doubles/{the_double().uuid}/end")

        found = select(AuditEvent.action).where(AuditEvent.action.startswith("person.double"))
        assert list(db.session.scalars(found.order_by(AuditEvent.id))) == [
            "person.double_asked", "person.double_declined",
            "person.double_asked", "person.double_taken_back",
        ]  # fmt: skip
        assert client.get(f"/audit?person={AMINA.uuid}").status_code == 200


class TestWhomAnOfficeCanName:
    def offered(self, client: AcademyClient, query: str = "") -> set[str]:
        page = client.page(f"{NEW}?q={query}")
        return {each["value"] for each in page.select("#double select option")} - {""}

    def test_without_a_namesake_nobody_was_looked_for_yet(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        assert "Niemand anders heet bijna zo." in client.as_(BEA).page(NEW).get_text()
        assert "Niemand gevonden." in client.page(f"{NEW}?q=xyz").get_text()

    def test_first_who_has_a_word_of_the_name(
        self, twin: Membership, cast: Cast, client: AcademyClient
    ) -> None:
        elsewhere = a_person("Amina van elders")
        a_membership(elsewhere, team=cast.textiel)

        assert self.offered(client.as_(BEA)) == {str(TWIN.uuid)}

    def test_or_by_the_number_or_another_name(
        self, twin: Membership, client: AcademyClient
    ) -> None:
        client.as_(BEA)

        assert self.offered(client, "177") == {str(TWIN.uuid)}
        assert self.offered(client, "Goran") != set()
        assert self.offered(client, "Dewi") == set()

    @pytest.mark.parametrize("query", ["", "177", "Amina"])
    def test_a_record_that_came_together_is_named_no_more(
        self, query: str, twin: Membership, client: AcademyClient
    ) -> None:
        client.as_(BEA)
        assert self.offered(client, query) == {str(TWIN.uuid)}

        client.as_(AMINA).submit(page_of(ask()), "together")

        assert TWIN.row.merged_into_id == AMINA.row.id
        assert self.offered(client.as_(BEA), query) == set()

    @pytest.mark.parametrize("other", ["", "x", str(DEWI.uuid)], ids=["none", "junk", "elsewhere"])
    def test_anybody_else_is_told_at_the_field(
        self, other: str, twin: Membership, client: AcademyClient
    ) -> None:
        answer = client.as_(BEA).submit(NEW, "double", other=other)

        assert answer.status_code == 422
        assert the_double() is None

    def test_nobody_asks_about_themselves(
        self, twin: Membership, cast: Cast, client: AcademyClient
    ) -> None:
        a_membership(BEA.row, team=cast.sorteren)
        answer = client.as_(BEA).submit(
            f"{NEW}?q=bea", "double", action=f"{NEW}?q=bea", other=str(BEA.uuid)
        )

        assert (answer.status_code, the_double()) == (422, None)
        assert "Vraag een andere beheerder" in answer.page.get_text()

    @pytest.mark.parametrize(("who", "status"), [(JAN, 403), (CAS, 404), (AMINA, 404)])
    def test_only_who_administers_there(
        self, who: Member, status: int, twin: Membership, client: AcademyClient
    ) -> None:
        double = ask()
        client.as_(who)

        assert client.get(NEW).status_code == status
        assert client.post(f"/doubles/{double.uuid}/end").status_code == 404

    def test_twice_is_one_question(self, app: Flask, twin: Membership) -> None:
        assert race(app, ask, ask) == [DONE, DONE]
        assert db.session.scalar(select(func.count(Double.id))) == 1


class TestAtTheSameMoment:
    def test_two_yeses_are_one(self, app: Flask, twin: Membership) -> None:
        ask()

        assert race(app, merge, merge) == ["AcademyError", DONE]
        assert TWIN.row.merged_into_id == AMINA.row.id

    def test_a_yes_in_either_record_keeps_one(self, app: Flask, twin: Membership) -> None:
        AMINA.row.language_chosen_at = None
        ask()

        assert race(app, merge, lambda: merge(TWIN, AMINA)) == ["AcademyError", DONE]
        kept = [AMINA.row.merged_into_id, TWIN.row.merged_into_id]
        assert kept.count(None) == 1

    def test_taken_back_and_agreed(self, app: Flask, twin: Membership) -> None:
        key = ask().uuid

        def take_back() -> None:
            double = db.session.scalars(select(Double).where(Double.uuid == key)).one()
            with transaction(*doubles.decided_by(double)):
                doubles.end(key, by=BEA.identity(), now=START)

        outcome = race(app, merge, take_back)

        assert outcome in ([DONE, DONE], ["AcademyError", DONE])
        assert (TWIN.row.merged_into_id is None) == ("AcademyError" in outcome)
        assert the_double() is None


def test_without_a_question_the_address_says_nothing(
    twin: Membership, client: AcademyClient
) -> None:
    double = ask()

    assert client.as_(DEWI).get(page_of(double)).status_code == 404
    assert client.post(YES, data={"proof": "x"}).status_code == 422
