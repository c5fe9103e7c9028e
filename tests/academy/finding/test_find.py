"""One box finds what somebody may see, by name or code, and nothing of another organisation."""

from datetime import timedelta

import pytest

from academy.credentials.papers import code_of, current_copy
from academy.database import db
from academy.dependencies import dependencies
from academy.security.identity import Role
from tests.academy.learning.conftest import a_course, a_run
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ELS,
    ERIK,
    GORAN,
    JAN,
    OSCAR,
    RENS,
    Cast,
    Member,
    a_membership,
    a_person,
)
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["palette", "shown"]


def found(client: AcademyClient, query: str) -> dict[str, list[str]]:
    """Heading to what stands below it; the only hit is followed."""
    answer = client.get("/find", query_string={"q": query})
    if answer.status_code == 303:
        return {"only": [answer.location]}
    return {
        each.h2.get_text(): [link.get_text() for link in each.select("li a")]
        for each in answer.page.select("main section")
    }


def person(member: Member) -> dict[str, list[str]]:
    return {"only": [f"/people/{member.uuid}"]}


@pytest.mark.parametrize(
    ("member", "query", "whom"),
    [
        (JAN, "YILDIZ", AMINA),
        (JAN, "amina yil", AMINA),
        (BEA, "bakker", BRAM),
        (BEA, "goran", GORAN),
        (OSCAR, "dewi", DEWI),
        (JAN, "bakker", None),
        (JAN, "dewi", None),
        (BEA, "dewi", None),
        (CAS, "amina", None),
        (ANNA, "amina", None),
        (JAN, "els visser", None),
        (BEA, "els visser", None),
    ],
)
@pytest.mark.usefixtures("cast")
def test_people_within_reach(
    client: AcademyClient, member: Member, query: str, whom: Member | None
) -> None:
    assert found(client.as_(member), query) == (person(whom) if whom else {})


@pytest.mark.parametrize(("member", "finds"), [(BEA, True), (JAN, False), (CAS, False)])
def test_a_staff_number_is_for_the_office(
    client: AcademyClient, cast: Cast, member: Member, finds: bool
) -> None:
    AMINA.row.memberships[0].staff_number = "P-0817"
    db.session.commit()

    assert found(client.as_(member), "p 0817") == (person(AMINA) if finds else {})


@pytest.mark.parametrize(
    ("member", "finds"),
    [(JAN, True), (BEA, True), (OSCAR, False), (CAS, False), (ANNA, False)],
)
def test_a_badge_by_the_code_of_its_certificate_or_its_address(
    client: AcademyClient, shown: Shown, member: Member, finds: bool
) -> None:
    badge = shown(days_ago=2)
    code = code_of(current_copy(badge), dependencies().settings.secret_key)
    address = str(badge.uuid)
    someone = client.as_(member)

    for query in (code.lower(), f"https://badges.example/c/{code}", f"/credentials/{address}"):
        answer = found(someone, query)
        assert answer == ({"only": [f"/credentials/{address}/manage"]} if finds else {})


def test_teams_skills_and_courses_each_in_a_group(client: AcademyClient, palette: Cast) -> None:
    a_run(palette, a_course("Textiel leren sorteren"))
    a_course("Sorteren zonder dag")
    db.session.commit()

    leader = found(client.as_(JAN), "sorteren")
    assert leader["Teams"] == ["Sorteren"]
    assert "Textiel sorteren" in leader["Vaardigheden"]
    assert leader["Cursussen"] == ["Textiel leren sorteren"]
    academy = found(client.as_(ANNA), "sorteren")
    assert academy["Cursussen"] == ["Sorteren zonder dag", "Textiel leren sorteren"]
    assert "Teams" not in academy
    assert found(client, "de cirkel")["only"][0].startswith("/organisations/")


def test_many_are_cut_and_said(client: AcademyClient, cast: Cast) -> None:
    for number in range(11):
        a_membership(a_person(f"Willem {number}"), "worker", team=cast.sorteren)
    db.session.commit()

    page = client.as_(JAN).page("/find?q=willem")

    assert len(page.select("main section li")) == 10
    assert "Er zijn er meer" in page.main.get_text()


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "\\",
        "'; --",
        "x" * 3000,
        "6b1c4b3e-5f57-4b3c-9a51-0f2f8f8f2a99",
        "🙂",
    ],
)
@pytest.mark.usefixtures("cast")
def test_what_names_nothing_finds_nothing(client: AcademyClient, query: str) -> None:
    answer = client.as_(BEA).get("/find", query_string={"q": query})

    assert answer.status_code == 200
    assert "Niets gevonden" in answer.page.main.get_text()


@pytest.mark.parametrize("member", [AMINA, ERIK, RENS, ELS])
@pytest.mark.usefixtures("cast")
def test_whoever_leads_nothing_has_no_box(client: AcademyClient, member: Member) -> None:
    someone = client.as_(member)

    assert someone.get("/find?q=amina").status_code == 403
    assert someone.page("/help").select("#site-search") == []
    assert client.as_(BEA).page("/to-do").select_one("header #site-search") is not None


def test_a_leader_finds_nobody_of_whom_the_page_stays_closed(
    client: AcademyClient, cast: Cast
) -> None:
    a_membership(a_person("Hanna Leidt Mee"), Role.TEAM_LEADER, team=cast.sorteren)
    begins = START.date() + timedelta(days=7)
    a_membership(a_person("Hanna Begint Straks"), team=cast.sorteren, starts_on=begins)
    db.session.commit()

    assert found(client.as_(JAN), "hanna") == {}
    assert len(found(client.as_(BEA), "hanna")["Mensen"]) == 2
