"""Many at the same moment: a double tap, a retry, two leaders. The database decides."""

import contextvars
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.audit.models import AuditEvent
from academy.credentials.models import Confirmation, Credential
from academy.database import db
from tests.academy.assessments.conftest import address, filled_in
from tests.cast import FATMA, JAN, Cast, Member, as_

pytestmark = pytest.mark.slow

AT_ONCE = 12


def post(app: Flask, senders: list[Member], values: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Send every form at the same moment, each from a browser of its own."""
    clients = [as_(app.test_client(), sender) for sender in senders]  # type: ignore[arg-type]
    tokens = [client.csrf_token() for client in clients]
    together = Barrier(len(clients))

    def send(number: int) -> tuple[int, str]:
        together.wait()
        return contextvars.Context().run(_send, clients[number], values[number], tokens[number])

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(send, range(len(clients))))


def _send(client: Any, values: dict[str, Any], token: str) -> tuple[int, str]:
    """Straight to the application: the client of the tests may not be used by many at once."""
    answer = super(type(client), client).open(
        address(), method="POST", data=values, headers={"X-CSRFToken": token}
    )
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def counts() -> dict[str, int]:
    tables = {"assessments": Assessment, "badges": Credential, "confirmations": Confirmation}
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in tables.items()
    }


def statuses(answers: list[tuple[int, str]]) -> dict[int, str]:
    """Each status with the start of what was said, to see at once what went wrong."""
    return {
        status: "" if status == 303 else text[text.index("<main") :][:900]
        for status, text in answers
    }


@pytest.mark.parametrize("round_number", range(3))
def test_the_same_form_many_times_at_once_gives_one_badge(
    app: Flask, palette: Cast, round_number: int
) -> None:
    answers = post(app, [JAN] * AT_ONCE, [filled_in()] * AT_ONCE)
    assert statuses(answers) == {303: ""}
    assert len({location for _, location in answers}) == 1
    assert counts() == {"assessments": 1, "badges": 1, "confirmations": 0}


def test_two_leaders_at_once_give_one_badge_and_two_audit_lines(app: Flask, palette: Cast) -> None:
    answers = post(app, [JAN, FATMA], [filled_in(sure="2"), filled_in(sure="2")])
    assert statuses(answers) == {303: ""}
    assert counts() == {"assessments": 2, "badges": 1, "confirmations": 1}
    recorded = select(func.count()).where(AuditEvent.action == "assessment.recorded")
    assert db.session.scalar(recorded) == 2
