"""Accounts: invited with a code, a password that is chosen, sessions that are ended elsewhere."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from academy.access.models import Account, Session
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    JAN,
    OSCAR,
    PASSWORD,
    PIET,
    Cast,
    a_card,
    an_account,
)
from tests.client import AcademyClient
from tests.clock import TestClock

NEXT = "vier woorden achter elkaar"


def start(client: AcademyClient, code: str, password: str = NEXT):
    return client.post("/sign-in/start", data={"code": code, "password": password})


def code_for(client: AcademyClient, email: str = PIET.email) -> str:
    """The administrator invites Piet and reads the code."""
    client.as_(BEA).submit(f"/people/{PIET.uuid}/account", "account", email=email)
    return client.page("/handouts").select_one(".slip__code").get_text()


class TestStartCode:
    def test_chooses_a_password_once(self, cast: Cast, client: AcademyClient, app) -> None:
        code = code_for(client)
        piet = app.test_client()

        assert start(piet, code.lower()).location == "/teams"
        assert start(app.test_client(), code).status_code == 422
        again = app.test_client().post("/sign-in", data={"email": PIET.email, "password": NEXT})
        assert again.status_code == 303

    def test_not_after_a_week(self, cast: Cast, client: AcademyClient, clock: TestClock) -> None:
        code = code_for(client)
        clock.advance(days=7)

        assert start(client, code).status_code == 422

    def test_a_newer_code_replaces_it(self, cast: Cast, client: AcademyClient) -> None:
        old, new = code_for(client), code_for(client)

        assert start(client, old).status_code == 422
        assert start(client, new).status_code == 303

    def test_the_old_password_works_until_the_code_is_used(
        self, cast: Cast, client: AcademyClient, app
    ) -> None:
        an_account(PIET.row, PIET.email)
        code = code_for(client)
        values = {"email": PIET.email, "password": PASSWORD}

        piet = app.test_client()
        assert piet.post("/sign-in", data=values).status_code == 303
        start(app.test_client(), code)
        assert app.test_client().post("/sign-in", data=values).status_code == 422
        assert piet.get("/teams").status_code == 303, "and every session of before has ended"

    @pytest.mark.parametrize(
        "password",
        [
            "",
            "short",
            "x" * 201,
            "aaaaaaaaaaaaaaa",
            "Wachtwoord2026!",
            "welkom-2026-2026",
            "piet-jansen-1",
            "piet@example.nl",
            "schakel-schakel",
        ],
    )
    def test_refuses_a_poor_password(
        self, cast: Cast, client: AcademyClient, db_session, password: str
    ) -> None:
        code = code_for(client)

        assert start(client, code, password).status_code == 422
        assert db_session.scalars(select(Account.password_hash)).one() is None

    def test_guesses_are_counted(self, cast: Cast, client: AcademyClient, monkeypatch) -> None:
        monkeypatch.setattr("academy.access.attempts.TRIES_PER_ADDRESS", 3)

        answers = [start(client, "0000 0000 0000 0000") for _ in range(4)]

        assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
        assert answers[-1].headers["Retry-After"] == "900", "a quarter of an hour"


class TestInviting:
    def test_not_by_strangers(self, cast: Cast, client: AcademyClient) -> None:
        path = f"/people/{PIET.uuid}/account"
        data = {"email": "mine@example.nl"}

        for stranger in (JAN, PIET, OSCAR, CAS, ANNA):
            assert client.as_(stranger).post(path, data=data).status_code == 404, stranger

    def test_not_for_who_is_only_a_worker(self, cast: Cast, client: AcademyClient) -> None:
        answer = client.as_(BEA).get(f"/people/{AMINA.uuid}/account")

        assert answer.status_code == 403
        assert "Geef deze persoon eerst een rol" in answer.page.get_text()

    def test_the_academy_adds_an_administrator(
        self, cast: Cast, client: AcademyClient, app
    ) -> None:
        path = f"/organisations/{cast.cirkel.uuid}/administrators"
        client.as_(ANNA).submit(
            f"{path}/new", "administrator",
            name="Nora Bos", email="nora@example.nl", role="organisation_admin",
        )  # fmt: skip
        code = client.page("/handouts").select_one(".slip__code").get_text()
        nora = app.test_client()

        assert start(nora, code).location == "/organisations"
        assert nora.get("/organisations").location == f"/organisations/{cast.cirkel.uuid}"
        assert "Nora Bos" in client.page(path).get_text()

    @pytest.mark.parametrize("role", ["organisation_admin", "worker", "team_leader", ""])
    def test_not_in_a_role_that_does_not_belong_there(
        self, cast: Cast, client: AcademyClient, role: str
    ) -> None:
        answer = client.as_(ANNA).submit(
            f"/organisations/{cast.academy.uuid}/administrators/new", "administrator",
            name="Nora Bos", email="nora@example.nl", role=role,
        )  # fmt: skip

        assert answer.status_code == 422

    def test_the_academy_ends_an_administrator_but_not_the_last(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        path = f"/organisations/{cast.cirkel.uuid}/administrators"
        row = CAS.row.memberships[0]
        client.as_(ANNA).post(f"{path}/{row.uuid}/end")
        assert row.ends_on is None

        client.submit(
            f"{path}/new", "administrator",
            name="Nora Bos", email="nora@example.nl", role="organisation_admin",
        )  # fmt: skip
        client.post(f"{path}/{row.uuid}/end")
        assert not CAS.identity().places, "at once"

    def test_a_membership_of_elsewhere_is_absent(self, cast: Cast, client: AcademyClient) -> None:
        path = f"/organisations/{cast.schakel.uuid}/administrators"
        row = CAS.row.memberships[0]
        leader = JAN.row.memberships[0]

        assert client.as_(ANNA).post(f"{path}/{row.uuid}/end").status_code == 404
        assert client.post(f"{path}/{leader.uuid}/end").status_code == 404
        assert client.as_(BEA).post(f"{path}/{leader.uuid}/start-code").status_code == 404


class TestOwnAccount:
    def test_changes_the_password_and_ends_the_others(
        self, cast: Cast, client: AcademyClient, app
    ) -> None:
        an_account(JAN.row, JAN.email)
        elsewhere = app.test_client().as_(JAN)
        client.as_(JAN)

        answer = client.submit(
            "/account/password", "change-password", current=PASSWORD, password=NEXT
        )

        assert answer.location == "/account/sessions"
        assert client.get("/account/sessions").status_code == 200
        assert elsewhere.get("/account/sessions").status_code == 303

    @pytest.mark.parametrize(
        ("current", "password"),
        [
            ("wrong", NEXT),
            ("", NEXT),
            (PASSWORD, ""),
            (PASSWORD, "jan"),
            (PASSWORD, "j-a-n-12345678"),
            (PASSWORD, "schakel-schakel"),
        ],
    )
    def test_refuses(
        self, cast: Cast, client: AcademyClient, db_session, current: str, password: str
    ) -> None:
        account = an_account(JAN.row, JAN.email)
        before = account.password_hash

        answer = client.as_(JAN).submit(
            "/account/password", "change-password", current=current, password=password
        )

        assert answer.status_code == 422
        assert account.password_hash == before

    def test_guesses_are_counted(self, cast: Cast, client: AcademyClient) -> None:
        an_account(JAN.row, JAN.email)
        client.as_(JAN)
        values = {"current": "wrong", "password": NEXT}

        answers = [client.post("/account/password", data=values).status_code for _ in range(11)]

        assert answers == [422] * 10 + [429]

    def test_who_has_no_account_has_no_such_page(self, cast: Cast, client: AcademyClient) -> None:
        client.as_(AMINA)

        assert client.get("/account/password").status_code == 404
        assert client.get("/account/pin").status_code == 404
        a_card(AMINA.row)
        assert client.get("/account/pin").status_code == 200

    def test_ends_one_session_or_all_others(
        self, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        others = [app.test_client().as_(JAN) for _ in range(3)]
        client.as_(JAN)
        first = db_session.scalars(select(Session).order_by(Session.id)).first()

        client.post(f"/account/sessions/{first.uuid}/end")
        assert [other.get("/account/sessions").status_code for other in others] == [303, 200, 200]
        client.post("/account/sessions/end-others")
        assert [other.get("/account/sessions").status_code for other in others] == [303] * 3
        assert len(client.page("/account/sessions").select("tbody tr")) == 1

    def test_ending_the_own_session_signs_out(
        self, cast: Cast, client: AcademyClient, db_session
    ) -> None:
        client.as_(JAN)
        own = db_session.scalars(select(Session)).one()

        assert client.post(f"/account/sessions/{own.uuid}/end").location == "/"
        assert client.get("/account/sessions").status_code == 303

    def test_somebody_elses_session_is_absent(
        self, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        app.test_client().as_(BEA)
        theirs = db_session.scalars(select(Session)).one()

        assert client.as_(JAN).post(f"/account/sessions/{theirs.uuid}/end").status_code == 404
        assert theirs.ended_at is None


class TestDemo:
    @pytest.fixture
    def demo(self, app, cast: Cast) -> Cast:
        for member in (JAN, OSCAR, BEA, ANNA):
            an_account(member.row, member.email)
        a_card(AMINA.row)
        deps = app.extensions["academy"]
        app.extensions["academy"] = replace(deps, settings=replace(deps.settings, demo=True))
        return cast

    def test_one_tap(self, demo: Cast, client: AcademyClient) -> None:
        tiles = client.page("/sign-in").select("button[name=person]")
        assert [tile["value"] for tile in tiles] == [
            str(member.uuid) for member in (JAN, OSCAR, BEA, ANNA, AMINA)
        ]

        places = ["/teams", "/teams", "/organisations", "/to-do", "/wallet"]
        for tile, place in zip(tiles, places, strict=True):
            answer = client.post("/sign-in/demo", data={"person": tile["value"]})
            assert answer.location == place

    @pytest.mark.parametrize("person", ["", "x", "4b825dc6-0000-4000-8000-000000000000"])
    def test_nobody(self, demo: Cast, client: AcademyClient, person: str) -> None:
        assert client.post("/sign-in/demo", data={"person": person}).status_code == 404

    def test_only_in_a_demo(self, cast: Cast, client: AcademyClient) -> None:
        an_account(JAN.row, JAN.email)

        assert not client.page("/sign-in").select("button[name=person]")
        answer = client.post("/sign-in/demo", data={"person": str(JAN.uuid)})
        assert answer.status_code == 404
