"""No organisation takes over a person: what it handed out opens what it may see, and no more."""

import pytest
from sqlalchemy import select

from academy.access.models import Account, Card
from academy.audit.models import AuditEvent
from academy.security.identity import Role
from tests.cast import (
    ANNA,
    BEA,
    DEWI,
    OSCAR,
    PASSWORD,
    PIET,
    PIN,
    RENS,
    Cast,
    Member,
    a_card,
    a_membership,
    an_account,
    code_of,
    membership_of,
)
from tests.client import AcademyClient
from tests.demo import find_pages

ADDRESSES = ("/account/sessions", "/account/password")
"""Pages that show the address of an account."""
NEXT = "vier woorden achter elkaar"


def by_card(client: AcademyClient, card: Card, pin: str = PIN) -> AcademyClient:
    answer = client.post("/sign-in/card", data={"code": code_of(card), "pin": pin})
    assert answer.status_code == 303
    return client


def by_start_code(client: AcademyClient, code: str) -> AcademyClient:
    answer = client.post("/sign-in/start", data={"code": code, "password": NEXT})
    assert answer.status_code == 303
    return client


def handed_out(client: AcademyClient) -> str:
    return client.page("/handouts").select_one(".slip__code").get_text()


def lines(db_session, action: str) -> set[int]:
    """The chains in which the action stands."""
    found = select(AuditEvent.chain).where(AuditEvent.action == action)
    return set(db_session.scalars(found))


@pytest.fixture
def card(cast: Cast) -> Card:
    """Dewi works at De Cirkel, and since a while at De Schakel too; the PIN is her own."""
    a_membership(DEWI.row, Role.WORKER, team=cast.winkel)
    return a_card(DEWI.row)


def closed(client: AcademyClient) -> bool:
    """Whether what is kept about the person elsewhere stays closed, with a reason."""
    pages = [client.get(path) for path in ("/wallet/data", "/wallet/data.json", "/learning")]
    assert {page.status_code for page in pages} in ({200}, {403})
    if pages[0].status_code == 403:
        assert "Iemand anders gaf je deze pincode" in pages[0].page.get_text()
        assert client.page("/wallet").select_one(".notice")
    return pages[0].status_code == 403


class TestPin:
    def test_the_own_pin_opens_everything(self, card: Card, client: AcademyClient) -> None:
        assert not closed(by_card(client, card))

    @pytest.mark.parametrize("action", ["", "/pin"])
    def test_whoever_gave_it_out_cannot_read_what_is_elsewhere(
        self, card: Card, cast: Cast, client: AcademyClient, app, db_session, action: str
    ) -> None:
        bea = app.test_client().as_(BEA)
        bea.post(f"/people/{DEWI.uuid}/card{action}")
        newest = db_session.scalars(select(Card).where(Card.voided_at.is_(None))).one()

        assert closed(by_card(client, newest, handed_out(bea)))
        done = "card.pin_reset" if action else "card.voided"
        assert {cast.schakel.id, cast.cirkel.id} <= lines(db_session, done)

    def test_another_pin_that_is_chosen_so_opens_no_more(
        self, card: Card, client: AcademyClient, app
    ) -> None:
        bea = app.test_client().as_(BEA)
        bea.post(f"/people/{DEWI.uuid}/card/pin")
        pin = handed_out(bea)
        by_card(client, card, pin).submit("/account/pin", "change-pin", current=pin, pin="80351")

        assert closed(by_card(app.test_client(), card, "80351"))

    def test_a_leader_who_gives_it_out_opens_no_more_either(
        self, card: Card, cast: Cast, client: AcademyClient, app
    ) -> None:
        oscar = app.test_client().as_(OSCAR)
        oscar.post(f"/people/{DEWI.uuid}/card/pin")

        assert closed(by_card(client, card, handed_out(oscar)))

    def test_the_address_that_somebody_chose_elsewhere_is_not_shown(
        self, card: Card, client: AcademyClient, app
    ) -> None:
        an_account(DEWI.row, DEWI.email)
        by_card(client, card)
        own = [client.get(path).get_data(as_text=True) for path in ADDRESSES]
        bea = app.test_client().as_(BEA)
        bea.post(f"/people/{DEWI.uuid}/card/pin")

        by_card(client, card, handed_out(bea))
        limited = [client.get(path).get_data(as_text=True) for path in ADDRESSES]

        assert [DEWI.email in page for page in (*own, *limited)] == [True, True, False, False]

    def test_changing_it_ends_the_other_sessions(self, card: Card, app) -> None:
        here, elsewhere = by_card(app.test_client(), card), by_card(app.test_client(), card)

        here.submit("/account/pin", "change-pin", current=PIN, pin="80351")

        assert here.get("/wallet").status_code == 200
        assert elsewhere.get("/wallet").status_code == 303


