"""The list of teams and the page of one team."""

from collections.abc import Callable

import pytest

from academy.assessments.models import ResponseKind, WorkerResponse
from academy.credentials.models import Credential
from academy.database import db
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ELS,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_membership,
    a_person,
    a_site,
    a_team,
    an_organisation,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.statements import count_statements


def names(client: AcademyClient, path: str) -> list[str]:
    """The names on the tiles."""
    return [tile.get_text(strip=True) for tile in client.page(path).select(".person-tile__name")]


def titles(client: AcademyClient) -> list[str]:
    return [title.get_text(strip=True) for title in client.page("/teams").select(".card__title")]


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("member", "expected"),
    [(JAN, ["Sorteren"]), (OSCAR, ["Textiel"]), (BEA, ["Sorteren", "Winkel"])],
)
def test_everybody_sees_the_own_teams(
    client: AcademyClient, member: Member, expected: list[str]
) -> None:
    assert titles(client.as_(member)) == expected


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("member", [AMINA, ANNA])
def test_who_leads_nothing_has_no_teams(client: AcademyClient, member: Member) -> None:
    assert client.as_(member).get("/teams").status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient, cast: Cast) -> None:
    for path in ("/teams", f"/teams/{cast.sorteren.uuid}", f"/teams/{cast.sorteren.uuid}/matrix"):
        assert client.get(path).status_code == 303


def test_an_administrator_of_a_new_organisation_reads_what_to_make_first(
    client: AcademyClient, cast: Cast
) -> None:
    """And is not told to ask the administrator."""
    person, place = a_person(), an_organisation()
    a_membership(person, Role.ORGANISATION_ADMIN, organisation=place)
    client.as_(person)

    assert client.page("/teams").select_one("main a[href='/organisations']")

    team = a_team(a_site(place), "Kassa")
    first = f"a[href='/organisations/{place.uuid}/people/new?role=worker&team={team.uuid}']"
    for page in ("", "/matrix", "/cards"):
        main = client.page(f"/teams/{team.uuid}{page}").select_one("main")
        assert main.select_one(first)
        assert "Vraag de beheerder" not in main.get_text()


def test_a_leader_of_an_empty_team_asks_the_administrator(
    client: AcademyClient, cast: Cast
) -> None:
    team = a_team(cast.utrecht, "Kassa")
    a_membership(JAN.row, Role.TEAM_LEADER, team=team)

    assert "Vraag de beheerder" in client.as_(JAN).page(f"/teams/{team.uuid}").get_text()


def test_a_team_shows_who_works_there_now(client: AcademyClient, cast: Cast) -> None:
    found = names(client.as_(JAN), f"/teams/{cast.sorteren.uuid}")
    assert found == [AMINA.name, GORAN.name]
    assert ELS.name not in found


def test_a_tap_on_a_worker_starts_an_assessment(client: AcademyClient, palette: Cast) -> None:
    tile = client.as_(JAN).page(f"/teams/{palette.sorteren.uuid}").select_one(".person-tile")
    assert tile is not None
    assert (
        client.page(str(tile["href"]))
        .select_one("h1")
        .get_text(" ", strip=True)
        .endswith(f"{AMINA.name} ?")
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gor", [GORAN.name]),
        ("kovac", [GORAN.name]),
        ("yildiz amina", [AMINA.name]),
        ("amina kovac", []),
    ],
)
def test_names_can_be_searched_without_script(
    client: AcademyClient, cast: Cast, query: str, found: list[str]
) -> None:
    assert names(client.as_(JAN), f"/teams/{cast.sorteren.uuid}?q={query}") == found


def test_the_tiles_stand_in_the_order_of_the_names(client: AcademyClient, cast: Cast) -> None:
    for name in ("bram zonder hoofdletter", "Élodie", "Zoë"):
        a_membership(a_person(name), Role.WORKER, team=cast.sorteren)

    found = names(client.as_(JAN), f"/teams/{cast.sorteren.uuid}")

    assert found == [AMINA.name, "bram zonder hoofdletter", "Élodie", GORAN.name, "Zoë"]


