"""Figures of a place: prepared by the worker, exact for whoever runs it, each person once."""

import io
from datetime import timedelta

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Organisation, Team
from tests.academy.shown import Shown
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
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.statements import count_statements

MANY = 12


@pytest.fixture
def crowd(shown: Shown, cast: Cast) -> Shown:
    """Twelve people of one team, of whom one works in another organisation too."""
    for number in range(MANY):
        member = Member(f"=Kracht {number}")
        person = a_person(member.name, uuid=member.uuid)
        a_membership(person, team=cast.sorteren)
        db.session.commit()
        shown(member, level=2, days_ago=50)
    shown(AMINA, level=1, days_ago=70)
    shown(AMINA, level=2, days_ago=30)
    return shown


def prepare(app: Flask) -> None:
    with transaction():
        queue.enqueue("prepare-figures")
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1


def cells(client: AcademyClient, section: str, path: str = "/dashboard") -> dict[str, list[str]]:
    found = client.page(path).select(f"#of-{section} tbody tr")
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in found
    }


@pytest.mark.usefixtures("crowd")
def test_an_administrator_sees_exact_numbers_of_the_own_place(
    app: Flask, client: AcademyClient
) -> None:
    assert "Nog geen cijfers" in as_(client, BEA).page("/dashboard").get_text()
    prepare(app)

    assert cells(client, "domains")["Textiel"] == [str(MANY + 2)]
    assert cells(client, "steps")["Kwartaal 4 van 2026"] == ["40", "nog geen"]
    assert cells(client, "quarters")["Kwartaal 3 van 2026"][1:] == ["1", "1"]
    assert cells(client, "years") == {
        "2024": ["0", "0", "0"],
        "2025": ["0", "0", "0"],
        "2026": ["1", str(MANY + 1), str(MANY + 2)],
    }, "Els left before there was any badge"
    assert cells(client, "looks")["Kwartaal 4 van 2026"] == ["1", str(MANY + 1)]
    assert list(cells(client, "teachers").values()) == [[str(MANY + 1), "0"]]
    charts = client.page("/dashboard").select("svg.bar-chart[role=img]")
    assert [chart["aria-label"] for chart in charts] == [
        "Badges per kwartaal",
        "Badges per domein in het laatste jaar",
    ]


def test_a_year_of_too_little_is_not_nobody(
    app: Flask, client: AcademyClient, shown: Shown
) -> None:
    """One badge in one quarter, and nobody in the others."""
    shown(AMINA, level=1, days_ago=70)
    prepare(app)
    as_(client, ANNA)

    assert cells(client, "years")["2026"] == ["te weinig", "te weinig", "te weinig"]
    assert cells(client, "domains")["Textiel"] == ["te weinig"]
    assert cells(client, "years")["2025"] == ["0", "0", "0"]


@pytest.mark.usefixtures("crowd")
def test_the_academy_is_told_of_organisations_as_outsiders_are(
    app: Flask, client: AcademyClient, cast: Cast
) -> None:
    place = f"/dashboard?place=organisation:{cast.schakel.id}"
    prepare(app)
    as_(client, ANNA)

    country = cells(client, "quarters")
    assert country["Kwartaal 3 van 2026"] == ["0", "te weinig", "te weinig"]
    assert country["Kwartaal 4 van 2026"] == ["0", "15", "15"]
    assert country["Kwartaal 2 van 2026"] == ["te weinig", "0", "0"]
    assert cells(client, "years")["2026"] == ["te weinig", "15", "15"], "people once in a year"
    assert cells(client, "domains", place)["Textiel"] == ["15"]
    assert not client.page(place).select("#teachers")


@pytest.mark.usefixtures("crowd")
def test_badges_are_told_by_occupation_and_by_branch(
    app: Flask, client: AcademyClient, cast: Cast
) -> None:
    number = cast.schakel.id
    cast.schakel.sbi = "47.79"
    db.session.commit()
    prepare(app)

    as_(client, BEA)
    assert cells(client, "occupation") == {"9612 Sorteerders van afval": [str(MANY + 2)]}
    assert cells(client, "branch") == {"47.79 Winkels in tweedehands spullen": [str(MANY + 2)]}

    db.session.scalar(select(Skill).where(Skill.code == "textiel-sorteren")).isco = ""
    db.session.get_one(Organisation, number).sbi = "88.99.1"
    db.session.commit()
    prepare(app)

    as_(client, ANNA)
    assert cells(client, "occupation") == {"Hoort bij geen beroep": ["15"]}
    assert cells(client, "branch") == {"88.99.1": ["15"]}


