"""The tablet without a network, or with one that lies: nothing lost, doubled, or in the way."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    FilePayload,
    Page,
    Playwright,
    Route,
    expect,
)

from tests.browser.chromium import WHOLE, chromium_options
from tests.browser.floor import (
    SYNC,
    Floor,
    a_picture,
    context,
    enrol,
    fill_in,
    heading,
    keep,
    save_one,
    status,
    tablet,
    to_team,
    waiting,
    with_card,
)
from tests.browser.started import started
from tests.waiting import wait_until

__all__ = ["context", "tablet"]
pytestmark = pytest.mark.browser

API = re.compile(r"/api/")
PHOTO = re.compile(r"/api/tablet/photos/")
ALL_SENT = "Alles is verstuurd."
ASKED_THE_BROWSER = """async () => {
  const tags = await (await navigator.serviceWorker.getRegistration()).sync.getTags();
  return tags.length > 0 && tags;
}"""
MIDDLE_ONE = """(spoil) => new Promise((resolve) => {
    const opening = indexedDB.open('tablet');
    opening.onsuccess = () => {
        const found = opening.result, transaction = found.transaction('queue', 'readwrite');
        const store = transaction.objectStore('queue'), all = store.getAll();
        let item;
        all.onsuccess = () => {
            [, item] = all.result.sort((one, other) => one.seq - other.seq);
            if (spoil) item.sealed[80] ^= 1;
            store.put(item);
        };
        transaction.oncomplete = () => { found.close(); resolve(item.id); };
    };
})"""


def test_a_cold_start_without_a_network_opens_with_the_card_and_loses_nothing(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    save_one(tablet, person=0)
    tablet.reload()
    started(tablet)
    expect(heading(tablet)).to_have_text("Wie ben je?")
    expect(tablet.get_by_text("Log in met je kaart")).to_be_visible()
    with_card(tablet, floor)
    save_one(tablet, person=1)
    expect(status(tablet)).to_have_text("2 wachten. Ze staan veilig op de tablet.")
    tablet.locator("#sync").click()
    expect(tablet.locator(".shell-queue__item")).to_have_count(2)
    expect(tablet.get_by_text("Opgeslagen werk")).to_have_count(1)  # of before the start: no name
    context.set_offline(False)

    expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    expect(tablet.locator(".shell-queue__item")).to_have_count(0)
    assert floor.has(before + 2)


def test_what_was_saved_says_whether_it_still_waits(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    context.set_offline(True)
    save_one(tablet, person=0)
    expect(tablet.get_by_text("Dit wacht veilig op de tablet")).to_be_visible()
    context.set_offline(False)
    expect(tablet.get_by_text("Dit is verstuurd en bewaard.")).to_be_visible(timeout=20_000)
    expect(status(tablet)).to_have_text(ALL_SENT)


def test_an_answer_that_is_lost_doubles_nothing(tablet: Page, floor: Floor) -> None:
    before = floor.assessments()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    tablet.context.route(SYNC, lose)
    with tablet.expect_event("requestfailed", lambda request: SYNC.search(request.url)):
        save_one(tablet, person=2)
    expect(status(tablet)).to_have_text("1 wacht. Het staat veilig op de tablet.")
    assert floor.has(before + 1)
    tablet.context.unroute(SYNC)
    tablet.locator("#sync").click()
    tablet.locator("#send-now").click()

    # what was still on its way meets the old answer, and the next try waits a little
    expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    assert floor.has(before + 1)


@pytest.mark.parametrize(
    ("status_code", "kind"),
    [
        pytest.param(200, "text/html", id="the sign-in page of a café"),
        pytest.param(500, "text/html", id="a fault of the server"),
        pytest.param(200, "application/json", id="somebody else's JSON"),
        pytest.param(503, "application/problem+json", id="too busy"),
    ],
)
def test_what_is_no_answer_lets_nothing_go(
    tablet: Page, floor: Floor, status_code: int, kind: str
) -> None:
    before = floor.assessments()
    tablet.context.route(
        API, lambda route: route.fulfill(status=status_code, content_type=kind, body="{}")
    )
    save_one(tablet, person=3)
    tablet.locator("#sync").click()
    tablet.locator("#send-now").click()
    expect(tablet.locator(".shell-queue__item")).to_have_count(1)
    tablet.context.unroute(API)
    tablet.locator("#send-now").click()

    expect(status(tablet)).to_have_text(ALL_SENT)
    assert floor.has(before + 1)


def test_one_bad_item_is_set_aside_and_seen_and_the_others_go(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    for person in range(3):
        save_one(tablet, person=person, skill=-2)
        to_team(tablet, floor)
    tablet.evaluate(MIDDLE_ONE, True)
    context.set_offline(False)

    expect(status(tablet)).to_have_text("1 lukt niet. Bekijk wat er is.", timeout=20_000)
    tablet.locator("#sync").click()
    expect(tablet.locator(".shell-queue__item")).to_have_count(1)
    expect(tablet.get_by_text("Dit kan niet meer gelezen worden.")).to_be_visible()
    assert floor.has(before + 2)


def test_an_item_over_which_the_server_stumbles_holds_up_nothing(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    for person in range(3):
        save_one(tablet, person=person, skill=-3)
        to_team(tablet, floor)
    bad: str = tablet.evaluate(MIDDLE_ONE, False)

    def stumble(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")
        if any(item["id"] == bad for item in sent["items"]):
            route.fulfill(status=500, content_type="application/problem+json", body="{}")
        else:
            route.continue_()

    context.route(SYNC, stumble)
    context.set_offline(False)
    expect(status(tablet)).to_have_text("1 wacht. Het staat veilig op de tablet.", timeout=20_000)
    for _time in range(3):
        tablet.locator("#sync").click()
        with tablet.expect_response(SYNC):
            tablet.locator("#send-now").click()

    expect(status(tablet)).to_have_text("1 lukt niet. Bekijk wat er is.")
    assert floor.has(before + 2)


def test_two_pages_of_one_tablet_send_each_thing_once(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    other = context.new_page()
    other.goto("/tablet/")
    started(other)
    with_card(other, floor)
    save_one(tablet, person=0, skill=-4)
    save_one(other, person=1, skill=-4)
    expect(status(tablet)).to_have_text("2 wachten. Ze staan veilig op de tablet.")
    context.set_offline(False)

    expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    expect(status(other)).to_have_text(ALL_SENT, timeout=20_000)
    assert floor.has(before + 2)


def test_a_browser_that_was_killed_has_it_all_again(
    playwright: Playwright, floor: Floor, tmp_path: Path
) -> None:
    before = floor.assessments()
    options = {**chromium_options(), "base_url": floor.address, "locale": "nl-NL"}
    first = playwright.chromium.launch_persistent_context(str(tmp_path), **options)
    page = first.pages[0]
    enrol(page, floor)
    with_card(page, floor)
    first.set_offline(True)
    save_one(page, person=4)
    assert waiting(page) == 1
    first.close()

    again = playwright.chromium.launch_persistent_context(str(tmp_path), **options)
    page = again.pages[0]
    page.goto("/tablet/")
    expect(status(page)).to_have_text(ALL_SENT, timeout=20_000)
    again.close()
    assert floor.has(before + 1)


def as_file(content: Any) -> FilePayload:
    found = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"name": "x.json", "mimeType": "application/json", "buffer": found}


def test_a_copy_is_carried_by_another_tablet_and_counts_once(
    tablet: Page, context: BrowserContext, browser: Browser, floor: Floor, tmp_path: Path
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    save_one(tablet, person=7, skill=-8)
    tablet.locator("#sync").click()
    tablet.locator("summary").click()
    with tablet.expect_download() as saving:
        tablet.locator("#save-copy").click()
    copy = tmp_path / "copy.json"
    saving.value.save_as(copy)
    expect(tablet.get_by_text("De kopie staat bij de downloads van deze tablet.")).to_be_visible()
    second = floor.open(browser)
    other = second.new_page()
    enrol(other, floor)
    other.locator("#sync").click()
    other.locator("summary").click()
    kept = json.loads(copy.read_text())
    bad = [7, {"id": "x"}, {**kept["items"][0], "id": str(uuid4()), "sealed": "?"}]
    for content, said in (
        (a_picture(60, 60), "Dit bestand is geen kopie van een tablet."),
        ({}, "Dit bestand is geen kopie van een tablet."),
        ({**kept, "organisation": str(uuid4())}, "Dit hoort bij een andere organisatie."),
        ({**kept, "items": bad, "photos": None}, "In dit bestand staat niets wat nog wacht."),
        ({**kept, "items": [*bad, *kept["items"]]}, "1 ding uit de kopie wacht hier nu."),
    ):
        other.locator("#copy").set_input_files(as_file(content))
        expect(other.get_by_text(said)).to_be_visible()
    other.locator("#copy").set_input_files(copy)
    expect(other.get_by_text("1 ding uit de kopie wacht hier nu.")).to_be_visible()
    expect(status(other)).to_have_text(ALL_SENT)
    second.close()
    context.set_offline(False)

    expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    assert floor.has(before + 1)


def test_photos_of_what_was_undone_are_let_go_and_the_tablet_says_why(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    context.route(PHOTO, lambda route: route.abort())
    for person, waits in ((8, "1 wacht. Het staat"), (7, "2 wachten. Ze staan")):
        fill_in(tablet, person=person, skill=-9)
        tablet.locator("summary").click()
        tablet.locator("#photo").set_input_files(
            files=[{"name": "work.png", "mimeType": "image/png", "buffer": a_picture(60, 60)}]
        )
        expect(tablet.get_by_alt_text("De gekozen foto")).to_be_visible()
        keep(tablet)
        expect(status(tablet)).to_have_text(f"{waits} veilig op de tablet.")
        tablet.locator("#undo").click()
        expect(heading(tablet)).to_have_text("Ongedaan gemaakt")
        to_team(tablet, floor)
    context.unroute(PHOTO)
    tablet.locator("#sync").click()
    tablet.locator("#send-now").click()

    expect(status(tablet)).to_have_text("2 berichten over wat je stuurde. Lees ze.")
    expect(tablet.get_by_text("ongedaan gemaakt of verwijderd")).to_have_count(2)
    tablet.locator("#read").click()
    expect(status(tablet)).to_have_text(ALL_SENT)


@pytest.fixture
def whole_browser(browser_type: BrowserType) -> Iterator[Browser]:
    """One that can send when no page is open."""
    with browser_type.launch(**chromium_options(WHOLE)) as found:
        yield found


def test_the_browser_sends_by_itself_when_nobody_looks(
    whole_browser: Browser, floor: Floor
) -> None:
    """When it does so is the browser's own choice, after minutes too: here it is told to."""
    before = floor.assessments()
    context = floor.open(whole_browser)
    page = context.new_page()
    enrol(page, floor)
    with_card(page, floor)
    devtools = context.new_cdp_session(page)
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(
            each["registrationId"] for each in told["registrations"] if not each["isDeleted"]
        ),
    )
    devtools.send("ServiceWorker.enable")
    context.set_offline(True)
    save_one(page, person=0, skill=-12)
    expect(status(page)).to_contain_text("wacht")
    asked = page.wait_for_function(ASKED_THE_BROWSER).json_value()
    page.goto("about:blank")
    context.set_offline(False)

    happens = {
        "origin": floor.address,
        "registrationId": registrations[-1],
        "tag": asked[0],
        "lastChance": False,
    }

    def is_sent() -> bool:
        """As a browser that tries again later: the network may come to its worker a bit later."""
        devtools.send("ServiceWorker.dispatchSyncEvent", happens)
        page.wait_for_timeout(1000)
        return floor.assessments() == before + 1

    wait_until(is_sent, seconds=60)
    context.close()
