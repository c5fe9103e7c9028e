"""What a tablet keeps outlives a new release, a full disk, and a system that takes it away."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.floor import (
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
)
from tests.browser.started import started

__all__ = ["context", "tablet"]
pytestmark = pytest.mark.browser

RECORDED = json.loads((Path(__file__).parent / "recorded/tablet_1.json").read_text())
ALL_SENT = "Alles is verstuurd."
API = re.compile(r"/api/")
SMALL_DISK = 8 * 2**20
FILL = """async () => {
    const found = await new Promise((resolve) => {
        const opening = indexedDB.open('tablet');
        opening.onsuccess = () => resolve(opening.result);
    });
    const put = (size, number) => new Promise((resolve) => {
        const content = new Uint8Array(size);
        for (let from = 0; from < size; from += 65536)
            crypto.getRandomValues(content.subarray(from, from + 65536));
        const transaction = found.transaction('settings', 'readwrite');
        transaction.objectStore('settings').put(content, `ballast-${number}`);
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
    });
    let number = 0;
    for (let size = 2 ** 20; size >= 32; size /= 4) while (await put(size, number)) number += 1;
    found.close();
    return number;
}"""
EMPTY = """() => new Promise((resolve) => {
    const opening = indexedDB.open('tablet');
    opening.onsuccess = () => {
        const transaction = opening.result.transaction('settings', 'readwrite');
        const all = IDBKeyRange.bound('ballast-', 'ballast-~');
        transaction.objectStore('settings').delete(all);
        transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
})"""
AS_RECORDED = """async (recorded) => {
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const now = await done(indexedDB.open('tablet'));
    const kept = {};
    for (const name of now.objectStoreNames) {
        const store = now.transaction(name).objectStore(name);
        kept[name] = [await done(store.getAllKeys()), await done(store.getAll())];
    }
    const newest = now.version;
    now.close();
    await done(indexedDB.deleteDatabase('tablet'));
    const opening = indexedDB.open('tablet', recorded.version);
    opening.onupgradeneeded = () => {
        for (const [name, {key}] of Object.entries(recorded.stores))
            opening.result.createObjectStore(name, key ? {keyPath: key} : undefined);
    };
    const old = await done(opening);
    const names = Object.keys(recorded.stores), writing = old.transaction(names, 'readwrite');
    for (const [name, {key, fields}] of Object.entries(recorded.stores)) {
        const [keys, values] = kept[name];
        values.forEach((value, place) => {
            const known = fields && Object.fromEntries(
                Object.entries(value).filter(([field]) => fields.includes(field)));
            if (key) writing.objectStore(name).put(known);
            else if (recorded.settings.includes(keys[place]))
                writing.objectStore(name).put(value, keys[place]);
        });
    }
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    old.close();
    return [recorded.version, newest, kept.queue[0].length];
}"""


@pytest.fixture(autouse=True)
def small_disk(tablet: Page, context: BrowserContext, floor: Floor) -> None:
    small = {"origin": floor.address, "quotaSize": SMALL_DISK}
    context.new_cdp_session(tablet).send("Storage.overrideQuotaForOrigin", small)


def fill_the_disk(page: Page) -> None:
    assert page.evaluate(FILL) > 2


def test_a_full_queue_of_the_oldest_release_goes_with_the_newest(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    save_one(tablet, person=0, skill=-2)
    to_team(tablet, floor)
    fill_in(tablet, person=1, skill=-2)
    tablet.locator("summary").click()
    tablet.locator("#photo").set_input_files(
        files=[{"name": "work.png", "mimeType": "image/png", "buffer": a_picture(60, 60)}]
    )
    expect(tablet.get_by_alt_text("De gekozen foto")).to_be_visible()
    keep(tablet)
    to_team(tablet, floor)
    fill_in(tablet, person=2, skill=-2)
    context.set_offline(False)
    context.route(API, lambda route: route.abort())
    tablet.goto("/healthz")

    version, newest, queued = tablet.evaluate(AS_RECORDED, RECORDED)
    assert (version, queued) == (1, 3)
    assert newest > version
    tablet.goto("/tablet/")
    started(tablet)
    assert waiting(tablet) == 3
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    expect(tablet.get_by_text("Hier was je mee bezig.")).to_be_visible()
    context.unroute(API)
    keep(tablet)
    tablet.locator("#sync").click()
    tablet.locator("#send-now").click()

    expect(status(tablet)).to_have_text(ALL_SENT)
    assert waiting(tablet) == 0
    assert floor.has(before + 3)


def test_a_page_of_before_goes_on_after_a_newer_release_took_its_step(
    tablet: Page, floor: Floor
) -> None:
    before = floor.assessments()
    tablet.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open('tablet', 99);
            opening.onupgradeneeded = () => { opening.result.createObjectStore('more'); };
            opening.onsuccess = () => { opening.result.close(); resolve(); };
        })"""
    )
    save_one(tablet, person=3, skill=-2)

    expect(status(tablet)).to_have_text(ALL_SENT)
    assert floor.has(before + 1)


