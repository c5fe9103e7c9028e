"""The four journeys of the shop floor: one worker, five workers, a lost card, an objection that is
right. Each page is looked at on the tablet, lying and standing, and on a phone, as it is found, and
with text twice as large."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from academy.database import db
from academy.people.models import Person
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.cast import as_
from tests.demo import DemoSite, copy_demo, served

pytestmark = pytest.mark.browser

SIZES = {"lying": (1280, 800), "standing": (800, 1280), "phone": (360, 740)}
FORM = re.compile(r"/assess$")
SAVED = re.compile(r"/assessments/[0-9a-f-]{36}$")


def look(page: Page) -> None:
    """Whether the page fits and nothing lies over anything, at each of the sizes."""
    before = page.viewport_size
    for percent in ("", "200%"):
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}'")
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            where = f"{page.url}, {name} {percent}"
            assert not sideways(page), f"{where}: scrolls sideways, by {widest(page)}"
            assert not (found := overlaps(page)), f"{where}: {found}"
    page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        page.set_viewport_size(before)


SignIn = Callable[[str], Page]


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> DemoSite:
    """A demo of its own: these journeys change much."""
    return copy_demo(demo_folder, tmp_path / "site")


@pytest.fixture
def sign_in(site: DemoSite, browser: Browser, faults: PageFaults) -> Iterator[SignIn]:
    """A browser of somebody of STAFF, of a worker by the uuid, or of nobody: `""`."""
    contexts = []
    with served(site.app) as address:

        def open_page(who: str) -> Page:
            width, height = SIZES["standing" if who == "team leader" else "phone"]
            context = browser.new_context(
                base_url=address, locale="nl-NL", has_touch=True,
                viewport={"width": width, "height": height},
            )  # fmt: skip
            contexts.append(context)
            faults.watch(context)
            if cookie := cookie_of(site, who):
                context.add_cookies([{"name": "session", "value": cookie, "url": address}])
            return context.new_page()

        yield open_page
        for context in contexts:
            context.close()


def cookie_of(site: DemoSite, who: str) -> str | None:
    if not who or " " in who:
        return site.cookie(who) if who else None
    client = site.app.test_client()
    with site.app.app_context():
        as_(client, db.session.scalars(select(Person).where(Person.uuid == UUID(who))).one())
    kept = client.get_cookie("session")
    return kept.value if kept else None


def test_one_worker(sign_in: SignIn) -> None:
    leader = sign_in("team leader")
    worker = open_a_form(leader)
    save(leader)
    look(leader)
    go(leader.get_by_role("link", name="Volgende vaardigheid"))
    look(leader)

    phone = sign_in(worker)
    phone.goto("/wallet")
    expect(phone.get_by_text("Je hebt een nieuwe badge")).to_be_visible()
    look(phone)


def test_five_workers(sign_in: SignIn) -> None:
    leader = sign_in("team leader")
    open_the_team(leader)
    go(leader.get_by_role("link", name="Meer mensen, één vaardigheid"))
    look(leader)
    go(leader.locator(".skill-choice").last)
    started(leader)
    look(leader)
    for number in range(5):
        leader.locator("label.choice").nth(number).tap()
    leader.get_by_role("button", name="Zelfstandig, alles gezien").tap()
    expect(leader.locator(".name-list bdi").first).to_be_visible()
    look(leader)
    go(leader.get_by_role("button", name=re.compile(r"^Opslaan")))
    expect(leader.locator(".name-list .status-pill").first).to_be_visible()
    look(leader)


def test_a_lost_card(sign_in: SignIn) -> None:
    leader = sign_in("team leader")
    open_the_team(leader)
    go(leader.locator(".person-tile").first)
    go(leader.get_by_role("link", name="Badges en kaart"))
    look(leader)
    go(leader.get_by_role("link", name="Kaart en pincode"))
    look(leader)
    lost = leader.locator(".work-card__code").inner_text()
    leader.get_by_text("Kaart kwijt: nieuwe kaart").tap()
    go(leader.get_by_role("button", name="Ja, nieuwe kaart"))
    expect(leader.get_by_text("De nieuwe kaart is klaar")).to_be_visible()
    look(leader)
    pin = leader.locator(".slip__code").inner_text()
    go(leader.get_by_role("link", name="Print de kaarten"))
    look(leader)
    card = leader.locator(".work-card__code").inner_text()
    assert card != lost

    phone = sign_in("")
    show_a_card(phone, lost, pin)
    expect(phone.locator("[role=alert]")).to_be_visible()
    look(phone)
    show_a_card(phone, card, pin)
    expect(phone).to_have_url(re.compile(r"/wallet$"))
    look(phone)


def test_an_objection_that_is_right(sign_in: SignIn) -> None:
    leader = sign_in("team leader")
    worker = open_a_form(leader)
    save(leader)
    badge = leader.locator("main a[href*='/credentials/']").first.get_attribute("href")
    assert badge is not None

    phone = sign_in(worker)
    phone.goto(leader.url)
    go(phone.get_by_role("link", name="Klopt dit? Geef antwoord"))
    look(phone)
    phone.get_by_text("Ik ben het er niet mee eens", exact=True).tap()
    phone.get_by_text("Dit heb ik niet gedaan", exact=True).tap()
    go(phone.get_by_role("button", name="Verstuur"))
    expect(phone.get_by_text("Jij was het hier niet mee eens")).to_be_visible()
    look(phone)

    office = sign_in("organisation admin")
    office.goto("/reviews")
    look(office)
    go(office.locator(f"main a[href*='{phone.url.rpartition('/')[2]}']"))
    look(office)
    office.get_by_text("Het telt niet. De badge wordt ingetrokken.", exact=True).tap()
    office.get_by_label("Uitleg").fill("Een collega deed het.")
    go(office.get_by_role("button", name="Opslaan"))
    expect(office.get_by_text("Je besluit is opgeslagen.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("Dit telt niet meer. Dank je wel dat je het zei.")).to_be_visible()
    look(phone)
    stranger = sign_in("")
    stranger.goto(badge.removesuffix("/manage"))
    expect(stranger.get_by_text("ingetrokken").first).to_be_visible()
    look(stranger)


def open_the_team(leader: Page) -> None:
    leader.goto("/teams")
    look(leader)
    go(leader.locator("main a[href^='/teams/']").first)
    expect(leader.locator(".person-tile").first).to_be_visible()
    look(leader)


def open_a_form(leader: Page) -> str:
    """Of a skill of which nothing was seen of this worker; gives the worker's uuid."""
    open_the_team(leader)
    go(leader.locator(".person-tile").first)
    look(leader)
    go(leader.locator(".skill-choice:not(:has(.skill-choice__note))").first)
    expect(leader).to_have_url(FORM)
    started(leader)
    look(leader)
    return leader.url.split("/people/")[1].split("/")[0]


def save(leader: Page) -> None:
    leader.get_by_role("button", name="Zelfstandig, alles gezien").tap()
    look(leader)
    go(leader.get_by_role("button", name="Opslaan"))
    expect(leader).to_have_url(SAVED)


def go(found: Locator) -> None:
    """Tap what leads to another page, and wait for that page: a look before would be at the old."""
    with found.page.expect_event("load"):
        found.tap()


def show_a_card(phone: Page, code: str, pin: str) -> None:
    phone.goto("/sign-in/card")
    phone.get_by_label("Code op je kaart").fill(code)
    phone.get_by_label("Pincode", exact=True).fill(pin)
    go(phone.get_by_role("button", name="Inloggen"))
