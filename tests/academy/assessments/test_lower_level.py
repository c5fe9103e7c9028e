"""A lower level than that of the badge is asked about first, and then takes nothing away."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentConflict
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.clock import START, TestClock


def not_sure(level: int, **more: Any) -> dict[str, Any]:
    """What a leader fills in who was not asked anything."""
    return filled_in(level=level, sure="", **more)


def levels_saved() -> list[int]:
    return [each.level for each in db.session.scalars(select(Assessment).order_by(Assessment.id))]


@pytest.mark.parametrize("level", [0, 1, 2])
def test_it_asks_first_and_saves_nothing(save: Save, level: int) -> None:
    save(filled_in(level=3))
    answer = save(not_sure(level))
    assert answer.status_code == 409
    assert "De badge blijft geldig." in answer.text
    assert levels_saved() == [3]


def test_one_tap_saves_it_beside_the_badge(save: Save) -> None:
    save(filled_in(level=3))
    (badge,) = db.session.scalars(select(Credential))
    assert save(after_the_tap(save(not_sure(1)).text)).status_code == 303
    assert levels_saved() == [3, 1]
    assert badge.revocation is None
    assert badge.current_key is not None


def after_the_tap(page: str) -> dict[str, Any]:
    """What a browser sends, without script, when the button of the notice is tapped."""
    soup = BeautifulSoup(page, "html.parser")
    [button] = soup.select('button[name="sure"][form="assess"]')
    fields = soup.select("#assess input[name]:not([type=file], [name=csrf_token])")
    sent = {
        str(field["name"]): str(field.get("value", ""))
        for field in fields
        if field.get("type") not in {"radio", "checkbox"} or field.has_attr("checked")
    }
    return {**sent, "sure": str(button["value"])}


def test_after_going_back_it_is_a_new_observation_and_no_conflict(save: Save) -> None:
    values = filled_in(level=3)
    save(values)
    page = save({**values, "level": "1", "sure": ""})
    assert page.status_code == 409
    assert save(after_the_tap(page.text)).status_code == 303
    assert levels_saved() == [3, 1]
    assert db.session.scalars(select(AssessmentConflict)).all() == []


def test_another_level_than_the_one_that_was_asked_about_is_asked_again(save: Save) -> None:
    save(filled_in(level=3))
    assert save(filled_in(level=1, sure="2")).status_code == 409


def test_what_was_saved_before_is_not_asked_about_when_it_comes_again(save: Save) -> None:
    values = filled_in(level=1)
    first = save(values)
    save(filled_in(level=3))
    again = save({**values, "sure": ""})
    assert (again.status_code, again.location) == (303, first.location)


@pytest.mark.parametrize("level", [2, 3])
def test_the_same_or_a_higher_level_on_another_day_is_saved_at_once(save: Save, level: int) -> None:
    yesterday = START.date() - timedelta(days=1)
    save(filled_in(level=2, observed_on=yesterday.isoformat()))
    assert save(not_sure(level)).status_code == 303


def test_a_correction_was_meant(save: Save) -> None:
    save(filled_in(level=3))
    (badge,) = db.session.scalars(select(Credential))
    assert save(not_sure(1, corrects=str(badge.uuid))).status_code == 303


def test_a_badge_that_expired_is_no_reason_to_ask(save: Save, clock: TestClock) -> None:
    save(filled_in(level=3), skill=EMERGENCY)
    clock.advance(days=400)
    values = not_sure(1, observed_on=clock().date().isoformat())
    assert save(values, skill=EMERGENCY).status_code == 303
