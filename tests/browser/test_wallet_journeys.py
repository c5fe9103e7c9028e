"""Five people and their wallet: one who can't read, one who reads Arabic, one who goes to a bicycle
factory and back, one who wants to be forgotten, and one without a phone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import Dependencies, dependencies
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.languages import DEFAULT, LANGUAGES
from academy.organisations import service
from academy.organisations.models import Organisation, Team
from academy.organisations.service import SiteDetails
from academy.people import memberships
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.security.identity import Actor, Role
from tests.academy.catalogue.test_listening import SPEAKS, install
from tests.browser.axe import violations
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.browser.watching import PageFaults
from tests.cast import PIN, a_card, code_of
from tests.demo import DemoSite, copy_demo, served

pytestmark = pytest.mark.browser

PHONE, SHOP_TABLET = (360, 740), (800, 1280)
OFFICE = Actor(None, "command")
BADGES = ".own-badges > li"

Open = Callable[..., Page]


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> DemoSite:
    """A demo of its own: these journeys change much."""
    return copy_demo(demo_folder, tmp_path / "site")


@pytest.fixture
def open_page(site: DemoSite, browser: Browser, faults: PageFaults) -> Iterator[Open]:
    """A browser of the worker who has most badges, or of nobody yet."""
    contexts = []
    with served(site.app) as address:

        def opened(*, signed_in: bool = True, size: tuple[int, int] = PHONE) -> Page:
            context = browser.new_context(
                base_url=address, locale="nl-NL", has_touch=True,
                viewport={"width": size[0], "height": size[1]},
            )  # fmt: skip
            contexts.append(context)
            faults.watch(context)
            if signed_in:
                cookie = site.cookie("worker") or ""
                context.add_cookies([{"name": "session", "value": cookie, "url": address}])
            return context.new_page()

        yield opened
        for context in contexts:
            context.close()


def look(page: Page) -> None:
    """Whether the page fits, nothing lies over anything, and everybody can use it."""
    assert not sideways(page), f"{page.url} scrolls sideways, by {widest(page)}"
    assert not (found := overlaps(page)), f"{page.url}: {found}"
    assert not (found := violations(page)), f"{page.url}: {found}"


def a_new_card(site: DemoSite) -> str:
    """What stands on it."""
    with site.app.app_context():
        person = site.person("worker")
        with transaction(person):
            code = code_of(a_card(person))
        db.session.remove()
    return code


def scan(page: Page, code: str) -> None:
    page.goto(f"/card/{code}")


def come_in(page: Page, code: str, language: str = "nl") -> None:
    """With the card and the PIN; the first scan asks for a language, each name is heard."""
    scan(page, code)
    tap_the_pin(page)
    expect(page).to_have_url(re.compile("/language"))
    look(page)
    page.locator(f"main button[value={language}]").tap()
    expect(page.locator(BADGES).first).to_be_visible()


def tap_the_pin(page: Page) -> None:
    look(page)
    for digit in PIN:
        page.locator(f".keypad [data-key='{digit}']").tap()
    page.locator("#card-sign-in button.button--primary").tap()


def test_somebody_who_cannot_read_hears_what_a_badge_is_and_asks_to_be_seen(
    site: DemoSite, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every tap is on a picture, a digit or the one large button."""
    install(tmp_path / "bin", monkeypatch, SPEAKS)
    phone = open_page(signed_in=False)
    come_in(phone, a_new_card(site))
    look(phone)

    phone.locator(".own-badge").first.tap()
    expect(phone.locator(".badge-page__picture")).to_be_visible()
    look(phone)
    sound = phone.request.get(str(phone.locator(".listen audio").get_attribute("src")))
    assert (sound.status, sound.headers["content-type"]) == (200, "audio/wav")
    expect(phone.locator(".listen .icon")).to_be_visible()

    phone.locator("a.back-link").tap()
    phone.locator("section[aria-labelledby=next] .card a").first.tap()
    expect(phone.locator(".listen audio")).to_be_visible()
    look(phone)
    phone.locator("form[action$='/ask'] button").tap()
    expect(phone.locator(".notice--good")).to_be_visible()


def test_somebody_who_reads_arabic_sees_the_dutch_beside_it(
    site: DemoSite, open_page: Open
) -> None:
    phone = open_page(signed_in=False)
    come_in(phone, a_new_card(site), "ar")
    expect(phone.locator("html[dir=rtl][lang=ar]")).to_be_attached()

    for name in phone.locator(".own-badge__name").all():
        expect(name.locator("[lang=nl]")).to_be_visible()
        assert re.search(r"[\u0600-\u06ff]", str(name.locator("span span").first.text_content()))
    look(phone)
    phone.locator(".own-badge__name a").first.tap()
    expect(phone.locator("h1 [lang=nl]")).to_be_visible()
    expect(phone.locator(".badge-page")).to_contain_text("Geen mens las deze vertaling nog na.")
    look(phone)


