"""Many badges withdrawn at once: chosen one by one, with a reason, by a job that can be stopped."""

import re
import subprocess
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import Account
from academy.adapters.mail import FolderMailer
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.work import Work
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import Person
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import ANNA, BEA, JAN, Cast, Member, a_membership, a_person
from tests.client import AcademyClient

__all__ = ["palette", "shown"]
MANY, STOPPED_AFTER = 6, 2


@pytest.fixture
def address(shown: Shown, cast: Cast) -> str:
    for number in range(MANY):
        member = Member(f"Kracht {number:02}")
        person = a_person(member.name, uuid=member.uuid)
        a_membership(person, team=cast.sorteren)
        db.session.commit()
        shown(member, SORTING, days_ago=40)
    return f"/organisations/{cast.schakel.uuid}/withdrawals"


def fields(client: AcademyClient, address: str, **more: Any) -> dict[str, Any]:
    form = client.page(f"{address}?skill={SORTING}").select_one("form#withdraw")
    hidden = {str(each["name"]): each["value"] for each in form.select("[type=hidden]")}
    badges = [each["value"] for each in form.select("[name=badges]")]
    return {**hidden, "badges": badges, "reason": "mistake", "sure": "y", **more}


def send(client: AcademyClient, address: str, sent: dict[str, Any]) -> Any:
    return client.post(f"{address}?skill={SORTING}", data=sent)


def outcomes(client: AcademyClient, page: str) -> list[str]:
    return [row.select("td")[-1].get_text() for row in client.page(page).select("tbody tr")]


def test_the_chosen_badges_are_withdrawn_and_no_other(
    app: Flask, client: AcademyClient, address: str
) -> None:
    client.as_(BEA)
    sent = fields(client, address)
    assert len(sent["badges"]) == MANY
    kept = sent["badges"].pop()
    answers = [send(client, address, sent) for _twice in range(2)]
    assert len({answer.location for answer in answers}) == 1, "sent twice, it is one job"
    page = f"{address}/{sent['key']}"
    assert set(outcomes(client, page)) == {"Nog niet aan de beurt"}

    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1

    assert outcomes(client, page) == ["Ingetrokken"] * (MANY - 1)
    assert client.page(answers[0].location).find("a", href=page)
    assert client.get(f"{page}.csv").get_data(as_text=True).count("Ingetrokken") == MANY - 1
    left = select(Credential.uuid).where(Credential.current_key.is_not(None))
    assert [str(each) for each in db.session.scalars(left)] == [kept]
    reasons = set(db.session.scalars(select(Revocation.reason)))
    assert reasons == {RevocationReason.MISTAKE}


def test_letters_are_for_whoever_gets_no_mail(
    app: Flask, client: AcademyClient, address: str, tmp_path: Path
) -> None:
    real = app.extensions["academy"]
    mailer = FolderMailer(tmp_path / "mail", "badges@example.nl")
    app.extensions["academy"] = replace(real, mailer=mailer)
    with_mail, *others = people_with_a_badge()
    name, names = with_mail.name, [person.name for person in others]
    db.session.add(Account(person=with_mail, email="kracht@example.nl", wants_news=True))
    db.session.commit()
    client.as_(BEA)
    sent = fields(client, address)
    send(client, address, sent)
    page = f"{address}/{sent['key']}"
    assert client.page(page).find("form", action=f"{page}/letters") is None, "nothing is done yet"
    run_until_idle(app, Slot(handlers=HANDLERS))
    form = client.page(page).find("form", action=f"{page}/letters")
    assert form is not None
    assert f"{len(names)} brieven" in client.page(page).get_text()

    answers = [client.post(f"{page}/letters") for _twice in range(2)]
    assert len({answer.location for answer in answers}) == 1, "tapped twice, it is one print"
    run_until_idle(app, Slot(handlers=HANDLERS))

    made = client.page(answers[0].location).find("a", href=re.compile(r"/jobs/.+/result"))
    text = text_of(client.get(str(made["href"])).get_data())
    assert text.count("Je badge is ingetrokken") == len(names)
    assert text.count("De badge was per ongeluk gegeven.") == len(names)
    assert all(f"Beste {each}," in text for each in names)
    assert name not in text


