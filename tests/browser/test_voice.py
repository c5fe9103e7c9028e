"""A worker speaks an objection, and whoever decides hears it: with a microphone that beeps."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from playwright.sync_api import BrowserType, Locator, Page, expect

from tests.academy.assessments.conftest import Save, palette, save
from tests.academy.conftest import cast
from tests.browser.chromium import chromium_options
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.cast import AMINA, PIET, Member
from tests.client import AcademyClient
from tests.demo import served

__all__ = ["cast", "palette", "save"]
pytestmark = pytest.mark.browser

BEEPS = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
SAYS_NO = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")
PLAYS = """audio => new Promise((resolve, reject) => {
  audio.addEventListener("playing", () => resolve(true));
  audio.addEventListener("error", () => reject(audio.error.message));
  audio.play().catch(reject);
})"""
ENDS = """audio => audio.ended || new Promise((resolve) => {
  audio.addEventListener("ended", () => resolve(true));
})"""
Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def open_as(
    app: Flask, client: AcademyClient, browser_type: BrowserType, faults: PageFaults
) -> Iterator[Open]:
    """A page of one of the cast, on a telephone of their own."""
    with served(app) as address:

        @contextmanager
        def open_page(
            member: Member, at: str, *flags: str, permissions: tuple[str, ...] = (), **more: bool
        ) -> Iterator[Page]:
            options = chromium_options()
            options["args"] += flags
            cookie = client.as_(member).get_cookie("session")
            with browser_type.launch(**options) as browser:
                context = browser.new_context(
                    permissions=permissions,
                    locale="nl-NL",
                    viewport={"width": 360, "height": 740},
                    **more,
                )
                faults.watch(context)
                context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
                page = context.new_page()
                page.goto(address + at)
                if more.get("java_script_enabled", True):
                    started(page)
                yield page

        yield open_page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_it_is_spoken_listened_to_thrown_away_and_spoken_again(open_as: Open, save: Save) -> None:
    shown = save().location
    with open_as(AMINA, f"{shown}/response", *BEEPS, permissions=("microphone",)) as page:
        button(page, "Neem op").click()
        expect(page.locator("[role=timer]:visible")).to_have_text("0:01 / 1:00", timeout=20_000)
        button(page, "Stop").click()
        expect(button(page, "Luister")).to_be_focused()
        expect(page.get_by_role("status").filter(has_text="Je bericht is klaar.")).to_be_visible()
        button(page, "Luister").click()
        assert page.locator(".voice-field audio").evaluate(ENDS)
        button(page, "Gooi weg").click()
        assert page.evaluate("document.getElementById('voice').files.length") == 0
        button(page, "Neem op").click()
        expect(page.locator("[role=timer]:visible")).to_have_text("0:01 / 1:00", timeout=20_000)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{wide} pixels stick out"

        button(page, "Verstuur").click()
        page.get_by_text("Kies eerst wat je ervan vindt.").wait_for()
        page.get_by_text("Ik ben het er niet mee eens").click()
        button(page, "Verstuur").click()
        page.wait_for_url(f"**{shown}")
        assert page.locator("main audio").evaluate(PLAYS)

    with open_as(PIET, shown.replace("/assessments/", "/reviews/")) as page:
        player = page.locator("main audio")
        assert player.evaluate(PLAYS)
        assert player.evaluate("audio => audio.readyState") >= 2


def test_after_a_minute_it_stops_by_itself(open_as: Open, save: Save) -> None:
    shown = save().location
    with open_as(AMINA, f"{shown}/response", *BEEPS, permissions=("microphone",)) as page:
        page.evaluate("document.querySelector('.voice-field').dataset.seconds = '1'")
        button(page, "Neem op").click()
        expect(button(page, "Luister")).to_be_visible()


def test_who_stops_before_a_sound_reads_that_nothing_was_heard(open_as: Open, save: Save) -> None:
    shown = save().location
    with open_as(AMINA, f"{shown}/response", *BEEPS, permissions=("microphone",)) as page:
        page.evaluate("""() => {
          const real = MediaRecorder.prototype.start;
          MediaRecorder.prototype.start = function (slice) { real.call(this, slice); this.stop(); };
        }""")
        button(page, "Neem op").click()
        page.get_by_text("We hoorden niets.").wait_for()
        assert page.evaluate("document.getElementById('voice').files.length") == 0
        expect(button(page, "Neem op")).to_be_visible()


def test_who_says_no_to_the_microphone_can_still_choose_and_write(
    open_as: Open, save: Save
) -> None:
    with open_as(AMINA, f"{save().location}/response", *SAYS_NO) as page:
        button(page, "Neem op").click()
        page.get_by_text("De microfoon staat uit.").wait_for()
        expect(button(page, "Neem op")).to_be_visible()
        page.get_by_text("Ik kan dit beter").click()
        page.get_by_label("Wil je er iets bij schrijven?").fill("Ik deed het alleen.")


@pytest.mark.parametrize("script", [True, False], ids=["no microphone", "no script"])
def test_where_nothing_can_be_recorded_nothing_speaks_of_it(
    open_as: Open, save: Save, script: bool
) -> None:
    at = f"{save().location}/response"
    with open_as(AMINA, at, java_script_enabled=script) as page:
        assert page.get_by_text("Wil je het liever zeggen?").is_hidden()
        assert button(page, "Neem op").count() == 0
        assert page.get_by_text("Ik kan dit beter").is_visible()
