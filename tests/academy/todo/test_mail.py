"""Once a week what there is to do comes by mail to whoever wants it, without a name."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import Account
from academy.database import db
from academy.jobs.models import Job, JobState
from academy.jobs.periodic import each_week
from academy.jobs.queue import enqueue
from academy.ports import Mail
from academy.security.identity import Role
from academy.todo.mailing import JOB
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.test_news import Postbox, deliver, postbox
from tests.cast import AMINA, BEA, BRAM, JAN, Cast, a_membership, an_account
from tests.client import AcademyClient

__all__ = ["postbox"]


@pytest.fixture(autouse=True)
def _address(cast: Cast) -> None:
    an_account(JAN.row, JAN.email)
    db.session.commit()


def account_of_jan() -> Account:
    return db.session.scalars(select(Account).where(Account.person_id == JAN.row.id)).one()


def monday(app: Flask, key: str = "mail-todo:1") -> None:
    enqueue("mail-todo", unique_key=key)
    deliver(app)


def test_it_is_turned_on_and_off_on_the_page(client: AcademyClient, cast: Cast) -> None:
    jan = client.as_(JAN)
    assert not account_of_jan().wants_todo

    for wanted in (True, False):
        [form] = jan.page("/to-do").select("form[action='/to-do/mail']")
        sent = {each["name"]: each["value"] for each in form.select("input")}
        assert jan.post(form["action"], data=sent, csrf=False).location == "/to-do"
        db.session.rollback()
        assert account_of_jan().wants_todo is wanted
    assert jan.post("/to-do/mail", data={"wanted": ""}).status_code == 422
    assert client.as_(AMINA).post("/to-do/mail", data={"wanted": "yes"}).status_code == 404


def test_it_says_how_much_and_where_and_no_name(app: Flask, shown: Shown, postbox: Postbox) -> None:
    shown(skill=EMERGENCY, days_ago=360)
    account_of_jan().wants_todo = True
    db.session.commit()

    monday(app)

    [mail] = postbox.got
    assert (mail.to, mail.subject) == (JAN.email, "Te doen deze week")
    assert "https://badges.example.nl/teams/" in mail.text
    assert "https://badges.example.nl/to-do" in mail.text
    for name in ("Amina", "Jan", "Sorteren", "Schakel"):
        assert name not in mail.subject + mail.text


def test_each_team_has_its_own_line_and_address(
    app: Flask, shown: Shown, postbox: Postbox, cast: Cast
) -> None:
    """Also when as many badges end in both."""
    a_membership(JAN.row, Role.TEAM_LEADER, team=cast.winkel)
    db.session.commit()
    addresses = [f"/teams/{team.uuid}/attention" for team in (cast.sorteren, cast.winkel)]
    shown(skill=EMERGENCY, days_ago=360)
    shown(BRAM, EMERGENCY, team=cast.winkel, days_ago=360)
    account_of_jan().wants_todo = True
    db.session.commit()

    monday(app)

    [mail] = postbox.got
    assert mail.text.count("1 badge verloopt bijna\n") == 2
    for address in addresses:
        assert f"https://badges.example.nl{address}" in mail.text


def test_an_address_that_fails_stops_no_other_one(
    app: Flask, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(skill=EMERGENCY, days_ago=360)
    an_account(BEA.row, BEA.email)
    for account in db.session.scalars(select(Account)):
        account.wants_todo = True
    db.session.commit()
    picky = _Picky()
    monkeypatch.setitem(app.extensions, "academy", replace(app.extensions["academy"], mailer=picky))

    monday(app)

    assert picky.got == [BEA.email]
    states = db.session.scalars(select(Job.state).where(Job.name == JOB))
    assert sorted(states) == [JobState.DONE, JobState.READY], "the other is tried again"


class _Picky:
    """A mail server that does not know Jan."""

    def __init__(self) -> None:
        self.got: list[str] = []

    def send(self, mail: Mail) -> None:
        if mail.to == JAN.email:
            raise OSError("the mail server refused it with 550")
        self.got.append(mail.to)


def test_begun_again_it_comes_once_a_week(app: Flask, shown: Shown, postbox: Postbox) -> None:
    shown(skill=EMERGENCY, days_ago=360)
    account_of_jan().wants_todo = True
    db.session.commit()

    monday(app)
    monday(app, "mail-todo:again")

    assert len(postbox.got) == 1
    assert db.session.scalar(select(func.count()).where(Job.name == JOB)) == 1


@pytest.mark.usefixtures("cast")
def test_nothing_to_do_gives_no_mail(app: Flask, postbox: Postbox) -> None:
    account_of_jan().wants_todo = True
    db.session.commit()

    monday(app)

    assert postbox.got == []


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 30, 5, 59, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 11, 30, 6, 0, tzinfo=UTC), "2026-W49"),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "2026-W53"),
    ],
)
def test_a_week_begins_on_monday_at_seven(moment: datetime, week: str) -> None:
    assert each_week(moment) == week


def test_an_account_is_needed(app: Flask, cast: Cast, client: AcademyClient) -> None:
    an_account(AMINA.row, "amina@example.nl")
    db.session.commit()

    assert client.as_(AMINA).page("/to-do").select("form[action='/to-do/mail']") == []


def test_where_no_mail_goes_from_none_is_promised(
    app: Flask, cast: Cast, client: AcademyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = replace(app.extensions["academy"], mailer=None)
    monkeypatch.setitem(app.extensions, "academy", silent)
    jan = client.as_(JAN)

    for page, form in (("/to-do", "/to-do/mail"), ("/account/sessions", "/wallet/news/mail")):
        assert jan.page(page).select(f"form[action='{form}']") == []
        assert jan.post(form, data={"wanted": "yes"}).status_code == 404
    assert not account_of_jan().wants_todo
    account_of_jan().wants_todo = True  # from when there was mail
    db.session.commit()
    monday(app)