def test_somebody_goes_to_a_bicycle_factory_and_back_and_keeps_everything(
    site: DemoSite, open_page: Open
) -> None:
    phone = open_page()
    phone.goto("/wallet")
    badges = phone.locator(BADGES).count()
    phone.goto("/wallet/moving")
    phone.locator("form button.button--primary").tap()
    papers = phone.locator("main a[href$='papers.pdf']")
    expect(papers).to_be_visible()
    look(phone)
    assert phone.request.get(str(papers.get_attribute("href"))).body().startswith(b"%PDF")

    for slug in ("fietsfabriek", "schakel"):
        goes_to_work_at(site, slug)
        phone = open_page()
        phone.goto("/wallet")
        expect(phone.locator(BADGES)).to_have_count(badges)
        look(phone)
    phone.locator(".own-badge__name a").first.tap()
    expect(phone.locator(".badge-page__words")).to_contain_text("De Schakel")


def goes_to_work_at(site: DemoSite, slug: str) -> None:
    """The office of the old employer ends it, that of the new one begins it."""
    with site.app.app_context():
        person, now = site.person("worker"), dependencies().clock()
        today = local_day(now)
        place = db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one()
        here = select(Membership).where(
            Membership.person_id == person.id, Membership.ends_on.is_(None)
        )
        there = db.session.scalars(here).all()
        with transaction(place, *(each.organisation for each in there), person):
            for each in there:
                memberships.end_now(each, today=today, by=OFFICE, now=now)
            post = Post(organisation=place, role=Role.WORKER, team=a_team(place), starts_on=today)
            memberships.add_membership(person, post, by=OFFICE, now=now)
        db.session.remove()


def a_team(place: Organisation) -> Team:
    """The first one, or a new one: the factory has none yet."""
    found = db.session.scalars(select(Team).where(Team.organisation_id == place.id)).first()
    if found is not None:
        return found
    now = dependencies().clock()
    where = SiteDetails(name="Werkplaats", city="Utrecht")
    site = service.add_site(place, where, key=uuid4(), by=OFFICE, now=now)
    return service.add_team(site, name="Montage", key=uuid4(), by=OFFICE, now=now)


def test_somebody_who_wants_to_be_forgotten_is(site: DemoSite, open_page: Open) -> None:
    phone = open_page()
    name, badge = who_it_is(site)
    phone.goto("/wallet")
    phone.goto("/wallet/erase")
    look(phone)
    phone.locator("input[name=badges][value=keep]").check(force=True)
    phone.locator("form .button--danger").tap()
    expect(phone.locator(".notice--warn")).to_be_visible()
    look(phone)

    eight_days_pass(site)

    phone.goto("/wallet")
    expect(phone).to_have_url(re.compile("/sign-in"))
    phone.goto(badge)
    expect(phone.locator("main h1")).to_be_visible()
    assert name not in phone.content()
    look(phone)
    with site.app.app_context():
        known = select(func.count()).select_from(Person).where(Person.name == name)
        assert db.session.scalar(known) == 0
        db.session.remove()


def who_it_is(site: DemoSite) -> tuple[str, str]:
    """The name, and the public address of one of the badges."""
    with site.app.app_context():
        person = site.person("worker")
        own = select(Credential.uuid).where(
            Credential.person_id == person.id, ~Credential.revocation.has()
        )
        found = person.name, f"/credentials/{db.session.scalars(own.limit(1)).one()}"
        db.session.remove()
    return found


def eight_days_pass(site: DemoSite) -> None:
    real = dependencies_of(site)
    site.app.extensions["academy"] = replace(real, clock=lambda: real.clock() + timedelta(days=8))
    with site.app.app_context():
        with transaction():
            queue.enqueue("erase-who-asked")
        run_until_idle(site.app, Slot(handlers=HANDLERS))
        db.session.remove()


def dependencies_of(site: DemoSite) -> Dependencies:
    with site.app.app_context():
        return dependencies()


def test_somebody_without_a_phone_looks_on_the_tablet_of_the_shop_and_goes_home_with_paper(
    site: DemoSite, open_page: Open
) -> None:
    tablet = open_page(signed_in=False, size=SHOP_TABLET)
    card = a_new_card(site)
    come_in(tablet, card)
    tablet.goto("/wallet/passport")
    look(tablet)
    form: dict[str, str | float | bool] = {
        str(each.get_attribute("name")): str(each.get_attribute("value"))
        for each in tablet.locator("#choice input[type=hidden], #choice input:checked").all()
    }
    paper = tablet.request.post("/wallet/booklet.pdf", form=form)
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")

    tablet.goto("/wallet")
    tablet.get_by_role("button", name="Klaar").tap()
    expect(tablet.get_by_role("button", name="Klaar")).to_have_count(0)
    scan(tablet, card)
    tablet.locator("button[formaction$='/look']").tap()
    expect(tablet.locator(BADGES).first).to_be_visible()
    assert not tablet.locator(".own-badge__name a").count(), "there is no way on"
    look(tablet)


def test_the_wallet_in_all_languages(site: DemoSite, open_page: Open, tmp_path: Path) -> None:
    phone = open_page()
    phone.goto("/wallet")
    dutch = phone.locator(BADGES).count()

    for language in DEFAULT:
        phone.context.add_cookies([{"name": "language", "value": language, "url": phone.url}])
        phone.goto("/wallet")
        html = phone.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
            language, LANGUAGES[language].direction,
        )  # fmt: skip
        assert phone.locator(BADGES).count() == dutch
        beside = phone.locator(".own-badge__name [lang=nl]").count()
        assert beside == (0 if language == "nl" else dutch), language
        assert not sideways(phone), f"{language}: scrolls sideways, by {widest(phone)}"
        assert not (found := overlaps(phone)), f"{language}: {found}"
