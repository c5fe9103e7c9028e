"""A shop floor to try a tablet on: a demo of its own, codes to enrol with, a leader with a card."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import select

from academy.access.cards import issue_card, prepare_card
from academy.assessments.models import (
    Assessment,
    AssessmentWithdrawal,
    Evidence,
    WorkerResponse,
)
from academy.catalogue.models import SkillVersion
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.organisations.models import Team
from academy.people import memberships
from academy.people.models import Membership, Person
from academy.security.identity import Actor, Role
from academy.tablets import enrolling
from academy.tablets.models import Tablet
from tests.browser.last_word import with_last_word
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.cast import a_card, code_of
from tests.demo import DemoSite, copy_demo, served
from tests.waiting import wait_until

NOBODY = Actor(None, "command")
PIN = "3917"
SYNC = re.compile(r"/api/sync$")
STATE = re.compile(r"/api/tablet/state$")
STANDING, LYING = (800, 1280), (1280, 800)


@dataclass
class Floor:
    """The site of the team leader of the demo."""

    demo: DemoSite
    address: str
    card: str
    """The code on the leader's card."""
    leader: str
    """By which name the tablet calls the leader."""
    team: str
    """One of the leader's."""

    def new_code(self) -> str:
        """An administrator adds a tablet, and reads this from the page."""
        with self.demo.app.app_context():
            deps, site = dependencies(), team_of(self.demo).site
            secret_key = deps.settings.secret_key
            with transaction(site.organisation):
                added = enrolling.add(
                    site, name="Winkel 1", key=uuid.uuid4(), secret_key=secret_key, by=NOBODY,
                    now=deps.clock(),
                )  # fmt: skip
                code = enrolling.code_of(added, secret_key=secret_key)
            db.session.remove()
            return code

    def card_of_another(self) -> str:
        """Of another leader of the same team."""
        with self.demo.app.app_context():
            leads = (
                select(Person)
                .join(Membership, Membership.person_id == Person.id)
                .where(
                    Membership.team_id == team_of(self.demo).id,
                    Membership.role == Role.TEAM_LEADER,
                    Person.id != self.demo.person("team leader").id,
                )
            )
            other = db.session.scalars(leads).one()
            with transaction(other):
                card = code_of(a_card(other))
            db.session.remove()
            return card

    def new_card(self) -> str:
        """The leader's card was lost: another is given, and the one before is void."""
        with self.demo.app.app_context():
            deps, leader = dependencies(), self.demo.person("team leader")
            prepared = prepare_card(secret_key=deps.settings.secret_key, pin=PIN)
            with transaction(leader):
                card = issue_card(
                    leader, prepared, organisation_id=None, by=NOBODY, now=deps.clock()
                )
                code = code_of(card)
            db.session.remove()
            return code

    def let_leave(self, name: str, role: Role) -> None:
        """Whoever the tablet calls so, is in none of the teams of the leader any more."""
        with self.demo.app.app_context():
            now, team = dependencies().clock(), team_of(self.demo)
            found = (
                select(Membership)
                .join(Person, Person.id == Membership.person_id)
                .where(
                    Membership.organisation_id == team.organisation_id,
                    Membership.role == role,
                    Membership.ends_on.is_(None),
                    Person.name.startswith(name),
                )
            )
            with transaction(team.organisation):
                for each in db.session.scalars(found).all():
                    memberships.end_now(each, today=local_day(now), by=NOBODY, now=now)
            db.session.remove()

    def assessments(self) -> int:
        """How many the server has."""
        with self.demo.app.app_context():
            return db.session.query(Assessment).count()

    def has(self, number: int) -> bool:
        """Wait until the server has so many assessments, which it never does when one is double."""
        wait_until(lambda: self.assessments() == number, seconds=30)
        return True

    def withdrawals(self) -> int:
        with self.demo.app.app_context():
            return db.session.query(AssessmentWithdrawal).count()

    def responses(self) -> list[tuple[str, bool]]:
        """What workers answered, and whether on a tablet; the oldest first."""
        with self.demo.app.app_context():
            found = select(WorkerResponse).order_by(WorkerResponse.id)
            return [(each.kind, each.device is not None) for each in db.session.scalars(found)]

    def newest_photo_size(self) -> tuple[int, int]:
        with self.demo.app.app_context():
            newest = select(Evidence).order_by(Evidence.id.desc()).limit(1)
            photo = db.session.scalars(newest).one()
            return photo.width, photo.height

    @contextmanager
    def without(self, skill: str) -> Iterator[None]:
        """The academy takes it out of the palette, and back."""
        for retired_at in (datetime.now(UTC), None):
            with self.demo.app.app_context():
                for version in db.session.scalars(select(SkillVersion)):
                    if version.name["nl"] == skill:
                        version.retired_at = retired_at
                db.session.commit()
                db.session.remove()
            if retired_at:
                yield

    def revoke_tablets(self) -> None:
        """An administrator takes away every tablet of the organisation."""
        with self.demo.app.app_context():
            now, organisation = dependencies().clock(), team_of(self.demo).organisation
            with transaction(organisation):
                found = select(Tablet).where(Tablet.organisation_id == organisation.id)
                for tablet in db.session.scalars(found):
                    enrolling.revoke(tablet, by=NOBODY, now=now)
            db.session.remove()

    def rename_tablets(self, name: str) -> None:
        """An administrator calls every tablet of the organisation so."""
        with self.demo.app.app_context():
            now, organisation = dependencies().clock(), team_of(self.demo).organisation
            with transaction(organisation):
                found = select(Tablet).where(Tablet.organisation_id == organisation.id)
                for tablet in db.session.scalars(found):
                    enrolling.change(tablet, name=name, long_grants=False, by=NOBODY, now=now)
            db.session.remove()

    def open(self, browser: Browser, size: tuple[int, int] = STANDING) -> BrowserContext:
        width, height = size
        made = browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            has_touch=True,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
        )
        return with_last_word(made)