class TestWitness:
    """What another organisation confirms is the person's own again."""

    @pytest.fixture
    def limited(self, card: Card, client: AcademyClient, app, db_session) -> AcademyClient:
        """Dewi, with a PIN that De Schakel knows."""
        for member in (OSCAR, BEA, PIET):
            an_account(member.row, member.email)
        bea = app.test_client().as_(BEA)
        bea.post(f"/people/{DEWI.uuid}/card/pin")
        client.pin = handed_out(bea)
        return by_card(client, card, client.pin)

    def choose(self, client: AcademyClient, witness: str, secret: str = PASSWORD):
        return client.submit(
            "/account/pin", "change-pin", current=client.pin, pin="80351",
            witness=witness, witness_secret=secret,
        )  # fmt: skip

    def test_opens_everything_here_and_from_now_on(
        self, limited: AcademyClient, card: Card, app
    ) -> None:
        assert closed(limited)

        assert self.choose(limited, OSCAR.email).status_code == 303

        assert not closed(limited)
        assert not closed(by_card(app.test_client(), card, "80351"))

    @pytest.mark.parametrize(
        ("witness", "secret", "sentence"),
        [
            pytest.param(PIET.email, PASSWORD, "iemand anders", id="of who gave the PIN"),
            pytest.param(BEA.email, PASSWORD, "iemand anders", id="who gave the PIN"),
            pytest.param(OSCAR.email, "wrong", "klopt niet", id="a wrong password"),
            pytest.param("nobody@example.nl", "wrong", "klopt niet", id="nobody"),
            pytest.param("0000 1111 2222 3333", PIN, "klopt niet", id="an unknown card"),
        ],
    )
    def test_refuses(
        self, limited: AcademyClient, card: Card, witness: str, secret: str, sentence: str
    ) -> None:
        before = card.pin_hash

        answer = self.choose(limited, witness, secret)

        assert answer.status_code == 422
        error = answer.page.select_one(".field--error:has([name=witness])")
        assert sentence in error.get_text()
        assert card.pin_hash == before
        assert closed(limited)

    def test_no_link_leads_to_a_refusal(self, limited: AcademyClient) -> None:
        pages = find_pages(limited, "/wallet")

        assert {"account.pin", "home.privacy"} <= set(pages.values())
        assert not {"learning.record", "own_data.show"} & set(pages.values())

    def test_the_pages_say_why_and_how_it_ends(self, limited: AcademyClient) -> None:
        wallet, account = limited.page("/wallet"), limited.page("/account/sessions")

        assert wallet.select_one(".notice a[href='/account/prove']")
        assert "Je ziet nu niet alles" in account.select_one(".notice").get_text()
        refused = limited.get("/learning").page
        assert refused.select_one("main a[href='/account/sessions']")
        assert refused.h1.get_text() == "Je ziet nu niet alles", "no reproach: they were helped"
        nothing_here = wallet.select_one("main").get_text()
        assert "Bij deze organisatie heb je nog geen badge" in nothing_here

        self.choose(limited, OSCAR.email)

        account = limited.page("/account/sessions").select_one("main").get_text()
        assert "Je ziet nu weer alles." in account
        assert "niet alles" not in account

    def test_guesses_at_a_witness_are_counted(self, limited: AcademyClient, app) -> None:
        """With those at sign-in, so that this is no second door."""
        for _ in range(5):
            self.choose(limited, OSCAR.email, "wrong")
        stranger, values = app.test_client(), {"email": OSCAR.email, "password": "wrong"}
        for _ in range(5):
            assert stranger.post("/sign-in", data=values).status_code == 422

        assert stranger.post("/sign-in", data=values).status_code == 429

    def test_is_not_asked_for_when_nothing_is_closed(
        self, cast: Cast, card: Card, client: AcademyClient
    ) -> None:
        by_card(client, card)

        assert not client.page("/account/pin").select("[name=witness]")


