"""Many badges renewed at once by a job that the leader stops halfway, and goes on with later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.work import Work
from academy.jobs.worker import Slot, run_until_idle
from academy.teams.renewals.renewing import PORTION
from tests.browser.journeys import Looks
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.demo import DemoSite, copy_demo, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> DemoSite:
    """A demo of its own, in which every badge runs out soon."""
    site = copy_demo(demo_folder, tmp_path / "site")
    with site.app.app_context():
        with transaction():
            for badge in db.session.scalars(
                select(Credential).where(Credential.current_key.is_not(None))
            ):
                badge.valid_until = datetime.now(UTC) + timedelta(days=20)
        db.session.remove()
    return site


@pytest.fixture
def page(site: DemoSite, browser: Browser, faults: PageFaults) -> Iterator[Page]:
    with served(site.app) as address:
        context = browser.new_context(
            base_url=address, locale="nl-NL", viewport={"width": 1440, "height": 900}
        )
        faults.watch(context)
        cookie = {"name": "session", "value": site.cookie("team leader"), "url": address}
        context.add_cookies([cookie])
        yield context.new_page()
        context.close()


def test_a_renewal_is_stopped_halfway_and_the_rest_is_renewed_later(
    site: DemoSite, page: Page
) -> None:
    looks = Looks()
    page.goto("/teams")
    page.locator("main a[href*='/teams/']").first.click()
    page.get_by_role("link", name="Opnieuw kijken").first.click()
    page.get_by_role("link", name="Vernieuw veel badges tegelijk").click()
    started(page)
    looks.at(page)
    many = page.locator("[name=badges]").count()
    assert many > PORTION
    send(page)
    looks.at(page)

    with site.app.app_context():
        with transaction():
            lease = queue.claim()
        assert lease is not None
        with pytest.raises(queue.LeaseLostError):
            HANDLERS["renew-badges"].run(_StoppedByThe(page, lease))
        db.session.remove()

    page.get_by_role("link", name="Bekijk wat er is gedaan").click()
    expect(page.get_by_text("Je hebt dit gestopt.")).to_be_visible()
    expect(page.get_by_role("cell", name="Vernieuwd")).to_have_count(PORTION)
    looks.at(page)
    page.get_by_role("link", name="Vernieuw de rest").click()
    started(page)
    expect(page.locator("[name=badges]")).to_have_count(many - PORTION)
    send(page)
    with site.app.app_context():
        run_until_idle(site.app, Slot(handlers=HANDLERS))
        db.session.remove()
    page.get_by_role("link", name="Bekijk wat er is gedaan").click()
    expect(page.get_by_role("cell", name="Niet gedaan")).to_have_count(0)


def send(page: Page) -> None:
    for number in range(page.locator("[name=badges]").count()):
        page.locator("[name=badges]").nth(number).check(force=True)
    page.locator("[name=seen]").check(force=True)
    page.get_by_role("button", name="Vernieuw wat ik aanvinkte").click()
    expect(page.get_by_text("Je kunt deze pagina sluiten.")).to_be_visible()


class _StoppedByThe(Work):
    """The work of a job whose page somebody stops while the second portion waits."""

    def __init__(self, page: Page, lease: queue.Lease) -> None:
        super().__init__(lease)
        self._page = page

    def step(self, *decided_by: object, done: int | None = None, total: int | None = None) -> Any:
        if done == PORTION:
            self._page.get_by_role("button", name="Stop", exact=True).click()
            expect(self._page.get_by_text("Dit werk is gestopt.")).to_be_visible()
        return super().step(*decided_by, done=done, total=total)
