"""Enrolling by a list of staff numbers: a file or pasted lines, each mistake at its row."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from academy.database import db
from academy.learning.models import CourseRun, Enrolment
from academy.people.models import Person
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, DEWI, GORAN, JAN, Cast, Member

if TYPE_CHECKING:
    from tests.client import AcademyClient


@pytest.fixture
def address(run: CourseRun) -> str:
    db.session.commit()
    return f"/course-offers/{run.uuid}/list"


def bring(client: AcademyClient, address: str, text: str | bytes) -> Any:
    client.page(address)
    if isinstance(text, str):
        return client.post(address, data={"pasted": text})
    return client.post(address, data={"file": (io.BytesIO(text), "lijst.csv")})


def say_yes(client: AcademyClient, address: str, asked: Any) -> Any:
    people = [each["value"] for each in asked.page.select("#sure-form [name=person]")]
    return client.post(address, data={"sure": "yes", "person": people})


def taking() -> set[str]:
    return set(db.session.scalars(select(Person.name).join(Enrolment)))


@pytest.mark.parametrize(
    "text",
    [
        "101\n102\n103",
        "Personeelsnummer\n101\n102\n103",
        "Naam;Nummer\r\nA;101\r\nG;102\r\n;\r\nB;103\r\n",
        "\ufeffNr,Naam\n101,A\n102,G\n103,B\n".encode(),
        "Nr\tNaam\n101\tA\n102\tG\n103\tB\n".encode("utf-16"),
    ],
)
def test_an_administrator_enrols_people_of_all_teams(
    client: AcademyClient, address: str, text: str | bytes
) -> None:
    asked = bring(client.as_(BEA), address, text)
    assert asked.status_code == 200
    assert taking() == set(), "the names come once more first"

    assert say_yes(client, address, asked).status_code == 303
    assert say_yes(client, address, asked).status_code == 303

    assert taking() == {AMINA.name, GORAN.name, BRAM.name}


def test_a_leader_finds_the_own_team_only(client: AcademyClient, address: str) -> None:
    answer = bring(client.as_(JAN), address, "101\n103")

    assert answer.status_code == 422
    rows = [row.get_text(" ", strip=True) for row in answer.page.select("tbody tr")]
    assert rows == ["2 We vinden hier niemand met nummer 103."]
    forged = client.post(address, data={"sure": "yes", "person": [str(BRAM.uuid), str(AMINA.uuid)]})
    assert forged.status_code == 303
    assert taking() == {AMINA.name}


def test_every_mistake_is_told_at_its_row_and_nobody_is_enrolled(
    client: AcademyClient, address: str
) -> None:
    answer = bring(client.as_(BEA), address, "Naam;Nummer\nA;101\n\nB;\nC;104\nD;101\nE;=1+1")

    assert answer.status_code == 422
    rows = [row.get_text(" ", strip=True) for row in answer.page.select("tbody tr")]
    assert rows == [
        "4 Er staat geen personeelsnummer.",
        "5 We vinden hier niemand met nummer 104.",
        "6 Deze persoon staat er twee keer.",
        "7 We vinden hier niemand met nummer =1+1.",
    ]
    assert taking() == set()


@pytest.mark.parametrize(
    "content", ["", "   \n;;", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"1\n" * 1_001, b"\0" * 99]
)
def test_what_is_no_list_is_told(client: AcademyClient, address: str, content: str | bytes) -> None:
    answer = bring(client.as_(BEA), address, content)
    assert answer.status_code == 422
    assert answer.page.select_one("#file-error, .table")
    assert taking() == set()


@pytest.mark.parametrize("member", [AMINA, ANNA])
def test_others_have_no_such_page(client: AcademyClient, address: str, member: Member) -> None:
    assert client.as_(member).get(address).status_code in {403, 404}


def test_a_number_of_another_organisation_is_nobody_here(
    client: AcademyClient, address: str, cast: Cast
) -> None:
    assert bring(client.as_(CAS), address, "101").status_code == 422
    asked = bring(client, address, "104")
    say_yes(client, address, asked)
    assert taking() == {DEWI.name}
