"""A staff number belongs to one person of an organisation; what was double before is shown."""

from datetime import timedelta

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from academy.database import db, transaction
from academy.folding import folded_number
from academy.people import memberships, numbers
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    DEWI,
    GORAN,
    JAN,
    Cast,
    a_membership,
    a_person,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

TODAY = START.date()
TAKEN = "Nummer 101 is al van Amina Yıldız. Kies een ander nummer."


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("p-07", "P-07", True), ("P 07", "p07", True), ("7", "07", False), ("ı1", "i1", True)],
)
def test_numbers_are_compared_as_people_read_them(one: str, other: str, same: bool) -> None:
    assert (folded_number(one) == folded_number(other)) == same


def test_somebody_new_gets_no_number_of_another(bea: AcademyClient, cast: Cast) -> None:
    answer = bea.submit(
        f"/organisations/{cast.schakel.uuid}/people/new", "person", name="Nora Nieuw",
        role="worker", team=str(cast.winkel.uuid), staff_number=" 101 ",
    )  # fmt: skip

    assert answer.status_code == 422
    [error] = answer.page.select("#staff_number-error")
    assert TAKEN in error.get_text()
    assert db.session.scalar(select(Person).where(Person.name == "Nora Nieuw")) is None


def test_nor_by_a_change(bea: AcademyClient, cast: Cast) -> None:
    row = membership_of(GORAN, Role.WORKER)

    answer = bea.submit(f"/memberships/{row.uuid}/staff-number", staff_number="101")

    assert answer.status_code == 422
    assert TAKEN in answer.page.get_text()
    assert row.staff_number == "102"


def test_nor_in_a_pasted_list(bea: AcademyClient, cast: Cast) -> None:
    answer = bea.submit(
        f"/organisations/{cast.schakel.uuid}/people/many", "many",
        people="Nora Nieuw;101\nNog Iemand;777\nEn Nog Een;777", team=str(cast.winkel.uuid),
        step="preview",
    )  # fmt: skip

    assert answer.status_code == 422
    told = answer.page.get_text()
    assert told.count("Dit nummer is al van iemand anders. Kies een ander nummer.") >= 2


def test_nor_by_coming_back(bea: AcademyClient, cast: Cast) -> None:
    row = membership_of(AMINA, Role.WORKER)
    row.ends_on = TODAY - timedelta(days=1)
    membership_of(GORAN, Role.WORKER).staff_number = "101"
    db.session.commit()

    bea.post(f"/memberships/{row.uuid}/reopen")

    assert row.ends_on is not None


def test_the_number_of_who_left_is_free(bea: AcademyClient, cast: Cast) -> None:
    membership_of(AMINA, Role.WORKER).ends_on = TODAY - timedelta(days=1)
    row = membership_of(GORAN, Role.WORKER)

    bea.submit(f"/memberships/{row.uuid}/staff-number", staff_number="101")

    assert row.staff_number == "101"


def test_one_person_has_it_in_every_role_and_elsewhere_it_is_another_number(cast: Cast) -> None:
    post = Post(organisation=cast.schakel, role=Role.WORKER, team=cast.winkel, staff_number="101",
                starts_on=TODAY)  # fmt: skip
    with transaction(cast.schakel):
        memberships.add_membership(AMINA.row, post, by=BEA.actor, now=START)
    elsewhere = membership_of(DEWI, Role.WORKER)
    with transaction(cast.cirkel):
        memberships.change_staff_number(elsewhere, "101", by=BEA.actor, now=START)
    assert elsewhere.staff_number == "101"


def test_two_at_once_do_not_both_get_it(app: Flask, cast: Cast) -> None:
    keys = [membership_of(GORAN, Role.WORKER).id, membership_of(BRAM, Role.WORKER).id]

    def give(key: int) -> None:
        row = db.session.get_one(Membership, key)
        with transaction(row.organisation):
            memberships.change_staff_number(row, "900", by=BEA.actor, now=START)

    outcomes = race(app, lambda: give(keys[0]), lambda: give(keys[1]))

    assert outcomes == ["InvalidInputError", DONE]


def test_two_who_share_a_number_from_before_are_shown(bea: AcademyClient, cast: Cast) -> None:
    a_membership(a_person("Ilse de Wit"), team=cast.winkel, staff_number="101")
    db.session.commit()

    page = bea.page(f"/organisations/{cast.schakel.uuid}/people")

    assert "Twee mensen met hetzelfde nummer" in page.get_text()
    doubles = [
        row.th.get_text(strip=True) for row in page.select("tbody tr") if "Dubbel" in row.text
    ]
    assert doubles == ["Amina Yıldız", "Ilse de Wit"]
    assert not numbers.shared(cast.cirkel, TODAY)


def test_without_a_double_number_nothing_is_said(bea: AcademyClient, cast: Cast) -> None:
    assert "hetzelfde nummer" not in bea.page(f"/organisations/{cast.schakel.uuid}/people").text


def test_numbers_of_before_are_compared_too(app: Flask, cast: Cast) -> None:
    a_membership(JAN.row, team=cast.winkel, staff_number="P 7")
    db.session.commit()
    db.session.remove()
    downgrade(revision="0018")
    upgrade()

    kept = db.session.scalars(select(Membership.staff_key).where(Membership.staff_number != ""))
    assert set(kept) >= {"p7", "101"}
