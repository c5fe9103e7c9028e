"""Many badges of a team renewed at once: a job that can be stopped, repeated and looked back on."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.work import Work
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import AssessorAuthority
from academy.teams.renewals.renewing import PORTION
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import AMINA, BEA, DEWI, FATMA, JAN, OSCAR, Cast, Member, a_membership, a_person
from tests.client import AcademyClient
from tests.clock import START

MANY = 2 * PORTION + 3
ADDRESS = "/teams/{team}/renewals"


@pytest.fixture
def address(shown: Shown, cast: Cast) -> str:
    """Twenty-three people of whom the badge for an emergency ran out, and one for whom it did not:
    it is for ever."""
    for number in range(MANY):
        member = Member(f"Kracht {number:02}")
        person = a_person(member.name, uuid=member.uuid)
        a_membership(person, team=cast.sorteren)
        db.session.commit()
        shown(member, EMERGENCY, days_ago=400)
    shown(AMINA, SORTING, days_ago=400)
    return f"/teams/{cast.sorteren.uuid}/renewals"


def fields(client: AcademyClient, address: str, **more: Any) -> dict[str, Any]:
    form = client.page(address).select_one("form#renew")
    shown = {str(each["name"]): each["value"] for each in form.select("[type=hidden]")}
    badges = [each["value"] for each in form.select("[name=badges]")]
    day = form.select_one("[name=observed_on]")["value"]
    return {**shown, "badges": badges, "observed_on": day, "seen": "y", **more}


def run(app: Flask) -> int:
    return run_until_idle(app, Slot(handlers=HANDLERS))


def outcomes(client: AcademyClient, page: str) -> list[str]:
    return [row.select("td")[-1].get_text() for row in client.page(page).select("tbody tr")]


def test_what_ran_out_is_renewed_for_all_at_once(
    app: Flask, client: AcademyClient, address: str
) -> None:
    client.as_(JAN)
    sent = fields(client, address)
    assert len(sent["badges"]) == MANY
    answer = client.post(address, data=sent)
    page = f"{address}/{sent['key']}"
    assert set(outcomes(client, page)) == {"Nog niet aan de beurt"}
    assert not client.page(page).find("a", href=address), "it may all be done yet"

    assert run(app) == 1

    assert outcomes(client, page) == ["Vernieuwd"] * MANY
    assert not client.page(page).find("a", href=address), "there is no rest"
    job = client.page(answer.location)
    assert "Klaar" in job.h1.get_text()
    assert job.find("a", href=page)
    assert "niets om te vernieuwen" in client.page(address).get_text().lower()
    table = client.get(f"{page}.csv").get_data(as_text=True)
    assert table.count("Vernieuwd") == MANY
    newest = db.session.scalars(select(Credential).order_by(Credential.id.desc())).first()
    assert newest is not None
    assert newest.valid_until is not None
    assert newest.valid_until > START + timedelta(days=300)


def test_whoever_stops_it_keeps_what_was_done(
    app: Flask, client: AcademyClient, address: str
) -> None:
    """Stopped after the first portion, as by the button on its page."""
    client.as_(JAN)
    sent = fields(client, address)
    location = client.post(address, data=sent).location
    with transaction():
        lease = queue.claim()
    assert lease is not None
    stopping = _StopsAfterOnePortion(lease)
    with pytest.raises(queue.LeaseLostError):
        HANDLERS["renew-badges"].run(stopping)

    told = outcomes(client, f"{address}/{sent['key']}")
    assert told.count("Vernieuwd") == PORTION
    assert told.count("Niet gedaan") == MANY - PORTION
    assert "Je hebt dit gestopt" in client.page(f"{address}/{sent['key']}").get_text()
    assert client.page(f"{address}/{sent['key']}").find("a", href=address)
    assert "Gestopt" in client.page(location).h1.get_text()
    assert len(fields(client, address)["badges"]) == MANY - PORTION, "the rest can be chosen again"


class _StopsAfterOnePortion(Work):
    """The work of a job that its starter stops while the second portion waits."""

    def step(self, *decided_by: object, done: int | None = None, total: int | None = None) -> Any:
        if done == PORTION:
            with transaction():
                queue.cancel(db.session.scalars(select(Job)).one())
        return super().step(*decided_by, done=done, total=total)


def test_a_job_that_is_done_again_saves_nobody_twice(
    app: Flask, client: AcademyClient, address: str
) -> None:
    client.as_(JAN)
    sent = fields(client, address)
    locations = {client.post(address, data=sent).location for _twice in range(2)}
    assert len(locations) == 1, "the same page sent twice is one job"
    before = db.session.scalar(select(func.count(Assessment.id))) or 0
    run(app)
    with transaction():
        job = db.session.scalars(select(Job)).one()
        job.state, job.attempts, job.finished_at = JobState.READY, 0, None

    assert run(app) == 1

    assert db.session.scalar(select(func.count(Assessment.id))) == before + MANY


def test_a_leader_who_may_assess_no_more_saves_nothing(
    app: Flask, client: AcademyClient, address: str
) -> None:
    client.as_(JAN)
    sent = fields(client, address)
    client.post(address, data=sent)
    with transaction():
        for held in db.session.scalars(select(AssessorAuthority)):
            held.ends_on = START.date() - timedelta(days=1)
    run(app)

    assert set(outcomes(client, f"{address}/{sent['key']}")) == {"Niet gedaan"}


def test_bad_input_is_told_at_the_field(client: AcademyClient, address: str) -> None:
    client.as_(JAN)
    good = fields(client, address)
    for wrong in (
        {"badges": []},
        {"badges": [str(uuid.uuid4())]},
        {"seen": ""},
        {"observed_on": "31-2-2026"},
        {"observed_on": "2030-01-01"},
    ):
        sent = {name: value for name, value in (good | wrong).items() if value}
        answer = client.post(address, data=sent)
        assert answer.status_code == 422
        assert answer.page.select(".field--error, .fieldset--error, .choice--error, [aria-invalid]")
    assert not db.session.scalars(select(Job)).all()


def test_who_may_renew_and_who_may_look_back(
    client: AcademyClient, address: str, cast: Cast
) -> None:
    client.as_(JAN)
    sent = fields(client, address)
    client.post(address, data=sent)
    page = f"{address}/{sent['key']}"
    assert client.get(page).status_code == 200
    assert client.get(f"{address}/{uuid.uuid4()}").status_code == 404
    elsewhere = f"/teams/{cast.winkel.uuid}/renewals/{sent['key']}"
    assert client.get(elsewhere).status_code == 404
    for other, status in ((OSCAR, 404), (AMINA, 404), (DEWI, 404), (BEA, 403)):
        assert client.as_(other).get(address).status_code == status, other
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("other", [JAN, FATMA], ids=["of one leader", "of two leaders"])
def test_two_pages_that_are_sent_renew_each_badge_once(
    app: Flask, client: AcademyClient, address: str, other: Member
) -> None:
    before = db.session.scalar(select(func.count(Assessment.id))) or 0
    keys = []
    for leader in (JAN, other):
        sent = fields(client.as_(leader), address)
        assert client.post(address, data=sent).status_code == 303
        keys.append(sent["key"])

    run(app)

    assert db.session.scalar(select(func.count(Assessment.id))) == before + MANY
    for leader, key in zip((JAN, other), keys, strict=True):
        assert outcomes(client.as_(leader), f"{address}/{key}") == ["Vernieuwd"] * MANY


def test_what_was_taken_back_can_be_renewed_that_day(
    app: Flask, client: AcademyClient, address: str
) -> None:
    first = fields(client.as_(JAN), address)
    first["badges"] = first["badges"][:1]
    client.post(address, data=first)
    run(app)
    newest = select(Assessment).order_by(Assessment.id.desc()).limit(1)
    client.post(f"/assessments/{db.session.scalars(newest).one().uuid}/undo")
    assert outcomes(client, f"{address}/{first['key']}") == ["Niet gedaan"]

    again = fields(client, address) | {"badges": first["badges"]}
    client.post(address, data=again)
    run(app)

    assert outcomes(client, f"{address}/{again['key']}") == ["Vernieuwd"]
