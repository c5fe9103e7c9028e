"""A worker shows badges to somebody outside by pictures alone, with and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.watching import PageFaults
from tests.demo import DemoSite

pytestmark = pytest.mark.browser

SMALLEST = 48
"""Pixels of what a finger has to hit."""
TO_HIT = """main :is(.button, .choice, summary):visible,
    header :is(.brand, .button, summary):visible"""


@pytest.fixture(params=["with script", "without script"])
def with_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with script")


@pytest.fixture
def phone(
    browser: Browser, demo: DemoSite, base_url: str, faults: PageFaults, with_script: bool
) -> Iterator[Page]:
    """The phone of a worker who is signed in."""
    context = a_phone(browser, base_url, faults, with_script=with_script)
    cookie = demo.cookie("worker")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie, "url": base_url}])
    yield context.new_page()
    context.close()


@pytest.fixture
def employer(
    browser: Browser, base_url: str, faults: PageFaults, with_script: bool
) -> Iterator[Page]:
    """A phone of somebody who has no account."""
    context = a_phone(browser, base_url, faults, with_script=with_script)
    yield context.new_page()
    context.close()


def a_phone(
    browser: Browser, base_url: str, faults: PageFaults, *, with_script: bool
) -> BrowserContext:
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        locale="nl-NL",
        java_script_enabled=with_script,
    )
    faults.watch(context)
    return context


def test_somebody_who_cannot_read_shares_and_stops(
    phone: Page, employer: Page, with_script: bool
) -> None:
    """Every tap is on a picture or on the one big button; no word is looked for."""
    phone.goto("/wallet")
    phone.locator("main a[href='/wallet/shares']").first.tap()
    phone.locator("main a.button--primary").tap()
    expect(phone.locator(".badge-choice").first).to_be_visible()
    seen = look_at(phone, with_script=with_script)
    pictures = phone.locator(".badge-choice__picture")
    pictures.nth(0).tap()
    pictures.nth(1).tap()
    onwards(phone)
    for picture in ("building-store", "building-warehouse"):
        seen += look_at(phone, with_script=with_script)
        phone.locator(f".choice__aside use[href$='#{picture}']").locator("xpath=../..").tap()
        onwards(phone)
    seen += look_at(phone, with_script=with_script)
    phone.locator(".choice").first.tap()
    onwards(phone)
    seen += look_at(phone, with_script=with_script)
    phone.locator(".choice__aside use[href$='#id']").locator("xpath=../..").tap()
    onwards(phone)
    expect(phone.locator(".as-seen .shared-badge")).to_have_count(2)
    seen += look_at(phone, with_script=with_script)
    onwards(phone)
    expect(phone.locator(".share-code svg")).to_be_visible()
    seen += look_at(phone, with_script=with_script)
    link = str(phone.locator("#address").text_content())

    employer.goto(link)
    seen += look_at(employer, with_script=with_script)
    employer.locator("main button").tap()
    expect(employer.locator(".shared-badge")).to_have_count(2)
    seen += look_at(employer, with_script=with_script)

    # with script the question opens in a dialog, without it in its place
    phone.locator("main :is(summary, button).button--danger:visible").first.tap()
    phone.locator("form[action$='/stop'] button.button--danger").tap()
    expect(phone.locator(".share-code")).to_have_count(0)
    employer.reload()
    expect(employer.locator(".shared-badge")).to_have_count(0)
    expect(employer.locator("main")).to_contain_text("Deze link werkt niet meer")
    assert seen == []


def test_somebody_who_goes_to_a_bicycle_factory_takes_along_what_they_say_there(
    phone: Page, employer: Page, with_script: bool
) -> None:
    """From the thrift shop to a first employer outside, who saw something new."""
    phone.goto("/wallet/shares/new/badges")
    phone.locator(".badge-choice").first.tap()
    onwards(phone)
    while not phone.url.endswith("/check"):
        phone.locator(".choice").first.tap()
        onwards(phone)
    onwards(phone)
    share = phone.url
    employer.goto(str(phone.locator("#address").text_content()))
    employer.locator("main button").tap()

    employer.get_by_role("link", name="Schrijf wat je zag").tap()
    expect(employer.locator("#firm")).to_be_visible()
    seen = look_at(employer, with_script=with_script)
    employer.locator(".choice").last.tap()
    employer.locator("#skill").fill("Een versnelling afstellen")
    employer.locator("#words").fill("Dat doet zij al na een maand.")
    employer.locator("#firm").fill("De Fietsfabriek")
    employer.locator("#author").fill("Erik Fietsma")
    employer.get_by_role("button", name="Verstuur").tap()
    expect(employer.locator("main")).to_contain_text("kiest of het blijft")

    phone.goto("/wallet")
    phone.locator("main .notice a[href='/wallet/said']").tap()
    expect(phone.locator(".said").first).to_contain_text("Niet gecontroleerd")
    seen += look_at(phone, with_script=with_script)
    phone.get_by_role("button", name="Ja, dit klopt").tap()
    expect(phone.get_by_role("heading", name="Dit heb je bewaard")).to_be_visible()
    phone.goto("/wallet")
    expect(phone.locator("section[aria-labelledby=said]")).to_contain_text("versnelling")
    expect(phone.locator(".own-badge", has_text="versnelling")).to_have_count(0)
    phone.goto(f"{share}/tell")
    expect(phone.locator(".told__sentences li")).to_have_count(3)
    seen += look_at(phone, with_script=with_script)
    assert seen == []


def onwards(phone: Page) -> None:
    here = phone.url
    phone.locator(".action-bar button").tap()
    expect(phone).not_to_have_url(re.compile(f"^{re.escape(here)}$"))


def look_at(page: Page, *, with_script: bool) -> list[str]:
    """What is wrong with this page for somebody with other eyes, hands, or a narrow screen."""
    path = page.url
    faults = [f"{path}: {fault}" for fault in violations(page)] if with_script else []
    small = [
        str(each.get_attribute("class"))
        for each in page.locator(TO_HIT).all()
        if (box := each.bounding_box()) and min(box["width"], box["height"]) < SMALLEST
    ]
    return faults + [f"{path}: {each} is smaller than {SMALLEST} px" for each in small]
