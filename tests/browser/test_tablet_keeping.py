"""What a tablet keeps, of whom, how long: nothing that a stranger could read, or too long."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.floor import (
    Floor,
    back_online,
    context,
    controlled,
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
    with_pin,
)
from tests.browser.started import started
from tests.browser.watching import PageFaults

__all__ = ["context", "tablet"]
pytestmark = pytest.mark.browser

ALL_SENT = "Alles is verstuurd."
EVERYTHING = """async () => {
    const kept = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
    const readable = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder().decode(value) : value;
    for (const {name} of await indexedDB.databases()) {
        const found = await new Promise((resolve) => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => resolve(opening.result);
        });
        for (const store of found.objectStoreNames) {
            if (store === 'settings') continue;
            const all = await new Promise((resolve) => {
                const asking = found.transaction(store).objectStore(store).getAll();
                asking.onsuccess = () => resolve(asking.result);
            });
            kept.push(store, JSON.stringify(all, (_key, value) => readable(value)));
        }
        const settings = await new Promise((resolve) => {
            const asking = found.transaction('settings').objectStore('settings').getAll();
            asking.onsuccess = () => resolve(asking.result);
        });
        kept.push(JSON.stringify(settings.filter((each) => !each?.skills)));
        found.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            const {pathname} = new URL(request.url);
            if (pathname.startsWith('/tablet/')) kept.push(await answer.text());
        }
    }
    return kept.join('\\n');
}"""


def test_undo_before_it_was_sent_leaves_no_trace(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    save_one(tablet, person=5)
    tablet.locator("#undo").click()
    expect(heading(tablet)).to_have_text("Ongedaan gemaakt")
    assert waiting(tablet) == 0
    context.set_offline(False)
    assert floor.assessments() == before


def test_a_locked_tablet_tells_nothing_to_who_copies_all_its_storage(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    names = tablet.locator(".person-tile__name").all_inner_texts()
    context.set_offline(True)
    fill_in(tablet, person=1, skill=-5)
    tablet.locator("summary").click()
    tablet.get_by_label("Notitie").fill("Een bijzondere zin")
    keep(tablet)
    to_team(tablet, floor)
    fill_in(tablet, person=2, skill=-5)
    tablet.locator("#lock").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")

    kept: str = tablet.evaluate(EVERYTHING)
    assert len(kept) > 1000
    told = [word for word in (*names, floor.leader, "bijzondere", "pkcs8", "Zelfstandig")
            if re.search(rf"\b{re.escape(word)}\b", without_words(kept))]  # fmt: skip
    assert not told
    context.set_offline(False)


def without_words(kept: str) -> str:
    """The texts of the screens are everybody's."""
    return re.sub(r'\{"checked".*?"texts":\{.*?\}\}\n?', "", kept, flags=re.DOTALL)


def test_what_was_not_finished_waits_for_its_owner_alone(tablet: Page, floor: Floor) -> None:
    tablet.locator("#lock").click()
    with_pin(tablet, floor)
    tablet.get_by_role("button", name=floor.team).click()
    expect(heading(tablet)).to_have_text(floor.team)
    fill_in(tablet, person=1, skill=-6)
    skill = heading(tablet).inner_text().strip()
    tablet.locator("#lock").click()
    with floor.without(skill), tablet.expect_response("**/api/tablet/palette"):
        tablet.evaluate("dispatchEvent(new Event('online'))")
    with_pin(tablet, floor)

    expect(heading(tablet)).to_have_text(skill)
    expect(tablet.get_by_text("Hier was je mee bezig.")).to_be_visible()
    expect(tablet.locator("#level-2")).to_be_checked()
    tablet.get_by_role("button", name="Weg ermee").click()
    expect(heading(tablet)).to_contain_text("Wat doet")


LATE = """async () => {
    const at = (name) => import(`/static/000000000000/js/tablet/storage/${name}.js`);
    const [vault, wiping] = [await at('vault'), await at('wiping')];
    const made = {name: 'AES-GCM', length: 256};
    const key = await crypto.subtle.generateKey(made, false, ['encrypt', 'decrypt']);
    const session = {id: 'a grant', key, people: []};
    const begun = {...vault.nothing(), skills: ['a skill']};
    const kept = async () => [(await wiping.all()).length, (await vault.privately(session)).skills];
    await vault.keep(session);
    await vault.keepPrivately(session, begun);
    const before = await kept();
    await wiping.wipe(session.id);
    await Promise.all([vault.keepPrivately(session, begun), vault.keepAgain(session)]);
    return [before, await kept()];
}"""


