"""Adoptions at the same moment: one after the other, no deadlock, and no PIN used twice."""

import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from academy.access import attempts
from academy.database import db
from academy.organisations.models import Team
from academy.security.identity import Role
from tests.cast import AMINA, ANNA, BEA, CAS, DEWI, GORAN, PIN, Cast, Member, a_card, as_, code_of

PATIENCE_SECONDS = 1.0


def send(client: Any, path: str, values: dict[str, str], token: str) -> int:
    """Straight to the application: the client of the tests may not be used by many at once."""
    headers = {"X-CSRFToken": token}
    answer = super(type(client), client).open(path, method="POST", data=values, headers=headers)
    return int(answer.status_code)


@pytest.fixture
def both_hold_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has used the first card waits until the other has too, or is held by a lock."""
    real, together, waited = attempts.forgive, threading.Barrier(2), threading.local()

    def forgive(**buckets: Any) -> None:
        real(**buckets)
        if not getattr(waited, "once", False):
            waited.once = True
            try:
                together.wait(PATIENCE_SECONDS)
            except threading.BrokenBarrierError:
                return

    monkeypatch.setattr(attempts, "forgive", forgive)


@pytest.mark.usefixtures("both_hold_one_card")
def test_each_is_the_witness_of_the_other(app: Flask, cast: Cast) -> None:
    dewi, amina = code_of(a_card(DEWI.row)), code_of(a_card(AMINA.row))

    ready = [
        adoption(app, BEA, cast.sorteren, dewi, amina),
        adoption(app, CAS, cast.textiel, amina, dewi),
    ]

    assert at_once(ready) == [303, 422]


def test_two_places_adopt_one_person(app: Flask, cast: Cast) -> None:
    """The first lets the person choose a PIN, and with the old one the second does nothing."""
    anna = code_of(a_card(ANNA.row))
    goran, dewi = code_of(a_card(GORAN.row)), code_of(a_card(DEWI.row))
    ready = [
        adoption(app, BEA, cast.winkel, anna, goran),
        adoption(app, CAS, cast.textiel, anna, dewi),
    ]

    assert at_once(ready) == [303, 422]

    db.session.rollback()
    assert len([row for row in ANNA.row.memberships if row.role == Role.WORKER]) == 1
    works = signed_in(app, anna, "80351"), signed_in(app, anna, PIN)
    assert works == (True, False)


def test_who_administers_the_academy_keeps_that_when_adopted(app: Flask, cast: Cast) -> None:
    anna = code_of(a_card(ANNA.row))
    before = as_(app.test_client(), ANNA)  # type: ignore[arg-type]
    assert before.get("/reviews").status_code == 200
    assert at_once([adoption(app, BEA, cast.winkel, anna, code_of(a_card(GORAN.row)))]) == [303]

    assert before.get("/reviews").status_code == 303, "every session ended"
    again = as_(app.test_client(), ANNA)  # type: ignore[arg-type]
    assert again.get(f"/organisations/{cast.academy.uuid}/administrators").status_code == 200
    by_card = app.test_client()
    by_card.post("/sign-in/card", data={"code": anna, "pin": "80351"})
    assert by_card.get("/wallet").status_code == 200
    assert by_card.get("/organisations").status_code in {403, 404}, "a card opens no such work"


def adoption(app: Flask, by: Member, team: Team, code: str, witness: str) -> Any:
    client = as_(app.test_client(), by)  # type: ignore[arg-type]
    values = {
        "code": code, "pin": PIN, "new_pin": "80351", "team": str(team.uuid),
        "witness": witness, "witness_secret": PIN, "starts_on": "2026-11-23",
    }  # fmt: skip
    path = f"/organisations/{team.organisation.uuid}/people/adopt"
    return client, path, values, client.csrf_token()


def at_once(ready: list[Any]) -> list[int]:
    """The status of each, in order of number."""
    with ThreadPoolExecutor(len(ready)) as pool:
        answers = [pool.submit(contextvars.Context().run, send, *each) for each in ready]
    return sorted(each.result() for each in answers)


def signed_in(app: Flask, code: str, pin: str) -> bool:
    answer = app.test_client().post("/sign-in/card", data={"code": code, "pin": pin})
    return answer.status_code == 303
