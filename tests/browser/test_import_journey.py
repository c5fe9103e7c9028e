"""A list of people with mistakes, from the file to undoing it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from academy.database import db
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from tests.browser.conftest import Visit
from tests.browser.journeys import Looks
from tests.browser.started import started
from tests.demo import DemoSite

pytestmark = pytest.mark.browser

LIST = (
    "Personeelsnummer;Naam;Team\n"
    "88001;Ans Journée;Kantine\n88002;;Kantine\n123456782;Ben Journée;Kantine\n"
)


@pytest.fixture(autouse=True)
def _nothing_waits(demo: DemoSite) -> Iterator[None]:
    yield
    work(demo)


def work(demo: DemoSite) -> None:
    """What the worker process does beside the server."""
    with demo.app.app_context():
        run_until_idle(demo.app, Slot(handlers=HANDLERS))
        db.session.remove()


def worked(demo: DemoSite, page: Page) -> None:
    """The page follows the work, and shows what came of it by itself."""
    waiting = page.get_by_text("Je kunt deze pagina sluiten.")
    expect(waiting).to_be_visible()
    work(demo)
    expect(waiting).to_have_count(0)
    started(page)


def test_a_list_with_mistakes_is_mended_added_and_undone(demo: DemoSite, visit: Visit) -> None:
    looks = Looks()
    page = visit("organisation admin", width=1440, height=900)
    page.goto("/organisations")
    page.locator("main a[href$='/people']").first.click()
    page.get_by_role("link", name="Uit een lijst").click()
    looks.at(page, "organisation admin")
    page.get_by_role("link", name="Nieuwe lijst").first.click()
    started(page)
    looks.at(page, "organisation admin")
    page.locator("input[type=file]").set_input_files(
        {"name": "mei.csv", "mimeType": "text/csv", "buffer": LIST.encode("utf-16")}
    )
    page.get_by_role("button", name="Bekijk de lijst eerst").click()
    looks.at(page)
    worked(demo, page)

    expect(page.get_by_text("0 rijen zijn goed. 3 rijen hebben een fout.")).to_be_visible()
    looks.at(page)
    page.get_by_role("link", name="Kies de teams").click()
    looks.at(page)
    page.get_by_label("Kantine").select_option(index=1)
    page.get_by_role("button", name="Opslaan").click()
    worked(demo, page)
    page.get_by_role("button", name="Ja, het zijn personeelsnummers").click()
    worked(demo, page)

    expect(page.get_by_text("2 rijen zijn goed. 1 rij heeft een fout.")).to_be_visible()
    page.get_by_role("link", name="Verander rij 3").click()
    looks.at(page)
    page.get_by_label("Naam", exact=True).fill("Cor Journée")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Rij 3 klopt nu.")).to_be_visible()
    looks.at(page)
    page.get_by_role("button", name="Voeg 3 rijen toe").click()
    worked(demo, page)

    expect(page.get_by_text("3 rijen zijn toegevoegd.")).to_be_visible()
    looks.at(page, "organisation admin")
    page.get_by_role("link", name="Cor Journée").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cor Journée")
    page.go_back()
    started(page)
    page.get_by_text("Draai deze lijst terug").click()
    page.get_by_role("button", name="Ja, draai terug").click()
    worked(demo, page)

    expect(page.get_by_text("3 rijen zijn teruggedraaid.")).to_be_visible()
    looks.at(page, "organisation admin")
    looks.again_in_english(visit)
