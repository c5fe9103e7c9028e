"""Two people with one name are never mixed up, on any page that shows them."""

from datetime import date
from uuid import UUID

import pytest

from academy.database import db
from academy.people.models import Person
from academy.people.namesakes import Known, marks_of
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    JAN,
    LONG_AGO,
    PIET,
    Cast,
    a_membership,
    a_person,
    a_site,
    a_team,
    an_account,
)
from tests.client import AcademyClient
from tests.statements import count_statements

SAME = "amina yildiz"
"""As somebody types it who has no other keyboard; Amina of the cast has number 101."""


@pytest.fixture
def other(cast: Cast, db_session) -> Person:
    """Another Amina in the same team, with number 907."""
    person = a_person(SAME)
    a_membership(person, Role.WORKER, team=cast.sorteren, staff_number="907")
    db.session.commit()
    return person


def words(client: AcademyClient, path: str, what: str) -> list[str]:
    return [tag.get_text(" ", strip=True) for tag in client.page(path).select(what)]


class TestMarks:
    def known(self, number: int, **more: object) -> Known:
        given = {
            "staff_number": "", "site": "Hal", "team": "Sorteren", "organisation": "De Schakel",
            "starts_on": LONG_AGO, **more,
        }  # fmt: skip
        return Known(id=number, uuid=UUID(int=number << 120), **given)

    @pytest.mark.parametrize(
        ("one", "another", "marks"),
        [
            ({"staff_number": "7"}, {"staff_number": "9"}, ["nr. 7", "nr. 9"]),
            ({"site": "Hal"}, {"site": "Winkel"}, ["Hal", "Winkel"]),
            ({"staff_number": "7"}, {"site": "Winkel"}, ["nr. 7", "Winkel"]),
            ({"staff_number": "7"}, {"staff_number": "7", "site": "B"}, ["Hal", "B"]),
            ({"team": "Balie"}, {}, ["Balie", "Sorteren"]),
            ({"site": None, "team": None}, {}, ["010000", "Hal"]),
            (
                {"starts_on": date(2026, 5, 3)}, {},
                ["sinds 3 mei 2026", "sinds 6 januari 2025"],
            ),
            ({}, {}, ["010000", "020000"]),
        ],
    )  # fmt: skip
    def test_the_first_thing_that_differs_stands_beside_a_name(
        self, app, one: dict, another: dict, marks: list[str]
    ) -> None:
        with app.test_request_context():
            found = marks_of([self.known(1, **one), self.known(2, **another)])

        assert [found[1], found[2]] == marks


