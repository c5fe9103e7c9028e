"""Somebody under 16 shows nothing outside without a parent; after a death a wallet is closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.access.models import Card, Session
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential, PaperCopy, Revocation
from academy.credentials.papers import code_of_uuid
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.people.showing import shows_outside
from academy.security.identity import Role
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    JAN,
    PASSWORD,
    PIET,
    PIN,
    Cast,
    a_card,
    a_membership,
    an_account,
    code_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "shown"]
TODAY = local_day(START)
CARE = f"/people/{AMINA.uuid}/care"
MONTH = "2026-12"


@pytest.fixture
def bea(palette: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


@pytest.fixture
def paper(shown: Shown, app) -> str:
    """The address of the page behind the certificate of Amina."""
    shown()
    copy = db.session.scalars(select(PaperCopy)).one()
    return f"/c/{code_of_uuid(copy.uuid, dependencies().settings.secret_key)}"


def say(client: AcademyClient, month: str, **values: str):
    return client.submit(CARE, "age-form", month=month, **values)


class TestUnder16:
    def test_nothing_is_shown_until_a_parent_says_yes(
        self, bea: AcademyClient, paper: str, app
    ) -> None:
        visitor = app.test_client()
        seen = [visitor.get(paper).status_code]
        for values in ({}, {"parent": "y"}, {}):
            bea.post(f"{CARE}/age", data={"month": MONTH, **values})
            seen.append(visitor.get(paper).status_code)

        assert seen == [200, 410, 200, 410]

    def test_what_was_said_stands_in_the_form(self, bea: AcademyClient) -> None:
        say(bea, MONTH)

        assert bea.page(CARE).select_one("[name=month]")["value"] == MONTH

    def test_the_worker_is_told_and_begins_nothing(
        self, bea: AcademyClient, paper: str, app
    ) -> None:
        say(bea, MONTH)

        page = app.test_client().as_(AMINA).page("/wallet/shares")
        assert "Eerst moet een ouder ja zeggen" in page.select_one("main").get_text()
        assert not page.select("main .button--primary")

    def test_it_ends_by_itself_after_the_month(
        self, bea: AcademyClient, paper: str, app, clock: TestClock
    ) -> None:
        say(bea, MONTH)
        clock.now = START.replace(month=12, day=31)
        last = app.test_client().get(paper).status_code
        clock.advance(days=1)

        assert (last, app.test_client().get(paper).status_code) == (410, 200)

    @pytest.mark.parametrize("month", ["", "x", "2026-13", "2026-10", "2040-01", "12-2026"])
    def test_what_is_no_month_ahead_is_told(self, bea: AcademyClient, month: str) -> None:
        answer = say(bea, month)
        if not month:  # no longer under 16
            assert answer.status_code == 303
            return

        assert answer.status_code == 422
        assert answer.page.select(".field--error")
        assert AMINA.row.under_16_until is None

    def test_no_log_of_an_employer_tells(self, bea: AcademyClient, palette: Cast) -> None:
        say(bea, MONTH)

        found = select(AuditEvent.chain).where(AuditEvent.action == "person.age_kept")
        assert palette.schakel.id not in set(db.session.scalars(found))

    @pytest.mark.parametrize("who", [JAN, CAS, AMINA])
    def test_only_the_own_office_says_so(self, palette: Cast, app, who) -> None:
        client = app.test_client().as_(who)
        answers = [client.get(CARE), *(client.post(f"{CARE}/{each}") for each in ("age", "close"))]

        assert {answer.status_code for answer in answers} <= {403, 404}
        assert (AMINA.row.under_16_until, AMINA.row.closed_at) == (None, None)


class TestClosed:
    def test_nobody_comes_in_and_nothing_is_shown(
        self, bea: AcademyClient, paper: str, app
    ) -> None:
        card = a_card(AMINA.row)
        amina = app.test_client().as_(AMINA)
        bea.post(f"{CARE}/close")

        values = {"code": code_of(card), "pin": PIN}
        assert app.test_client().post("/sign-in/card", data=values).status_code == 422
        assert amina.get("/wallet").status_code == 303
        assert app.test_client().get(paper).status_code == 410
        assert not db.session.scalars(select(Session).where(Session.ended_at.is_(None),
                                      Session.person_id == AMINA.row.id)).all()  # fmt: skip

    def test_badges_are_not_revoked(self, bea: AcademyClient, paper: str, app) -> None:
        bea.post(f"{CARE}/close")
        badge = db.session.scalars(select(Credential)).one()

        assert not db.session.scalars(select(Revocation)).all()
        assert app.test_client().get(f"/credentials/{badge.uuid}").status_code == 200

    def test_a_mistake_is_undone(self, bea: AcademyClient, paper: str, app) -> None:
        bea.post(f"{CARE}/close")
        bea.post(f"{CARE}/reopen")
        bea.post(f"/people/{AMINA.uuid}/card")

        assert app.test_client().get(paper).status_code == 200
        assert db.session.scalars(select(Card).where(Card.voided_at.is_(None))).one()
        assert app.test_client().as_(AMINA).get("/wallet").status_code == 200

    def test_a_password_opens_nothing_either(self, bea: AcademyClient, palette: Cast, app) -> None:
        an_account(AMINA.row, AMINA.email)
        bea.post(f"{CARE}/close")

        values = {"email": AMINA.email, "password": PASSWORD}
        assert app.test_client().post("/sign-in", data=values).status_code == 422

    def test_nobody_closes_the_own_one_or_shuts_a_leader_out_of_elsewhere(
        self, bea: AcademyClient, palette: Cast
    ) -> None:
        a_membership(PIET.row, Role.TEAM_LEADER, team=palette.textiel)
        answers = [bea.post(f"/people/{who.uuid}/care/close") for who in (BEA, PIET)]

        assert {answer.status_code for answer in answers} == {409}
        assert BEA.row.closed_at is None
        assert PIET.row.closed_at is None

    def test_every_employer_reads_it(self, bea: AcademyClient, palette: Cast) -> None:
        a_membership(AMINA.row, Role.WORKER, team=palette.textiel)
        bea.post(f"{CARE}/close")

        found = select(AuditEvent.chain).where(AuditEvent.action == "wallet.closed")
        assert set(db.session.scalars(found)) == {palette.schakel.id, palette.cirkel.id}


@pytest.mark.parametrize(
    ("until", "agreed", "shows"),
    [
        (None, None, True),
        (TODAY + timedelta(days=1), None, False),
        (TODAY, None, True),
        (TODAY + timedelta(days=1), date(2026, 1, 1), True),
    ],
)
def test_whether_it_is_shown(cast: Cast, until, agreed, shows: bool) -> None:
    person = AMINA.row
    person.under_16_until, person.parent_agreed_on = until, agreed

    assert shows_outside(person, TODAY) is shows
