"""How many taps the main job takes, counted from the page of the team; nothing is ticked before."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demo import DemoSite, copy_demo, served

pytestmark = pytest.mark.browser

ONE_WORKER, SCROLLS = 4, 1
FIVE_WORKERS = 10
TO_A_BADGE = 3


class Fingers:
    """Taps what is asked, as a finger does: scrolls when it is not in sight, and counts both."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.scrolls = page, 0, 0

    def tap(self, found: Locator) -> None:
        if not self._is_in_sight(found):
            found.scroll_into_view_if_needed()
            self.scrolls += 1
        found.tap()
        self.taps += 1

    def _is_in_sight(self, found: Locator) -> bool:
        box, size = found.bounding_box(), self.page.viewport_size
        assert box is not None
        assert size is not None
        return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


@pytest.fixture(scope="module")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> DemoSite:
    """A demo of its own: badges are given here, and others withdraw what they gave."""
    return copy_demo(demo_folder, tmp_path_factory.mktemp("taps"))


@pytest.fixture(scope="module")
def address(site: DemoSite) -> Iterator[str]:
    with served(site.app) as found:
        yield found


@pytest.fixture(
    params=[(1280, 800, True), (800, 1280, True), (800, 1280, False)],
    ids=["lying", "standing", "without script"],
)
def fingers(
    request: pytest.FixtureRequest, browser: Browser, site: DemoSite, address: str
) -> Iterator[Fingers]:
    """Fingers on the page of a team of the leader; whoever came before left no badge."""
    site.renew()
    width, height, script = request.param
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        has_touch=True,
        locale="nl-NL",
        java_script_enabled=script,
    )
    cookie = site.cookie("team leader")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])
    page = context.new_page()
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.tap()
    yield Fingers(page)
    context.close()


def test_a_known_skill_with_everything_seen_takes_four_taps(fingers: Fingers) -> None:
    page = fingers.page
    fingers.tap(page.locator(".person-tile").first)
    fingers.tap(a_new_skill(page))
    expect(page.locator("form#assess")).to_be_visible()
    assert page.locator("form#assess input[type=radio]:checked").count() == 1  # the usual method
    fingers.tap(page.get_by_role("button", name="Zelfstandig, alles gezien"))
    expect(page.locator("input[name^=criterion_][value=seen]").last).to_be_checked()
    fingers.tap(page.get_by_role("button", name="Opslaan"))

    expect(page).to_have_url(re.compile(r"/assessments/[0-9a-f-]{36}$"))
    assert fingers.taps <= ONE_WORKER
    assert fingers.scrolls <= SCROLLS


def test_a_badge_and_the_card_of_a_worker_are_three_taps_away(fingers: Fingers) -> None:
    page = fingers.page
    fingers.tap(page.locator(".person-tile").first)
    fingers.tap(page.get_by_role("link", name="Badges en kaart"))
    expect(page.get_by_role("link", name="Kaart en pincode")).to_be_visible()
    fingers.tap(page.locator("section[aria-labelledby=badges] a").first)

    expect(page).to_have_url(re.compile(r"/credentials/[0-9a-f-]{36}/manage$"))
    assert fingers.taps <= TO_A_BADGE


def test_five_workers_with_one_skill_take_ten_taps(fingers: Fingers) -> None:
    page = fingers.page
    fingers.tap(page.get_by_role("link", name="Meer mensen, één vaardigheid"))
    fingers.tap(a_skill_that_nobody_has(page))
    expect(page.locator("form#together")).to_be_visible()
    assert page.locator("form#together input:checked").count() == 0
    for number in range(5):
        fingers.tap(page.locator("label.choice").nth(number))
    fingers.tap(page.get_by_role("button", name="Zelfstandig, alles gezien"))
    expect(page.locator(".name-list bdi")).to_have_count(5)
    fingers.tap(page.get_by_role("button", name="Opslaan voor 5 mensen"))

    expect(page.locator(".name-list .status-pill")).to_have_text(["Heeft de badge"] * 5)
    assert fingers.taps <= FIVE_WORKERS


def test_not_yet_asks_nothing_about_the_parts(fingers: Fingers) -> None:
    page = fingers.page
    page.locator(".person-tile").first.tap()
    a_new_skill(page).tap()
    page.locator("input[name=level][value='0']").check(force=True)
    expect(page.locator("#criteria")).to_be_hidden()
    page.locator("input[name=level][value='1']").check(force=True)
    expect(page.locator("#criteria")).to_be_visible()


def a_new_skill(page: Page) -> Locator:
    """The first skill of which nothing was seen of this worker, so that saving asks nothing."""
    expect(page).to_have_url(re.compile(r"/people/[0-9a-f-]{36}/skills$"))
    return page.locator(".skill-choice:not(:has(.skill-choice__note))").first


def a_skill_that_nobody_has(page: Page) -> Locator:
    """The first skill of which nothing was seen of anybody in the team."""
    expect(page).to_have_url(re.compile(r"/together$"))
    here, tiles = page.url, page.locator(".skill-choice")
    for number in range(tiles.count()):
        page.goto(str(tiles.nth(number).get_attribute("href")))
        known = page.locator("label.choice .choice__hint").count()
        page.goto(here)
        if not known:
            return tiles.nth(number)
    raise AssertionError("somebody has each of the skills")
