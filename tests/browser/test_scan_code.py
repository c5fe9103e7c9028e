"""The camera reads the square code of a certificate or a card; without a camera no button."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.camera import camera_that_sees
from tests.browser.chromium import chromium_options
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.demo import served

pytestmark = pytest.mark.browser

CODE = "0000111122223333"
Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def camera(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    return camera_that_sees(f"https://badges.example.nl/{request.param}/{CODE}", tmp_path)


@pytest.fixture
def open_form(app: Flask, browser_type: BrowserType, faults: PageFaults) -> Iterator[Open]:
    """A page, /verify unless told otherwise, in a browser of its own."""
    with served(app) as address:

        @contextmanager
        def open_page(
            *flags: str, at: str = "/verify", permissions: tuple[str, ...] = ()
        ) -> Iterator[Page]:
            options = chromium_options()
            options["args"] += flags
            with browser_type.launch(**options) as browser:
                context = faults.watch(browser.new_context(permissions=permissions, locale="nl-NL"))
                page = context.new_page()
                page.goto(address + at)
                yield started(page)

        yield open_page


@pytest.mark.parametrize("camera", ["c"], indirect=True)
def test_a_code_before_the_camera_opens_its_page(open_form: Open, camera: tuple[str, ...]) -> None:
    with open_form(*camera, permissions=("camera",)) as page:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        before = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
        assert any("scan-code.js" in url for url in before)
        assert not any("vendor" in url for url in before), "only who asks loads the reader"

        page.get_by_role("button", name="Scan met de camera").click()
        page.wait_for_url(f"**/c/{CODE}")

        assert any("vendor/qr/decode.js" in url for url in loaded)


@pytest.mark.parametrize("camera", ["card"], indirect=True)
def test_a_card_before_the_camera_leaves_only_the_pin_to_type(
    open_form: Open, camera: tuple[str, ...]
) -> None:
    with open_form(*camera, at="/sign-in/card", permissions=("camera",)) as page:
        page.get_by_role("button", name="Scan met de camera").click()
        page.locator("#pin:focus").wait_for()
        assert page.get_by_label("Code op je kaart").input_value() == CODE


def test_who_says_no_to_the_camera_can_still_type(open_form: Open) -> None:
    with open_form("--use-fake-device-for-media-stream", "--deny-permission-prompts") as page:
        page.get_by_role("button", name="Scan met de camera").click()

        page.get_by_text("De camera mag niet aan.").wait_for()
        assert page.get_by_role("button", name="Scan met de camera").is_visible()
        page.get_by_label("Of plak een tekst").fill(CODE)


def test_without_a_camera_there_is_no_button(open_form: Open) -> None:
    with open_form() as page:
        assert page.get_by_role("button", name="Scan met de camera").count() == 0
        assert page.get_by_label("Of plak een tekst").is_visible()


FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


def test_the_camera_goes_off_when_somebody_stops(open_form: Open) -> None:
    with open_form(*FAKE, permissions=("camera",)) as page:
        page.get_by_role("button", name="Scan met de camera").click()
        page.get_by_role("button", name="Stop").click()

        expect(page.get_by_role("button", name="Scan met de camera")).to_be_focused()
        expect(page.locator("video")).to_be_hidden()


def test_the_camera_goes_off_when_somebody_leaves_the_page(open_form: Open) -> None:
    with open_form(*FAKE, permissions=("camera",)) as page:
        page.get_by_role("button", name="Scan met de camera").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        page.evaluate(WHETHER_IT_WENT_OFF)
        page.reload()

        assert page.evaluate("sessionStorage.camera") == "ended"


def test_without_its_reader_the_camera_goes_off_with_a_sentence(
    open_form: Open, faults: PageFaults
) -> None:
    with open_form(*FAKE, permissions=("camera",)) as page:
        page.route("**/vendor/qr/decode.js", lambda route: route.abort())
        page.get_by_role("button", name="Scan met de camera").click()

        page.get_by_text("De camera kan hier geen codes lezen.").wait_for()
        expect(page.locator("video")).to_be_hidden()
    assert all("decode.js" in fault for fault in faults.found)
    faults.found.clear()


def test_a_page_that_draws_it_often_holds_on_to_none_of_them(open_form: Open) -> None:
    """The tablet draws it anew with each screen on which a card is scanned, for days."""
    with open_form(*FAKE, permissions=("camera",)) as page:
        page.evaluate(COUNT_LISTENERS)
        page.evaluate("""async () => {
            const loaded = performance.getEntriesByType('resource').map(({name}) => name);
            const {start} = await import(loaded.find((name) => name.endsWith('scan-code.js')));
            const box = document.querySelector('[data-module~="scan-code"]');
            for (let often = 0; often < 5; often += 1) await start(box.cloneNode(true));
        }""")
        assert page.evaluate("listening") == 0
        page.get_by_role("button", name="Scan met de camera").click()
        expect(page.locator("video")).to_be_visible()
        assert page.evaluate("listening") == 1
        page.get_by_role("button", name="Stop").click()
        assert page.evaluate("listening") == 0


WHETHER_IT_WENT_OFF = """() => {
    const [track] = document.querySelector('video').srcObject.getTracks();
    addEventListener('pagehide', () => { sessionStorage.camera = track.readyState; });
}"""
COUNT_LISTENERS = """() => {
    window.listening = 0;
    const {addEventListener, removeEventListener} = window;
    window.addEventListener = function (kind, ...more) {
        if (kind === 'pagehide') window.listening += 1;
        return addEventListener.call(window, kind, ...more);
    };
    window.removeEventListener = function (kind, ...more) {
        if (kind === 'pagehide') window.listening -= 1;
        return removeEventListener.call(window, kind, ...more);
    };
}"""
