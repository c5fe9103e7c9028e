"""A leader looks for the skill to assess, with words as people type them."""

import pytest
from sqlalchemy import delete

from academy.database import db
from academy.people.models import AssessorAuthority
from tests.academy.assessments.conftest import EMERGENCY, Save, filled_in
from tests.cast import AMINA, DEWI, GORAN, JAN, OSCAR, Cast
from tests.client import AcademyClient
from tests.clock import TestClock


def names(client: AcademyClient, query: str) -> list[str]:
    page = client.as_(JAN).page(f"/people/{AMINA.uuid}/skills?q={query}")
    return [name.get_text(strip=True) for name in page.select(".skill-choice__name")]


@pytest.mark.usefixtures("palette")
@pytest.mark.parametrize("query", ["textiel sorteren", "sorteren textiel", "SORTEREN tèxtiel"])
def test_the_search_forgives_order_capitals_and_marks(client: AcademyClient, query: str) -> None:
    assert "Textiel sorteren" in names(client, query)


@pytest.mark.usefixtures("palette")
def test_every_word_must_occur(client: AcademyClient) -> None:
    assert names(client, "sorteren heftruck") == []


@pytest.mark.usefixtures("palette")
def test_the_name_of_a_domain_finds_its_skills(client: AcademyClient) -> None:
    found = names(client, "textiel")
    assert {"Textiel sorteren", "Kleding repareren en vermaken"} <= set(found)
    assert names(client, "textiel vermaken") == ["Kleding repareren en vermaken"]


def test_the_same_words_find_the_same_in_the_palette(client: AcademyClient, palette: Cast) -> None:
    page = client.page("/skills?q=kledìng")
    public = [link.get_text(strip=True) for link in page.select("main .badge-tile h3")]

    assert public
    assert names(client, "kledìng") == public


def likely(client: AcademyClient) -> list[str]:
    page = client.as_(JAN).page(f"/people/{AMINA.uuid}/skills")
    return [
        name.get_text(strip=True)
        for name in page.select("[aria-labelledby=likely] .skill-choice__name")
    ]


def everything(client: AcademyClient) -> list[str]:
    page = client.as_(JAN).page(f"/people/{AMINA.uuid}/skills")
    return [name.get_text(strip=True) for name in page.select(".skill-choice__name")]


def test_what_is_open_comes_first_then_what_was_used_last_then_the_craft_of_the_team(
    client: AcademyClient, save: Save
) -> None:
    save(about=GORAN)
    save(about=GORAN, skill=EMERGENCY)
    save(filled_in(seen=0), skill="kleding-herstellen")

    found = likely(client)

    assert found[0] == "Kleding repareren en vermaken"
    assert found[1:3] == ["Weten wat je doet bij nood", "Textiel sorteren"]
    assert len(found) <= 10
    textiles = client.page("/skills?domain=textiel").select("main .badge-tile h3")
    assert {name.get_text(strip=True) for name in textiles} <= set(found)


def test_a_badge_that_runs_out_is_open_too(
    client: AcademyClient, save: Save, clock: TestClock
) -> None:
    save(skill=EMERGENCY)
    clock.advance(days=300)
    save(filled_in(observed_on=clock().date().isoformat()), about=GORAN)
    first = client.page(f"/people/{AMINA.uuid}/skills").select_one(".skill-choice")
    assert "Geldig tot" in first.get_text()


def test_a_badge_that_has_run_out_says_so(
    client: AcademyClient, save: Save, clock: TestClock
) -> None:
    save(skill=EMERGENCY)
    clock.advance(days=400)
    save(filled_in(observed_on=clock().date().isoformat()), about=GORAN)
    first = client.page(f"/people/{AMINA.uuid}/skills").select_one(".skill-choice")
    assert "Verlopen op" in first.get_text()


def test_each_skill_is_offered_once(client: AcademyClient, save: Save) -> None:
    save()
    found = everything(client)
    assert len(found) == len(set(found)) > 60


def test_only_what_this_leader_used_and_what_this_team_does_counts(
    client: AcademyClient, palette: Cast, save: Save
) -> None:
    save(by=OSCAR, about=DEWI)
    assert likely(client) == []


def test_who_may_assess_nothing_yet_is_told_how_that_is_arranged(
    client: AcademyClient, palette: Cast
) -> None:
    told = "Je mag nog niets beoordelen"
    assert told not in client.as_(JAN).page(f"/people/{AMINA.uuid}/skills").get_text()
    db.session.execute(delete(AssessorAuthority))
    db.session.commit()
    assert told in client.as_(JAN).page(f"/people/{AMINA.uuid}/skills").get_text()
