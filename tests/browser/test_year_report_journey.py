"""A year report for a region: a reader of that region reads, opens and explains it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from academy.access.models import Account
from academy.database import db, transaction
from academy.dates import local_day
from academy.people.models import Person
from academy.reports.sector.publishing import figures_for, publish, terms_due
from academy.reports.sector.terms import Term
from tests.browser.journeys import Looks
from tests.browser.started import started
from tests.browser.watching import PageFaults
from tests.cast import as_
from tests.client import AcademyClient
from tests.demo import DemoSite, copy_demo, served

pytestmark = pytest.mark.browser

READER = "lezer@regio.example"
REGION = "Midden-Utrecht"


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> DemoSite:
    return copy_demo(demo_folder, tmp_path / "site")


@pytest.fixture
def page(site: DemoSite, browser: Browser, faults: PageFaults) -> Iterator[Page]:
    with served(site.app) as address:
        context = browser.new_context(
            base_url=address, locale="nl-NL", viewport={"width": 1440, "height": 900}
        )
        faults.watch(context)
        yield context.new_page()
        context.close()


def test_a_reader_of_a_region_takes_its_year_along(site: DemoSite, page: Page) -> None:
    looks = Looks()
    year = a_year_went_out(site)
    goes_on_as(page, site.cookie("academy"))
    the_academy_adds_a_reader(page, looks)
    goes_on_as(page, cookie_of(site, READER))

    page.goto("/reports")
    page.get_by_role("link", name=f"Heel {year}").click()
    expect(page.get_by_text(f"Je leest de cijfers van vestigingen in: {REGION}.")).to_be_visible()
    expect(page.get_by_text("Een jaar is de som van zijn kwartalen.")).to_be_visible()
    looks.at(page)
    told = told_on(page)
    assert list(told)[-1] == REGION, "one region, and no other"
    assert int(told[REGION]) == int(told["Alle domeinen"]) >= 10
    assert all(int(number) % 5 == 0 for number in told.values() if number != "te weinig")
    assert "te weinig" in told.values()

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(taken(page, "Tabel (Excel)")))
    in_excel = {str(row[2]): row[3] for row in sheet.get_sheet_by_index(0).to_python()[1:]}
    text = taken(page, "Tabel (CSV)").decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    assert {name: str(number).removesuffix(".0") for name, number in in_excel.items()} == told
    assert {line[2]: line[3] for line in lines[1:]} == told

    page.get_by_role("link", name="Wat telt hier mee?").last.click()
    expect(
        page.get_by_text("DEMO=1 .venv/bin/flask --app app figures compute badges.csv")
    ).to_be_visible()
    looks.at(page)


def a_year_went_out(site: DemoSite) -> int:
    """The year that holds most of the demo, told a week after it as the worker does."""
    year = Term(local_day(datetime.now(UTC) - timedelta(days=180)).year)
    with site.app.app_context():
        for term in terms_due(year.after + timedelta(days=7)):
            with transaction():
                publish(term, figures_for(term), now=datetime.now(UTC))
        db.session.remove()
    return year.year


def the_academy_adds_a_reader(page: Page, looks: Looks) -> None:
    page.goto("/organisations/all")
    page.get_by_role("link", name="Beheerders Kringloop Academie").click()
    page.get_by_role("link", name="Nieuwe beheerder").click()
    started(page)
    page.get_by_label("Naam", exact=True).fill("Lies Lezer")
    page.get_by_label("E-mailadres").fill(READER)
    page.get_by_label("Lezer voor een regio").check(force=True)
    page.get_by_label("Arbeidsmarktregio").select_option(label=REGION)
    looks.at(page)
    page.get_by_role("button", name="Toevoegen en startcode maken").click()
    expect(page.get_by_text("Lies Lezer").first).to_be_visible()


def goes_on_as(page: Page, cookie: str | None) -> None:
    assert cookie
    page.context.clear_cookies()
    page.goto("/")
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.url}])


def cookie_of(site: DemoSite, email: str) -> str | None:
    client = site.app.test_client()
    assert isinstance(client, AcademyClient)
    with site.app.app_context():
        found = select(Person).join(Account).where(Account.email == email)
        as_(client, db.session.scalars(found).one())
    kept = client.get_cookie("session")
    return kept.value if kept else None


def told_on(page: Page) -> dict[str, str]:
    """By group, how many badges the page tells of it."""
    rows = page.locator("main tbody tr").all()
    return {
        row.locator("th").inner_text(): row.locator(".table__number").first.inner_text()
        for row in rows
    }


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).click()
    return coming.value.path().read_bytes()
