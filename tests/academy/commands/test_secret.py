"""`secret replace`: after SECRET_KEY was stolen nothing that was made with it opens anything."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access import accounts
from academy.access.models import Account, Card, Session
from academy.audit.verifying import verify_all
from academy.credentials.models import Credential, PaperCopy
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.shown import Shown, palette, shown
from tests.application import application_for_tests
from tests.cast import AMINA, BEA, JAN, PIN, a_card, an_account, code_of
from tests.client import AcademyClient
from tests.clock import START
from tests.databases import FreshDatabase

__all__ = ["palette", "shown"]

pytestmark = pytest.mark.usefixtures("db_session")

ANOTHER = "another-secret-" * 3


@pytest.fixture
def handed_out(shown: Shown, client: AcademyClient) -> str:
    """Amina has a badge with a paper and a card with which she is signed in, Jan a start code;
    gives the code of the card."""
    shown(AMINA)
    code = code_of(a_card(AMINA.row))
    an_account(JAN.row, JAN.email)
    db.session.commit()
    with transaction(JAN.row):
        accounts.invite(
            JAN.row, JAN.email, secret_key=dependencies().settings.secret_key,
            organisation_id=None, by=BEA.actor, now=START,
        )  # fmt: skip
    client.post("/sign-in/card", data={"code": code, "pin": PIN}, inspect=False)
    assert client.get("/wallet").status_code == 200
    return code


def run(app: Flask, *words: str) -> str:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["secret", "replace", *words])
    assert answer.exit_code == 0, answer.output
    db.session.rollback()
    return answer.output


def test_it_is_a_dry_run_without_commit(app: Flask, handed_out: str, client: AcademyClient) -> None:
    told = run(app)
    assert "2 people have a card or a start code, 1 papers an open page" in told
    assert "Dry run" in told
    assert client.get("/wallet").status_code == 200


def test_cards_start_codes_and_papers_end_and_badges_and_passwords_stay(
    app: Flask, handed_out: str, client: AcademyClient
) -> None:
    password, document = _password(), db.session.scalars(select(Credential.document)).one()

    run(app, "--commit")

    assert db.session.scalars(select(Card.voided_at)).one() == START
    assert db.session.scalars(select(Account.start_code_hash)).one() is None
    assert db.session.scalars(select(PaperCopy.withdrawn_at)).one() == START
    assert db.session.scalars(select(Session.ended_at)).one() == START
    assert client.get("/wallet").status_code == 303
    assert _password() == password
    assert db.session.scalars(select(Credential.document)).one() == document
    assert all(not chain.findings for chain in verify_all())


def test_then_another_secret_can_be_set(
    app: Flask, handed_out: str, database: FreshDatabase, tmp_path: Path
) -> None:
    run(app, "--commit")
    assert application_for_tests(tmp_path, database.url, secret_key=ANOTHER)


def test_where_the_old_one_is_lost_a_new_one_can_end_all_the_same(
    app: Flask, handed_out: str, database: FreshDatabase, tmp_path: Path
) -> None:
    db.session.commit()
    new = application_for_tests(tmp_path, database.url, secret_key=ANOTHER, secret_is_new=True)

    answer = new.test_cli_runner().invoke(args=["secret", "replace", "--commit"])

    assert answer.exit_code == 0, answer.output
    with new.app_context():
        db.engine.dispose()
    assert application_for_tests(tmp_path, database.url, secret_key=ANOTHER)


def _password() -> str | None:
    return db.session.scalars(select(Account.password_hash)).one()