@pytest.mark.usefixtures("other")
class TestPages:
    def test_tiles_of_a_team_with_initials_that_differ(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        page = client.as_(JAN).page(f"/teams/{cast.sorteren.uuid}")

        tiles = [tile.get_text(" ", strip=True) for tile in page.select(".person-tile")]
        assert tiles == ["A01 Amina Yıldız nr. 101", "a07 amina yildiz nr. 907", "GK Goran Kovač"]

    def test_the_heading_of_the_main_job(self, client: AcademyClient, other: Person) -> None:
        (heading,) = words(client.as_(JAN), f"/people/{other.uuid}/skills", "h1")

        assert heading == "Waar kijk je naar bij amina yildiz nr. 907 ?"

    def test_the_people_of_the_organisation(self, client: AcademyClient, cast: Cast) -> None:
        path = f"/organisations/{cast.schakel.uuid}/people"
        shown = words(client.as_(BEA), path, "tbody th")

        assert shown[:3] == ["Amina Yıldız nr. 101", "amina yildiz nr. 907", "Bea Mulder"]

    def test_the_page_of_the_person(self, client: AcademyClient, other: Person) -> None:
        page = client.as_(BEA).page(f"/people/{other.uuid}")

        assert page.title.get_text().startswith("amina yildiz (nr. 907)")

    def test_choices_of_a_form(self, client: AcademyClient, cast: Cast, db_session) -> None:
        second = a_person(JAN.name)
        a_membership(second, Role.TEAM_LEADER, team=cast.winkel, staff_number="55")
        jan = next(row for row in JAN.row.memberships)
        db.session.commit()

        page = client.as_(BEA).page(f"/memberships/{jan.uuid}/substitute")

        shown = [option.get_text(strip=True) for option in page.select("select option")]
        assert f"{JAN.name} (nr. 55)" in shown

    def test_a_name_of_its_own_stands_alone(self, client: AcademyClient, cast: Cast) -> None:
        page = client.as_(JAN).page(f"/teams/{cast.sorteren.uuid}")

        assert "Goran Kovač nr." not in page.get_text(" ")

    def test_in_another_organisation_a_name_is_nobody_elses(
        self, client: AcademyClient, cast: Cast, db_session
    ) -> None:
        a_membership(a_person("Goran Kovač"), Role.WORKER, team=cast.textiel, staff_number="5")
        db.session.commit()

        page = client.as_(JAN).page(f"/teams/{cast.sorteren.uuid}")

        assert "GK" in words(client, f"/teams/{cast.sorteren.uuid}", ".avatar")
        assert "Goran Kovač" in page.get_text()

    def test_what_a_leader_hears_after_saving_names_the_right_one(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        path = f"/organisations/{cast.schakel.uuid}/people/new"
        client.as_(BEA).submit(
            path, "person", name="AMINA YILDIZ", role="worker", team=str(cast.winkel.uuid),
            staff_number="12",
        )  # fmt: skip

        assert "AMINA YILDIZ (nr. 12) staat erbij." in client.page("/teams").get_text()


def test_slips_and_cards_tell_two_people_of_one_name_apart(
    client: AcademyClient, cast: Cast, other: Person
) -> None:
    leader = client.as_(JAN)
    for uuid in (AMINA.uuid, other.uuid):
        leader.post(f"/people/{uuid}/card")

    slips = leader.page("/handouts").select(".slip")
    cards = leader.page("/handouts/cards").select(".work-card")

    assert [slip.select_one(".slip__name").get_text(" ", strip=True) for slip in slips] == [
        "Amina Yıldız nr. 101", "amina yildiz nr. 907",
    ]  # fmt: skip
    for slip, card in zip(slips, cards, strict=True):
        code = card.select_one("code").get_text()
        assert f"Hoort bij de kaart met {code[-4:]} aan het eind." in slip.get_text()
        assert code not in slip.get_text()


def test_a_worker_learns_no_staff_numbers(client: AcademyClient, cast: Cast, db_session) -> None:
    second = a_person(JAN.name)
    a_membership(second, Role.TEAM_LEADER, team=cast.sorteren, staff_number="55")
    db.session.commit()

    assert "nr." not in client.as_(AMINA).page("/wallet").get_text()


def test_outsiders_with_one_name_are_told_apart(
    client: AcademyClient, cast: Cast, db_session
) -> None:
    second = a_person(ANNA.name)
    a_membership(second, Role.ACADEMY_ADMIN, organisation=cast.academy, starts_on=date(2026, 3, 2))
    db.session.commit()

    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}")

    assert "Anna Vos sinds 2 maart 2026" in page.get_text(" ", strip=True).replace("  ", " ")


def test_a_list_of_people_with_one_name_costs_one_statement(
    client: AcademyClient, cast: Cast, other: Person
) -> None:
    path = f"/teams/{cast.sorteren.uuid}"
    client.as_(JAN).page(path)
    with count_statements() as few:
        client.page(path)
    for number in range(20):
        a_membership(a_person(SAME), Role.WORKER, team=cast.sorteren, staff_number=f"8{number}")
    db.session.commit()

    with count_statements() as many:
        client.page(path)

    assert len(many) == len(few)


def test_a_site_stands_beside_a_name_without_a_number(
    client: AcademyClient, cast: Cast, db_session
) -> None:
    hall = a_team(a_site(cast.schakel, "Hal Zuid"), "Sorteren Zuid")
    for team in (cast.winkel, hall):
        a_membership(a_person("Kim Bos"), Role.WORKER, team=team)
    an_account(PIET.row, PIET.email)
    db.session.commit()

    shown = words(client.as_(BEA), f"/organisations/{cast.schakel.uuid}/people", "tbody th")

    assert {"Kim Bos Hal Zuid", "Kim Bos Winkel Utrecht"} <= set(shown)


def test_a_leader_learns_no_other_employer_of_somebody(
    client: AcademyClient, cast: Cast, db_session
) -> None:
    for name, number in (("Kim Bos", "1"), ("Kim Bos", "")):
        person = a_person(name)
        a_membership(person, Role.WORKER, team=cast.sorteren, staff_number=number)
    a_membership(person, Role.WORKER, team=cast.textiel, starts_on=date(2026, 12, 20))
    db.session.commit()

    shown = " ".join(words(client.as_(JAN), f"/teams/{cast.sorteren.uuid}", ".person-tile"))

    assert "Kim Bos nr. 1" in shown
    assert cast.arnhem.name not in shown
