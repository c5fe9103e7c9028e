"""Figures of the sector: rounded, per quarter that is over, and never about few people."""

from datetime import date

import pytest

from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.people.models import Person
from academy.reports.sector.rules import Count, Line, Quarter, lines, quarter_of, quarters_over
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    ERIK,
    JAN,
    RENS,
    Cast,
    Member,
    a_membership,
    a_person,
    as_,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.statements import count_statements

LAST_QUARTER = 80
"""Days before the clock of the tests: early in September 2026."""


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), "2026-1"),
        (date(2026, 3, 31), "2026-1"),
        (date(2026, 4, 1), "2026-2"),
        (date(2026, 12, 31), "2026-4"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: str) -> None:
    assert str(quarter_of(day)) == quarter


def test_a_quarter_knows_its_neighbours() -> None:
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert Quarter(2026, 4).after == Quarter(2027, 1)


def test_only_quarters_that_are_over_are_told() -> None:
    over = list(quarters_over(date(2026, 2, 3), date(2026, 9, 30)))

    assert over == [Quarter(2026, 2), Quarter(2026, 1)]
    assert not list(quarters_over(date(2026, 8, 1), date(2026, 9, 30)))


@pytest.mark.parametrize(
    ("badges", "people", "told"),
    [
        pytest.param(40, 9, Line("x", None, None), id="nine people are too few"),
        pytest.param(12, 10, Line("x", 10, 10), id="ten are enough"),
        pytest.param(13, 12, Line("x", 15, 10), id="rounded to fives"),
        pytest.param(0, 0, Line("x", None, None), id="nobody is too few"),
    ],
)
def test_few_people_are_not_told_of(badges: int, people: int, told: Line) -> None:
    assert lines([Count("x", badges, people)]) == [told]


@pytest.fixture
def last_quarter(shown: Shown, cast: Cast) -> Shown:
    """Twelve people showed how to sort textile, and one of them what to do in an emergency."""
    people = [Member(f"Kracht nummer {number}") for number in range(12)]
    for member in people:
        row = a_person(member.name, uuid=member.uuid)
        a_membership(row, team=cast.sorteren)
    db.session.commit()
    for member in people:
        shown(member, days_ago=LAST_QUARTER)
    shown(people[0], EMERGENCY, days_ago=LAST_QUARTER)
    return shown


def rows(client: AcademyClient, path: str = "/reports") -> dict[str, list[str]]:
    found = client.page(path).select("tbody tr")
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in found
    }


@pytest.mark.usefixtures("last_quarter")
def test_the_reader_sees_what_many_did(client: AcademyClient) -> None:
    told = rows(as_(client, RENS))

    assert told["Textiel"] == ["10", "10"]
    assert told["Veilig werken"] == ["te weinig", "te weinig"]
    assert told["Alle domeinen"] == ["15", "10"]
    assert told["Kringlooporganisatie"] == ["15", "10"]


def test_this_quarter_is_not_told_yet(client: AcademyClient, last_quarter: Shown) -> None:
    last_quarter(AMINA, days_ago=1)

    page = as_(client, RENS).page("/reports")

    assert "Kwartaal 3 van 2026" in page.select_one("[aria-current=true]").get_text()
    assert "Kwartaal 4" not in page.get_text()
    assert client.get("/reports?quarter=2026-4").status_code == 404


def test_a_withdrawn_badge_does_not_count(client: AcademyClient, last_quarter: Shown) -> None:
    badge = last_quarter(AMINA, days_ago=LAST_QUARTER)
    assert badge is not None
    assert rows(as_(client, RENS))["Textiel"] == ["15", "15"]

    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)

    assert rows(client)["Textiel"] == ["10", "10"]


@pytest.mark.usefixtures("last_quarter")
def test_no_name_and_no_organisation_is_on_the_page(client: AcademyClient) -> None:
    text = as_(client, RENS).page("/reports").select_one("main").get_text()

    names = [person.name for person in db.session.query(Person)]
    assert not [name for name in [*names, "De Schakel", "De Cirkel"] if name in text]


@pytest.mark.usefixtures("last_quarter")
def test_the_table_can_be_taken_along(client: AcademyClient) -> None:
    answer = as_(client, RENS).get("/reports/figures.csv?quarter=2026-3")

    assert answer.mimetype == "text/csv"
    assert "2026-3;Textiel;10;10" in answer.get_data(as_text=True)
    assert "2026-3;Veilig werken;;" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("cast")
def test_without_a_quarter_to_tell_the_page_says_so(client: AcademyClient) -> None:
    assert "Nog geen cijfers" in as_(client, RENS).page("/reports").get_text()
    assert client.get("/reports/figures.csv").status_code == 404
    assert client.get("/reports?quarter=now").status_code == 404


@pytest.mark.usefixtures("cast")
def test_who_may_see_it(client: AcademyClient) -> None:
    assert client.get("/reports").status_code == 303
    assert as_(client, ANNA).get("/reports").status_code == 200
    for other in (JAN, BEA, AMINA, ERIK):
        assert as_(client, other).get("/reports").status_code == 403


def test_the_page_takes_a_few_statements(client: AcademyClient, last_quarter: Shown) -> None:
    as_(client, RENS)
    client.get("/reports")

    with count_statements() as statements:
        client.get("/reports")

    assert len(statements) < 15


@pytest.mark.usefixtures("last_quarter")
@pytest.mark.parametrize(
    ("read", "site", "told"),
    [
        pytest.param(None, None, "15", id="the whole country"),
        pytest.param("midden-utrecht", None, "15", id="where the organisation is"),
        pytest.param("foodvalley", "foodvalley", "15", id="where the branch is"),
        pytest.param("midden-utrecht", "foodvalley", "te weinig", id="not by the office"),
        pytest.param("twente", None, "te weinig", id="another region"),
    ],
)
def test_a_reader_reads_of_the_own_region(
    client: AcademyClient, cast: Cast, read: str | None, site: str | None, told: str
) -> None:
    membership_of(RENS, Role.REGIONAL_READER).region = read
    cast.utrecht.region = site
    db.session.commit()

    page = rows(as_(client, RENS))

    assert page["Alle domeinen"][0] == told
    assert (told in client.get("/reports/figures.csv").text) == (told == "15")
    assert rows(as_(client, ANNA))["Alle domeinen"][0] == "15", "the academy reads of all"
