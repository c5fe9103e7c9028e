"""Two lists at the same moment: a number still belongs to one person."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from academy.administration.imports.models import StaffImportRow
from academy.database import db
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.people.models import Membership
from tests.academy.administration.imports.conftest import Lists, rows_of
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