def test_no_letter_is_made_of_what_somebody_else_withdrew(
    client: AcademyClient, address: str
) -> None:
    client.as_(BEA)
    sent = fields(client, address)
    send(client, address, sent)
    for other in (JAN, ANNA):
        client.as_(other)
        assert client.post(f"{address}/{sent['key']}/letters").status_code == 404


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def people_with_a_badge() -> list[Person]:
    found = select(Person).where(Person.name.startswith("Kracht")).order_by(Person.name)
    return list(db.session.scalars(found))


def test_whoever_stops_it_keeps_what_was_done_and_it_can_go_on(
    app: Flask, client: AcademyClient, address: str
) -> None:
    client.as_(BEA)
    sent = fields(client, address)
    send(client, address, sent)
    with transaction():
        lease = queue.claim()
    assert lease is not None
    with pytest.raises(queue.LeaseLostError):
        HANDLERS["withdraw-badges"].run(_Stopped(lease))
    told = outcomes(client, f"{address}/{sent['key']}")
    assert told.count("Ingetrokken") == STOPPED_AFTER
    assert told.count("Niet gedaan") == MANY - STOPPED_AFTER

    with transaction():
        job = db.session.scalars(select(Job)).one()
        job.state, job.attempts, job.finished_at = JobState.READY, 0, None
    run_until_idle(app, Slot(handlers=HANDLERS))

    assert outcomes(client, f"{address}/{sent['key']}") == ["Ingetrokken"] * MANY
    assert db.session.scalar(select(func.count(Revocation.id))) == MANY, "nobody's twice"


class _Stopped(Work):
    """The work of a job that its starter stops in the middle."""

    def step(self, *decided_by: object, done: int | None = None, total: int | None = None) -> Any:
        if done == STOPPED_AFTER:
            with transaction():
                queue.cancel(db.session.scalars(select(Job)).one())
        return super().step(*decided_by, done=done, total=total)


def test_bad_input_is_told_and_withdraws_nothing(client: AcademyClient, address: str) -> None:
    client.as_(BEA)
    good = fields(client, address)
    for wrong in (
        {"badges": []},
        {"badges": [str(uuid.uuid4())]},
        {"reason": "undone"},
        {"reason": ""},
        {"sure": ""},
    ):
        sent = {name: value for name, value in (good | wrong).items() if value}
        assert send(client, address, sent).status_code == 422
    assert client.post(address, data=good).status_code == 303, "no skill was chosen"
    assert "Kies een vaardigheid" in client.page(f"{address}?skill=bestaat-niet").get_text()
    assert not db.session.scalars(select(Job)).all()


def test_who_may_withdraw_many(client: AcademyClient, address: str, cast: Cast) -> None:
    client.as_(BEA)
    sent = fields(client, address)
    send(client, address, sent)
    page = f"{address}/{sent['key']}"
    assert client.get(page).status_code == 200
    assert client.get(f"{address}/{uuid.uuid4()}").status_code == 404
    assert client.get(f"{address}?skill={SORTING}&team={cast.winkel.uuid}").status_code == 200
    for other in (JAN, ANNA):
        assert client.as_(other).get(address).status_code == 404
        assert client.get(page).status_code == 404


def test_all_badges_are_ticked_for_who_asks(client: AcademyClient, address: str) -> None:
    page = client.as_(BEA).page(f"{address}?skill={SORTING}")
    assert page.select("[name=badges][checked]") == []
    link = next(each for each in page.select("main a") if "Kies iedereen" in each.get_text())
    boxes = client.page(link["href"]).select("[name=badges]")
    assert len(boxes) == MANY
    assert all(box.has_attr("checked") for box in boxes)
