"""What the academy reads before a version is there for good, and who may assess by it."""

import pytest

from academy.catalogue.queries import open_version
from tests.academy.catalogue.test_draft import CODE, change, publish
from tests.cast import ANNA, Cast
from tests.client import AcademyClient


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def test_publishing_asks_first_and_a_day_alone_does_not(anna: AcademyClient) -> None:
    check = f"/palette/skills/{CODE}/draft/check"

    change(anna, icon="bike")
    form = anna.page(check).select_one("main form[action$='/publish']")
    assert form.find_parent("details").find("summary").get_text(strip=True).startswith("Publiceer")
    assert "verandert daarna nooit meer" in form.get_text()

    change(anna, icon="shirt", review_on="1-12-2027")
    form = anna.page(check).select_one("main form[action$='/publish']")
    assert form.find_parent("details") is None


def test_a_skill_may_ask_for_assessors_by_name(anna: AcademyClient) -> None:
    assert not open_version(CODE).named_assessors

    change(anna, named_assessors="y")
    publish(anna)

    assert open_version(CODE).named_assessors
    text = anna.page(f"/palette/skills/{CODE}/changes/1.2").get_text(" ", strip=True)
    assert "Alleen voor wie apart bevoegd is: Ja" in text
    assert "Wie apart bevoegd is voor dit domein" in anna.page(f"/palette/skills/{CODE}").get_text()
    page = anna.page(f"/palette/skills/{CODE}/draft")
    assert page.select_one("#named_assessors").has_attr("checked")
