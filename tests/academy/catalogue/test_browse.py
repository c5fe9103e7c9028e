"""Looking through the palette: anybody may, in two languages."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from academy.catalogue.loading import load_palette
from academy.catalogue.models import Skill, SkillVersion
from academy.web.locale import COOKIE
from tests.academy.catalogue.conftest import OPERATOR, PaletteFile
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.statements import count_statements

REVIEW_OF_SOME = datetime(2027, 6, 15, 12, tzinfo=UTC)
"""After the review of 32 skills and before that of the others."""


def names(page) -> list[str]:
    """The skills on a page of results."""
    return [tile.get_text(strip=True) for tile in page.select("main .badge-tile h3")]


def test_a_visitor_sees_the_domains_with_how_many_skills_each_has(palette, client) -> None:
    page = client.page("/skills")

    doors = page.select("main a.door")
    assert len(doors) == 12
    assert "Basisvaardigheden" in doors[0].get_text()
    assert "6 vaardigheden" in doors[0].get_text()
    assert doors[4]["href"] == "/skills?domain=textiel"
    assert "Bekijk alle 69 vaardigheden" in page.get_text()


def test_all_skills_stand_under_their_domains(palette, client) -> None:
    page = client.page("/skills?all=")

    assert len(names(page)) == 69
    assert len(page.select("main section h2")) == 12


def test_a_domain_and_a_kind_narrow_the_list_and_say_how_many_are_left(palette, client) -> None:
    page = client.page("/skills?domain=textiel&kind=circulair")

    assert len(names(page)) == 2
    assert "2 vaardigheden gevonden." in page.get_text()
    chosen = page.select("main nav a[aria-current]")
    assert {link.get_text() for link in chosen} == {"Circulair2", "Textiel2"}
    crafts = page.select_one("nav[aria-label=Soort] a[href*='kind=vak']")
    assert crafts.get_text() == "Vak3"


@pytest.mark.parametrize("query", ["BESCHERMINGSMIDDELEN", "bescherm middelen", "bëschérmings"])
def test_a_search_forgives_capitals_order_and_diacritics(palette, client, query) -> None:
    page = client.page("/skills", query_string={"q": query})

    assert "Beschermingsmiddelen gebruiken" in names(page)


def test_a_search_looks_in_descriptions_and_in_english_too(palette, client) -> None:
    assert names(client.page("/skills?q=protective"))
    assert names(client.page("/skills?q=stof+vulling")) == ["Bekleding van meubels herstellen"]


def test_a_search_keeps_what_was_typed_and_the_choices_beside_it(palette, client) -> None:
    page = client.page("/skills?q=kleding&domain=textiel")

    assert page.select_one("input[name=q]")["value"] == "kleding"
    assert page.select_one("form.search input[name=domain]")["value"] == "textiel"


@pytest.mark.parametrize(
    "query", ["zzz", "%", "_", "\\", "'; drop table skill --", "x" * 5000, "<script>"]
)
def test_a_search_that_finds_nothing_says_what_to_do(palette, client, query) -> None:
    page = client.page("/skills", query_string={"q": query})

    assert names(page) == []
    assert "Niets gevonden" in page.get_text()
    assert page.select("main a[href='/skills']")


@pytest.mark.parametrize("query", ["\x00", "\u202e", "  "])
def test_signs_that_nobody_sees_are_no_search(palette, client, query) -> None:
    page = client.page("/skills", query_string={"q": query, "domain": "textiel"})

    assert len(names(page)) == 5


def test_an_unknown_domain_or_kind_shows_an_empty_list_and_no_fault(palette, client) -> None:
    page = client.page("/skills?domain=%00nergens&kind=geen")

    assert "Niets gevonden" in page.get_text()


def test_an_empty_palette_says_so(client) -> None:
    assert "Het skillspalet is nog leeg" in client.page("/skills").get_text()


def test_the_list_takes_one_statement_however_many_skills(palette, client) -> None:
    with count_statements() as statements:
        client.get("/skills?all=")

    assert len(statements) == 1, statements


def test_a_skill_shows_levels_criteria_esco_and_validity(palette, client) -> None:
    page = client.page("/skills/heftruck-rijden")

    text = page.get_text()
    assert page.h1.get_text() == "Heftruck of stapelaar gebruiken"
    assert len(page.select(".skill-levels .level")) == 3
    assert "Doet de dagelijkse controle." in text
    assert "Een badge is 60 maanden geldig" in text
    assert "Heftruckcertificaat en toestemming van de werkgever" in text
    assert "Fout werken is hier gevaarlijk." in text
    assert page.select_one("a[href^='http://data.europa.eu/esco/skill/']")
    assert "This service uses the ESCO classification" in text
    assert "1.1, sinds 23 november 2026" in text


def test_a_skill_without_esco_or_end_says_so(palette, client) -> None:
    assert "Staat niet in die lijst" in client.page("/skills/nood-en-ontruiming").get_text()
    assert "Een badge blijft geldig" in client.page("/skills/op-tijd-en-afspraken").get_text()


def test_in_english_the_dutch_name_stands_beside_the_english_one(palette, client) -> None:
    client.set_cookie(COOKIE, "en")

    page = client.page("/skills/op-tijd-en-afspraken")

    assert page.h1.get_text() == "Being on time and keeping agreements"
    assert (
        page.select_one("main strong[lang=nl]").get_text() == "Op tijd komen en afspraken nakomen"
    )
    assert "Is at the workplace when the shift starts." in page.get_text()


@pytest.mark.parametrize(
    "path",
    [
        "/skills/bestaat-niet",
        "/skills/%00",
        "/skills/HEFTRUCK",
        "/skills/" + "x" * 500,
        "/skills/heftruck-rijden/versions/9.9",
        "/skills/heftruck-rijden/versions/%00",
    ],
)
def test_what_does_not_exist_is_not_found(palette, client, path) -> None:
    assert client.get(path).status_code == 404


def test_a_skill_that_is_not_published_yet_is_found_by_nobody(palette, client, db_session) -> None:
    version = db_session.scalars(select(SkillVersion).join(Skill).limit(1)).one()
    code, version.published_at = version.skill.code, None

    assert client.get(f"/skills/{code}").status_code == 404
    assert len(names(client.page("/skills?all="))) == 68


@pytest.fixture
def two_versions(db_session, palette_file: PaletteFile) -> str:
    """The code of a skill with versions 1.0 and 1.1."""
    load_palette(START, OPERATOR, palette_file.path)
    palette_file.save(version="1.1", name={"nl": "Op tijd zijn", "en": "Be there"})
    load_palette(TestClock().advance(days=10), OPERATOR, palette_file.path)
    return str(palette_file.skill["id"])


def test_the_newest_version_is_shown_and_links_to_the_older(client, two_versions) -> None:
    page = client.page(f"/skills/{two_versions}")

    assert page.h1.get_text() == "Op tijd zijn"
    assert page.select_one(f"a[href='/skills/{two_versions}/versions/1.0']")
    assert names(client.page("/skills?q=op+tijd")) == ["Op tijd zijn"]


def test_an_old_version_says_that_it_is_old(client, two_versions) -> None:
    page = client.page(f"/skills/{two_versions}/versions/1.0")

    assert page.h1.get_text() == "Op tijd komen en afspraken nakomen"
    assert "Dit is een oude versie." in page.get_text()
    assert page.select_one(f"main .notice a[href='/skills/{two_versions}']")


def test_a_skill_that_is_retired_leaves_the_list_but_keeps_its_page(
    palette, client, db_session
) -> None:
    version = db_session.scalars(select(SkillVersion).limit(1)).one()
    code, version.retired_at = version.skill.code, START

    assert len(names(client.page("/skills?all="))) == 68
    assert "geen nieuwe badges meer" in client.page(f"/skills/{code}").get_text()


def test_the_academy_sees_what_is_overdue_for_review(
    cast: Cast, palette, client: AcademyClient, clock: TestClock
) -> None:
    clock.now = REVIEW_OF_SOME
    client.as_(ANNA)

    assert "32 vaardigheden moeten opnieuw bekeken worden." in client.page("/skills").get_text()
    overdue = client.page("/skills?review=overdue")
    assert len(names(overdue)) == 32
    one = overdue.select_one("main .badge-tile a")["href"]
    assert "Opnieuw bekijken" in client.page(one).get_text()


@pytest.mark.parametrize("member", [JAN, None], ids=["a leader", "a visitor"])
def test_nobody_else_sees_what_is_overdue(
    cast: Cast, palette, client: AcademyClient, clock: TestClock, member
) -> None:
    clock.now = REVIEW_OF_SOME
    if member:
        client.as_(member)

    assert "opnieuw bekeken worden" not in client.page("/skills").get_text()
    assert "Kies een onderwerp" in client.page("/skills?review=overdue").get_text()


def test_nothing_is_overdue_while_reviews_lie_ahead(cast: Cast, palette, client) -> None:
    client.as_(ANNA)

    assert "opnieuw bekeken worden" not in client.page("/skills").get_text()
