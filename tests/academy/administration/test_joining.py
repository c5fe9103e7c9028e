"""People come: one at a time, or from elsewhere with their card."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from academy.access.models import Account, Card
from academy.audit.models import AuditEvent
from academy.people.models import AssessorAuthority, Person
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    JAN,
    OSCAR,
    PASSWORD,
    PIET,
    PIN,
    Cast,
    a_card,
    a_membership,
    a_team,
    an_account,
    code_of,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


def actions(db_session) -> list[str]:
    return list(db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


class TestNew:
    def new(self, bea: AcademyClient, cast: Cast, **values: str):
        given = {
            "name": "Tesfay Haile ተስፋይ", "role": "worker", "team": str(cast.winkel.uuid),
            "staff_number": "88",
        }  # fmt: skip
        return bea.submit(
            f"/organisations/{cast.schakel.uuid}/people/new", "person", **given | values
        )

    def test_nobody_begins_in_a_year_that_was_mistyped(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        again = f"/people/{AMINA.uuid}/memberships/new"
        role = {"role": "worker", "team": str(cast.winkel.uuid), "starts_on": "2062-01-01"}

        answers = [
            self.new(bea, cast, starts_on="2062-01-01"),
            bea.submit(again, "membership", **role),
        ]

        for answer in answers:
            assert answer.status_code == 422
            assert "Kies een dag binnen een jaar." in answer.page.main.get_text()
        assert actions(db_session) == []

    def test_a_worker(self, bea: AcademyClient, cast: Cast, db_session) -> None:
        answer = self.new(bea, cast)

        person = db_session.scalars(select(Person).where(Person.name.like("Tesfay%"))).one()
        assert answer.location == f"/people/{person.uuid}"
        (row,) = person.memberships
        assert (row.role, row.team, row.staff_number) == (Role.WORKER, cast.winkel, "88")
        assert actions(db_session) == ["membership.started"]
        assert "Tesfay" not in str(db_session.scalars(select(AuditEvent)).one().details), (
            "no name in the log"
        )

    def test_a_leader_gets_an_account_and_authority(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        answer = self.new(bea, cast, role="team_leader", email="Nieuw@Example.nl")

        assert answer.location == "/handouts", "the start code can be read only now"
        person = db_session.scalars(select(Person).where(Person.name.like("Tesfay%"))).one()
        account = db_session.scalars(select(Account)).one()
        assert (account.email, account.password_hash) == ("nieuw@example.nl", None)
        held = db_session.scalars(
            select(AssessorAuthority).where(AssessorAuthority.person_id == person.id)
        ).one()
        assert (held.domain_id, held.granted_by_id) == (None, BEA.row.id)
        assert "Jouw startcode" in bea.page("/handouts").get_text()

    def test_a_team_without_a_leader_gets_one_in_a_step(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        a_team(cast.utrecht, "Boeken")
        page = bea.page(f"/organisations/{cast.schakel.uuid}")
        link = next(each for each in page.select("td a") if "leider van Boeken" in each.get_text())

        form = bea.page(str(link["href"])).select_one("form#person")

        assert form.select_one("[name=role][checked]")["value"] == "team_leader"
        assert "Boeken" in form.select_one("[name=team] [selected]").get_text()

    @pytest.mark.parametrize("asked", ["?role=king", "?team=nowhere", "?role=&team="])
    def test_an_odd_link_gives_the_plain_form(
        self, bea: AcademyClient, cast: Cast, asked: str
    ) -> None:
        form = bea.page(f"/organisations/{cast.schakel.uuid}/people/new{asked}")

        assert not form.select("[name=role][checked]"), "a role is never chosen beforehand"

    def test_a_form_sent_twice_makes_one_person(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        key = "1c3b1f0e-6a55-4f39-8f1c-5d9c5f5b6e01"

        first, second = self.new(bea, cast, key=key), self.new(bea, cast, key=key)

        assert first.location == second.location == f"/people/{key}"

    def test_a_key_of_somebody_elsewhere_takes_nobody_over(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        answer = self.new(bea, cast, key=str(DEWI.uuid))

        assert answer.status_code == 303
        assert answer.location != f"/people/{DEWI.uuid}"
        assert len(DEWI.row.memberships) == 1

    def test_the_same_name_without_a_number_is_asked_about(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        membership_of(AMINA, Role.WORKER).staff_number = ""
        db_session.commit()
        twin = {"name": "amina yildiz", "staff_number": ""}
        answer = self.new(bea, cast, **twin)

        assert answer.status_code == 409
        assert answer.page.select_one("[name=name]")["value"] == "amina yildiz"
        assert db_session.scalar(select(func.count()).where(Person.name == "amina yildiz")) == 0
        assert bea.press(answer, "Ja, toch toevoegen").status_code == 303

    def test_yes_to_one_namesake_is_no_yes_to_another(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        membership_of(AMINA, Role.WORKER).staff_number = ""
        db_session.commit()

        answer = self.new(bea, cast, name="amina yildiz", staff_number="", twin=str(JAN.uuid))

        assert answer.status_code == 409

    def test_the_same_name_without_a_number_is_asked_about_beside_one_with_a_number(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        answer = self.new(bea, cast, name="amina yildiz", staff_number="")

        assert answer.status_code == 409
        there = answer.page.find("a", href=f"/people/{AMINA.uuid}").parent.get_text(" ")
        assert "nummer 101" in there
        assert self.new(bea, cast, name="amina yildiz", staff_number="999").status_code == 303

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "x" * 61},
            {"name": "Ali\u202eabc"},
            {"team": ""},
            {"team": "4b825dc6-0000-4000-8000-000000000000"},
            {"role": "academy_admin"},
            {"role": "team_leader"},
            {"role": "team_leader", "email": "no address"},
            {"starts_on": "yesterday"},
            {"starts_on": "0001-01-01"},
            {"staff_number": "9" * 21},
        ],
    )
    def test_refuses(self, bea: AcademyClient, cast: Cast, db_session, wrong) -> None:
        before = db_session.scalar(select(func.count(Person.id)))

        answer = self.new(bea, cast, **wrong)

        assert answer.status_code == 422
        assert answer.page.select("[role=alert] li")
        assert db_session.scalar(select(func.count(Person.id))) == before

    def test_a_team_of_elsewhere_is_no_choice(self, bea: AcademyClient, cast: Cast) -> None:
        assert self.new(bea, cast, team=str(cast.textiel.uuid)).status_code == 422

    def test_an_address_of_somebody_else(self, bea: AcademyClient, cast: Cast, db_session) -> None:
        an_account(OSCAR.row, OSCAR.email)

        answer = self.new(bea, cast, role="team_leader", email=OSCAR.email)

        assert answer.status_code == 422
        assert db_session.scalar(select(Person).where(Person.name.like("Tesfay%"))) is None


class TestAdopt:
    @pytest.fixture(autouse=True)
    def _witness(self, cast: Cast, db_session) -> None:
        an_account(PIET.row, PIET.email)
        db_session.commit()

    def adopt(self, bea: AcademyClient, cast: Cast, code: str, **more: str):
        values = {
            "pin": PIN, "new_pin": "80351", "team": str(cast.winkel.uuid),
            "witness": PIET.email, "witness_secret": PASSWORD,
        }  # fmt: skip
        path = f"/organisations/{cast.schakel.uuid}/people/adopt"
        return bea.submit(path, "adopt", code=code, **values | more)

    def test_by_the_own_card_and_pin(self, bea: AcademyClient, cast: Cast) -> None:
        code = code_of(a_card(DEWI.row))

        answer = self.adopt(bea, cast, code.lower())

        assert answer.location == f"/people/{DEWI.uuid}"
        assert {row.organisation for row in DEWI.row.memberships} == {cast.cirkel, cast.schakel}
        page = bea.page(f"/people/{DEWI.uuid}").get_text()
        assert "Cirkel" not in page, "elsewhere stays elsewhere"

    def test_only_the_new_pin_works_and_every_session_ended(
        self, bea: AcademyClient, cast: Cast, app
    ) -> None:
        code = code_of(a_card(DEWI.row))
        before = app.test_client()
        before.post("/sign-in/card", data={"code": code, "pin": PIN})

        self.adopt(bea, cast, code)

        assert before.get("/wallet").status_code == 303
        answers = [
            app.test_client().post("/sign-in/card", data={"code": code, "pin": pin})
            for pin in (PIN, "80351")
        ]
        assert [answer.status_code for answer in answers] == [422, 303]

    def test_a_start_code_that_another_organisation_gave_ends(
        self, bea: AcademyClient, cast: Cast, app, db_session
    ) -> None:
        a_membership(DEWI.row, Role.TEAM_LEADER, team=cast.textiel)
        code = code_of(a_card(DEWI.row))
        cas = app.test_client().as_(CAS)
        cas.submit(f"/people/{DEWI.uuid}/account", "account", email="dewi@example.nl")
        start_code = cas.page("/handouts").select_one(".slip__code").get_text()

        self.adopt(bea, cast, code)

        values = {"code": start_code, "password": "vier woorden achter elkaar"}
        assert app.test_client().post("/sign-in/start", data=values).status_code == 422

    def test_both_organisations_read_who_confirmed(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        self.adopt(bea, cast, code_of(a_card(DEWI.row)))

        found = select(AuditEvent).where(AuditEvent.action == "card.pin_changed")
        rows = db_session.scalars(found).all()
        assert {cast.schakel.id, cast.cirkel.id} == {row.chain for row in rows}
        assert {row.details["witness"] for row in rows} == {str(PIET.uuid)}

    def test_a_witness_by_card(self, bea: AcademyClient, cast: Cast) -> None:
        witness = code_of(a_card(BRAM.row))

        answer = self.adopt(
            bea, cast, code_of(a_card(DEWI.row)), witness=witness, witness_secret=PIN
        )

        assert answer.status_code == 303

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            pytest.param({"pin": "1357"}, "Je mag nog 4 keer", id="a wrong PIN"),
            pytest.param({"new_pin": "1111"}, "niet snel raadt", id="a weak PIN"),
            pytest.param({"new_pin": PIN}, "andere pincode", id="the PIN of before"),
            pytest.param({"witness": ""}, "welke collega", id="nobody"),
            pytest.param({"witness_secret": "wrong"}, "klopt niet", id="a wrong password"),
            pytest.param({"witness": BEA.email}, "iemand anders", id="who is at the keyboard"),
            pytest.param({"witness": CAS.email}, "iemand anders", id="a colleague of elsewhere"),
        ],
    )
    def test_refuses(
        self, bea: AcademyClient, cast: Cast, db_session, more: dict[str, str], sentence: str
    ) -> None:
        an_account(BEA.row, BEA.email)
        an_account(CAS.row, CAS.email)
        card = a_card(DEWI.row)
        before = card.pin_hash

        answer = self.adopt(bea, cast, code_of(card), **more)

        assert answer.status_code == 422
        assert sentence in answer.page.select_one("[role=alert]").get_text()
        assert len(DEWI.row.memberships) == 1
        assert card.pin_hash == before

    def test_nobody_confirms_their_own_adoption(self, bea: AcademyClient, cast: Cast) -> None:
        code = code_of(a_card(DEWI.row))

        answer = self.adopt(bea, cast, code, witness=code, witness_secret=PIN)

        assert answer.status_code == 422

    def test_a_pin_that_the_administrator_gave_out_is_no_witness(
        self, bea: AcademyClient, cast: Cast, db_session
    ) -> None:
        bea.post(f"/people/{BRAM.uuid}/card")
        pin = bea.page("/handouts").select_one(".slip__code").get_text()
        bram = db_session.scalars(select(Card).where(Card.person_id == BRAM.row.id)).one()

        answer = self.adopt(
            bea, cast, code_of(a_card(DEWI.row)), witness=code_of(bram), witness_secret=pin
        )

        assert answer.status_code == 422
        assert "eigen pincode" in answer.page.select_one("[role=alert]").get_text()

    def test_not_of_who_works_here_already(
        self, bea: AcademyClient, cast: Cast, app, db_session
    ) -> None:
        """Else the administrator could give out a PIN and then confirm it."""
        a_membership(DEWI.row, Role.WORKER, team=cast.sorteren)
        card = a_card(DEWI.row)
        bea.post(f"/people/{DEWI.uuid}/card/pin")
        pin = bea.page("/handouts").select_one(".slip__code").get_text()

        assert self.adopt(bea, cast, code_of(card), pin=pin).status_code == 422

        membership = next(
            row for row in DEWI.row.memberships if row.organisation_id == cast.schakel.id
        )
        yesterday = START.date() - timedelta(days=1)
        membership.ends_on = yesterday
        assert self.adopt(bea, cast, code_of(card), pin=pin).status_code == 303
        assert card.given_by_id == cast.schakel.id, "and what it gave stays limited to it"

    def test_a_pin_that_the_same_administrator_gave_out_elsewhere_stays_limited_to_there(
        self, bea: AcademyClient, cast: Cast, app
    ) -> None:
        """Bea administers both: she gives a PIN at De Cirkel, and adopts at De Schakel."""
        a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=cast.cirkel)
        card = a_card(DEWI.row)
        bea.post(f"/people/{DEWI.uuid}/card/pin")
        pin = bea.page("/handouts").select_one(".slip__code").get_text()

        assert self.adopt(bea, cast, code_of(card), pin=pin).status_code == 303

        assert card.given_by_id == cast.cirkel.id

    def test_a_pin_that_the_organisation_before_gave_out_is_the_own_one_afterwards(
        self, bea: AcademyClient, cast: Cast, app
    ) -> None:
        card = a_card(DEWI.row)
        cas = app.test_client().as_(CAS)
        cas.post(f"/people/{DEWI.uuid}/card/pin")
        pin = cas.page("/handouts").select_one(".slip__code").get_text()

        assert self.adopt(bea, cast, code_of(card), pin=pin).status_code == 303

        assert card.given_by_id is None
