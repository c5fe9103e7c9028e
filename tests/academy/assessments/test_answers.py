"""What is answered about a part: seen, not looked at, or it did not work yet."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.assessments.rules import KEEP_NOT_YET_DAYS
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import Save, address, filled_in
from tests.cast import AMINA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START


def kept() -> Assessment:
    return db.session.scalars(select(Assessment)).one()


def test_three_answers_are_offered(client: AcademyClient, palette: Cast) -> None:
    form = client.as_(JAN).page(address())
    answers = [str(each["value"]) for each in form.select("input[name=criterion_c1]")]
    assert answers == ["seen", "not_looked", "not_yet"]


@pytest.mark.parametrize(
    ("answer", "words"), [("not_looked", "Niet gekeken"), ("not_yet", "Lukte nog niet")]
)
def test_each_is_kept_and_shown_and_gives_no_badge(
    save: Save, client: AcademyClient, answer: str, words: str
) -> None:
    page = client.page(save(filled_in(criterion_c3=answer)).location).get_text()
    assert words in page
    assert "Nog geen badge" in page
    assert kept().answers["c3"] == answer
    assert db.session.scalars(select(Credential)).all() == []


def test_the_answer_of_an_older_page_is_kept_as_it_was(save: Save, client: AcademyClient) -> None:
    page = client.page(save(filled_in(criterion_c3="not_seen")).location).get_text()
    assert "Niet gezien" in page


def test_what_did_not_work_yet_is_deleted_half_a_year_later(save: Save) -> None:
    save(filled_in(criterion_c3="not_yet"))
    assert kept().delete_on == START.date() + timedelta(days=KEEP_NOT_YET_DAYS)


def test_what_nobody_looked_at_is_not_deleted(save: Save) -> None:
    save(filled_in(criterion_c3="not_looked"))
    assert kept().delete_on is None


def test_not_yet_keeps_no_answers(save: Save) -> None:
    save(filled_in(level=0))
    assert kept().answers == {}


@pytest.mark.parametrize(("tick", "level"), [("1", "1"), ("3", "3"), ("all", None)])
def test_a_button_fills_in_and_saves_nothing(save: Save, tick: str, level: str | None) -> None:
    page = save(filled_in(level="", seen=0, tick=tick)).page
    chosen = page.select("input[name=level][checked]")
    assert [each["value"] for each in chosen] == ([level] if level else [])
    seen = page.select("input[name^=criterion_][value=seen][checked]")
    assert len(seen) == 3
    assert db.session.scalars(select(Assessment)).all() == []


def test_a_part_that_was_seen_says_in_the_list_that_there_is_no_badge(
    save: Save, client: AcademyClient
) -> None:
    save(filled_in(seen=2))
    first = client.page(f"/people/{AMINA.uuid}/skills").select_one(".skill-choice")
    assert "Nog geen badge" in first.get_text()
