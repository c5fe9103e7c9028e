"""What was looked at is added: each row wholly or not at all, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, func, select, update

from academy.administration.imports import adding
from academy.administration.imports.models import Stage
from academy.audit.models import AuditEvent
from academy.audit.verifying import verify_all
from academy.database import db, transaction
from academy.jobs import queue
from academy.jobs.models import Job
from academy.people import memberships
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.academy.administration.imports.conftest import Lists, rows_of, works_here
from tests.cast import AMINA, BEA, BRAM, ELS, GORAN, JAN, a_membership, a_person, membership_of
from tests.clock import START

HEAD = "Personeelsnummer;Naam;Team"
TODAY = START.date()


def count(kind) -> int:
    return db.session.scalars(select(func.count(kind.id))).one()


def test_new_people_changes_and_moves(lists: Lists, app) -> None:
    done = lists.bring(
        f"{HEAD}\n500;Ans de Boer;Winkel\n101;Amina Demir;Winkel\n103;{BRAM.name};Winkel"
        "\n501;;Winkel"
    )

    done = lists.add(done)

    assert works_here("Ans de Boer") == [("Winkel", "500")]
    assert works_here("Amina Demir") == [("Winkel", "101")]
    assert AMINA.row.name == "Amina Demir", "the same person as before"
    assert done.stage == Stage.OPEN
    assert done.unchanged == 1
    assert [(row.number, row.standing) for row in rows_of(done)] == [
        (2, "added"), (3, "added"), (5, "waiting"),
    ]  # fmt: skip
    assert all(not row.name and not row.staff_number for row in rows_of(done)[:2])
    assert done.file_key is None
    assert list(app.extensions["academy"].files.keys("imports/")) == []
    for show in ("added", "wrong"):
        lists.page(done, show)


def test_every_row_has_its_lines_and_the_list_has_one(lists: Lists) -> None:
    done = lists.add(lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n101;Amina Demir;Winkel"))

    of_bea = select(AuditEvent).where(AuditEvent.actor == BEA.uuid).order_by(AuditEvent.id)
    events = db.session.scalars(of_bea).all()
    assert [event.action for event in events] == [
        "membership.started", "person.changed", "membership.ended", "membership.started",
        "import.added",
    ]  # fmt: skip
    assert events[-1].object_uuid == done.uuid
    assert events[-1].details == {"count": 2}
    assert not [each.findings for each in verify_all() if each.findings]
    text = lists.client.page("/audit").main.get_text(" ")
    assert "voegde mensen uit een lijst toe" in text


def test_the_same_list_again_changes_nothing(lists: Lists) -> None:
    text = f"{HEAD}\n500;Ans de Boer;Winkel\n501;Ben Bos;Sorteren"
    lists.add(lists.bring(text))
    people, held = count(Person), count(Membership)

    again = lists.bring(text)

    assert [row.kind for row in rows_of(again)] == ["same", "same"]
    answer = lists.post(again, "add", version=str(again.version))
    assert "Er is niets om toe te voegen." in lists.client.get(answer.location).page.get_text()
    assert (count(Person), count(Membership)) == (people, held)


def test_nothing_is_added_that_nobody_saw(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n501;;Winkel")
    seen = str(done.version)
    lists.client.submit(f"/imports/{done.uuid}/rows/{rows_of(done)[1].uuid}", "row", name="Ben Bos")

    answer = lists.post(done, "add", version=seen)

    assert "De lijst is veranderd" in lists.client.get(answer.location).page.get_text()
    lists.work()
    assert works_here("Ans de Boer") == []


def test_what_became_something_else_meanwhile_is_left_and_told(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel\n501;Ben Bos;Winkel")
    a_membership(a_person("Ans de Boer"), team=lists.cast.sorteren, staff_number="500")
    db.session.commit()

    done = lists.add(done)

    assert [(row.standing, row.problem) for row in rows_of(done)] == [
        ("waiting", "changed-meanwhile"), ("added", ""),
    ]  # fmt: skip
    assert works_here("Ans de Boer") == [("Sorteren", "500")]
    lists.post(done, "look-again")
    lists.work()
    assert rows_of(lists.newest())[0].kind == "changed"


def test_a_row_that_a_rule_refuses_leaves_the_others(lists: Lists) -> None:
    """Amina works in Winkel already, without a number: she cannot move there."""
    a_membership(AMINA.row, team=lists.cast.winkel)
    done = lists.bring(f"{HEAD}\n500;Ans;Winkel\n101;{AMINA.name};Winkel\n501;Ben;Winkel")

    done = lists.add(done)

    assert [row.standing for row in rows_of(done)] == ["added", "waiting", "added"]
    assert "Deze persoon heeft deze rol hier al." in lists.page(done, "wrong").main.get_text()
    assert works_here("Ben") == [("Winkel", "501")]


def test_whoever_moves_soon_is_not_moved_back_by_the_old_team(lists: Lists) -> None:
    amina = membership_of(AMINA, Role.WORKER)
    with transaction(amina.organisation):
        memberships.move(
            amina, lists.cast.winkel, first_day=TODAY + timedelta(days=9), today=TODAY,
            by=BEA.actor, now=START,
        )  # fmt: skip

    done = lists.bring(f"{HEAD}\n101;{AMINA.name};Sorteren\n102;{GORAN.name};Sorteren")

    assert [row.kind for row in rows_of(done)] == ["same", "same"]


def test_somebody_who_left_comes_back_as_the_same_person(lists: Lists, db_session) -> None:
    number = ELS.row.id
    db_session.scalars(
        select(Membership).where(Membership.person_id == number)
    ).one().staff_number = "77"
    db_session.commit()
    people = count(Person)

    done = lists.bring(f"{HEAD}\n77;{ELS.name};Winkel")
    assert rows_of(done)[0].changes == {"back": ["", "Winkel"]}
    lists.add(done)

    assert works_here(ELS.name) == [("Winkel", "77")]
    assert count(Person) == people


def test_a_last_day_ends_the_work(lists: Lists) -> None:
    done = lists.bring(f"{HEAD};Laatste dag\n101;{AMINA.name};Sorteren;30-11-2026")

    lists.add(done)

    assert membership_of(AMINA, Role.WORKER).ends_on.isoformat() == "2026-11-30"


def test_somebody_who_was_found_by_name_gets_the_number(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n601;{JAN.name};")
    row = rows_of(done)[0]
    lists.client.submit(f"/imports/{done.uuid}/rows/{row.uuid}", "row", choice="same")

    lists.add(lists.newest())

    assert membership_of(JAN, Role.TEAM_LEADER).staff_number == "601"


class KilledError(BaseException):
    """Nobody catches it, as nobody catches SIGKILL."""


@contextmanager
def killed_at_person(number: int) -> Iterator[None]:
    """The worker is gone when it inserts so many people."""
    seen: list[str] = []

    def look(_connection, _cursor, statement: str, *_rest) -> None:
        seen.extend([statement] if statement.startswith("INSERT INTO person") else [])
        if len(seen) == number:
            raise KilledError

    event.listen(Engine, "before_cursor_execute", look)
    try:
        with pytest.raises(KilledError):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", look)


def test_killed_in_the_middle_nothing_is_lost_or_twice(lists: Lists) -> None:
    lines = "\n".join(f"{700 + number};Persoon Nummer{number};Winkel" for number in range(60))
    done = lists.bring(f"{HEAD}\n{lines}")
    lists.post(done, "add", version=str(done.version))
    before = count(Person)

    with killed_at_person(40):
        lists.work()
    db.session.rollback()
    assert count(Person) == before + adding.PORTION, "one portion is whole, the other is not there"
    db.session.execute(update(Job).values(leased_until=START - timedelta(days=9_000)))
    db.session.commit()
    lists.work()

    assert count(Person) == before + 60
    assert {row.standing for row in rows_of(lists.newest())} == {"added"}


def test_work_that_was_stopped_goes_on(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Ans de Boer;Winkel")
    lists.post(done, "add", version=str(done.version))
    job = db.session.scalars(select(Job).where(Job.uuid == lists.newest().job_uuid)).one()
    with transaction():
        queue.cancel(job)
    assert "Nog niet klaar" in lists.page(done).main.get_text()

    lists.post(done, "go-on")
    lists.work()

    assert works_here("Ans de Boer") == [("Winkel", "500")]
