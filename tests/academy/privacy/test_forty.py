"""Forty marked values about one person: all stand in the file of everything, and none is left in
any file or row of the installation a week after the person asked to be forgotten."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from academy.assessments.models import Assessment, AssessmentReview, WorkerResponse
from academy.credentials.models import PaperCopy
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.learning.models import LearningRecord
from academy.wallet.claims.models import Claim
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.sharing.models import Share
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.academy.privacy.planting import plant, tables
from tests.academy.privacy.test_nothing_left import everything
from tests.cast import AMINA, JAN, an_account
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "save"]

MARKS = [f"Plantje{number:02}x" for number in range(40)]


@pytest.fixture
def planted(app: Flask, save: Save) -> list[str]:
    """Every mark in a row about Amina."""
    marks = iter(MARKS)
    assert save(filled_in(note=next(marks))).status_code == 303
    given = db.session.scalars(select(Assessment)).one()
    amina = AMINA.row
    amina.name, amina.latin_name = f"Amina {next(marks)}", next(marks)
    amina.memberships[0].staff_number = next(marks)
    an_account(amina, f"{next(marks).lower()}@example.nl")
    given.remarks = [next(marks)]
    paper = db.session.scalars(select(PaperCopy)).one()
    paper.printed_name = next(marks)
    about = {"assessment_id": given.id, "at": START}
    db.session.add_all([
        WorkerResponse(kind="objects", reason=next(marks), **about),
        AssessmentReview(outcome="stands", explanation=next(marks), by_id=JAN.row.id, **about),
    ])  # fmt: skip
    for name, given_values in _rows(marks):
        plant(tables()[name], person_id=amina.id, **given_values)
    assert next(marks, None) is None, "every mark was planted"
    db.session.commit()
    return MARKS


def _rows(marks: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of what a person has more than one of."""
    for _number in range(4):
        words = ("firm", "author", "skill", "words")
        yield Claim.__tablename__, {name: next(marks) for name in words} | {"accepted_at": START}
    for _number in range(2):
        yield LearningRecord.__tablename__, {
            "title": {"nl": next(marks)}, "provider": next(marks), "form": next(marks),
        }  # fmt: skip
    for _number in range(2):
        yield ForeignBadge.__tablename__, {
            "name": next(marks), "issuer": next(marks), "holder": next(marks), "verdict": "valid",
            "kind": "json",
        }  # fmt: skip
    for _number in range(3):
        yield Share.__tablename__, {"label": next(marks), "ends_at": START, "audience": "other"}


def test_all_forty_stand_in_the_file_of_everything(
    app: Flask, planted: list[str], client: AcademyClient
) -> None:
    told = client.as_(AMINA).get("/wallet/data.json").json
    text = json.dumps(told, ensure_ascii=False).lower()
    assert [mark for mark in planted if mark.lower() not in text] == []


def test_none_of_forty_is_left_after_the_week(
    app: Flask, planted: list[str], client: AcademyClient, clock: TestClock
) -> None:
    before = everything(app).lower()
    assert all(mark.lower().encode() in before for mark in planted)
    client.as_(AMINA).post("/wallet/erase", data={"badges": "keep"})
    clock.advance(days=8)
    with transaction():
        queue.enqueue("erase-who-asked")
    run_until_idle(app, Slot(handlers=HANDLERS))
    db.session.rollback()
    left = everything(app).lower()
    assert [mark for mark in planted if mark.lower().encode() in left] == []


def test_none_of_forty_is_in_what_the_server_tells_of_a_page_that_broke(
    planted: list[str],
    client: AcademyClient,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PostgreSQL quotes the row that it refuses."""

    def breaks(*_given: object, **_named: object) -> None:
        for mark in planted:
            db.session.execute(text("INSERT INTO person (name) VALUES (:name)"), {"name": mark})

    amina = client.as_(AMINA)
    monkeypatch.setattr("academy.wallet.views.wallet_of", breaks)
    caplog.set_level(logging.DEBUG)

    assert amina.get(f"/wallet?q={planted[0]}").status_code == 409

    assert "constraint refused wallet.index" in caplog.text
    assert [mark for mark in planted if mark.lower() in caplog.text.lower()] == []
