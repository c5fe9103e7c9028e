"""Several leaders, one tablet: whatever is still on its way stays with whom it is of."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.floor import (
    PIN,
    Floor,
    a_picture,
    back_online,
    context,
    enrol,
    fill_in,
    heading,
    save_one,
    tablet,
    to_team,
    with_card,
    with_pin,
)
from tests.browser.watching import PageFaults

__all__ = ["context", "tablet"]
pytestmark = pytest.mark.browser

GRANTS = "**/api/tablet/grants"
BEGUN = "Hier was je mee bezig."
SECRET = "Let op de garens"
HOLD = """() => {
    const [draw, encrypt] = [HTMLCanvasElement.prototype.toBlob, SubtleCrypto.prototype.encrypt];
    window.held = 0;
    const going = new Promise((resolve) => { window.go = resolve; });
    HTMLCanvasElement.prototype.toBlob = function (...given) {
        window.held += 1;
        going.then(() => draw.apply(this, given));
    };
    window.holdEncrypting = () => {
        SubtleCrypto.prototype.encrypt = function (...given) {
            window.held += 1;
            return going.then(() => encrypt.apply(this, given));
        };
    };
}"""
COUNT = """(store) => new Promise((resolve) => {
    const opening = indexedDB.open('tablet');
    opening.onsuccess = () => {
        const counting = opening.result.transaction(store).objectStore(store).count();
        counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
    };
})"""


@pytest.fixture
def second(floor: Floor) -> str:
    """The card of another leader of the same team, who sees the same people."""
    return floor.card_of_another()


def with_a_note(page: Page) -> None:
    fill_in(page, person=1, skill=-6)
    page.locator("summary").click()
    page.get_by_label("Notitie").fill(SECRET)


def lock(page: Page) -> None:
    page.locator("#lock").click()
    expect(heading(page)).to_have_text("Wie ben je?")


def card(page: Page, code: str) -> None:
    """Without a network in between: both were in before."""
    page.locator("#card").fill(code)
    page.locator("#card").press("Enter")
    expect(page.locator("#lock")).to_be_visible()


def sees_nothing_of_it(page: Page, floor: Floor) -> None:
    """Neither at once, nor where it was left."""
    expect(heading(page)).to_have_text(floor.team)
    page.locator(".person-tile", has_text=page_name(page)).click()
    page.locator(".skill-choice").nth(-6).click()
    expect(page.get_by_text(BEGUN)).to_have_count(0)
    expect(page.locator("#level input:checked")).to_have_count(0)
    page.locator("summary").click()
    expect(page.get_by_label("Notitie")).to_have_value("")
    expect(page.get_by_alt_text("De gekozen foto")).to_have_count(0)
    page.locator("#back").click()
    page.locator("#back").click()


def page_name(page: Page) -> str:
    name: str = page.evaluate("window.whom")
    return name


def both_were_in(page: Page, floor: Floor, code: str) -> None:
    """From now on each opens this tablet without a network; the first one is in."""
    page.evaluate(HOLD)
    lock(page)
    with_card(page, floor, code)
    lock(page)
    card(page, floor.card)
    whom = page.locator(".person-tile__name").nth(1).inner_text()
    page.evaluate("(name) => { window.whom = name; }", whom)


def test_another_leader_sees_nothing_of_what_somebody_did_not_finish(
    tablet: Page, second: str, floor: Floor
) -> None:
    both_were_in(tablet, floor, second)
    with_a_note(tablet)
    lock(tablet)
    card(tablet, second)
    sees_nothing_of_it(tablet, floor)
    lock(tablet)
    card(tablet, floor.card)

    expect(tablet.get_by_text(BEGUN)).to_be_visible()
    expect(tablet.get_by_label("Notitie")).to_have_value(SECRET)
    tablet.get_by_role("button", name="Weg ermee").click()


def test_a_photo_that_is_slow_stays_with_whom_it_is_of(
    tablet: Page, second: str, floor: Floor
) -> None:
    both_were_in(tablet, floor, second)
    with_a_note(tablet)
    tablet.locator("#photo").set_input_files(
        files=[{"name": "work.png", "mimeType": "image/png", "buffer": a_picture(90, 60)}]
    )
    tablet.wait_for_function("() => window.held === 1")
    lock(tablet)
    card(tablet, second)
    expect(heading(tablet)).to_have_text(floor.team)
    tablet.evaluate("window.go()")
    sees_nothing_of_it(tablet, floor)
    lock(tablet)
    card(tablet, second)
    sees_nothing_of_it(tablet, floor)
    lock(tablet)
    card(tablet, floor.card)

    expect(tablet.get_by_text(BEGUN)).to_be_visible()
    expect(tablet.get_by_alt_text("De gekozen foto")).to_be_visible()
    tablet.get_by_role("button", name="Weg ermee").click()


def test_several_people_who_were_chosen_are_there_after_the_lock_for_their_leader_alone(
    tablet: Page, second: str, floor: Floor
) -> None:
    both_were_in(tablet, floor, second)
    tablet.get_by_role("button", name="Meer mensen").click()
    tablet.locator(".skill-choice").nth(3).click()
    skill = heading(tablet).inner_text()
    tablet.locator("#level-2").check(force=True)
    for number in range(2):
        tablet.locator("#people input").nth(number).check(force=True)
    lock(tablet)
    card(tablet, second)
    expect(heading(tablet)).to_have_text(floor.team)
    lock(tablet)
    card(tablet, floor.card)

    expect(heading(tablet)).to_have_text(skill)
    expect(tablet.get_by_text(BEGUN)).to_be_visible()
    expect(tablet.locator("#level-2")).to_be_checked()
    expect(tablet.locator("#people input:checked")).to_have_count(2)
    tablet.locator("#back").click()
    expect(tablet.get_by_role("alert")).to_contain_text("nog niet opgeslagen")
    tablet.locator("#stay").click()
    expect(tablet.locator("#people input:checked")).to_have_count(2)
    tablet.locator("#back").click()
    tablet.locator("#leave").click()
    expect(heading(tablet)).to_have_text("Welke vaardigheid zag je?")


def test_a_leader_of_two_teams_goes_to_the_other_with_one_tap_and_back_without_a_network(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    to_other = tablet.get_by_role("button", name="Naar ")
    other = to_other.inner_text().removeprefix("Naar ")
    context.set_offline(True)
    to_other.click()
    expect(tablet.get_by_role("alert")).to_contain_text("als er weer internet is")
    save_one(tablet, person=1, skill=-2)
    to_team(tablet, floor)
    back_online(tablet)
    to_other.click()
    expect(heading(tablet)).to_have_text(other)
    context.set_offline(True)
    with_a_note(tablet)
    lock(tablet)
    card(tablet, floor.card)
    expect(tablet.get_by_text(BEGUN)).to_be_visible()
    expect(tablet.get_by_label("Notitie")).to_have_value(SECRET)
    tablet.get_by_role("button", name="Weg ermee").click()
    tablet.locator("#back").click()
    expect(heading(tablet)).to_have_text(other)
    tablet.get_by_role("button", name=f"Naar {floor.team}").click()
    expect(heading(tablet)).to_have_text(floor.team)
    expect(tablet.get_by_role("button", name="Net opgeslagen")).to_be_visible()
    back_online(tablet)


def test_nothing_is_thrown_away_by_one_tap(tablet: Page, floor: Floor) -> None:
    with_a_note(tablet)
    tablet.locator("#back").click()
    expect(tablet.get_by_role("alert")).to_contain_text("nog niet opgeslagen")
    tablet.locator("#stay").click()
    expect(tablet.get_by_label("Notitie")).to_have_value(SECRET)
    tablet.go_back()
    expect(tablet.get_by_role("alert")).to_contain_text("nog niet opgeslagen")
    tablet.locator("#leave").click()
    expect(heading(tablet)).to_contain_text("Wat doet")


def held(page: Page) -> list[Route]:
    """Grants that the server gives late."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(GRANTS, hold)
    return waiting


