"""From an empty organisation to its first badge: six steps, and the first button is the next."""

import pytest

from academy.database import db
from academy.organisations.models import Organisation
from academy.security.identity import Role
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    BEA,
    Cast,
    a_card,
    a_membership,
    a_person,
    a_site,
    a_team,
    an_account,
    an_organisation,
)
from tests.client import AcademyClient

__all__ = ["palette", "shown"]

STEPS = [
    "Maak een vestiging",
    "Maak een team",
    "Geef het team een leider die kan inloggen",
    "Voeg medewerkers toe",
    "Print de kaarten om mee in te loggen",
    "Laat de leider de eerste badge geven",
]


@pytest.fixture
def empty(cast: Cast) -> Organisation:
    """One that Bea administers too."""
    place = an_organisation("Kringloop Nieuw")
    a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=place)
    db.session.commit()
    return place


def page_of(client: AcademyClient, place: Organisation):
    db.session.commit()
    return client.as_(BEA).page(f"/organisations/{place.uuid}")


def state(client: AcademyClient, place: Organisation) -> tuple[str, list[str]]:
    """The first button, and the steps that are ticked."""
    page = page_of(client, place)
    items = page.select("ol.steps li")
    assert [item.select_one("a").get_text(strip=True) for item in items] == STEPS
    ticked = [item.a.get_text(strip=True) for item in items if item.select(".steps__number--done")]
    return page.select_one(".main__heading a.button--primary").get_text(strip=True), ticked


def test_each_step_is_ticked_when_it_is_done_and_the_button_is_the_next(
    client: AcademyClient, empty: Organisation
) -> None:
    assert state(client, empty) == (STEPS[0], [])
    site = a_site(empty)
    assert state(client, empty) == (STEPS[1], STEPS[:1])
    team = a_team(site)
    assert state(client, empty) == (STEPS[2], STEPS[:2])
    leader = a_person("Lena Leider")
    a_membership(leader, Role.TEAM_LEADER, team=team)
    assert state(client, empty) == (STEPS[2], STEPS[:2]), "who cannot come in leads nobody"
    an_account(leader, "lena@example.nl")
    assert state(client, empty) == (STEPS[3], STEPS[:3])
    worker = a_person("Wim Werker")
    a_membership(worker, team=team)
    assert state(client, empty) == (STEPS[4], STEPS[:4])
    a_card(worker)
    assert state(client, empty) == (STEPS[5], STEPS[:5])


def test_every_step_leads_to_its_page(client: AcademyClient, empty: Organisation) -> None:
    a_team(a_site(empty))
    links = [str(link["href"]) for link in page_of(client, empty).select("ol.steps a")]
    assert len(links) == len(STEPS)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_nobody_is_added_before_there_is_a_team(client: AcademyClient, empty: Organisation) -> None:
    page = page_of(client, empty)
    assert not page.select("main a[href*='/people/many'], main a[href*='/people/adopt']")
    people = client.page(f"/organisations/{empty.uuid}/people")
    first = people.select(".main__heading a.button")
    assert [link["href"] for link in first] == [f"/organisations/{empty.uuid}/teams/new"]


def test_after_the_first_badge_the_list_is_gone(
    client: AcademyClient, cast: Cast, shown: Shown
) -> None:
    assert page_of(client, cast.schakel).select("ol.steps")
    assert shown() is not None

    page = page_of(client, cast.schakel)

    assert not page.select("ol.steps")
    (told,) = page.select(".notice--good")
    assert "Gelukt: de eerste badge is gegeven" in told.get_text()
    assert page.select_one(".main__heading a.button--primary").get_text(strip=True) == (
        "Nieuwe medewerker"
    )
