"""Many workers come at once, from a list that somebody pasted and looked at."""

import pytest
from sqlalchemy import func, select

from academy.access.models import Card
from academy.people.models import Person
from tests.cast import BEA, Cast
from tests.client import AcademyClient


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


def many(bea: AcademyClient, cast: Cast, people: str, **more: str):
    path = f"/organisations/{cast.schakel.uuid}/people/many"
    values = {"team": str(cast.winkel.uuid), "people": people, **more}
    if values.get("step") == "confirm":  # only what was shown is added
        looked = bea.submit(path, "many", **{**values, "step": "preview"}).page
        values["seen"] = looked.select_one("#many [name=seen]")["value"]
    return bea.submit(path, "many", **values)


def test_what_was_not_shown_is_not_added(bea: AcademyClient, cast: Cast, db_session) -> None:
    looked = many(bea, cast, "Olena Kovalenko;9", step="preview").page
    seen = looked.select_one("#many [name=seen]")["value"]
    before = db_session.scalar(select(func.count(Person.id)))
    path = f"/organisations/{cast.schakel.uuid}/people/many"

    answer = bea.submit(
        path, "many", team=str(cast.winkel.uuid), people="Olha Koval;9", seen=seen,
        step="confirm",
    )  # fmt: skip

    assert answer.status_code == 200
    assert "De lijst is veranderd" in answer.page.select_one("main").get_text()
    assert "Olha Koval" in answer.page.select_one("tbody").get_text()
    assert db_session.scalar(select(func.count(Person.id))) == before


def test_each_line_shows_what_was_pasted_and_what_it_became(bea: AcademyClient, cast: Cast) -> None:
    people = 'Pers.nr.\tAchternaam\tVoornaam\n1042\t"van der Berg"\tJan'

    page = many(bea, cast, people, step="preview").page

    (row,) = page.select("tbody tr")
    assert row.select_one("th").get_text() == "Jan van der Berg"
    cells = [cell.get_text() for cell in row.select("td")]
    assert cells[:3] == ["1042", "2", '1042\t"van der Berg"\tJan']


def test_look_first_then_add(bea: AcademyClient, cast: Cast, db_session) -> None:
    people = "\n".join(f"Persoon {n} Ж;{500 + n}" for n in range(30))
    before = db_session.scalar(select(func.count(Person.id)))

    seen = many(bea, cast, people, step="preview")
    assert seen.status_code == 200
    assert len(seen.page.select("tbody tr")) == 30
    assert db_session.scalar(select(func.count(Person.id))) == before

    done = many(bea, cast, people, step="confirm")
    assert done.location == "/handouts"
    assert db_session.scalar(select(func.count(Person.id))) == before + 30
    assert db_session.scalar(select(func.count(Card.id))) == 30
    assert len(bea.page("/handouts").select(".slip")) == 30
    assert len(bea.page("/handouts/cards").select(".work-card")) == 30

    again = many(bea, cast, people, step="confirm")
    assert again.status_code == 422, "sent twice, added once"
    assert db_session.scalar(select(func.count(Person.id))) == before + 30


def test_every_wrong_line_is_named(bea: AcademyClient, cast: Cast, db_session) -> None:
    people = f"Goed;1\n;2\n{'x' * 61};3\nAmina Yıldız;101\nTe veel;1;2\nLang;{'9' * 21}\nGoed;1"
    before = db_session.scalar(select(func.count(Person.id)))

    answer = many(bea, cast, people, step="confirm")

    assert answer.status_code == 422
    wrong = answer.page.select("tbody tr:has(.status-pill--bad)")
    assert [row.select("td")[1].get_text() for row in wrong] == ["2", "3", "4", "5", "6", "7"]
    assert answer.page.select_one("textarea").get_text().strip() == people
    assert db_session.scalar(select(func.count(Person.id))) == before


@pytest.mark.parametrize("people", ["Amina Yıldız", "Olha Koval;9\nOlha Koval"])
def test_a_name_without_a_number_is_no_namesake_by_itself(
    bea: AcademyClient, cast: Cast, people: str
) -> None:
    page = many(bea, cast, people, step="preview").page
    assert "Zet er een nummer bij" in page.select("tbody .status-pill")[-1].get_text()

    agreed = many(bea, cast, people, step="preview", twins="y").page
    assert "Goed" in agreed.select("tbody .status-pill")[-1].get_text()


def test_too_many_lines(bea: AcademyClient, cast: Cast) -> None:
    people = "\n".join(f"P {n};{n}" for n in range(201))

    assert many(bea, cast, people, step="confirm").status_code == 422


def test_sign_in_with_what_was_handed_out(bea: AcademyClient, cast: Cast, app, db_session) -> None:
    many(bea, cast, "Olena Kovalenko;9", step="confirm")
    pin = bea.page("/handouts").select_one(".slip__code").get_text()
    code = bea.page("/handouts/cards").select_one("code").get_text()
    worker = app.test_client()

    answer = worker.post("/sign-in/card", data={"code": code, "pin": pin})

    assert answer.location == "/language?next=/wallet", "the first scan asks for the language"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("李娜;1043", "Deze letters komen niet op papier."),
        ("李娜;1043;Li Na", "Goed"),
        ("ناديا;1043", "Goed"),
        ("Naam;Nr;Latijnse naam\nNadia;1043;Nadia", "Laat dit leeg."),
        ("Naam;Nr;Latijnse naam\n李娜;1043;娜", "Schrijf de naam hier met letters als a"),
    ],
)
def test_letters_that_paper_cannot_show_are_told_in_the_list(
    bea: AcademyClient, cast: Cast, line: str, says: str
) -> None:
    page = many(bea, cast, line, step="preview").page
    assert says in page.select_one("tbody .status-pill").get_text()


def test_a_name_in_our_letters_comes_along_with_the_list(
    bea: AcademyClient, cast: Cast, db_session
) -> None:
    assert "Li Na" in many(bea, cast, "李娜;1043;Li Na", step="preview").page.tbody.get_text()
    many(bea, cast, "李娜;1043;Li Na", step="confirm")

    person = db_session.scalars(select(Person).where(Person.name == "李娜")).one()
    assert person.latin_name == "Li Na"