def test_a_late_answer_lets_nobody_in_under_the_hands_of_another(
    tablet: Page, context: BrowserContext, second: str, floor: Floor
) -> None:
    lock(tablet)
    waiting = held(tablet)
    with tablet.expect_request(GRANTS):
        tablet.locator("#card").fill(second)
        tablet.locator("#card").press("Enter")
    tablet.locator("#card").press("Enter")  # it takes so long
    tablet.locator("#help").click()
    tablet.get_by_role("button", name="Aan het werk").click()
    card(tablet, floor.card)
    name = tablet.locator(".shell__who").inner_text()
    with tablet.expect_response(GRANTS):
        waiting[0].continue_()
    tablet.locator(".person-tile").first.click()

    expect(tablet.locator(".shell__who")).to_have_text(name)
    expect(heading(tablet)).to_contain_text("Wat doet")
    assert len(waiting) == 1


def test_a_second_tap_is_no_second_try(tablet: Page, floor: Floor) -> None:
    lock(tablet)
    waiting = held(tablet)
    with tablet.expect_request(GRANTS):
        with_pin(tablet, floor, "1112")
    tablet.get_by_role("button", name="OK").click()
    waiting[0].continue_()
    expect(tablet.get_by_role("alert")).to_contain_text("Je mag nog 4 keer.")
    assert len(waiting) == 1
    tablet.unroute(GRANTS)
    tablet.locator("#back").click()
    with_pin(tablet, floor, PIN)
    tablet.get_by_role("button", name=floor.team).click()
    expect(heading(tablet)).to_have_text(floor.team)


def test_a_tap_counts_when_the_screen_is_drawn_anew_under_the_finger(
    tablet: Page, floor: Floor
) -> None:
    lock(tablet)
    tablet.locator(".person-tile", has_text=floor.leader).hover()
    tablet.mouse.down()
    tablet.evaluate("window.dispatchEvent(new Event('offline'))")
    tablet.mouse.up()
    expect(tablet.get_by_role("button", name="OK")).to_be_visible()


def test_a_card_asks_for_as_long_as_the_organisation_allows_and_a_pin_does_not(
    tablet: Page, floor: Floor
) -> None:
    for sign_in, hours in ((with_card, 24), (with_pin, 12)):
        tablet.get_by_role("button", name="Klaar voor vandaag").click()
        expect(heading(tablet)).to_have_text("Wie ben je?")
        with tablet.expect_request(GRANTS) as asked:
            sign_in(tablet, floor)
        assert asked.value.post_data_json["hours"] == hours


def test_who_walks_away_from_the_choice_of_a_team_is_out(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    made = faults.watch(floor.open(browser))
    page = made.new_page()
    page.clock.install()
    enrol(page, floor)
    page.locator("#card").fill(floor.card)
    page.locator("#card").press("Enter")
    expect(heading(page)).to_have_text("Met welk team werk je?")
    page.clock.run_for(125_000)
    expect(heading(page)).to_have_text("Wie ben je?")
    made.close()
