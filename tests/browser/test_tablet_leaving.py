"""Leaders take turns on a tablet; and whoever leaves is gone from it at the next contact."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from academy.security.identity import Role
from tests.browser.floor import (
    PIN,
    Floor,
    back_online,
    enrol,
    heading,
    make_contact,
    with_card,
    with_pin,
)
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser, floor: Floor, faults: PageFaults) -> Iterator[BrowserContext]:
    made = faults.watch(floor.open(browser))
    yield made
    made.close()


@pytest.fixture
def tablet(context: BrowserContext, floor: Floor) -> Page:
    """A tablet with a leader in."""
    page = context.new_page()
    enrol(page, floor)
    with_card(page, floor)
    return page


def test_two_leaders_take_turns_without_a_network(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    other = floor.card_of_another()
    tablet.locator("#lock").click()
    with_card(tablet, floor, other)
    name = tablet.locator(".shell__who").inner_text()
    context.set_offline(True)
    for card, is_the_other in ((floor.card, False), (other, True)):
        tablet.locator("#lock").click()
        with_card(tablet, floor, card)
        assert (tablet.locator(".shell__who").inner_text() == name) is is_the_other
    back_online(tablet)


def test_a_leader_is_in_with_one_scan_or_six_taps_and_waits_for_no_network(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    """Six taps at two a second are three seconds. A scanner types the code and Enter by itself."""
    tablet.evaluate(COUNT_TAPS)
    pin_and_team(tablet, floor)  # from now on this page knows the PIN
    context.set_offline(True)
    for sign_in, most in ((pin_and_team, len(PIN) + 2), (with_card, 0)):
        tablet.locator("#lock").click()
        expect(heading(tablet)).to_have_text("Wie ben je?")
        tablet.evaluate("window.taps = 0")
        sign_in(tablet, floor)
        assert tablet.evaluate("window.taps") <= most
    back_online(tablet)


def pin_and_team(page: Page, floor: Floor) -> None:
    if page.locator("#lock").is_visible():
        page.locator("#lock").click()
    with_pin(page, floor)
    team = page.get_by_role("button", name=floor.team)
    expect(team.or_(page.locator("#team-list"))).to_be_visible()
    if team.is_visible():
        team.click()
    expect(heading(page)).to_have_text(floor.team)


COUNT_TAPS = """() => addEventListener('click', ({detail}) => {
    if (detail) window.taps += 1; // what Enter does is no tap
}, true)"""


def test_a_worker_who_left_is_gone_while_the_leader_chooses(tablet: Page, floor: Floor) -> None:
    people = tablet.locator(".person-tile")
    before, name = people.count(), tablet.locator(".person-tile__name").last.inner_text()
    people.last.click()
    expect(heading(tablet)).to_contain_text(name)
    floor.let_leave(name, Role.WORKER)
    make_contact(tablet)
    expect(heading(tablet)).to_have_text("Niet meer in je team")
    tablet.locator("#back").click()
    expect(people).to_have_count(before - 1)


def test_a_leader_who_leads_no_more_is_out(tablet: Page, floor: Floor) -> None:
    floor.let_leave(floor.leader, Role.TEAM_LEADER)
    make_contact(tablet)
    expect(heading(tablet)).to_have_text("Wie ben je?", timeout=20_000)
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    expect(tablet.get_by_role("alert")).to_be_visible()
