"""Saving the same skill of the same person twice on one day asks first; it refuses nothing."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.cast import FATMA, GORAN, Member
from tests.client import AcademyClient
from tests.clock import START

QUESTION = "voor de tweede keer"


def first_time(**more: Any) -> dict[str, Any]:
    """What somebody fills in who was not asked anything."""
    return filled_in(sure="", **more)


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Assessment)) or 0


@pytest.mark.parametrize("by", [None, FATMA], ids=["by the same leader", "by another"])
def test_it_asks_first_and_names_what_was_seen(save: Save, by: Member | None) -> None:
    save(first_time())
    answer = save(first_time(), **({"by": by} if by else {}))
    assert answer.status_code == 409
    assert QUESTION in answer.text
    assert "Jan de Vries" in answer.text
    assert how_many() == 1


def test_who_says_yes_saves_it(save: Save) -> None:
    save(first_time())
    assert save(filled_in(sure="2")).status_code == 303
    assert how_many() == 2


@pytest.mark.parametrize("level", [0, 3])
def test_another_level_on_the_same_day_is_asked_about_too(save: Save, level: int) -> None:
    save(first_time())
    assert save(first_time(level=level)).status_code == 409


def test_the_same_tap_twice_is_one_assessment_and_no_question(save: Save) -> None:
    values = first_time()
    first, again = save(values), save(values)
    assert (again.status_code, again.location) == (303, first.location)


def test_another_day_skill_or_person_is_not_asked_about(save: Save) -> None:
    yesterday = (START.date() - timedelta(days=1)).isoformat()
    save(first_time())
    for answer in (
        save(first_time(observed_on=yesterday)),
        save(first_time(), skill=EMERGENCY),
        save(first_time(), about=GORAN),
    ):
        assert answer.status_code == 303


def test_what_was_undone_is_no_reason_to_ask(save: Save, client: AcademyClient) -> None:
    client.post(f"{save(first_time()).location}/undo")
    assert save(first_time()).status_code == 303


def test_a_correction_is_not_asked_about(save: Save) -> None:
    save(first_time())
    badge = db.session.scalars(select(Credential)).one()
    assert save(first_time(level=3, corrects=str(badge.uuid))).status_code == 303


def test_a_form_that_was_asked_about_gets_a_number_of_its_own(save: Save) -> None:
    values = first_time()
    save(values)
    page = save({**values, "level": "3"}).page
    assert page.select_one("input[name=uuid]")["value"] != values["uuid"]
    assert uuid.UUID(page.select_one("input[name=uuid]")["value"])
