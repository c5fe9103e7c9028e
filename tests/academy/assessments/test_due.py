"""What the sweep looks at: noted with what can earn a badge, gone when somebody has looked."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from academy.assessments import awarding, due
from academy.assessments.due import Due
from academy.assessments.models import Assessment, AwardDue
from academy.catalogue.models import SkillVersion
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import BEA, FATMA, JAN
from tests.client import AcademyClient
from tests.clock import START


def noted() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(AwardDue.assessment_id).order_by(AwardDue.id)))


@pytest.fixture
def two_needed(save: Save) -> None:
    db.session.execute(update(SkillVersion).values(assessors_needed=2))
    db.session.commit()


def test_a_badge_that_is_kept_with_its_assessment_leaves_nothing_to_look_at(save: Save) -> None:
    save()  # makes the keys ready, so it is awarded afterwards
    assert noted() == []

    save(by=FATMA)

    assert noted() == []


def test_what_earns_nothing_is_not_noted(save: Save) -> None:
    save(filled_in(seen=1))
    assert noted() == []


@pytest.mark.usefixtures("two_needed")
def test_what_waits_is_forgotten_once_the_sweep_has_looked(save: Save) -> None:
    save()
    assert len(noted()) == 1

    assert awarding.pending(local_day(START)) == []

    assert noted() == []


@pytest.mark.usefixtures("two_needed")
def test_a_decision_lets_the_sweep_look_at_all_of_the_subject_again(
    save: Save, client: AcademyClient
) -> None:
    save(by=JAN)
    second = save(by=FATMA).location
    assert db.session.scalars(select(Credential)).all()
    awarding.issue_pending(dependencies(), by=BEA.actor)
    assert noted() == []

    client.as_(FATMA).post(f"{second}/undo")

    numbers = list(db.session.scalars(select(Assessment.id).order_by(Assessment.id)))
    assert noted() == numbers
    assert awarding.pending(local_day(START)) == []
    assert noted() == []


def test_what_came_while_the_sweep_looked_is_looked_at_next_time(app: Flask, save: Save) -> None:
    save(filled_in())
    number = db.session.scalars(select(Assessment.id)).one()
    with transaction():
        due.note(number)
    [seen] = [each for portion in due.in_portions() for each in portion]
    with transaction():
        due.note(number)

    with transaction():
        due.forget_seen([seen])

    assert noted() == [number]
    assert [each for portion in due.in_portions() for each in portion] != [seen]


def test_more_than_one_portion_is_read_in_order(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save()
    number = db.session.scalars(select(Assessment.id)).one()
    monkeypatch.setattr(due, "AT_ONCE", 2)
    with transaction():
        for _ in range(5):
            due.note(number)

    portions = list(due.in_portions())

    assert [len(each) for each in portions] == [2, 2, 1]
    assert all(isinstance(each, Due) for portion in portions for each in portion)


def test_the_command_issues_what_is_due_and_then_nothing_more(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(awarding, "award", lambda *_args, **_more: None)
        save()
    assert len(noted()) == 1

    outcomes = awarding.issue_pending(dependencies(), by=BEA.actor)

    assert [each.credential is not None for each in outcomes] == [True]
    assert noted() == []
    assert awarding.issue_pending(dependencies(), by=BEA.actor) == []