def test_a_full_disk_is_told_and_what_was_filled_in_stays(tablet: Page, floor: Floor) -> None:
    before = floor.assessments()
    fill_in(tablet, person=4, skill=-2)
    fill_the_disk(tablet)
    tablet.locator(".criteria input[value=not_looked]").first.check(force=True)
    tablet.locator("#save").click()
    expect(tablet.get_by_role("alert")).to_contain_text("De tablet is vol.")
    expect(tablet.get_by_role("alert")).to_be_in_viewport()
    tablet.get_by_role("alert").get_by_role("link").click()
    expect(tablet.locator("#save")).to_be_focused()
    expect(tablet.locator("#level-2")).to_be_checked()
    tablet.evaluate(EMPTY)
    tablet.locator("#save").click()

    expect(heading(tablet)).to_have_text("Opgeslagen")
    expect(status(tablet)).to_have_text(ALL_SENT)
    assert floor.has(before + 1)


def test_what_waits_goes_also_from_a_full_disk(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before = floor.assessments()
    context.set_offline(True)
    for person in (5, 6):
        save_one(tablet, person=person, skill=-2)
        to_team(tablet, floor)
    fill_the_disk(tablet)
    context.set_offline(False)

    expect(status(tablet)).to_have_text(ALL_SENT, timeout=20_000)
    assert waiting(tablet) == 0
    assert floor.has(before + 2)


@pytest.mark.parametrize("left", [0, 1])
def test_storage_that_the_system_took_away_is_told(
    tablet: Page, context: BrowserContext, floor: Floor, left: int
) -> None:
    before = floor.assessments()
    save_one(tablet, person=7 + left, skill=-2)
    expect(status(tablet)).to_have_text(ALL_SENT)
    to_team(tablet, floor)
    context.set_offline(True)
    for _number in range(left):
        save_one(tablet, person=9, skill=-2)
        expect(status(tablet)).to_contain_text("1 wacht.")
    tablet.goto("about:blank")
    context.set_offline(False)
    kinds = "indexeddb,cache_storage,service_workers"
    devtools = context.new_cdp_session(tablet)
    devtools.send("Storage.clearDataForOrigin", {"origin": floor.address, "storageTypes": kinds})
    tablet.goto("/tablet/")

    expect(heading(tablet)).to_have_text("Deze tablet aanmelden")
    told = tablet.get_by_role("alert")
    expect(told).to_contain_text("De browser heeft gewist wat hier stond.")
    expect(told).to_contain_text(
        "1 ding was nog niet verstuurd" if left else "Alles was verstuurd."
    )
    assert floor.has(before + 1)
    enrol(tablet, floor)
    tablet.reload()
    expect(heading(tablet)).to_have_text("Wie ben je?")