def test_what_was_on_its_way_at_signing_out_does_not_come_back(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.goto("/tablet/")

    assert page.evaluate(LATE) == [[1, ["a skill"]], [0, []]]


def test_it_locks_after_two_minutes_and_says_so_before(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    page.clock.install()
    enrol(page, floor)
    with_card(page, floor)
    page.clock.run_for(95_000)
    page.get_by_role("button", name="Doorgaan").click()
    page.clock.run_for(60_000)
    expect(heading(page)).to_have_text(floor.team)
    page.clock.run_for(70_000)
    expect(heading(page)).to_have_text("Wie ben je?")
    expect(page.locator("dialog")).to_have_count(0)
    with_card(page, floor)
    page.clock.run_for(95_000)
    page.locator("dialog").get_by_role("button", name="Op slot").click()
    expect(heading(page)).to_have_text("Wie ben je?")
    context.close()


def test_after_its_hours_people_are_wiped_and_what_waits_is_not(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    page.clock.install()
    enrol(page, floor)
    with_card(page, floor)
    context.set_offline(True)
    save_one(page, person=6, skill=-7)
    page.clock.fast_forward("09:00:00")
    expect(status(page)).to_have_text("Al 9 uur niet verstuurd. Zoek wifi.")
    page.clock.fast_forward("04:00:00")
    page.clock.run_for(31_000)
    expect(heading(page)).to_have_text("Wie ben je?")
    page.get_by_label("Code op je kaart").fill(floor.card)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Je kaart opent alleen als je hier")
    assert waiting(page) == 1
    back_online(page)
    context.close()


TAKE_AND_LOOK = """(button) => {
    button.click();
    return document.querySelector('.shell__messages').innerText.trim();
}"""


def test_a_new_release_waits_until_somebody_says_so(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    context.set_offline(True)
    save_one(tablet, person=1, skill=-10)
    context.set_offline(False)
    offered = floor.demo.app.config["LANGUAGES"]
    floor.demo.app.config["LANGUAGES"] = offered[:2]  # its words are others, so is the release
    try:
        tablet.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
        take = tablet.get_by_role("button", name="Vernieuwen")
        expect(take).to_be_visible(timeout=60_000)  # when every file of the release has come
        with tablet.expect_navigation():
            assert take.evaluate(TAKE_AND_LOOK) == "Even geduld"
        started(tablet)
        controlled(tablet)
        assert len(tablet.evaluate("caches.keys()")) == 1
        expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    finally:
        floor.demo.app.config["LANGUAGES"] = offered


def test_it_asks_for_a_new_release_every_hour_and_nothing_breaks_where_nobody_answers(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.found.append(str(error)))
    page.clock.install()
    enrol(page, floor)
    page.evaluate("""() => {
        window.asked = 0;
        ServiceWorkerRegistration.prototype.update = () => {
            window.asked += 1;
            return Promise.reject(new TypeError('no network'));
        };
    }""")
    for hours in (1, 2):
        page.clock.fast_forward("01:00:01")
        page.wait_for_function("(hours) => window.asked === hours", arg=hours)
    with_card(page, floor)
    context.close()


def test_what_an_older_release_kept_goes_and_nothing_else(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    page.goto("/sign-in")
    page.evaluate("Promise.all(['tablet-of-before', 'of-others'].map((n) => caches.open(n)))")
    enrol(page, floor)
    kept = page.evaluate("caches.keys()")
    assert len(kept) == 2
    assert "of-others" in kept
    assert "tablet-of-before" not in kept
    with_card(page, floor)
    context.close()


def test_a_tablet_that_is_taken_away_keeps_what_waits_and_nobody(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    context.set_offline(True)
    save_one(tablet, person=2, skill=-11)
    floor.revoke_tablets()
    context.set_offline(False)
    expect(heading(tablet)).to_have_text("Deze tablet aanmelden", timeout=20_000)
    expect(status(tablet)).to_contain_text("Deze tablet is afgemeld.")
    assert waiting(tablet) == 1
