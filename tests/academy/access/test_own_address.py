"""The address that somebody signs in with is theirs to change, once they have a password."""

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from tests.cast import (
    BEA,
    OSCAR,
    PASSWORD,
    PIET,
    Cast,
    an_account,
)
from tests.client import AcademyClient

ADDRESSES = ("/account/sessions", "/account/password")
"""Pages that show the address of an account."""
NEXT = "vier woorden achter elkaar"


def lines(db_session, action: str) -> set[int]:
    """The chains in which the action stands."""
    found = select(AuditEvent.chain).where(AuditEvent.action == action)
    return set(db_session.scalars(found))


class TestAddress:
    def test_an_administrator_changes_none_of_somebody_with_a_password(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        account = an_account(PIET.row, PIET.email)

        answer = client.as_(BEA).submit(
            f"/people/{PIET.uuid}/account", "account", email="mine@example.nl"
        )

        assert answer.status_code == 422
        error = answer.page.select_one(".field--error:has([name=email])")
        assert "van de persoon zelf" in error.get_text()
        assert (account.email, account.start_code_hash) == (PIET.email, None)

    def test_of_an_account_that_nobody_used_it_can_be_put_right(
        self, cast: Cast, client: AcademyClient
    ) -> None:
        account = an_account(PIET.row, "piet@exampel.nl", password=None)

        client.as_(BEA).submit(f"/people/{PIET.uuid}/account", "account", email=PIET.email)

        assert account.email == PIET.email

    def test_the_person_changes_it_with_the_password(
        self, cast: Cast, client: AcademyClient, app, db_session
    ) -> None:
        an_account(PIET.row, PIET.email)

        answer = client.as_(PIET).submit(
            "/account/email", "change-email", email="Piet@Elders.example", current=PASSWORD
        )

        assert answer.location == "/account/sessions"
        values = {"email": "piet@elders.example", "password": PASSWORD}
        assert app.test_client().post("/sign-in", data=values).status_code == 303
        assert cast.schakel.id in lines(db_session, "account.email_changed")

    @pytest.mark.parametrize(
        ("email", "current", "field"),
        [
            ("piet", PASSWORD, "email"),
            (OSCAR.email, PASSWORD, "email"),
            ("piet@elders.example", "wrong", "current"),
            ("piet@elders.example", "", "current"),
        ],
    )
    def test_refuses(
        self, cast: Cast, client: AcademyClient, email: str, current: str, field: str
    ) -> None:
        account = an_account(PIET.row, PIET.email)
        an_account(OSCAR.row, OSCAR.email)

        answer = client.as_(PIET).submit(
            "/account/email", "change-email", email=email, current=current
        )

        assert answer.status_code == 422
        assert answer.page.select_one(f".field--error:has([name={field}])")
        assert account.email == PIET.email
