"""Whoever guesses shuts out themselves, and nobody else who stands behind the same address."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access import accounts
from academy.access.models import Account, SignInAttempt
from academy.database import db, transaction
from academy.verification import visits
from tests.cast import AMINA, BEA, JAN, PASSWORD, PIN, Cast, a_card, an_account, code_of
from tests.client import AcademyClient
from tests.clock import START

FEW = 5
ALL = [422] * FEW + [429]


@pytest.fixture(autouse=True)
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("academy.access.attempts.TRIES_PER_ADDRESS", FEW)


@pytest.fixture
def stranger(app: Flask) -> AcademyClient:
    """Somebody behind the same address, in a browser of their own."""
    return app.test_client()


def by_card(client: AcademyClient, code: str, pin: str = PIN) -> int:
    return client.post("/sign-in/card", data={"code": code, "pin": pin}).status_code


def by_password(client: AcademyClient, email: str, password: str = PASSWORD) -> int:
    return client.post("/sign-in", data={"email": email, "password": password}).status_code


def guess_cards(client: AcademyClient) -> list[int]:
    """Of cards that do not exist, so that no card's own limit comes first."""
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    return [by_card(client, letters[n] * 16, "1357") for n in range(FEW + 1)]


def guess_accounts(client: AcademyClient) -> list[int]:
    return [by_password(client, f"n{n}@example.nl", "wrong-password") for n in range(FEW + 1)]


def test_every_right_card_of_the_shop_still_works(
    cast: Cast, client: AcademyClient, stranger: AcademyClient
) -> None:
    code = code_of(a_card(AMINA.row))
    assert guess_cards(stranger) == ALL
    assert guess_accounts(stranger)[-1] == 429

    assert by_card(client, code) == 303


def test_a_card_that_is_guessed_at_locks_itself_only(
    cast: Cast, client: AcademyClient, stranger: AcademyClient
) -> None:
    victim, other = code_of(a_card(AMINA.row)), code_of(a_card(JAN.row))
    assert [by_card(stranger, victim, "1357") for _each in range(6)] == [422] * 5 + [429]

    assert by_card(client, other) == 303


def test_a_leader_gets_in_on_the_tablet_where_anybody_of_the_shop_was(
    cast: Cast, client: AcademyClient, stranger: AcademyClient
) -> None:
    an_account(JAN.row, JAN.email)
    assert by_card(client, code_of(a_card(AMINA.row))) == 303
    assert guess_accounts(stranger) == ALL

    assert by_password(client, JAN.email) == 303
    assert by_password(stranger, JAN.email) == 429, "a browser that nobody knows has to wait"


def test_a_known_browser_has_a_limit_of_its_own_that_signing_in_again_does_not_lift(
    cast: Cast, client: AcademyClient
) -> None:
    code = code_of(a_card(AMINA.row))
    assert by_card(client, code) == 303
    assert guess_accounts(client) == ALL

    assert by_card(client, code) == 303
    assert by_password(client, "next@example.nl", "wrong-password") == 429


def test_getting_in_forgives_no_guess_at_others(cast: Cast, client: AcademyClient) -> None:
    code = code_of(a_card(AMINA.row))
    guess_cards(client)
    before = db.session.query(SignInAttempt).count()

    assert by_card(client, code) == 303
    assert db.session.query(SignInAttempt).count() == before


def test_a_start_code_that_works_is_no_guess(
    cast: Cast, client: AcademyClient, stranger: AcademyClient
) -> None:
    an_account(JAN.row, JAN.email, password=None)
    db.session.commit()
    account = db.session.scalars(select(Account)).one()
    with transaction(account.person):
        code = accounts.give_start_code(
            account, secret_key="s" * 32, organisation_id=None, by=BEA.actor, now=START
        )
    wrong = {"code": "A" * 16, "password": "paarse fiets onder de brug"}
    tries = [stranger.post("/sign-in/start", data=wrong) for _each in range(FEW + 1)]
    assert [answer.status_code for answer in tries] == ALL

    right = {"code": code, "password": "paarse fiets onder de brug"}
    assert client.post("/sign-in/start", data=right).status_code == 303


def test_codes_on_paper_are_not_guessed_for_ever(
    client: AcademyClient, db_session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "WRONG_CODES", FEW)
    here, elsewhere = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
    path = f"/c/{'A' * 16}"

    answers = [client.get(path, environ_overrides=here).status_code for _each in range(FEW + 1)]

    assert answers == [404] * FEW + [429]
    assert client.get(path, environ_overrides=elsewhere).status_code == 404
    assert client.get("/c", environ_overrides=here).status_code == 200
    assert client.get(f"/c/{'A' * 5000}", environ_overrides=elsewhere).status_code == 404


@pytest.mark.parametrize(("trusted", "code"), [(0, 1), (1, 0)])
def test_check_names_an_https_address_without_a_trusted_proxy(
    app: Flask, db_session, trusted: int, code: int
) -> None:
    db.session.commit()
    real = app.extensions["academy"]
    settings = replace(
        real.settings, public_url="https://badges.example.nl", trusted_proxies=trusted
    )
    app.extensions["academy"] = replace(real, settings=settings)

    answer = app.test_cli_runner().invoke(args=["check"])

    assert answer.exit_code == code, answer.output
    assert ("Set TRUSTED_PROXIES=1" in answer.output) == bool(code)
    assert app.test_cli_runner().invoke(args=["check", "--before-start"]).exit_code == 0