@pytest.mark.parametrize("part", ["", "/matrix", "/attention"])
@pytest.mark.parametrize(
    ("member", "status"),
    [(JAN, 200), (BEA, 200), (PIET, 404), (OSCAR, 404), (CAS, 404), (AMINA, 404), (ANNA, 404)],
)
def test_only_the_leader_and_the_administrator_see_a_team(
    client: AcademyClient, cast: Cast, member: Member, status: int, part: str
) -> None:
    assert client.as_(member).get(f"/teams/{cast.sorteren.uuid}{part}").status_code == status


@pytest.mark.parametrize(("member", "status"), [(PIET, 404), (AMINA, 404)])
def test_only_they_get_the_certificates(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    answer = client.as_(member).post(f"/teams/{cast.sorteren.uuid}/certificates")
    assert answer.status_code == status


def test_what_waits_is_counted_on_the_card(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, days_ago=330)
    objected = shown(GORAN)
    assert objected is not None
    object_to(objected)
    text = client.as_(BEA).page("/teams").select_one("main").get_text(" ", strip=True)
    assert "1 beoordeling wacht op jou" in text
    assert "1 badge verloopt bijna" in text
    tile = client.page(f"/teams/{palette.sorteren.uuid}").select(".person-tile")[0]
    assert "1 badge verloopt bijna" in tile.get_text()


def test_what_has_expired_is_told_apart_from_what_soon_will(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY, days_ago=400)
    shown(GORAN, EMERGENCY, days_ago=330)

    card = client.as_(JAN).page("/teams").select_one("main").get_text(" ", strip=True)
    team = client.page(f"/teams/{palette.sorteren.uuid}")
    notes = [note.get_text(strip=True) for note in team.select(".person-tile__note")]

    assert "1 badge is verlopen" in card
    assert "1 badge verloopt bijna" in card
    assert notes == ["1 badge is verlopen", "1 badge verloopt bijna"]


def test_an_objection_to_ones_own_assessment_waits_for_somebody_else(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    objected = shown(GORAN, by=JAN)
    assert objected is not None
    object_to(objected)
    assert "wacht op jou" not in client.as_(JAN).page("/teams").get_text()
    for somebody in (PIET, BEA):
        assert "1 beoordeling wacht op jou" in client.as_(somebody).page("/teams").get_text()


def object_to(credential: Credential) -> None:
    db.session.add(
        WorkerResponse(assessment_id=credential.assessment_id, kind=ResponseKind.OBJECTS,
                       reason="Dit heb ik niet gedaan.", at=START, is_open=True)
    )  # fmt: skip
    db.session.commit()


Fill = Callable[[], None]


@pytest.mark.parametrize("part", ["", "/matrix", "/attention"])
def test_the_number_of_statements_does_not_grow_with_the_team(
    client: AcademyClient, palette: Cast, shown: Shown, part: str
) -> None:
    path = f"/teams/{palette.sorteren.uuid}{part}"
    shown(AMINA)
    shown(GORAN, EMERGENCY, days_ago=300)  # each page names somebody
    client.as_(JAN)
    few = statements_of(client, path)
    for number in range(38):
        a_membership(a_person(f"Medewerker {number}"), Role.WORKER, team=palette.sorteren)
    db.session.commit()
    shown(AMINA, EMERGENCY, days_ago=300)
    shown(GORAN, level=1, seen=False)
    assert statements_of(client, path) == few <= 14


def statements_of(client: AcademyClient, path: str) -> int:
    with count_statements() as statements:
        client.page(path)
    return len(statements)


@pytest.mark.usefixtures("cast")
def test_workers_of_other_places_are_on_no_page(client: AcademyClient, cast: Cast) -> None:
    client.as_(BEA)
    for team in (cast.sorteren, cast.winkel):
        page = client.page(f"/teams/{team.uuid}").get_text()
        assert DEWI.name not in page
    assert BRAM.name in page


@pytest.mark.parametrize("page", ["", "/matrix?skill=" + EMERGENCY, "/attention"])
def test_a_leader_who_works_in_the_team_is_not_led_to_looking_at_the_own_work(
    client: AcademyClient, cast: Cast, page: str
) -> None:
    a_membership(JAN.row, team=cast.sorteren)
    shown = client.as_(JAN).page(f"/teams/{cast.sorteren.uuid}{page}")
    assert not shown.select(f"a[href*='/people/{JAN.uuid}']")
    assert page or shown.select("main a[href='/wallet']")
