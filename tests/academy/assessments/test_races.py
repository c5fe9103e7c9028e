"""Two who decide about one worker's badge at the same moment: one after the other, never both."""

import threading
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest
from flask import Flask
from sqlalchemy import Select, func, insert, select

from academy.assessments import awarding, service
from academy.assessments.models import (
    Assessment,
    AssessmentWithdrawal,
    ReviewOutcome,
)
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.objections.reviewing import review as decide
from academy.privacy import erasing
from tests.academy.assessments.conftest import Save, address, filled_in
from tests.cast import AMINA, BEA, FATMA, GORAN, JAN, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race
from tests.statements import count_statements


def count(found: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def newest() -> int:
    number = db.session.scalar(select(func.max(Assessment.id)))
    assert number is not None
    return number


def undo(number: int, *, by: Member = JAN) -> Callable[[], None]:
    def act() -> None:
        row = db.session.get_one(Assessment, number)
        who = by.identity()
        with transaction(row.person):
            service.undo(row, by=who, now=START)

    return act


def review(number: int, outcome: ReviewOutcome, *, by: Member = FATMA) -> Callable[[], None]:
    def act() -> None:
        row = db.session.get_one(Assessment, number)
        who = by.identity()
        with transaction(row.person):
            decide(row, outcome, "", by=who, now=START)

    return act


def valid_badges_of(number: int) -> int:
    return count(
        select(Credential.id)
        .outerjoin(Revocation)
        .where(Credential.assessment_id == number, Revocation.id.is_(None))
    )


@pytest.fixture
def unawarded(save: Save, monkeypatch: pytest.MonkeyPatch) -> int:
    """An assessment whose badge a crash left out; everything to issue it is there."""
    save(about=GORAN)
    with monkeypatch.context() as crash:
        crash.setattr(awarding, "sign_ahead", lambda *_args, **_more: None)
        crash.setattr(awarding, "award", lambda *_args, **_more: None)
        save()
    return newest()


def test_undo_beside_award_leaves_no_valid_badge(app: Flask, unawarded: int) -> None:
    def award() -> None:
        awarding.award(unawarded, dependencies(), by=JAN.actor)

    assert race(app, award, undo(unawarded)) == [DONE, DONE]
    assert count(select(AssessmentWithdrawal.id)) == 1
    assert valid_badges_of(unawarded) == 0


def test_erasing_beside_award_leaves_neither(app: Flask, unawarded: int) -> None:
    """Whoever saved it read of a fault: the assessment went before its badge was there."""

    def award() -> None:
        awarding.award(unawarded, dependencies(), by=JAN.actor)

    def erase() -> None:
        person = AMINA.row
        with transaction(*erasing.decided_by(person)):
            erasing.erase(person, by=BEA.actor, now=START)

    assert race(app, award, erase) == [DONE, DONE]
    assert valid_badges_of(unawarded) in {0, 1}, "the badge of before the erasing stays"
    assert count(select(Assessment.id).where(Assessment.id == unawarded)) == valid_badges_of(
        unawarded
    )


def test_what_was_erased_earns_nothing(app: Flask, unawarded: int) -> None:
    person = AMINA.row
    with transaction(*erasing.decided_by(person)):
        erasing.erase(person, by=BEA.actor, now=START)

    assert awarding.award(unawarded, dependencies(), by=JAN.actor) == awarding.GONE


def test_two_sweeps_give_one_badge(app: Flask, unawarded: int) -> None:
    def award() -> None:
        awarding.award(unawarded, dependencies(), by=JAN.actor)

    assert race(app, award, award) == [DONE, DONE]
    assert valid_badges_of(unawarded) == 1


def test_revoke_beside_confirm_leaves_the_second_with_a_badge(app: Flask, save: Save) -> None:
    """Whoever is second either confirms a badge that then goes, or gets a new one."""
    save()
    badge = db.session.scalars(select(Credential.id)).one()
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(awarding, "sign_ahead", lambda *_args, **_more: None)
        crash.setattr(awarding, "award", lambda *_args, **_more: None)
        save(by=FATMA)
    second = newest()

    def take_back() -> None:
        row = db.session.get_one(Credential, badge)
        who = BEA.identity()
        with transaction(row.person):
            revoke(row, RevocationReason.MISTAKE, by=who, now=START)

    def confirm() -> None:
        awarding.award(second, dependencies(), by=FATMA.actor)

    assert race(app, take_back, confirm) == [DONE, DONE]
    revoked_at_line = _line("credential.revoked")
    if confirmed_at_line := _line("credential.confirmed"):
        assert confirmed_at_line < revoked_at_line, "it confirmed a badge that was gone"
    else:
        assert valid_badges_of(second) == 1


def _line(action: str) -> int:
    number = db.session.scalar(select(AuditEvent.id).where(AuditEvent.action == action))
    return number or 0


def test_a_double_undo_is_one(app: Flask, save: Save) -> None:
    save()

    assert race(app, undo(newest()), undo(newest())) == [DONE, DONE]
    assert count(select(AssessmentWithdrawal.id)) == 1


def test_saving_costs_one_statement_more_on_postgresql_and_none_on_sqlite(
    app: Flask, save: Save
) -> None:
    save()
    with count_statements() as statements:
        save(about=GORAN)

    locks = [each for each in statements if "FOR NO KEY UPDATE" in each]
    is_postgres = db.engine.dialect.name == "postgresql"
    assert len(locks) == (1 if is_postgres else 0), "the worker's row, and nothing else"
    assert len(statements) <= 40 + len(locks), f"{len(statements)}, with signing in and the page"


def test_a_leader_waits_for_nobody_who_decides_about_somebody_else(app: Flask, save: Save) -> None:
    """Not even for an administrator of the organisation, to which the assessment refers."""
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time there, whatever is locked
    save()
    row = db.session.scalars(select(Assessment)).one()
    values = {c.key: getattr(row, c.key) for c in Assessment.__table__.columns if c.key != "id"}
    done: list[str] = []

    def assess_goran() -> None:
        with app.app_context(), transaction(GORAN.row):
            changes = {"uuid": uuid.uuid4(), "person_id": GORAN.row.id}
            db.session.execute(insert(Assessment).values(values | changes))
            done.append("assessed")

    with transaction(row.team.organisation, AMINA.row):
        thread = threading.Thread(target=assess_goran, daemon=True)
        thread.start()
        thread.join(5)
        assert done == ["assessed"]


def test_two_corrections_at_once_give_one_better_badge(app: Flask, save: Save) -> None:
    """The first of its level: made ready first, so both are kept before either earns anything."""
    save(filled_in(level=1))
    wrong = db.session.scalars(select(Credential.uuid)).one()

    def correct(browser: AcademyClient) -> None:
        answer = browser.post(address(), data=filled_in(level=3, corrects=str(wrong)))
        assert answer.status_code == 303

    browsers = [cast("AcademyClient", app.test_client()).as_(JAN) for _number in range(2)]
    for browser in browsers:
        browser.csrf_token()
    assert race(app, *(partial(correct, browser) for browser in browsers)) == [DONE, DONE]
    valid = select(Credential).where(~Credential.revocation.has())
    assert [badge.level for badge in db.session.scalars(valid)] == [3]
