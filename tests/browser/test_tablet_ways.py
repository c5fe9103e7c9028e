"""Every way on the tablet leads back, and what was chosen can be chosen otherwise."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.floor import Floor, enrol, heading, save_one, to_team, with_card
from tests.browser.started import started
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(browser: Browser, floor: Floor, faults: PageFaults) -> Iterator[Page]:
    """A tablet with a leader in."""
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    enrol(page, floor)
    with_card(page, floor)
    yield page
    context.close()


def back(page: Page) -> None:
    page.locator("#back").click()


def test_from_a_form_one_comes_back_to_the_skills_and_to_the_team(
    tablet: Page, floor: Floor
) -> None:
    tablet.locator(".person-tile").first.click()
    skills = heading(tablet).inner_text()
    tablet.locator(".skill-choice").last.click()
    expect(heading(tablet)).not_to_have_text(skills)
    back(tablet)
    expect(heading(tablet)).to_have_text(skills)
    back(tablet)
    expect(heading(tablet)).to_have_text(floor.team)


def test_each_part_can_be_answered_and_a_remark_taken_back(tablet: Page, floor: Floor) -> None:
    before = floor.assessments()
    tablet.locator(".person-tile").nth(1).click()
    tablet.locator(".skill-choice").last.click()
    tablet.locator("#level-2").check(force=True)
    tablet.get_by_role("button", name="Alles gezien", exact=True).click()
    tablet.locator(".criteria input[type=radio][value=not_looked]").first.check(force=True)
    tablet.locator(".criteria input[type=radio][value=seen]").first.check(force=True)
    tablet.get_by_text("Foto of notitie (hoeft niet)").click()
    remark = tablet.locator("fieldset input[type=checkbox]").first
    remark.check(force=True)
    remark.uncheck(force=True)
    tablet.locator("#save").click()
    expect(heading(tablet)).to_have_text("Opgeslagen")
    assert floor.has(before + 1)


def test_after_saving_the_next_skill_or_somebody_else_is_one_tap_away(
    tablet: Page, floor: Floor
) -> None:
    save_one(tablet, person=2)
    tablet.get_by_role("button", name="Volgende vaardigheid").click()
    expect(tablet.locator(".skill-choice").first).to_be_visible()
    back(tablet)
    save_one(tablet, person=3)
    tablet.get_by_role("button", name="Iemand anders, zelfde vaardigheid").click()
    person = tablet.locator("#people input").first
    person.check(force=True)
    tablet.locator("#people input").first.uncheck(force=True)
    expect(tablet.locator("#people input:checked")).to_have_count(0)
    back(tablet)
    expect(heading(tablet)).to_have_text("Welke vaardigheid zag je?")
    back(tablet)
    expect(heading(tablet)).to_have_text(floor.team)


def test_from_what_waits_one_comes_back_to_where_one_was(tablet: Page, floor: Floor) -> None:
    save_one(tablet, person=4)
    to_team(tablet, floor)
    tablet.locator("#sync").click()
    expect(heading(tablet)).not_to_have_text(floor.team)
    back(tablet)
    expect(heading(tablet)).to_have_text(floor.team)


def test_a_code_is_typed_as_well_as_scanned(browser: Browser, floor: Floor) -> None:
    page = floor.open(browser).new_page()
    page.goto("/tablet/")
    started(page)
    page.locator("#code").fill(floor.new_code())
    page.locator("#code").press("Enter")
    expect(page.get_by_role("button", name="Aan het werk")).to_be_visible()
    page.context.close()
