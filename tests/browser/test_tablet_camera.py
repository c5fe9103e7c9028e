"""A leader holds the own card before the camera of the tablet, with and without a network."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, expect

from tests.browser.camera import camera_that_sees
from tests.browser.chromium import chromium_options
from tests.browser.floor import Floor, enrol, heading, make_contact
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser


def test_a_card_before_the_camera_lets_its_leader_in_also_without_a_network(
    browser_type: BrowserType, floor: Floor, faults: PageFaults, tmp_path: Path
) -> None:
    options = chromium_options()
    options["args"] += camera_that_sees(f"{floor.address}/card/{floor.card}", tmp_path)
    with browser_type.launch(**options) as browser:
        context = faults.watch(floor.open(browser))
        context.grant_permissions(["camera"], origin=floor.address)
        page = context.new_page()
        enrol(page, floor)
        scan = page.get_by_role("button", name="Scan met de camera")
        scan.click()
        page.get_by_role("button", name=floor.team).click()
        expect(heading(page)).to_have_text(floor.team)

        page.locator("#lock").click()
        context.set_offline(True)
        expect(heading(page)).to_have_text("Wie ben je?")
        scan.click()
        expect(heading(page)).to_have_text(floor.team, timeout=30_000)
        context.set_offline(False)
        context.close()


def test_the_camera_goes_on_when_the_tablet_hears_from_the_server(
    browser_type: BrowserType, floor: Floor, faults: PageFaults
) -> None:
    options = chromium_options()
    options["args"] += [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ]
    with browser_type.launch(**options) as browser:
        context = faults.watch(floor.open(browser))
        context.grant_permissions(["camera"], origin=floor.address)
        page = context.new_page()
        enrol(page, floor)
        page.get_by_role("button", name="Scan met de camera").click()
        expect(page.locator("video")).to_be_visible()
        page.evaluate("document.querySelector('video').dataset.same = 'yes'")

        make_contact(page)
        make_contact(page)

        expect(page.locator("video[data-same]")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        context.close()
