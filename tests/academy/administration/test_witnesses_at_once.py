"""Two adoptions in which each newcomer is the other's witness: one after the other, no deadlock."""

import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from academy.access import attempts
from tests.cast import AMINA, BEA, CAS, DEWI, PIN, Cast, Member, a_card, as_, code_of

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

    def adoption(by: Member, place: Any, team: Any, code: str, witness: str) -> Any:
        client = as_(app.test_client(), by)  # type: ignore[arg-type]
        values = {
            "code": code, "pin": PIN, "new_pin": "80351", "team": str(team.uuid),
            "witness": witness, "witness_secret": PIN, "starts_on": "2026-11-23",
        }  # fmt: skip
        path = f"/organisations/{place.uuid}/people/adopt"
        return client, path, values, client.csrf_token()

    ready = [
        adoption(BEA, cast.schakel, cast.sorteren, dewi, amina),
        adoption(CAS, cast.cirkel, cast.textiel, amina, dewi),
    ]
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(contextvars.Context().run, send, *each) for each in ready]

    assert sorted(each.result() for each in answers) == [303, 422]