@pytest.fixture
def context(browser: Browser, floor: Floor) -> Iterator[BrowserContext]:
    """In which a test decides about the network, and not what the browser sends by itself."""
    made = floor.open(browser)
    without_background(made, floor)
    yield made
    made.close()


@pytest.fixture
def tablet(context: BrowserContext, floor: Floor, faults: PageFaults) -> Page:
    """An enrolled tablet with a leader in; what it throws fails the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: faults.found.append(str(error)))
    enrol(page, floor)
    with_card(page, floor)
    return page


def team_of(demo: DemoSite) -> Team:
    leads = (Membership.person_id == demo.person("team leader").id) & (
        Membership.role == Role.TEAM_LEADER
    )
    led = select(Team).join(Membership, Membership.team_id == Team.id).where(leads)
    found = db.session.scalars(led.order_by(Team.id)).first()
    assert found is not None
    return found


@contextmanager
def a_floor(template: Path, folder: Path) -> Iterator[Floor]:
    floor = an_unserved_floor(template, folder)
    with served(floor.demo.app) as address:
        yield replace(floor, address=address)


def an_unserved_floor(template: Path, folder: Path) -> Floor:
    demo = copy_demo(template, folder)
    with demo.app.app_context():
        person = demo.person("team leader")
        with transaction(person):
            card = a_card(person, pin=PIN)
            code = code_of(card)
        name, team = person.name.split()[0], team_of(demo).name
        db.session.remove()
    return Floor(demo, "", code, name, team)


def without_background(context: BrowserContext, floor: Floor) -> None:
    """What a test does to the network holds for pages, not for what the browser sends itself."""
    context.grant_permissions([], origin=floor.address)


def enrol(page: Page, floor: Floor) -> None:
    page.goto(f"/tablet/#enrol={floor.new_code()}")
    started(page)
    page.get_by_role("button", name="Tablet aanmelden").click()
    page.get_by_role("button", name="Aan het werk").click()
    expect(heading(page)).to_have_text("Wie ben je?")
    expect(page.locator(".person-tile").first).to_be_visible(timeout=20_000)
    controlled(page)


def controlled(page: Page) -> None:
    """Wait until the service worker keeps all, and answers for this page."""
    page.evaluate(CONTROLLED)


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def with_card(page: Page, floor: Floor, card: str | None = None) -> None:
    page.locator("#card").fill(card or floor.card)
    page.locator("#card").press("Enter")
    team = page.get_by_role("button", name=floor.team)
    expect(team.or_(page.locator("#team-list"))).to_be_visible()
    if team.is_visible():
        team.click()
    expect(heading(page)).to_have_text(floor.team)


def with_pin(page: Page, floor: Floor, pin: str = PIN) -> None:
    page.locator(".person-tile", has_text=floor.leader).click()
    for digit in pin:
        page.locator(".shell-pin__keys").get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="OK").click()


def fill_in(page: Page, *, person: int = 0, skill: int = -1) -> None:
    """From the team to the filled-in form, of a skill that was not seen today."""
    page.locator(".person-tile").nth(person).click()
    page.locator(".skill-choice").nth(skill).click()
    page.locator(".fill-in button").nth(1).click()


def save_one(page: Page, *, person: int = 0, skill: int = -1) -> None:
    fill_in(page, person=person, skill=skill)
    keep(page)


def keep(page: Page) -> None:
    """Save what is filled in, also when it was seen today already, or the badge is higher."""
    page.locator("#save").click()
    sure, saved = page.locator("#sure"), page.locator("#others")
    expect(sure.or_(saved)).to_be_visible()
    if sure.is_visible():
        sure.click()
    expect(saved).to_be_visible()


def to_team(page: Page, floor: Floor) -> None:
    page.get_by_role("button", name="Naar het team").click()
    expect(heading(page)).to_have_text(floor.team)


def back_online(page: Page) -> None:
    """So that the scripts can still tell which of their functions ran; a test that ends cannot."""
    with page.expect_response(STATE):
        page.context.set_offline(False)


def make_contact(page: Page) -> None:
    """As when a network comes back that was away."""
    with page.expect_response(STATE):
        page.evaluate("dispatchEvent(new Event('online'))")


def status(page: Page) -> Locator:
    """The sentence about sending."""
    return page.locator("#sync [role=status]")


def waiting(page: Page) -> int:
    """How many things the tablet keeps, whatever it says."""
    found: int = page.evaluate(IN_QUEUE)
    return found


def a_picture(width: int, height: int) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (width, height), "green").save(kept, "PNG")
    return kept.getvalue()


CONTROLLED = """async () => {
    const workers = navigator.serviceWorker;
    const changed = new Promise((resolve) => { workers.oncontrollerchange = resolve; });
    await workers.ready;
    if (!workers.controller) await changed;
}"""
IN_QUEUE = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('tablet');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const found = opening.result;
        const counting = found.transaction('queue').objectStore('queue').count();
        counting.onsuccess = () => { found.close(); resolve(counting.result); };
    };
})"""
