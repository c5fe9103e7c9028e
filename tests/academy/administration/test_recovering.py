"""A new card for somebody who lost everything: for the code on paper, or on the word of two."""

import pytest
from sqlalchemy import select

from academy.access.models import Card, RecoveryCode, Session
from academy.audit.models import AuditEvent
from academy.database import db
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    OSCAR,
    PASSWORD,
    PIET,
    Cast,
    a_card,
    a_membership,
    a_person,
    an_account,
    code_of,
)
from tests.client import AcademyClient

OWN = "80351"


@pytest.fixture
def cas(cast: Cast, client: AcademyClient) -> AcademyClient:
    """Administers De Cirkel, where Amina never worked; Oscar is a colleague there."""
    for member in (OSCAR, PIET, CAS, BEA):
        an_account(member.row, member.email)
    return client.as_(CAS)


@pytest.fixture
def code(cas: AcademyClient, app) -> str:
    amina = app.test_client().as_(AMINA)
    amina.post("/account/recovery")
    return amina.page("/account/recovery").select_one(".slip__code").get_text()


def recover(client: AcademyClient, cast: Cast, code: str, *, witness=OSCAR, secret=PASSWORD):
    values = {"code": code, "new_pin": OWN, "witness": witness.email, "witness_secret": secret}
    return client.submit(f"/organisations/{cast.cirkel.uuid}/people/recover", "recover", **values)


def by_name(client: AcademyClient, cast: Cast, name: str, *, witness=PIET, **more: str):
    values = {"name": name, "new_pin": OWN, "witness": witness.email, "witness_secret": PASSWORD}
    address = f"/organisations/{cast.cirkel.uuid}/people/recover/by-name"
    return client.submit(address, "recover", **values, **more)


def newest_card() -> Card | None:
    found = select(Card).where(Card.person_id == AMINA.row.id, Card.voided_at.is_(None))
    return db.session.scalar(found)


def sign_in(client: AcademyClient, card: Card):
    return client.post("/sign-in/card", data={"code": code_of(card), "pin": OWN})


class TestByCode:
    def test_any_organisation_gives_a_card_with_which_everything_opens(
        self, cas: AcademyClient, cast: Cast, code: str, app
    ) -> None:
        old = a_card(AMINA.row)

        assert recover(cas, cast, code).location == "/handouts/cards"

        printed = cas.page("/handouts/cards").select_one(".work-card__code").get_text()
        assert printed.replace(" ", "") == code_of(newest_card())
        assert not cas.page("/handouts").select(".slip__code"), "the person typed the PIN"
        amina = app.test_client()
        assert sign_in(amina, newest_card()).status_code == 303
        assert amina.get("/wallet/data").status_code == 200
        assert db.session.get_one(Card, old.id).voided_at

    def test_every_employer_reads_who_gave_it_and_who_confirmed(
        self, cas: AcademyClient, cast: Cast, code: str
    ) -> None:
        recover(cas, cast, code)

        lines = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "card.recovered"))
        found = {line.chain: line.details["witness"] for line in lines}
        assert found == {cast.schakel.id: str(OSCAR.uuid), cast.cirkel.id: str(OSCAR.uuid)}

    def test_the_person_reads_who_helped(
        self, cas: AcademyClient, cast: Cast, code: str, app
    ) -> None:
        recover(cas, cast, code)

        page = app.test_client().as_(AMINA).page("/account/sessions")
        assert "toen je alles kwijt was" in page.select_one("[aria-labelledby=helped]").get_text()

    def test_it_works_once(self, cas: AcademyClient, cast: Cast, code: str) -> None:
        recover(cas, cast, code)

        answer = recover(cas, cast, code)
        assert answer.status_code == 422
        assert "klopt niet" in answer.page.select_one(".field--error").get_text()

    @pytest.mark.parametrize("typed", ["0000 1111 2222 3333", "x"])
    def test_another_code_gives_nothing(self, cas: AcademyClient, cast: Cast, typed: str) -> None:
        assert recover(cas, cast, typed).status_code == 422
        assert newest_card() is None

    @pytest.mark.parametrize(
        "witness", [CAS, PIET], ids=["the one at the keyboard", "of elsewhere"]
    )
    def test_a_second_colleague_is_needed(
        self, cas: AcademyClient, cast: Cast, code: str, witness
    ) -> None:
        answer = recover(cas, cast, code, witness=witness)

        assert answer.status_code == 422
        assert newest_card() is None
        assert db.session.scalars(select(RecoveryCode)).one().used_at is None, "it still works"

    def test_guesses_are_counted(self, cas: AcademyClient, cast: Cast, code: str) -> None:
        """With those of everybody behind the address, as codes of cards are."""
        answers = {recover(cas, cast, "0000 1111 2222 3333").status_code for _ in range(3)}

        assert answers == {422}


class TestByName:
    def test_two_people_of_two_organisations_give_a_card_that_opens_later(
        self, cas: AcademyClient, cast: Cast, app, clock
    ) -> None:
        """De Schakel knows Amina: its badges are there at once, and the rest in a week."""
        assert by_name(cas, cast, "amina yildiz").location == "/handouts/cards"

        early, card = app.test_client(), newest_card()
        sign_in(early, card)
        closed = early.get("/wallet/data").status_code
        given = db.session.scalars(select(Session.given_by_id).order_by(Session.id.desc())).first()
        clock.advance(days=7)
        late = app.test_client()
        sign_in(late, card)

        assert (closed, given) == (403, cast.schakel.id)
        assert late.get("/wallet/data").status_code == 200

    @pytest.mark.parametrize(
        ("name", "witness"),
        [
            pytest.param("Amina Yıldız", OSCAR, id="a colleague of the desk"),
            pytest.param("Amina Yıldız", CAS, id="the one at the keyboard"),
            pytest.param("Dewi Putri", PIET, id="who never worked with the witness"),
            pytest.param("Nobody", PIET, id="nobody"),
            pytest.param("Amina", PIET, id="half a name"),
        ],
    )
    def test_else_there_is_none(self, cas: AcademyClient, cast: Cast, name: str, witness) -> None:
        answer = by_name(cas, cast, name, witness=witness)

        assert answer.status_code == 422
        assert not db.session.scalars(select(Card)).all()

    def test_of_two_with_one_name_the_staff_number_tells(
        self, cas: AcademyClient, cast: Cast
    ) -> None:
        twin = a_person(BRAM.name)
        a_membership(twin, Role.WORKER, team=cast.winkel, staff_number="77")

        assert by_name(cas, cast, BRAM.name).status_code == 422
        assert by_name(cas, cast, BRAM.name, staff_number="77").status_code == 303
        assert db.session.scalars(select(Card.person_id)).one() == twin.id

    def test_a_leader_has_no_such_desk(self, cas: AcademyClient, cast: Cast, app) -> None:
        address = f"/organisations/{cast.cirkel.uuid}/people/recover"
        answers = [app.test_client().as_(who).get(address) for who in (OSCAR, DEWI, BEA)]

        assert {answer.status_code for answer in answers} <= {403, 404}
