"""Every way on the tablet leads back, and what was chosen can be chosen otherwise."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.floor import (
    LYING,
    STANDING,
    STATE,
    Floor,
    back_online,
    enrol,
    heading,
    keep,
    make_contact,
    save_one,
    status,
    to_team,
    waiting,
    with_card,
)
from tests.browser.started import started
from tests.browser.test_targets import LOWEST_HEADER
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser
ENROL = re.compile(r"/api/tablet/enrol$")
HEADER = "document.querySelector('.site-header').getBoundingClientRect().height"


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


def test_a_tablet_is_called_as_the_administrator_calls_it_now(tablet: Page, floor: Floor) -> None:
    tablet.locator("#lock").click()
    floor.rename_tablets("Bij de kassa")
    make_contact(tablet)
    expect(tablet.locator(".brand")).to_contain_text("Bij de kassa")
    tablet.reload()
    expect(tablet.locator(".brand")).to_contain_text("Bij de kassa")


def test_an_answer_that_took_long_undoes_nothing(tablet: Page, floor: Floor) -> None:
    """Nobody asks again before it is there, so that what is told later is heard later."""
    asked: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        asked.append((route, route.fetch()))
        if len(asked) > 1:
            route.fulfill(response=asked[-1][1])

    tablet.locator("#lock").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")
    tablet.route(STATE, hold_the_first)
    tablet.evaluate("dispatchEvent(new Event('online'))")
    until(tablet, lambda: len(asked) == 1)
    floor.rename_tablets("Bij de kassa")
    tablet.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_for_timeout(1000)
    assert len(asked) == 1
    asked[0][0].fulfill(response=asked[0][1])

    expect(tablet.locator(".brand")).to_contain_text("Bij de kassa")
    assert len(asked) >= 2


def until(page: Page, there: Callable[[], bool]) -> None:
    """Playwright hears of requests only while it is asked something."""
    for _try in range(100):
        if there():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not happen within 10 seconds")


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
    keep(tablet)
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


def test_from_the_choice_of_a_team_one_comes_back(tablet: Page, floor: Floor) -> None:
    with tablet.expect_response(lambda answer: answer.request.method == "DELETE"):
        tablet.get_by_role("button", name="Klaar voor vandaag").click()
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    expect(heading(tablet)).to_have_text("Met welk team werk je?")
    back(tablet)
    expect(heading(tablet)).to_have_text("Wie ben je?")


def test_who_types_goes_on_typing_while_the_screen_is_drawn_anew(tablet: Page) -> None:
    field = tablet.get_by_label("Zoek een naam")
    field.fill("en")
    field.press("Home")
    old = field.element_handle()
    tablet.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_for_function("(old) => !old.isConnected", arg=old)
    tablet.keyboard.type("w")

    expect(field).to_have_value("wen")


def test_a_code_is_typed_as_well_as_scanned(browser: Browser, floor: Floor) -> None:
    page = floor.open(browser).new_page()
    page.goto("/tablet/")
    started(page)
    page.locator("#code").fill(floor.new_code())
    page.locator("#code").press("Enter")
    expect(page.get_by_role("button", name="Aan het werk")).to_be_visible()
    page.context.close()


def test_a_second_tap_on_a_slow_line_is_no_second_use_of_the_code(
    browser: Browser, floor: Floor
) -> None:
    page = floor.open(browser).new_page()
    page.goto("/tablet/")
    started(page)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(ENROL, hold)
    page.locator("#code").fill(floor.new_code())
    enrol_now = page.get_by_role("button", name="Tablet aanmelden")
    with page.expect_request(ENROL):
        enrol_now.click()
    expect(page.locator("main").get_by_role("status")).to_have_text("Even geduld")
    enrol_now.click()
    waiting[0].continue_()
    expect(page.get_by_role("button", name="Aan het werk")).to_be_visible()
    assert len(waiting) == 1
    page.context.close()


def test_a_code_that_is_wrong_stays_to_be_put_right(browser: Browser, floor: Floor) -> None:
    page = floor.open(browser).new_page()
    page.goto("/tablet/")
    started(page)
    page.locator("#code").fill("7K3M-2Q9X-TT0A-8VBC")
    page.locator("#code").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Deze code werkt niet.")
    expect(page.locator("#code")).to_have_value("7K3M-2Q9X-TT0A-8VBC")
    page.context.close()


def test_the_same_again_on_one_day_is_asked_and_can_be_undone_later(
    tablet: Page, floor: Floor
) -> None:
    tablet.context.set_offline(True)
    name = tablet.locator(".person-tile__name").nth(4).inner_text()
    tablet.locator(".person-tile").nth(4).click()
    skill = tablet.locator(".skill-choice__name").nth(-4).inner_text()
    back(tablet)
    save_one(tablet, person=4, skill=-4)
    to_team(tablet, floor)
    tablet.locator(".person-tile").filter(has_text=name).first.click()
    again = tablet.locator(".skill-choice").filter(has_text=skill).first
    again.click()
    tablet.locator(".fill-in button").nth(1).click()
    tablet.locator("#save").click()
    expect(tablet.locator("#doubts")).to_contain_text("Je kijkt voor de tweede keer op deze dag")
    expect(tablet.locator("#doubts")).to_be_focused()
    tablet.get_by_role("button", name="Nee, terug").click()
    expect(again).to_contain_text("Vandaag al gekeken")
    back(tablet)
    assert waiting(tablet) == 1
    for width, height in (STANDING, LYING, (600, 960)):
        tablet.set_viewport_size({"width": width, "height": height})
        assert tablet.evaluate(HEADER) <= LOWEST_HEADER, f"something waits, {width} px wide"

    tablet.locator("#lock").click()
    with_card(tablet, floor)  # also after the lock
    tablet.locator("#recent").click()
    expect(tablet.locator(".shell-queue__item")).to_have_count(1)
    tablet.get_by_role("button", name="Ongedaan maken").click()
    expect(tablet.locator(".shell-queue__item")).to_contain_text("Ongedaan gemaakt")
    assert waiting(tablet) == 0
    back(tablet)
    expect(tablet.locator("#recent")).to_have_count(0)
    tablet.locator(".person-tile").filter(has_text=name).first.click()
    expect(again).not_to_contain_text("Vandaag al gekeken")
    back_online(tablet)


def test_who_was_seen_today_is_marked_among_several_and_can_be_left_out(
    tablet: Page, floor: Floor
) -> None:
    tablet.context.set_offline(True)
    save_one(tablet, person=5, skill=-6)
    tablet.get_by_role("button", name="Iemand anders, zelfde vaardigheid").click()
    tablet.locator("#level input").first.check(force=True)
    seen = tablet.locator("#people .choice", has_text="Vandaag al gekeken")
    other = tablet.locator("#people .choice", has_not_text="Vandaag al gekeken").first
    for choice in (seen.first, other):
        choice.locator("input").check(force=True)
    tablet.locator("#save").click()
    expect(tablet.locator("#doubts")).to_contain_text("vandaag al gezien")
    expect(tablet.locator(".shell-lines li")).to_have_count(2)
    tablet.locator("#without").click()
    expect(tablet.locator(".shell-lines li")).to_have_count(1)
    expect(tablet.locator("#doubts")).to_have_count(0)
    tablet.get_by_role("button", name="Ja, opslaan").click()
    expect(heading(tablet)).to_have_text("Opgeslagen")
    assert waiting(tablet) == 2
    back_online(tablet)


def test_leaving_without_a_network_is_asked_first(tablet: Page, floor: Floor) -> None:
    leave = tablet.get_by_role("button", name="Klaar voor vandaag")
    asked = tablet.get_by_role("alert")
    tablet.context.set_offline(True)
    expect(status(tablet)).to_have_text("Geen internet. Je kunt doorwerken.")
    leave.click()
    expect(asked).to_contain_text("Er is geen internet.")
    asked.get_by_role("button", name="Op slot").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    leave.click()
    tablet.locator("#signout-sure").click()
    expect(tablet.get_by_text("Tot ziens,")).to_be_visible()
    back_online(tablet)


def test_where_the_browser_offers_it_the_app_is_put_on_the_home_screen(tablet: Page) -> None:
    tablet.evaluate(OFFERED)
    tablet.locator("#sync").click()
    tablet.get_by_role("button", name="Zet de app op het beginscherm").click()
    assert tablet.evaluate("window.wasAsked")


OFFERED = """() => {
    const event = new Event('beforeinstallprompt', {cancelable: true});
    event.prompt = () => { window.wasAsked = event.defaultPrevented; };
    dispatchEvent(event);
}"""