class TestStartCode:
    def promote(self, member: Member, cast: Cast) -> None:
        a_membership(member.row, Role.TEAM_LEADER, team=cast.winkel)

    def test_opens_only_what_its_giver_administers(
        self, card: Card, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        """Bea makes a worker of elsewhere a leader, and signs in as that person."""
        self.promote(DEWI, cast)
        bea = app.test_client().as_(BEA)
        bea.submit(f"/people/{DEWI.uuid}/account", "account", email="dewi@example.nl")

        by_start_code(client, handed_out(bea))

        assert client.get(f"/teams/{cast.winkel.uuid}").status_code == 200
        assert closed(client)
        assert {cast.schakel.id, cast.cirkel.id} <= lines(db_session, "account.start_code_given")

    def test_a_team_of_elsewhere_stays_closed(
        self, card: Card, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        """The other way round: who read the code first gets nothing of what comes later."""
        self.promote(DEWI, cast)
        bea = app.test_client().as_(BEA)
        bea.submit(f"/people/{DEWI.uuid}/account", "account", email="dewi@example.nl")
        by_start_code(client, handed_out(bea))

        a_membership(DEWI.row, Role.TEAM_LEADER, team=cast.textiel)
        db_session.commit()

        assert client.get(f"/teams/{cast.textiel.uuid}").status_code == 404

    def test_a_password_that_is_chosen_so_opens_no_more(
        self, card: Card, cast: Cast, client: AcademyClient, app
    ) -> None:
        self.promote(DEWI, cast)
        bea = app.test_client().as_(BEA)
        bea.submit(f"/people/{DEWI.uuid}/account", "account", email="dewi@example.nl")
        by_start_code(client, handed_out(bea))
        another = "een heel ander geheim lied"
        client.submit("/account/password", "change-password", current=NEXT, password=another)

        values = {"email": "dewi@example.nl", "password": another}
        again = app.test_client()
        assert again.post("/sign-in", data=values).status_code == 303
        assert closed(again)

    @pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.ORGANISATION_ADMIN])
    def test_none_for_who_is_needed_elsewhere(
        self, cast: Cast, client: AcademyClient, db_session, role: Role
    ) -> None:
        """Not even for an administrator here who administers the academy too."""
        self.promote(OSCAR, cast)
        if role is not Role.TEAM_LEADER:  # he leads that team already
            a_membership(OSCAR.row, role, organisation=cast.cirkel, team=cast.textiel)
        a_membership(BEA.row, Role.ACADEMY_ADMIN, organisation=cast.academy)
        an_account(OSCAR.row, OSCAR.email)

        answer = client.as_(BEA).post(f"/people/{OSCAR.uuid}/account", data={"email": "x@y.nl"})

        assert answer.status_code == 403
        assert db_session.scalars(select(Account.email)).one() == OSCAR.email

    def test_none_from_the_academy_for_an_administrator_who_chose_a_password(
        self, cast: Cast, client: AcademyClient, db_session
    ) -> None:
        """With it the academy would read the people of De Schakel in Bea's name."""
        account = an_account(BEA.row, BEA.email)
        path = f"/organisations/{cast.schakel.uuid}/administrators"
        row = membership_of(BEA, Role.ORGANISATION_ADMIN)

        answer = client.as_(ANNA).post(f"{path}/{row.uuid}/start-code")

        assert answer.status_code == 403
        assert "Laat een andere beheerder" in answer.page.get_text()
        assert account.start_code_hash is None

    def test_one_from_the_academy_until_then_and_for_its_own_people(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        an_account(BEA.row, BEA.email, password=None)
        an_account(RENS.row, RENS.email)
        for member, role, place in (
            (BEA, Role.ORGANISATION_ADMIN, cast.schakel),
            (RENS, Role.REGIONAL_READER, cast.academy),
        ):
            path = f"/organisations/{place.uuid}/administrators"
            row = membership_of(member, role)
            assert client.as_(ANNA).post(f"{path}/{row.uuid}/start-code").status_code == 303
