"""Signing in and out with a password: who gets in, and what others learn from trying."""

import pytest
from sqlalchemy import select

from academy.access.models import Account, Session, SignInAttempt
from tests.cast import AMINA, BEA, JAN, PASSWORD, PIET, Cast, an_account, as_
from tests.client import AcademyClient
from tests.clock import TestClock

REFUSAL = "Dit e-mailadres of wachtwoord klopt niet."


@pytest.fixture
def accounts(cast: Cast, db_session) -> None:
    an_account(JAN.row, JAN.email)
    an_account(BEA.row, BEA.email)
    an_account(PIET.row, PIET.email, password=None)
    db_session.commit()


def sign_in(client: AcademyClient, email: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


@pytest.mark.usefixtures("accounts")
class TestPassword:
    def test_a_leader_lands_on_the_teams(self, client: AcademyClient) -> None:
        answer = sign_in(client, "  JAN@Example.nl ")

        assert answer.status_code == 303
        assert answer.location == "/teams"
        assert client.get("/account/sessions").status_code == 200

    def test_by_an_address_of_before_todays_rules(self, client: AcademyClient) -> None:
        account = an_account(AMINA.row, "amina@winkel.local")

        assert sign_in(client, account.email).status_code == 303

    def test_by_an_international_domain_however_it_is_typed(self, client: AcademyClient) -> None:
        an_account(AMINA.row, "amina@b\u00fccher.example")

        for typed in ("Amina@xn--bcher-kva.example", "amina@bu\u0308cher.example"):
            assert sign_in(client, typed).status_code == 303, typed

    def test_goes_back_to_the_page_that_was_asked_for(self, client: AcademyClient) -> None:
        assert client.get("/account/sessions").location == "/sign-in?next=/account/sessions"
        form = client.page("/sign-in?next=/account/sessions").select_one("form#sign-in")
        assert form.select_one("[name=next]")["value"] == "/account/sessions"

        assert sign_in(client, JAN.email, next="/account/sessions").location == "/account/sessions"

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
    )
    def test_never_leads_to_another_site(self, client: AcademyClient, elsewhere: str) -> None:
        assert sign_in(client, JAN.email, next=elsewhere).location == "/teams"

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            pytest.param(JAN.email, "not-the-password", id="wrong password"),
            pytest.param("nobody@example.nl", PASSWORD, id="unknown address"),
            pytest.param(PIET.email, PASSWORD, id="no password chosen yet"),
        ],
    )
    def test_every_refusal_reads_the_same(
        self, client: AcademyClient, email: str, password: str
    ) -> None:
        answer = sign_in(client, email, password)

        assert answer.status_code == 422
        assert answer.page.select_one("[role=alert] li").get_text() == REFUSAL
        assert answer.page.select_one("[name=email]")["value"] == email, "the input is kept"
        assert not answer.page.select_one("[name=password]")["value"]

    @pytest.mark.parametrize("email", ["", "x" * 5000, "a\x00b@example.nl", "jan\u202e@example.nl"])
    def test_refuses_what_cannot_be_an_address(self, client: AcademyClient, email: str) -> None:
        assert sign_in(client, email).status_code == 422

    def test_refuses_an_endless_password(self, client: AcademyClient) -> None:
        assert sign_in(client, JAN.email, "x" * 100_000).status_code == 422

    @pytest.mark.real_hashing
    def test_a_hash_of_older_parameters_is_renewed(self, client: AcademyClient, db_session) -> None:
        sign_in(client, JAN.email)

        kept = db_session.scalars(select(Account.password_hash).filter_by(email=JAN.email)).one()
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert sign_in(client, JAN.email).status_code == 303

    def test_a_session_of_before_is_not_taken_over(self, client: AcademyClient, db_session) -> None:
        as_(client, BEA)
        with client.session_transaction() as kept:
            before = dict(kept) | {"planted": "yes"}
            kept["planted"] = "yes"

        sign_in(client, JAN.email)

        with client.session_transaction() as kept:
            assert "planted" not in kept
            assert kept["_user_id"] != before["_user_id"]
        ended = db_session.scalars(select(Session).where(Session.person_id == BEA.row.id)).one()
        assert ended.ended_at is not None

    def test_signing_out_ends_the_session_for_good(
        self, client: AcademyClient, app, db_session
    ) -> None:
        sign_in(client, JAN.email)
        stolen = client.get_cookie("session").value

        assert client.post("/sign-out").location == "/"

        assert client.get("/account/sessions").status_code == 303
        thief = app.test_client()
        thief.set_cookie("session", stolen)
        assert thief.get("/account/sessions").status_code == 303


@pytest.mark.usefixtures("accounts")
class TestLimits:
    @pytest.mark.parametrize("email", [JAN.email, "nobody@example.nl"])
    def test_ten_tries_in_a_quarter_of_an_hour(
        self, client: AcademyClient, clock: TestClock, email: str
    ) -> None:
        answers = [sign_in(client, email, "wrong-password").status_code for _ in range(11)]

        assert answers == [422] * 10 + [429]
        answer = sign_in(client, email)
        assert answer.status_code == 429, "not even with the right password"
        assert "Wacht een kwartier" in answer.page.get_text()
        clock.advance(minutes=15)
        assert sign_in(client, email, "wrong-password").status_code == 422

    def test_the_owner_gets_in_from_a_browser_that_was_here_before(
        self, client: AcademyClient, app
    ) -> None:
        sign_in(client, JAN.email)
        client.post("/sign-out")
        stranger = app.test_client()
        for _ in range(10):
            sign_in(stranger, JAN.email, "wrong-password")

        assert sign_in(stranger, JAN.email).status_code == 429
        assert sign_in(client, JAN.email).status_code == 303

    def test_a_success_forgets_the_mistakes(self, client: AcademyClient, db_session) -> None:
        for _ in range(9):
            sign_in(client, JAN.email, "wrong-password")
        sign_in(client, JAN.email)

        assert sign_in(client, JAN.email, "wrong-password").status_code == 422

    def test_one_address_cannot_try_many_accounts(
        self, client: AcademyClient, db_session, clock: TestClock, monkeypatch
    ) -> None:
        monkeypatch.setattr("academy.access.attempts.TRIES_PER_ADDRESS", 5)
        tries = [sign_in(client, f"n{n}@example.nl", "wrong-password") for n in range(6)]

        assert [answer.status_code for answer in tries] == [422] * 5 + [429]
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        answer = client.post(
            "/sign-in",
            data={"email": JAN.email, "password": PASSWORD},
            environ_overrides=elsewhere,
        )
        assert answer.status_code == 303

    def test_no_address_is_kept(self, client: AcademyClient, db_session) -> None:
        sign_in(client, JAN.email, "wrong-password")

        kept = db_session.scalars(select(SignInAttempt.key)).all()
        assert len(kept) == 2
        assert all(len(key) == 32 for key in kept)


@pytest.mark.parametrize("role", [AMINA])
def test_a_worker_lands_in_the_wallet(cast: Cast, client: AcademyClient, role) -> None:
    an_account(role.row, role.email)

    assert sign_in(client, role.email).location == "/wallet"
