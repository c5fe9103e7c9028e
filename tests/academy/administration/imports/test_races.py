"""Two lists at the same moment: a number still belongs to one person."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from academy.administration.imports import starting
from academy.administration.imports.models import StaffImport, StaffImportRow
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Organisation
from academy.people.models import Membership
from tests.academy.administration.imports.conftest import Lists, rows_of
from tests.cast import BEA
from tests.clock import START
from tests.races import DONE, race

HEAD = "Personeelsnummer;Naam;Team"


def test_two_lists_with_the_same_new_number(app: Flask, lists: Lists) -> None:
    brought = [lists.bring(f"{HEAD}\n500;Ans de Boer;{team}") for team in ("Winkel", "Sorteren")]
    for each in brought:
        lists.post(each, "add", version=str(each.version))

    def work() -> None:
        run_until_idle(app, Slot(handlers=HANDLERS))

    assert race(app, work, work) == [DONE, DONE]

    held = db.session.scalars(select(Membership).where(Membership.staff_number == "500")).all()
    assert len({row.person_id for row in held}) == 1
    standings = [rows_of(each)[0].standing for each in brought]
    assert sorted(standings) == ["added", "waiting"], "what changed meanwhile is left, and told"
    left = db.session.scalars(
        select(StaffImportRow.problem).where(StaffImportRow.standing == "waiting")
    )
    assert left.all() == ["changed-meanwhile"]


def test_adding_is_asked_twice_at_once(app: Flask, lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel")
    path, version = f"/imports/{done.uuid}/add", str(done.version)

    first = lists.client.post(path, data={"version": version})
    second = lists.client.post(path, data={"version": version})
    lists.work()

    assert (first.status_code, second.status_code) == (303, 303)
    held = db.session.scalars(select(Membership).where(Membership.staff_number == "500")).all()
    assert len(held) == 1


def test_a_form_that_is_sent_twice_brings_one_list(app: Flask, lists: Lists) -> None:
    number, key = lists.cast.schakel.id, uuid4()

    def bring() -> None:
        place = db.session.get_one(Organisation, number)
        with transaction(place):
            starting.begin(
                place, ("lijst.csv", "imports/one"), None, START.date(), key=key,
                identity=BEA.identity(), now=START,
            )  # fmt: skip

    assert race(app, bring, bring) == [DONE, DONE]
    assert db.session.scalars(select(StaffImport.uuid)).all() == [key]


def test_the_key_of_a_list_elsewhere_opens_nothing(lists: Lists, db_session) -> None:
    path = f"/organisations/{lists.cast.schakel.uuid}/imports/new"
    first = lists.bring(f"{HEAD}\n500;Ans;Winkel")
    first.organisation_id = lists.cast.cirkel.id
    db_session.commit()

    answer = lists.client.submit(path, "bring", key=str(first.uuid), pasted=f"{HEAD}\n1;A;Winkel")

    assert answer.location != f"/imports/{first.uuid}"
    assert lists.newest().organisation_id == lists.cast.schakel.id
