"""A course from plan to subsidy report, by everybody who has a part in it."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from academy.dates import local_day
from tests.browser.conftest import Visit
from tests.browser.started import started

pytestmark = pytest.mark.browser

RUN = re.compile(r"/course-runs/([0-9a-f-]{36})$")


def test_a_course_is_planned_followed_completed_and_reported(visit: Visit) -> None:
    today = local_day(datetime.now(UTC)).isoformat()

    page = visit("academy", width=1440, height=900)
    page.goto("/courses")
    page.get_by_role("link", name="Starten in de kringloop").click()
    page.get_by_role("link", name="Plan deze cursus").click()
    started(page)
    page.get_by_label("Wie geeft de cursus?").select_option(index=1)
    page.get_by_label("Waar?").fill("Utrecht, lokaal 1")
    page.get_by_label("Eerste dag").fill(today)
    page.get_by_label("Laatste dag", exact=True).fill(today)
    page.get_by_label("Kosten van de hele cursus").fill("1250")
    page.get_by_label("Wie betaalt?").select_option("gemeente")
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(RUN)
    found = RUN.search(page.url)
    assert found is not None
    offer = f"/course-offers/{found[1]}"

    page = visit("team leader", width=800, height=1280)
    page.goto(offer)
    page.locator("a[href*='/teams/']").first.click()
    started(page)
    page.locator("input[name=person]").first.check(force=True)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Ja, meld aan").click()
    expect(page.get_by_text("1 persoon aangemeld.")).to_be_visible()
    page.get_by_role("link", name="Wie is er?").click()
    started(page)
    page.get_by_role("button", name="Iedereen was er").click()
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen voor 1 persoon.")).to_be_visible()

    page = visit("academy", width=1440, height=900)
    page.goto(f"/course-runs/{found[1]}/complete?everyone")
    started(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("1 persoon is klaar")).to_be_visible()

    page = visit("organisation admin", width=1440, height=900)
    page.goto("/course-offers")
    page.get_by_role("link", name="Subsidieverslag").click()
    row = page.get_by_role("row", name="Starten in de kringloop").filter(has_text="1.250,00")
    expect(row).to_contain_text("Gemeente")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabel (XLSX)").click()
    assert download.value.suggested_filename == "subsidieverslag.xlsx"
