"""What others changed about a badge stands in the wallet, and comes by mail to whoever wants it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from academy.access.mailing import NEWS_JOB, tell_news
from academy.access.models import Account
from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.models import Job
from academy.jobs.moments import FromNow
from academy.jobs.worker import Slot, run_until_idle
from academy.ports import Mail
from tests.academy.shown import EMERGENCY, Shown, palette, shown
from tests.cast import AMINA, BEA, GORAN, JAN, Cast, a_membership, a_person, an_account
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]


class Postbox:
    """Takes mail, but for addresses that it does not know."""

    def __init__(self, *unknown: str) -> None:
        self.got: list[Mail] = []
        self.unknown = unknown

    def send(self, mail: Mail) -> None:
        if mail.to in self.unknown:
            raise OSError("550 no such user")
        self.got.append(mail)


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    before, box = app.extensions["academy"], Postbox("second@example.nl")
    app.extensions["academy"] = replace(before, mailer=box)
    yield box
    app.extensions["academy"] = before


def deliver(app: Flask) -> None:
    db.session.execute(update(Job).values(due_at=FromNow(-1)))
    db.session.commit()
    run_until_idle(app, Slot(handlers=HANDLERS))


def withdrawn(shown: Shown, reason: RevocationReason = RevocationReason.MISTAKE) -> None:
    badge = shown(days_ago=3)
    with transaction(badge.person):
        revoke(badge, reason, by=BEA.identity(), now=START)


def an_account_of(person, email: str) -> Account:  # type: ignore[no-untyped-def]
    account = an_account(person, email)
    account.wants_news = True
    return account


class TestLine:
    def test_stands_in_the_wallet_until_it_is_read(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        withdrawn(shown)
        amina = client.as_(AMINA)

        assert "Geldt niet meer: Textiel sorteren" in amina.page("/wallet").main.get_text()
        [form] = amina.page("/wallet").select("form[action='/wallet/news/seen']")
        assert amina.post(form["action"]).location == "/wallet"
        assert "Geldt niet meer: " not in amina.page("/wallet").main.get_text()

    def test_a_badge_that_was_renewed_is_news_and_a_first_one_is_not(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        shown(skill=EMERGENCY, days_ago=300)
        assert "Vernieuwd: " not in client.as_(AMINA).page("/wallet").main.get_text()
        shown(skill=EMERGENCY, days_ago=3)

        assert "Vernieuwd: " in client.page("/wallet").main.get_text()
        assert "Vernieuwd: " not in client.as_(GORAN).page("/wallet").main.get_text()

    def test_names_the_skill_in_the_language_of_the_page_with_the_dutch_beside_it(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        withdrawn(shown)
        amina = client.as_(AMINA)
        amina.set_cookie("language", "ar")

        line = amina.page("/wallet").select_one(".notice a[href^='/wallet/']")
        assert line.select_one("[lang=nl]").get_text() == "(Textiel sorteren)"
        assert line.select_one(".own-words > span").get_text() != "Textiel sorteren"

    def test_what_a_better_badge_took_the_place_of_is_told_once(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        old = shown(skill=EMERGENCY, days_ago=300)
        with transaction(old.person):
            revoke(old, RevocationReason.REPLACED, by=BEA.identity(), now=START)
        assert "Geldt niet meer: " in client.as_(AMINA).page("/wallet").main.get_text()
        new = shown(skill=EMERGENCY, days_ago=3)
        with transaction(new.person):
            new.supersedes_id = old.id

        said = client.page("/wallet").main.get_text()
        assert "Geldt niet meer: " not in said
        assert "Vernieuwd: " in said

    def test_what_was_taken_back_at_once_is_none(self, client: AcademyClient, shown: Shown) -> None:
        withdrawn(shown, RevocationReason.UNDONE)

        assert "Geldt niet meer: " not in client.as_(AMINA).page("/wallet").main.get_text()


class TestMail:
    def test_comes_once_and_names_nobody(self, app: Flask, shown: Shown, postbox: Postbox) -> None:
        an_account_of(AMINA.row, "amina@example.nl")
        db.session.commit()
        withdrawn(shown)
        with transaction(AMINA.row):
            tell_news(AMINA.row.id, now=START + timedelta(seconds=1))

        deliver(app)

        [mail] = postbox.got
        assert (mail.to, mail.subject) == ("amina@example.nl", "Nieuws over je badges")
        assert "https://badges.example.nl/wallet" in mail.text
        for word in ("Amina", "Textiel", "Schakel"):
            assert word not in mail.subject + mail.text

    def test_comes_in_the_language_of_who_gets_it(
        self, app: Flask, shown: Shown, postbox: Postbox
    ) -> None:
        an_account_of(AMINA.row, "amina@example.nl")
        AMINA.row.language = "pl"
        db.session.commit()
        withdrawn(shown)
        deliver(app)

        assert postbox.got[0].subject == "Nowości o Twoich odznakach"

    @pytest.mark.usefixtures("cast")
    def test_is_off_at_first(self, app: Flask, shown: Shown, postbox: Postbox) -> None:
        an_account(AMINA.row, "amina@example.nl")
        db.session.commit()
        withdrawn(shown)
        deliver(app)

        assert postbox.got == []
        assert db.session.scalar(select(func.count()).where(Job.name == NEWS_JOB)) == 0

    def test_turned_off_meanwhile_is_off(self, app: Flask, shown: Shown, postbox: Postbox) -> None:
        account = an_account_of(AMINA.row, "amina@example.nl")
        db.session.commit()
        withdrawn(shown)
        account.wants_news = False
        deliver(app)

        assert postbox.got == []

    def test_one_without_an_account_and_one_that_fails_stop_no_other(
        self, app: Flask, cast: Cast, postbox: Postbox
    ) -> None:
        people = [a_person(f"Worker {number}") for number in range(200)]
        for person, name in zip(people[1:], ["second", *map(str, range(198))], strict=True):
            a_membership(person, "worker", team=cast.sorteren)
            an_account_of(person, f"{name}@example.nl")
        numbers = [person.id for person in people]
        db.session.commit()
        with transaction():
            for number in numbers:
                tell_news(number, now=START)

        deliver(app)

        assert {mail.to for mail in postbox.got} == {f"{n}@example.nl" for n in range(198)}
        [left] = db.session.scalars(select(Job).where(Job.error != ""))
        assert left.attempts > 0


class TestChoice:
    def test_is_ones_own(self, client: AcademyClient, cast: Cast) -> None:
        an_account(JAN.row, JAN.email)
        jan = client.as_(JAN)
        for wanted in (True, True, False):
            answer = jan.post("/wallet/news/mail", data={"wanted": "yes" if wanted else "no"})
            assert answer.location == "/account/sessions"
            db.session.rollback()
            account = db.session.scalars(select(Account).where(Account.person_id == JAN.row.id))
            assert account.one().wants_news is wanted
        assert jan.post("/wallet/news/mail", data={"wanted": "maybe"}).status_code == 422

    def test_whoever_has_no_address_is_not_asked(self, client: AcademyClient, cast: Cast) -> None:
        assert (
            client.as_(AMINA).post("/wallet/news/mail", data={"wanted": "yes"}).status_code == 404
        )
