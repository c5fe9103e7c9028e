"""Two who give out ways in, or use them, at the same moment."""

from typing import Any

from flask import Flask
from sqlalchemy import Select, func, select

from academy.access import accounts, attempts, cards, codes, recovery, signing_in
from academy.access.attempts import Bucket
from academy.access.models import Account, Card, Session, SignInAttempt
from academy.database import db, transaction
from academy.people.models import Person
from tests.cast import AMINA, BEA, JAN, Cast, Member, a_card, a_person, an_account, code_of
from tests.clock import START
from tests.races import DONE, race

SECRET = "s" * 32


def give_card() -> None:
    person, prepared = AMINA.row, cards.prepare_card(secret_key=SECRET, pin="7391")
    with transaction(person):
        cards.issue_card(person, prepared, organisation_id=None, by=BEA.actor, now=START)


def test_two_new_cards_leave_one_that_works(app: Flask, cast: Cast) -> None:
    a_card(AMINA.row)

    assert race(app, give_card, give_card) == [DONE, DONE]
    assert count(select(Card.id)) == 3
    assert count(select(Card.id).where(Card.voided_at.is_(None))) == 1


def test_one_address_belongs_to_one_person(app: Flask, cast: Cast) -> None:
    """No row decides, so the unique index does, and the second is told at the field."""
    numbers = [a_person("Een").id, a_person("Twee").id]

    def invite(number: int) -> None:
        person = db.session.get_one(Person, number)
        with transaction(person):
            accounts.invite(
                person, "een@example.nl", secret_key=SECRET, organisation_id=None,
                by=BEA.actor, now=START,
            )  # fmt: skip

    outcomes = race(app, lambda: invite(numbers[0]), lambda: invite(numbers[1]))

    assert outcomes == ["InvalidInputError", DONE]
    assert count(select(Account.id).where(Account.email == "een@example.nl")) == 1


def test_two_start_codes_count_on(app: Flask, cast: Cast) -> None:
    an_account(JAN.row, JAN.email)

    def give() -> None:
        account = db.session.scalars(select(Account)).one()
        with transaction(account.person):
            accounts.give_start_code(
                account, secret_key=SECRET, organisation_id=None, by=BEA.actor, now=START
            )

    assert race(app, give, give) == [DONE, DONE]
    assert db.session.scalars(select(Account.start_code_number)).one() == 2


def test_the_last_try_is_counted_once_for_each_who_tries(app: Flask, cast: Cast) -> None:
    bucket = Bucket(b"k" * 32, 1)

    def attempt() -> None:
        with transaction():
            attempts.count([bucket], now=START)

    assert race(app, attempt, attempt) == ["TooManyAttemptsError", DONE]
    assert count(select(SignInAttempt.id)) == 1


def test_wrong_pins_at_once_are_all_counted(app: Flask, cast: Cast) -> None:
    code = code_of(a_card(AMINA.row))
    visitor = attempts.Visitor(address="192.0.2.1", device="", device_token=None, secret_key=SECRET)

    def attempt() -> None:
        with transaction():
            signing_in.count_card_try(code, visitor, now=START)

    assert race(app, attempt, attempt) == [DONE, DONE]
    assert db.session.scalars(select(Card.failed_tries)).one() == 2


def test_a_recovery_code_opens_once_whoever_brings_it(app: Flask, cast: Cast) -> None:
    """The person types it on a phone while a desk gives a new card for it."""
    with transaction(AMINA.row):
        row = recovery.make(AMINA.row, secret_key=SECRET, by=AMINA.identity(), now=START)
    shown = recovery.shown_code(row, secret_key=SECRET, by=AMINA.identity(), now=START)
    code = codes.normalised(str(shown))
    assert code is not None

    def use(by: Member) -> None:
        with transaction(AMINA.row):
            recovery.use(AMINA.row, code, by=by.identity(), now=START)

    assert race(app, lambda: use(AMINA), lambda: use(BEA)) == ["InvalidInputError", DONE]


def test_no_session_by_the_old_password_outlives_a_new_one(app: Flask, cast: Cast) -> None:
    an_account(JAN.row, JAN.email, "het oude wachtwoord van Jan")
    proof = db.session.scalars(select(Account.password_hash)).one()
    known = signing_in.Known(JAN.row.id, str(proof))
    visitor = attempts.Visitor(address="192.0.2.1", device="", device_token=None, secret_key=SECRET)

    def enter() -> None:
        with transaction():
            signing_in.enter_by_password(
                known, JAN.email, "het oude wachtwoord van Jan", visitor, now=START
            )

    def change() -> None:
        account = db.session.scalars(select(Account)).one()
        with transaction(account.person):
            accounts.change_password(account, "new", here=None, by=JAN.actor, now=START)

    outcomes = race(app, enter, change)

    assert outcomes in ([DONE, DONE], ["InvalidInputError", DONE])
    assert count(select(Session.id).where(Session.ended_at.is_(None))) == 0


def count(found: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
