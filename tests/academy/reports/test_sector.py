"""Figures of the sector: per quarter that is over, fixed when they go out, for readers outside."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dates import local_day
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import OrganisationKind, Site
from academy.organisations.service import ADDRESSES, add_organisation
from academy.people.models import Person
from academy.reports.sector.consents import agree
from academy.reports.sector.history import Given, released
from academy.reports.sector.models import SectorFigure, SectorRelease, ToldBadge
from academy.reports.sector.publishing import figures_for, publish, terms_due
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    ERIK,
    JAN,
    OSCAR,
    RENS,
    Cast,
    Member,
    a_membership,
    a_person,
    as_,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.statements import count_statements

LAST_QUARTER = 80
"""Days before the clock of the tests: early in September 2026."""
Tell = Callable[[], None]


@pytest.fixture
def crowd(cast: Cast) -> list[Member]:
    people = [Member(f"Kracht nummer {number}") for number in range(12)]
    for member in people:
        row = a_person(member.name, uuid=member.uuid)
        a_membership(row, team=cast.sorteren)
    db.session.commit()
    return people


@pytest.fixture
def last_quarter(shown: Shown, cast: Cast, crowd: list[Member]) -> Shown:
    """Twelve people showed how to sort textile, and one of them what to do in an emergency. Their
    only organisation agreed to be recognised."""
    for member in crowd:
        shown(member, days_ago=LAST_QUARTER)
    shown(crowd[0], EMERGENCY, days_ago=LAST_QUARTER)
    with transaction(cast.schakel):
        agree(cast.schakel, by=BEA.identity(START), now=START)
    return shown


@pytest.fixture
def tell(clock: TestClock) -> Tell:
    def publish_what_is_due() -> None:
        for term in terms_due(local_day(clock())):
            figures = figures_for(term)
            with transaction():
                publish(term, figures, now=clock())

    return publish_what_is_due


def rows(client: AcademyClient, path: str = "/reports") -> dict[str, list[str]]:
    found = client.page(path).select("tbody tr")
    return {
        row.th.get_text(strip=True): [
            cell.get_text(strip=True) for cell in row.select(".table__number")
        ]
        for row in found
    }


def codes(client: AcademyClient, group: str) -> str:
    found = client.page("/reports").select("tbody tr")
    row = next(each for each in found if each.th.get_text(strip=True) == group)
    return row.select("td")[-1].get_text(strip=True)


def domains(client: AcademyClient) -> dict[str, str]:
    return {name: cells[0] for name, cells in rows(client).items() if len(cells) == 1}


@pytest.mark.usefixtures("last_quarter")
def test_the_reader_sees_what_many_did(client: AcademyClient, tell: Tell) -> None:
    tell()

    told = domains(as_(client, RENS))
    assert told["Textiel"] == "10"
    assert told["Veilig werken"] == told["Andere domeinen samen"] == "te weinig"
    assert told["Alle domeinen"] == "10", "the badge of one person is in no total"
    assert rows(client)["Midden-Utrecht"] == ["10", "10"]


def test_people_are_told_where_no_difference_tells_of_one(
    client: AcademyClient, shown: Shown, cast: Cast, crowd: list[Member], tell: Tell
) -> None:
    for member in crowd:
        shown(member, days_ago=LAST_QUARTER)
    with transaction(cast.schakel):
        agree(cast.schakel, by=BEA.identity(START), now=START)
    tell()

    page = as_(client, RENS).page("/reports")
    assert rows(client)["Midden-Utrecht"] == ["10", "10"]
    assert "Mensen met minstens 1 badge, aan het eind 10" in page.get_text(" ", strip=True)


def test_nothing_is_told_of_an_organisation_that_did_not_agree(
    client: AcademyClient, shown: Shown, crowd: list[Member], tell: Tell
) -> None:
    for member in crowd:
        shown(member, days_ago=LAST_QUARTER)
    tell()

    told = rows(as_(client, RENS))
    assert {cell for cells in told.values() for cell in cells} == {"te weinig"}


def test_this_quarter_is_not_told_yet(
    client: AcademyClient, last_quarter: Shown, tell: Tell
) -> None:
    last_quarter(AMINA, days_ago=1)
    tell()

    page = as_(client, RENS).page("/reports")
    assert "Kwartaal 3 van 2026" in page.select_one("[aria-current=true]").get_text()
    assert "Kwartaal 4" not in page.get_text()
    assert client.get("/reports?term=2026-4").status_code == 404


@pytest.mark.usefixtures("last_quarter")
def test_what_went_out_is_never_revised(client: AcademyClient, tell: Tell) -> None:
    tell()
    before = rows(as_(client, RENS))
    for badge in db.session.scalars(select(Credential)).all():
        with transaction(badge.person):
            revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)
    tell()

    assert rows(client) == before
    assert db.session.scalar(select(func.count(SectorRelease.id))) == 1


def test_a_badge_that_was_withdrawn_before_does_not_count(
    client: AcademyClient, shown: Shown, cast: Cast, crowd: list[Member], tell: Tell
) -> None:
    given = [shown(member, days_ago=LAST_QUARTER) for member in crowd]
    with transaction(cast.schakel):
        agree(cast.schakel, by=BEA.identity(START), now=START)
    for badge in given[:3]:
        assert badge is not None
        with transaction(badge.person):
            revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)
    tell()

    assert domains(as_(client, RENS))["Textiel"] == "te weinig"


def test_the_database_tells_what_the_rules_tell_of_the_same_badges(
    shown: Shown, cast: Cast, crowd: list[Member], clock: TestClock, tell: Tell
) -> None:
    """Two quarters and their year, a withdrawn first badge and a second organisation."""
    given = list[Given]()
    for number, member in enumerate(crowd):
        days = LAST_QUARTER if number < 6 else 20
        badge = shown(member, days_ago=days)
        assert badge is not None
        given.append(_as_given(badge))
    with transaction(cast.schakel):
        agree(cast.schakel, by=BEA.identity(START), now=START)
    clock.advance(days=90)
    tell()

    agreed = {cast.schakel.id}
    expected = {
        (str(term), each.measure, each.region, each.domain, each.number)
        for term, figures in released(given, agreed, local_day(clock()))
        for each in figures
    }
    found = select(
        SectorRelease.term,
        SectorFigure.measure,
        SectorFigure.region,
        SectorFigure.domain,
        SectorFigure.number,
    ).join(SectorFigure.release)
    assert {tuple(row) for row in db.session.execute(found)} == expected
    assert {each[0] for each in expected} == {"2026"}, "both quarters were too little"
    assert db.session.scalar(select(func.count()).select_from(ToldBadge)) == 24


@pytest.mark.usefixtures("last_quarter")
def test_the_worker_tells_it_once_however_often_it_is_asked(app: Flask) -> None:
    for _time in range(2):
        with transaction():
            queue.enqueue("publish-figures")
        assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1

    assert db.session.scalars(select(SectorRelease.term)).all() == ["2026-3"]


@pytest.mark.usefixtures("last_quarter")
def test_no_name_and_no_organisation_is_on_the_page(client: AcademyClient, tell: Tell) -> None:
    tell()
    text = as_(client, RENS).page("/reports").select_one("main").get_text()

    names = [person.name for person in db.session.query(Person)]
    assert not [name for name in [*names, "De Schakel", "De Cirkel"] if name in text]


@pytest.mark.usefixtures("last_quarter")
def test_the_table_can_be_taken_along(client: AcademyClient, tell: Tell) -> None:
    tell()
    answer = as_(client, RENS).get("/reports/figures.csv?term=2026-3")

    assert answer.mimetype == "text/csv"
    assert "2026-3;Per domein;Textiel;10;" in answer.get_data(as_text=True)
    assert "2026-3;Per domein;Veilig werken;te weinig;" in answer.get_data(as_text=True)
    assert client.get("/reports/figures.xlsx?term=2026-3").data.startswith(b"PK")


@pytest.mark.usefixtures("cast")
def test_without_a_quarter_to_tell_the_page_says_so(client: AcademyClient) -> None:
    assert "Nog geen cijfers" in as_(client, RENS).page("/reports").get_text()
    assert client.get("/reports/figures.csv").status_code == 404
    assert client.get("/reports?term=now").status_code == 404


@pytest.mark.usefixtures("cast")
def test_who_may_see_it(client: AcademyClient) -> None:
    assert client.get("/reports").status_code == 303
    assert as_(client, ANNA).get("/reports").status_code == 200
    for other in (JAN, BEA, AMINA, ERIK):
        assert as_(client, other).get("/reports").status_code == 403
        assert client.get("/reports/definitions").status_code == 403


@pytest.mark.usefixtures("last_quarter")
def test_every_figure_leads_to_what_it_counts(client: AcademyClient, tell: Tell) -> None:
    tell()
    leads = as_(client, RENS).page("/reports").select("main a[href*='definitions#']")

    anchors = [each["href"].partition("#")[2] for each in leads]
    page = client.page("/reports/definitions")
    assert anchors == ["people", "domains", "regions"]
    assert all(page.find(id=anchor) for anchor in anchors)
    assert "figures compute" in page.get_text()


@pytest.mark.usefixtures("last_quarter")
def test_codes_say_what_a_group_is_of_and_never_of_whom(
    client: AcademyClient, cast: Cast, tell: Tell
) -> None:
    cast.schakel.sbi = cast.cirkel.sbi = "47.79"
    cast.schakel.region = cast.cirkel.region = "midden-utrecht"
    db.session.commit()
    tell()
    as_(client, RENS)

    assert codes(client, "Textiel") == "7533, 9121, 9612"
    assert codes(client, "Midden-Utrecht") == "", "two organisations could be known by it"

    with transaction(ADDRESSES):
        third = add_organisation(
            name="De Derde", kind=OrganisationKind.THRIFT, by=ANNA.actor, now=START
        )
        third.sbi, third.region = "47.79", "midden-utrecht"
        db.session.add(Site(organisation_id=third.id, name="Winkel"))

    assert codes(client, "Midden-Utrecht") == codes(client, "Alle regio's") == "47.79"
    assert codes(client, "Twente") == ""
    text = client.get("/reports/figures.csv").text
    assert "Textiel;10;;7533, 9121, 9612;" in text
    assert text.splitlines()[0].endswith(";ISCO-08;SBI 2008;Afspraak met UWV")


@pytest.mark.usefixtures("last_quarter")
def test_the_regions_of_the_arrangement_are_marked(client: AcademyClient, tell: Tell) -> None:
    tell()
    page = as_(client, RENS).page("/reports")
    file = client.get("/reports/figures.csv").text.splitlines()

    marked = page.select("td[data-label='Afspraak met UWV']")
    told = {cell.parent.th.get_text(strip=True) for cell in marked if cell.get_text(strip=True)}
    assert {"Midden-Utrecht", "Twente"} < told
    assert len(told) == 12 + 1, "the twelve, and the line of them together"
    assert told == {line.split(";")[2] for line in file if line.endswith(";ja")}


@pytest.mark.usefixtures("last_quarter")
def test_the_page_takes_a_few_statements(client: AcademyClient, tell: Tell) -> None:
    tell()
    as_(client, RENS)
    client.get("/reports")

    with count_statements() as statements:
        client.get("/reports")

    assert len(statements) < 15


@pytest.mark.usefixtures("last_quarter")
@pytest.mark.parametrize(
    ("read", "site", "told"),
    [
        pytest.param(None, None, "10", id="the whole country"),
        pytest.param("midden-utrecht", None, "10", id="where the organisation is"),
        pytest.param("foodvalley", "foodvalley", "10", id="where the branch is"),
        pytest.param("midden-utrecht", "foodvalley", "te weinig", id="not by the office"),
        pytest.param("twente", None, "te weinig", id="another region"),
    ],
)
def test_a_reader_reads_of_the_own_region(
    client: AcademyClient, cast: Cast, tell: Tell, read: str | None, site: str | None, told: str
) -> None:
    membership_of(RENS, Role.REGIONAL_READER).region = read
    cast.utrecht.region = site
    db.session.commit()
    tell()

    assert domains(as_(client, RENS))["Alle domeinen"] == told
    assert ("Textiel;10" in client.get("/reports/figures.csv").text) == (told == "10")
    assert domains(as_(client, ANNA))["Alle domeinen"] == "10", "the academy reads of all"


def test_an_administrator_agrees_and_stops(client: AcademyClient, cast: Cast) -> None:
    path = f"/organisations/{cast.schakel.uuid}/figures"
    as_(client, BEA)
    assert "Nog niet goed gevonden" in client.page(path).get_text()

    for _twice in range(2):
        assert client.post(path).status_code == 303
    assert "Goed gevonden op" in client.page(path).get_text()
    client.post(f"{path}/stop")
    assert "Nog niet goed gevonden" in client.page(path).get_text()
    for other, status in ((OSCAR, 404), (JAN, 404), (RENS, 404)):
        assert as_(client, other).get(path).status_code == status
    assert "vond herkenbare cijfers goed" in as_(client, BEA).page("/audit").get_text()


def _as_given(badge: Credential) -> Given:
    place, day = badge.organisation, local_day(badge.issued_at)
    region, domain = place.region or "", badge.skill.domain.code
    return Given(badge.id, badge.person_id, place.id, region, domain, day)