@pytest.mark.usefixtures("crowd")
def test_the_academy_sees_how_the_palette_is_doing(
    app: Flask, client: AcademyClient, clock: TestClock
) -> None:
    mapped = db.session.scalars(select(SkillVersion).where(SkillVersion.is_open)).all()[0]
    mapped.competentnl = {"uri": "https://linkeddata.competentnl.nl/id/1", "match": "close"}
    db.session.commit()
    prepare(app)

    as_(client, ANNA)
    found = cells(client, "palette")
    assert found["Doen mee"] == ["69", "100"]
    assert found["Moeten opnieuw bekeken worden"] == ["0", "0"]
    assert found["Zonder koppeling met ESCO"] == ["1", "1"]
    assert found["Zonder koppeling met CompetentNL"] == ["68", "99"]
    assert found["Vertaling door niemand nagelezen"] == ["69", "100"]
    assert found["Een jaar niet beoordeeld"] == ["68", "99"]
    assert found["Zonder “Zo doe je het”"] == ["69", "100"]
    assert cells(client, "palette", "/dashboard?place=region:twente") == {}

    clock.advance(days=400)
    prepare(app)
    assert cells(as_(client, ANNA), "palette")["Een jaar niet beoordeeld"] == ["69", "100"]
    assert cells(client, "palette")["Moeten opnieuw bekeken worden"] == ["69", "100"]


def test_only_what_changed_is_counted_again(
    app: Flask, client: AcademyClient, crowd: Shown, cast: Cast
) -> None:
    team = cast.sorteren.id
    prepare(app)
    db.session.remove()
    badge = crowd(AMINA, "nood-en-ontruiming", team=db.session.get_one(Team, team), days_ago=0)
    assert badge is not None
    number = badge.id
    prepare(app)
    assert cells(as_(client, BEA), "domains")["Veilig werken"] == ["1"]

    badge = db.session.get_one(Credential, number)
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)
    prepare(app)

    assert cells(client, "domains")["Veilig werken"] == ["0"]
    assert cells(client, "domains")["Textiel"] == [str(MANY + 2)]


def test_whoever_goes_on_in_another_team_did_not_leave(
    app: Flask, client: AcademyClient, cast: Cast
) -> None:
    for number, stays in enumerate((True, False, False)):
        person = a_person(f"Kracht {number}")
        row = a_membership(person, team=cast.sorteren)
        row.ends_on = START.date() - timedelta(days=9)
        if stays:
            a_membership(person, team=cast.winkel)
    db.session.commit()
    prepare(app)

    told = cells(as_(client, BEA), "quarters")
    assert told["Kwartaal 4 van 2026"][0] == "2"


@pytest.mark.usefixtures("crowd")
def test_both_files_hold_every_table(app: Flask, client: AcademyClient) -> None:
    prepare(app)
    as_(client, BEA)

    text = client.get("/dashboard/figures.csv").get_data(as_text=True)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/dashboard/figures.xlsx").data))

    assert text.startswith("\ufeffTabel;Groep;Wat;Aantal")
    assert f"Badges per domein in het laatste jaar;Textiel;Badges;{MANY + 2}" in text
    assert "Kracht" not in text
    assert "Badges per kwartaal" in book.sheet_names
    assert len(book.sheet_names) == 10


@pytest.mark.usefixtures("cast")
def test_who_may_see_which_place(client: AcademyClient, cast: Cast) -> None:
    for other in (JAN, AMINA, ERIK, RENS):
        assert as_(client, other).get("/dashboard").status_code == 403
    elsewhere = f"/dashboard?place=organisation:{cast.schakel.id}"
    assert as_(client, BEA).get(elsewhere).status_code == 200
    for path in ("/dashboard?place=all", "/dashboard?place=organisation:999", "/dashboard?place="):
        assert client.get(path).status_code == 404
    assert as_(client, OSCAR).get("/dashboard").status_code == 403


@pytest.mark.usefixtures("crowd")
def test_the_page_reads_rows_that_are_there(app: Flask, client: AcademyClient) -> None:
    prepare(app)
    as_(client, BEA).page("/dashboard")

    with count_statements() as statements:
        client.get("/dashboard")

    assert len(statements) < 15
