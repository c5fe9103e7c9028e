"""A whole list is undone within thirty days, comes back from the bin, and is gone after that."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from academy.administration.imports.models import StaffImport, StaffImportRow, Stage
from academy.audit.models import AuditEvent
from academy.database import db
from academy.dates import local_day
from academy.jobs.queue import enqueue
from academy.people.leaving.rules import Destination
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.academy.administration.imports.conftest import Lists, rows_of, works_here
from tests.cast import AMINA, BEA, ELS, JAN, a_card, a_membership, membership_of
from tests.clock import START

HEAD = "Personeelsnummer;Naam;Team"


def person(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.name == name)).one()


def work_of(name: str) -> Membership:
    return db.session.scalars(select(Membership).join(Person).where(Person.name == name)).one()


def test_new_people_go_and_changes_are_taken_back(lists: Lists) -> None:
    done = lists.add(lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n101;Amina Demir;Winkel"))

    done = lists.undo(done)

    assert done.stage == Stage.UNDONE
    assert works_here("Ans de Boer") == []
    assert works_here(AMINA.name) == [("Sorteren", "101")]
    assert {row.standing for row in rows_of(done)} == {"undone"}
    assert "30 dagen in de prullenbak" in lists.page(done).main.get_text()
    actions = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-1] == "import.undone"


def test_who_was_used_since_stays_and_is_listed(lists: Lists) -> None:
    done = lists.add(
        lists.bring(
            f"{HEAD}\n500;Met Kaart;Winkel\n501;Zonder Iets;Winkel\n102;Goran Nieuw Kovač;Winkel"
        )
    )
    a_card(person("Met Kaart"))
    person("Goran Nieuw Kovač").name = "Goran Anders"
    db.session.commit()

    done = lists.undo(done)

    assert [row.standing for row in rows_of(done)] == ["stays", "undone", "stays"]
    assert works_here("Met Kaart") == [("Winkel", "500")]
    assert works_here("Goran Anders") == [("Winkel", "102")], "wholly or not at all"
    page = lists.page(done, "stays")
    assert "Met Kaart" in page.main.get_text()
    assert "2 rijen bleven staan" in page.main.get_text()


def test_who_moved_on_since_stays(lists: Lists) -> None:
    done = lists.add(lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n101;{AMINA.name};Winkel"))
    for name in ("Ans de Boer", AMINA.name):
        held = select(Membership).where(
            Membership.person_id == person(name).id, Membership.ends_on.is_(None)
        )
        row = db.session.scalars(held).one()
        row.ends_on = row.starts_on
        a_membership(row.person, team=lists.cast.sorteren, starts_on=row.starts_on)
    db.session.commit()

    assert {row.standing for row in rows_of(lists.undo(done))} == {"stays"}


def test_who_was_stopped_since_stays_with_where_to(lists: Lists) -> None:
    """Undone, it would be forgotten; back from the bin, they would work here again."""
    head = f"{HEAD};Laatste dag"
    text = f"{head}\n500;Ans de Boer;Winkel;\n501;Bas Smit;Winkel;\n502;Cor Vos;Winkel;31-12-2026"
    done = lists.add(lists.bring(text))
    stopped, today = work_of("Ans de Boer"), local_day(START)
    stopped.ends_on, stopped.went_to = today, Destination.PAID
    work_of("Bas Smit").ends_on = today
    db.session.commit()

    done = lists.undo(done)

    assert [row.standing for row in rows_of(done)] == ["stays", "stays", "undone"]
    assert work_of("Ans de Boer").went_to == Destination.PAID
    lists.post(done, "restore")
    lists.work()
    assert work_of("Cor Vos").ends_on == date(2026, 12, 31), "as in the list"


def test_back_from_the_bin(lists: Lists) -> None:
    text = f"{HEAD}\n500;Ans de Boer;Winkel\n101;Amina Demir;Winkel"
    done = lists.undo(lists.add(lists.bring(text)))
    number = person("Ans de Boer").id

    lists.post(done, "restore")
    lists.work()

    done = lists.newest()
    assert done.stage == Stage.OPEN
    assert works_here("Ans de Boer") == [("Winkel", "500")]
    assert works_here("Amina Demir") == [("Winkel", "101")]
    assert person("Ans de Boer").id == number
    assert [row.kind for row in rows_of(lists.bring(text))] == ["same", "same"]


def test_a_last_day_and_a_comeback_are_undone_and_brought_back(lists: Lists, db_session) -> None:
    els = db_session.scalars(select(Membership).where(Membership.person_id == ELS.row.id)).one()
    els.staff_number = "77"
    db_session.commit()
    text = f"{HEAD};Laatste dag\n77;{ELS.name};Winkel;\n101;{AMINA.name};Sorteren;30-11-2026"
    done = lists.undo(lists.add(lists.bring(text)))
    assert {row.standing for row in rows_of(done)} == {"undone"}
    assert works_here(ELS.name) == []
    assert works_here(AMINA.name) == [("Sorteren", "101")]

    lists.post(done, "restore")
    lists.work()

    assert works_here(ELS.name) == [("Winkel", "77")]
    assert works_here(AMINA.name) == []


def test_after_thirty_days_it_stays(lists: Lists, clock) -> None:
    done = lists.add(lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel"))
    clock.advance(days=31)
    lists.client.as_(BEA)

    answer = lists.post(done, "undo")

    assert "meer dan 30 dagen geleden" in lists.client.get(answer.location).page.get_text()
    lists.work()
    assert works_here("Ans de Boer") == [("Winkel", "500")]


@pytest.mark.parametrize("undone", [False, True])
def test_after_thirty_days_nothing_is_left_of_the_list(lists: Lists, clock, undone, app) -> None:
    lists.bring(f"{HEAD}\n600;Nooit Toegevoegd;Winkel")
    done = lists.add(lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel"))
    number = person("Ans de Boer").id
    if undone:
        lists.undo(done)
    clock.advance(days=31)
    enqueue("tidy-imports")
    db.session.commit()

    lists.work()

    assert db.session.scalars(select(StaffImport)).all() == []
    assert db.session.scalars(select(StaffImportRow)).all() == []
    assert list(app.extensions["academy"].files.keys("imports/")) == []
    assert (db.session.get_one(Person, number).erased_at is not None) == undone


def test_a_number_that_was_given_is_taken_back_and_given_again(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n601;{JAN.name};")
    lists.client.submit(f"/imports/{done.uuid}/rows/{rows_of(done)[0].uuid}", "row", choice="same")
    done = lists.undo(lists.add(lists.newest()))
    assert membership_of(JAN, Role.TEAM_LEADER).staff_number == ""

    lists.post(done, "restore")
    lists.work()

    assert membership_of(JAN, Role.TEAM_LEADER).staff_number == "601"
