"""A course from plan to subsidy report, by everybody who has a part in it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.journeys import Looks, a_run_is_planned
from tests.browser.started import started

pytestmark = pytest.mark.browser

COURSE = "Starten in de kringloop"


def test_a_course_is_planned_followed_completed_and_reported(visit: Visit) -> None:
    looks = Looks()
    run = the_academy_plans_it(visit, looks)
    a_leader_enrols_and_sees_who_is_there(visit, looks, run)
    the_academy_completes_it(visit, looks, run)
    the_organisation_reports_it(visit, looks)
    looks.again_in_english(visit)


def the_academy_plans_it(visit: Visit, looks: Looks) -> str:
    """The address of the run, as others know it."""
    page = visit("academy", width=1440, height=900)

    def costs(page: Page) -> None:
        page.get_by_label("Kosten van de hele cursus").fill("1250")
        page.get_by_label("Wie betaalt?").select_option("gemeente")
        looks.at(page, "academy")

    run = a_run_is_planned(page, COURSE, costs)
    page.get_by_role("link", name="Kies trainers").click()
    page.get_by_label("Zoek een naam").fill("marieke")
    page.get_by_role("main").get_by_role("button", name="Zoek").click()
    looks.at(page, "academy")
    page.get_by_role("button", name="Wordt trainer").click()
    expect(page.get_by_text("De trainer ziet deze cursus")).to_be_visible()
    looks.at(page, "academy")
    return run


def a_leader_enrols_and_sees_who_is_there(visit: Visit, looks: Looks, run: str) -> None:
    """As the trainer, on a tablet."""
    page = visit("team leader", width=800, height=1280)
    page.goto(f"/course-offers/{run}")
    looks.at(page, "team leader")
    page.locator("a[href*='/teams/']").first.click()
    started(page)
    page.locator("input[name=person]").first.check(force=True)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Ja, meld aan").click()
    expect(page.get_by_text("1 persoon aangemeld.")).to_be_visible()
    page.goto("/to-do")
    page.get_by_role("link", name="op wie er was").click()
    looks.at(page, "team leader")
    page.get_by_role("link", name=COURSE).click()
    looks.at(page, "team leader")
    page.get_by_role("link", name="Wie is er?").click()
    started(page)
    page.get_by_role("button", name="Iedereen was er").click()
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)
    looks.at(page, "team leader")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen voor 1 persoon.")).to_be_visible()


def the_academy_completes_it(visit: Visit, looks: Looks, run: str) -> None:
    page = visit("academy", width=1440, height=900)
    page.goto(f"/course-runs/{run}/complete?everyone")
    started(page)
    looks.at(page, "academy")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("1 persoon is klaar")).to_be_visible()
    looks.at(page, "academy")
    page.get_by_role("link", name="Badge van de cursus geven").press("Enter")
    expect(page.get_by_role("button", name="Geef 1 badge")).to_be_visible()
    looks.at(page, "academy")


def the_organisation_reports_it(visit: Visit, looks: Looks) -> None:
    page = visit("organisation admin", width=1440, height=900)
    page.goto("/course-offers")
    page.get_by_role("link", name="Subsidieverslag").click()
    row = page.get_by_role("row", name=COURSE).filter(has_text="1.250,00")
    expect(row).to_contain_text("Gemeente")
    looks.at(page, "organisation admin")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabel (XLSX)").click()
    assert download.value.suggested_filename == "subsidieverslag.xlsx"
