"""A worker asks to be erased, has a week to come back on it, and then nothing is left."""

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.verifying import verify_all
from academy.credentials.models import Credential, RevocationReason
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import Person
from academy.privacy import requested
from academy.wallet.erasure.models import ErasureRequest
from tests.academy.shown import Shown
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA
from tests.client import AcademyClient
from tests.clock import TestClock

KEEP, REVOKE = {"badges": "keep"}, {"badges": "revoke"}


def after_a_night(app: Flask) -> None:
    with transaction():
        queue.enqueue("erase-who-asked")
    run_until_idle(app, Slot(handlers=HANDLERS))
    db.session.rollback()


def test_the_page_says_what_goes_and_what_stays(amina: AcademyClient) -> None:
    text = text_of(amina.page("/wallet/erase"))
    for words in ("je naam, je kaart en je pincode", "Dit blijft, zonder je naam", "7 dagen"):
        assert words in text
    goes = text.partition("Dit wissen we")[2].partition("Dit blijft")[0]
    assert "wat jij over jezelf schreef" in goes
    assert "wat anderen over je schreven" in goes
    answer = amina.post("/wallet/erase", data={})
    assert answer.status_code == 422
    assert "Kies wat we met je badges doen." in answer.text
    assert db.session.scalars(select(ErasureRequest)).all() == []


def test_for_a_week_it_can_be_taken_back(
    app: Flask, amina: AcademyClient, clock: TestClock
) -> None:
    assert amina.post("/wallet/erase", data=KEEP).status_code == 303
    assert "We wissen alles op" in text_of(amina.page("/wallet"))
    clock.advance(days=6)
    after_a_night(app)
    assert AMINA.row.erased_at is None
    assert amina.as_(AMINA).post("/wallet/erase/take-back").status_code == 303
    clock.advance(days=2)
    after_a_night(app)
    assert AMINA.row.erased_at is None
    assert "We wissen alles op" not in text_of(amina.as_(AMINA).page("/wallet"))


@pytest.mark.parametrize("choice", ["keep", "revoke"])
def test_after_a_week_it_is_done_as_was_chosen(
    app: Flask, amina: AcademyClient, shown: Shown, clock: TestClock, choice: str
) -> None:
    badge = shown(days_ago=3)
    number, name = badge.id, AMINA.row.name
    amina.post("/wallet/erase", data={"badges": choice})
    clock.advance(days=7, seconds=1)
    after_a_night(app)
    person = db.session.scalars(select(Person).where(Person.uuid == AMINA.uuid)).one()
    assert person.erased_at is not None
    assert person.name != name
    kept = db.session.get_one(Credential, number)
    reason = kept.revocation.reason if kept.revocation else None
    assert reason == (RevocationReason.OBJECTION if choice == "revoke" else None)
    assert db.session.scalars(select(ErasureRequest)).all() == []
    assert not [each for chain in verify_all() for each in chain.findings]
    assert amina.get("/wallet").status_code == 303


def test_the_last_administrator_is_not_forgotten_halfway(
    app: Flask, client: AcademyClient, palette: object, clock: TestClock
) -> None:
    """Nor does any file go: a print that somebody waits for, a photo."""
    files = dependencies().files
    files.put("jobs/print/cards.pdf", b"%PDF")
    client.as_(BEA).post("/wallet/erase", data=KEEP)
    clock.advance(days=8)
    with transaction():
        queue.enqueue("team-certificates")
        db.session.scalars(select(Job)).one().result_key = "jobs/print/cards.pdf"

    after_a_night(app)

    assert BEA.row.erased_at is None
    assert files.get("jobs/print/cards.pdf") == b"%PDF"


def test_who_takes_it_back_while_others_are_erased_keeps_the_photos(
    app: Flask, amina: AcademyClient, monkeypatch: pytest.MonkeyPatch, clock: TestClock
) -> None:
    """And every other file: nothing goes before it is sure."""
    files = dependencies().files
    files.put("jobs/print/cards.pdf", b"%PDF")
    amina.post("/wallet/erase", data=KEEP)
    clock.advance(days=8)
    number = AMINA.row.id
    amina.as_(AMINA).post("/wallet/erase/take-back")
    monkeypatch.setattr(requested, "due_requests", lambda _now: [number])
    with transaction():
        queue.enqueue("team-certificates")
        db.session.scalars(select(Job)).one().result_key = "jobs/print/cards.pdf"

    after_a_night(app)

    assert AMINA.row.erased_at is None
    assert files.get("jobs/print/cards.pdf") == b"%PDF"


def test_a_visitor_erases_nobody(client: AcademyClient, palette: object) -> None:
    assert client.post("/wallet/erase", data=KEEP).status_code == 401
    assert db.session.scalars(select(ErasureRequest)).all() == []


def test_the_first_time_everybody_reads_what_is_kept(amina: AcademyClient) -> None:
    assert "Dit bewaren we van je" in text_of(amina.page("/wallet"))
    assert amina.post("/wallet/erase/seen").status_code == 303
    assert "Dit bewaren we van je" not in text_of(amina.page("/wallet"))
    seen = AMINA.row.notice_seen_at
    amina.post("/wallet/erase/seen")
    assert AMINA.row.notice_seen_at == seen
