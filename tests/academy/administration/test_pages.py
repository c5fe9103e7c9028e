"""Every page about people opens for whom it is meant, and looks absent to everybody else."""

import pytest
from sqlalchemy import select

from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ELS,
    ERIK,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    membership_of,
)  # fmt: skip
from tests.client import AcademyClient


def pages(cast: Cast) -> dict[str, str]:
    """Pages of De Schakel, by the name of what they are about."""
    organisation = f"/organisations/{cast.schakel.uuid}"
    leads = membership_of(JAN, Role.TEAM_LEADER).uuid
    works = membership_of(AMINA, Role.WORKER).uuid
    return {
        "organisation": organisation,
        "details": f"{organisation}/edit",
        "new site": f"{organisation}/sites/new",
        "new team": f"{organisation}/teams/new",
        "site": f"/sites/{cast.utrecht.uuid}/edit",
        "team": f"/teams/{cast.sorteren.uuid}/edit",
        "people": f"{organisation}/people",
        "new person": f"{organisation}/people/new",
        "many people": f"{organisation}/people/many",
        "adopt": f"{organisation}/people/adopt",
        "edit person": f"/people/{AMINA.uuid}/edit",
        "new membership": f"/people/{AMINA.uuid}/memberships/new",
        "move": f"/memberships/{works}/move",
        "end": f"/memberships/{works}/end",
        "staff number": f"/memberships/{works}/staff-number",
        "substitute": f"/memberships/{leads}/substitute",
        "authority": f"/people/{JAN.uuid}/authorities/new",
        "account": f"/people/{JAN.uuid}/account",
    }


def test_the_administrator_opens_every_page(cast: Cast, client: AcademyClient) -> None:
    client.as_(BEA)

    for name, path in pages(cast).items():
        assert client.get(path).status_code == 200, name


@pytest.mark.parametrize("stranger", [JAN, AMINA, CAS, ANNA, ERIK, RENS])
def test_to_everybody_else_they_are_absent(
    cast: Cast, client: AcademyClient, stranger: Member
) -> None:
    client.as_(stranger)

    names_a_substitute = {"substitute"} if stranger is JAN else set()
    for name, path in pages(cast).items():
        if name in names_a_substitute:  # a leader names the own one
            continue
        wanted = {403, 404} if stranger is JAN else {404}
        assert client.get(path).status_code in wanted, name


def test_a_visitor_is_sent_to_sign_in(cast: Cast, client: AcademyClient) -> None:
    for path in pages(cast).values():
        assert client.get(path).location == f"/sign-in?next={path}"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param(BEA, 200, id="the administrator"),
        pytest.param(JAN, 200, id="the leader of the team"),
        pytest.param(FATMA, 200, id="the other leader of the team"),
        pytest.param(PIET, 404, id="a leader of another team"),
        pytest.param(OSCAR, 404, id="a leader elsewhere"),
        pytest.param(CAS, 404, id="an administrator elsewhere"),
        pytest.param(AMINA, 404, id="the worker"),
        pytest.param(GORAN, 404, id="another worker"),
        pytest.param(ANNA, 404, id="the academy"),
    ],
)
@pytest.mark.parametrize("page", ["", "/card"])
def test_a_person_is_known_to_their_own_people(
    cast: Cast, client: AcademyClient, who: Member, status: int, page: str
) -> None:
    assert client.as_(who).get(f"/people/{AMINA.uuid}{page}").status_code == status


def test_who_left_may_be_looked_at_but_not_changed(cast: Cast, client: AcademyClient) -> None:
    client.as_(BEA)

    assert "werkt nu niet bij jullie" in client.page(f"/people/{ELS.uuid}").get_text()
    assert client.get(f"/people/{ELS.uuid}/edit").status_code == 403
    assert client.post(f"/people/{ELS.uuid}/card").status_code == 403
    assert client.as_(JAN).get(f"/people/{ELS.uuid}").status_code == 404


def test_several_organisations_give_a_choice(cast: Cast, client: AcademyClient) -> None:
    from tests.cast import a_membership

    client.as_(BEA)
    assert client.get("/organisations").location == f"/organisations/{cast.schakel.uuid}"
    a_membership(BEA.row, Role.ORGANISATION_ADMIN, organisation=cast.cirkel)
    names = [each.get_text() for each in client.page("/organisations").select("main h2")]
    assert names == ["De Cirkel", "De Schakel"]
    assert client.as_(JAN).get("/organisations").status_code == 403


def test_the_academy_opens_the_pages_of_the_platform(cast: Cast, client: AcademyClient) -> None:
    organisation = f"/organisations/{cast.schakel.uuid}"
    paths = [
        "/organisations/all",
        "/organisations/all?q=schak&kind=thrift",
        "/organisations/new",
        f"{organisation}/platform",
        f"{organisation}/administrators",
        f"{organisation}/administrators/new",
    ]
    for path in paths:
        assert client.as_(ANNA).get(path).status_code == 200, path
        assert client.as_(BEA).get(path).status_code in {403, 404}, path


def test_the_list_of_people(cast: Cast, client: AcademyClient) -> None:
    client.as_(BEA)
    path = f"/organisations/{cast.schakel.uuid}/people"

    def names(query: str = "") -> list[str]:
        return [each.get_text() for each in client.page(path + query).select("tbody th")]

    current = sorted(m.name for m in (AMINA, GORAN, BRAM, JAN, FATMA, PIET, BEA))
    assert sorted(names()) == current
    assert names("?q=yildiz") == [AMINA.name]
    assert names("?q=101") == [AMINA.name]
    assert names("?who=former") == [ELS.name]
    assert names(f"?team={cast.winkel.uuid}&role=worker") == [BRAM.name]
    assert names("?order=number&role=worker") == [AMINA.name, GORAN.name, BRAM.name]
    assert names("?q=nobody-of-this-name") == []
    assert DEWI.name not in names("?who=all")
    assert len(names("?team=1&role=x&who=y&order=z&page=99999999999")) == len(current)
    assert client.get(path + "?q=" + "x" * 5000).status_code == 200


def test_authorities_stand_on_the_page(cast: Cast, client: AcademyClient, db_session) -> None:
    client.as_(BEA)

    assert "Alles uit het skillspalet" in client.page(f"/people/{JAN.uuid}").get_text()
    held = db_session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    ).one()
    client.post(f"/authorities/{held.uuid}/end")
    assert not held.holds_on(BEA.identity().today)
