"""A badge is drawn, a second person looks, and whoever gave it answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.validation.defaults import set_default
from academy.catalogue.validation.rule import FIRST
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import AssessorAuthority
from academy.sampling.choosing import key_of
from academy.sampling.drawing import SAMPLING, draw
from academy.sampling.looking import look
from academy.sampling.models import Sample, SampleOutcome
from academy.security.identity import Actor
from tests.academy.assessments.conftest import Save
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    an_authority,
)  # fmt: skip
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

KEY = key_of("a secret of this installation")
WORKER = Actor(None, "worker")


@pytest.fixture
def drawn(save: Save, clock: TestClock) -> Sample:
    """Jan gave Amina a badge, and every badge is looked at."""
    every_badge()
    save()
    clock.advance(minutes=30)
    assert draw_now(clock) == 1
    return the_sample()


def every_badge() -> None:
    with transaction("content"):
        rule = replace(FIRST, sampling_percent=100)
        set_default(rule, seen="", by=ANNA.identity(), now=START)
    with transaction(SAMPLING):
        assert draw(KEY, by=WORKER, now=START) == 0


def draw_now(clock: TestClock) -> int:
    with transaction(SAMPLING):
        return draw(KEY, by=WORKER, now=clock())


def the_sample() -> Sample:
    return db.session.scalars(select(Sample)).one()


def test_a_badge_is_drawn_once(drawn: Sample, clock: TestClock) -> None:
    assert (drawn.look_by - clock().date()).days == 28
    clock.advance(minutes=30)
    assert draw_now(clock) == 0


def test_nothing_of_before_the_first_draw_is_looked_at(save: Save, clock: TestClock) -> None:
    save()
    clock.advance(minutes=30)
    assert draw_now(clock) == 0
    clock.advance(minutes=30)
    assert draw_now(clock) == 0


def test_a_withdrawn_badge_is_not_drawn(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    every_badge()
    client.post(f"{save().location}/undo")
    clock.advance(minutes=30)
    assert draw_now(clock) == 0


@pytest.mark.parametrize(
    ("member", "status"),
    [(FATMA, 200), (PIET, 200), (BEA, 200), (JAN, 403), (AMINA, 404), (OSCAR, 404), (CAS, 404),
     (ANNA, 404)],
)  # fmt: skip
def test_who_may_look(client: AcademyClient, drawn: Sample, member: Member, status: int) -> None:
    assert client.as_(member).get(f"/samples/{drawn.uuid}").status_code == status


def test_where_authority_by_name_is_asked_only_who_has_it_looks(
    client: AcademyClient, drawn: Sample, palette: Cast
) -> None:
    version = drawn.credential.achievement.skill_version
    version.named_assessors = True
    domain = version.skill.domain
    db.session.commit()

    address = f"/samples/{drawn.uuid}"
    assert client.as_(FATMA).get(address).status_code == 404
    assert client.as_(BEA).get(address).status_code == 200

    an_authority(FATMA.row, palette.schakel, domain=domain)
    assert client.as_(FATMA).get(address).status_code == 200


def test_a_second_person_agrees(client: AcademyClient, drawn: Sample) -> None:
    todo = client.as_(FATMA).page("/reviews").select_one("main")
    assert "Steekproef" in todo.get_text()
    assert todo.select_one(f"a[href='/samples/{drawn.uuid}']")

    answer = client.post(f"/samples/{drawn.uuid}", data={"outcome": "right"})

    assert answer.status_code == 303
    db.session.expire_all()
    assert (drawn.outcome, drawn.by_id) == (SampleOutcome.RIGHT, FATMA.row.id)
    assert "Steekproef" not in client.page("/reviews").select_one("main").get_text()
    assert not client.as_(JAN).page("/reviews").select(f"a[href='/samples/{drawn.uuid}/answer']")


def test_what_is_not_right_is_said_and_answered(client: AcademyClient, drawn: Sample) -> None:
    client.as_(FATMA)
    refused = client.post(f"/samples/{drawn.uuid}", data={"outcome": "not_right"})
    assert refused.status_code == 422
    assert refused.page.select_one("#finding-error")
    sent = {"outcome": "not_right", "finding": "Sorteert nog niet op seizoen"}
    client.post(f"/samples/{drawn.uuid}", data=sent)

    badge = db.session.scalars(select(Credential)).one()
    assert badge.revocation is None
    todo = client.as_(JAN).page("/reviews")
    assert todo.select_one(f"a[href='/samples/{drawn.uuid}/answer']")
    page = client.page(f"/samples/{drawn.uuid}/answer").get_text()
    assert "Sorteert nog niet op seizoen" in page
    assert client.post(f"/samples/{drawn.uuid}/answer", data={"answer": ""}).status_code == 422
    said = {"answer": "We hebben samen nog eens gekeken"}
    assert client.post(f"/samples/{drawn.uuid}/answer", data=said).status_code == 303

    assert (
        "We hebben samen nog eens gekeken"
        in client.as_(FATMA).page(f"/samples/{drawn.uuid}").get_text()
    )
    actions = db.session.scalars(select(AuditEvent.action)).all()
    assert {"sample.chosen", "sample.looked_at", "sample.answered"} <= set(actions)


def test_what_was_decided_stays(client: AcademyClient, drawn: Sample) -> None:
    client.as_(FATMA).post(f"/samples/{drawn.uuid}", data={"outcome": "right"})
    sent = {"outcome": "not_right", "finding": "Toch niet"}
    assert client.as_(BEA).post(f"/samples/{drawn.uuid}", data=sent).status_code == 409
    db.session.expire_all()
    assert drawn.outcome == SampleOutcome.RIGHT


@pytest.mark.parametrize(("member", "status"), [(FATMA, 403), (AMINA, 404), (OSCAR, 404)])
def test_only_whoever_gave_the_badge_answers(
    client: AcademyClient, drawn: Sample, member: Member, status: int
) -> None:
    client.as_(FATMA).post(
        f"/samples/{drawn.uuid}", data={"outcome": "not_right", "finding": "Nee"}
    )
    sent = {"answer": "Ja"}
    answer = client.as_(member).post(f"/samples/{drawn.uuid}/answer", data=sent)
    assert answer.status_code == status


def test_what_is_late_is_told(client: AcademyClient, drawn: Sample, clock: TestClock) -> None:
    clock.advance(days=29)
    assert "Te laat" in client.as_(FATMA).page("/reviews").select_one("main").get_text()


def test_two_who_look_at_once(app: Flask, drawn: Sample, cast: Cast) -> None:
    number = drawn.id

    def find(member: Member) -> None:
        found = db.session.get(Sample, number)
        with transaction(found.credential.person):
            look(
                db.session.get(Sample, number),
                SampleOutcome.RIGHT, "", by=member.identity(), now=START,
            )  # fmt: skip

    assert race(app, lambda: find(FATMA), lambda: find(BEA)) == ["AcademyError", DONE]


def test_two_draws_at_once_choose_a_badge_once(app: Flask, save: Save, clock: TestClock) -> None:
    every_badge()
    save()
    save(about=GORAN)
    clock.advance(minutes=30)
    assert race(app, lambda: draw_now(clock), lambda: draw_now(clock)) == [DONE, DONE]
    assert len(db.session.scalars(select(Sample)).all()) == 2


def test_whoever_may_not_assess_does_not_look(client: AcademyClient, drawn: Sample) -> None:
    with transaction(drawn.credential.organisation):
        held = select(AssessorAuthority).where(AssessorAuthority.person_id == PIET.row.id)
        db.session.scalars(held).one().ends_on = START.date() - timedelta(days=1)

    assert client.as_(PIET).get(f"/samples/{drawn.uuid}").status_code == 404
    assert "Steekproef" not in client.page("/reviews").select_one("main").get_text()


def test_the_worker_draws_each_night(app: Flask, save: Save, clock: TestClock) -> None:
    every_badge()
    save()
    clock.advance(minutes=30)
    with transaction():
        queue.enqueue("draw-samples")
    run_until_idle(app, Slot(handlers=HANDLERS))

    db.session.rollback()
    assert the_sample().is_open
