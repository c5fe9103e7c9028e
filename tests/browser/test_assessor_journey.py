"""An authority to assess, from the course to its withdrawal, by everybody who has a part in it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.journeys import a_run_is_planned
from tests.browser.started import started

pytestmark = pytest.mark.browser

COURSE = "Leermeester en beoordelaar"
REASON = "Te weinig steekproeven klopten"


def test_an_authority_goes_from_the_course_to_its_withdrawal(visit: Visit) -> None:
    run = the_academy_plans_the_course(visit)
    person = a_leader_enrols_somebody(visit, run)
    without_the_course_nobody_is_allowed(visit, person)
    the_academy_completes_the_course(visit, run)
    assessors = the_organisation_allows(visit, person)
    the_academy_withdraws_it(visit, assessors)
    the_organisation_reads_why(visit, assessors)


def the_academy_plans_the_course(visit: Visit) -> str:
    """The address of the run, as others know it."""
    page = at_a_desk(visit, "academy")
    page.goto("/assessors")
    expect(page.get_by_label("Welke cursus heeft een beoordelaar nodig?")).to_have_value(
        "leermeester-en-beoordelaar"
    )
    return a_run_is_planned(page, COURSE)


def a_leader_enrols_somebody(visit: Visit, run: str) -> str:
    """Whom."""
    page = visit("team leader", width=800, height=1280)
    page.goto(f"/course-offers/{run}")
    page.locator("a[href*='/teams/']").first.click()
    started(page)
    chosen = page.locator("input[name=person]").first
    person = chosen.get_attribute("value")
    chosen.check(force=True)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Ja, meld aan").click()
    expect(page.get_by_text("1 persoon aangemeld.")).to_be_visible()
    return str(person)


def without_the_course_nobody_is_allowed(visit: Visit, person: str) -> None:
    page = at_a_desk(visit, "organisation admin")
    page.goto(f"/people/{person}/authorities/new")
    expect(page.get_by_text("Eerst de cursus")).to_be_visible()
    page.get_by_label("Alles uit het skillspalet").check(force=True)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("volgde de cursus voor beoordelaars nog niet")


def the_academy_completes_the_course(visit: Visit, run: str) -> None:
    page = at_a_desk(visit, "academy")
    page.goto(f"/course-runs/{run}/complete?everyone")
    started(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("1 persoon is klaar")).to_be_visible()


def the_organisation_allows(visit: Visit, person: str) -> str:
    """Where all who may assess stand."""
    page = at_a_desk(visit, "organisation admin")
    page.goto(f"/people/{person}/authorities/new")
    expect(page.get_by_text(f"Bewijs: cursus {COURSE}")).to_be_visible()
    page.get_by_label("Alles uit het skillspalet").check(force=True)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Mag beoordelen")).to_be_visible()
    page.get_by_role("link", name="Organisatie", exact=True).click()
    page.get_by_role("link", name="Wie mag beoordelen").click()
    expect(page.get_by_role("row").filter(has_text=COURSE)).to_have_count(1)
    return page.url


def the_academy_withdraws_it(visit: Visit, assessors: str) -> None:
    page = at_a_desk(visit, "academy")
    page.goto(assessors)
    page.get_by_role("row").filter(has_text=COURSE).get_by_role("link", name="Stoppen").click()
    started(page)
    page.get_by_role("button", name="Laat nu stoppen").click()
    expect(page.locator("#reason-error")).to_contain_text("Schrijf op waarom")
    page.get_by_label("Waarom?").fill(REASON)
    page.get_by_role("button", name="Laat nu stoppen").click()
    expect(page.get_by_text("Deze bevoegdheid is gestopt.")).to_be_visible()


def the_organisation_reads_why(visit: Visit, assessors: str) -> None:
    page = at_a_desk(visit, "organisation admin")
    page.goto("/to-do")
    page.get_by_role("link", name="Lees waarom").click()
    expect(page).to_have_url(assessors)
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_role("button", name="Ik heb het gelezen").click()
    expect(page.get_by_text(REASON)).to_be_hidden()
    page.locator("summary").filter(has_text="Gestopt in het laatste jaar").click()
    page.get_by_role("row").filter(has_text=COURSE).get_by_role("link", name="Bekijk").click()
    expect(page.get_by_text(REASON)).to_be_visible()


def at_a_desk(visit: Visit, who: str) -> Page:
    return visit(who, width=1440, height=900)
