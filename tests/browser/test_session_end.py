"""A card's session ends with a warning; after signing out, Back shows nothing of before."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.academy.conftest import cast
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.cast import AMINA, PIN, Cast, a_card, code_of
from tests.client import AcademyClient
from tests.demo import served

__all__ = ["cast"]
pytestmark = pytest.mark.browser


@pytest.fixture
def page(
    app: Flask, client: AcademyClient, cast: Cast, browser: Browser, faults: PageFaults
) -> Page:
    """Amina's own page, after her card and PIN."""
    code = code_of(a_card(AMINA.row))
    client.post("/sign-in/card", data={"code": code, "pin": PIN})
    cookie = client.get_cookie("session")
    with served(app) as address:
        context = faults.watch(browser.new_context(locale="nl-NL"))
        context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        opened = context.new_page()
        opened.clock.install()
        opened.goto(f"{address}/account/sessions")
        yield started(opened)
        context.close()


def test_two_minutes_before_the_end_one_may_stay(page: Page) -> None:
    warning = page.get_by_role("alertdialog")
    page.clock.run_for("27:50")
    expect(warning).to_be_hidden()

    page.clock.run_for("00:15")
    expect(warning).to_contain_text("Over 2 minuten word je uitgelogd.")
    warning.get_by_role("button", name="Ja, ik ben er nog").click()

    expect(warning).to_be_hidden()


def test_without_a_connection_the_question_stays(page: Page) -> None:
    page.clock.run_for("28:05")
    page.route("**/extend", lambda route: route.abort())
    page.get_by_role("button", name="Ja, ik ben er nog").click()

    expect(page.get_by_role("alertdialog")).to_contain_text("Dat lukte niet.")


def test_at_the_end_the_page_says_so_and_keeps_what_was_typed(page: Page) -> None:
    page.clock.run_for("30:05")

    expect(page.get_by_role("alertdialog")).to_contain_text("Je bent uitgelogd.")
    expect(page.get_by_role("button", name="Ja, ik ben er nog")).to_be_hidden()


def test_a_page_out_of_the_memory_of_the_browser_is_asked_anew(page: Page) -> None:
    page.context.clear_cookies()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    page.wait_for_url(lambda url: "/sign-in?next=" in url)
    expect(page.get_by_text("Amina")).to_have_count(0)
