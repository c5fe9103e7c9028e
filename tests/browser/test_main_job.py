"""From the team to a badge that anybody can check: fingers on a tablet, with and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import PageFaults
from tests.demo import DemoSite

pytestmark = pytest.mark.browser

CREDENTIAL = re.compile(r"/credentials/[0-9a-f-]{36}$")


@pytest.fixture(params=["with script", "without script"])
def tablet(
    request: pytest.FixtureRequest,
    browser: Browser,
    demo: DemoSite,
    base_url: str,
    faults: PageFaults,
) -> Iterator[Page]:
    """A tablet of a team leader who is signed in."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": 1280, "height": 800},
        has_touch=True,
        locale="nl-NL",
        java_script_enabled=request.param == "with script",
    )
    faults.watch(context)
    cookie = demo.cookie("team leader")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie, "url": base_url}])
    yield context.new_page()
    context.close()


def test_a_leader_gives_a_badge_with_a_few_taps(tablet: Page) -> None:
    open_a_form(tablet)

    tablet.locator("input[name=level][value='2']").check(force=True)
    tablet.get_by_role("button", name="Alles gezien", exact=True).tap()
    expect(tablet.locator("input[name^=criterion_][value=not_looked]:checked")).to_have_count(0)
    expect(tablet.locator("input[name^=criterion_][value=seen]").last).to_be_checked()
    tablet.get_by_role("button", name="Opslaan").tap()

    expect(tablet).to_have_url(re.compile(r"/assessments/[0-9a-f-]{36}$"))
    badge = tablet.locator("main a[href*='/credentials/']").first
    address = str(badge.get_attribute("href")).removesuffix("/manage")
    tablet.goto(address)
    expect(tablet.locator("h1")).to_be_visible()
    report = tablet.request.get(address, headers={"Accept": "application/json"})
    assert report.json()["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


def test_nothing_is_ticked_before_somebody_looked(tablet: Page) -> None:
    open_a_form(tablet)

    assert (
        tablet.locator("form#assess input:checked").count()
        == tablet.locator("form#assess input[name=method]:checked").count()
    )


def test_leaving_out_the_level_keeps_what_was_filled_in(tablet: Page) -> None:
    open_a_form(tablet)
    tablet.locator("input[name^=criterion_][value=seen]").first.check(force=True)

    tablet.get_by_role("button", name="Opslaan").tap()

    expect(tablet.locator(".error-summary, [role=alert]").first).to_be_visible()
    expect(tablet.locator("input[name^=criterion_][value=seen]").first).to_be_checked()


def open_a_form(tablet: Page) -> None:
    """By the links: a team, a worker who has no badge yet for some skill, that skill."""
    tablet.goto("/teams")
    tablet.locator("main a[href^='/teams/']").first.tap()
    tablet.locator("main a[href^='/people/'][href$='/skills']").last.tap()
    tablet.locator("main a[href$='/assess']").last.tap()
    expect(tablet.locator("form#assess")).to_be_visible()
