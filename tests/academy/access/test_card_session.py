"""Whoever came in with a card is warned before it ends, and may stay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select

from academy.access.models import Session
from academy.access.session import LIFETIMES, LONGEST_CARD
from academy.audit.models import AuditEvent
from academy.database import db
from tests.cast import AMINA, GORAN, PIN, Cast, a_card, code_of
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.races import race

HALF_AN_HOUR = LIFETIMES["card"].total_seconds()


@pytest.fixture
def with_card(client: AcademyClient, cast: Cast) -> AcademyClient:
    """Amina's browser, signed in with her card."""
    code = code_of(a_card(AMINA.row))
    assert client.post("/sign-in/card", data={"code": code, "pin": PIN}).status_code == 303
    return client


def newest() -> Session:
    return db.session.scalars(select(Session).order_by(Session.id.desc()).limit(1)).one()


def warning(client: AcademyClient):
    return client.page("/account/sessions").select_one("[data-module=session-end]")


def stay(client: AcademyClient):
    return client.post(f"/account/sessions/{newest().uuid}/extend")


def test_a_page_knows_how_long_the_session_lasts(
    with_card: AcademyClient, clock: TestClock
) -> None:
    clock.advance(minutes=20)

    assert warning(with_card)["data-seconds"] == str(10 * 60)


def test_whoever_came_in_with_a_password_is_not_warned(client: AcademyClient, cast: Cast) -> None:
    assert warning(client.as_(AMINA)) is None


def test_whoever_stays_has_half_an_hour_again(with_card: AcademyClient, clock: TestClock) -> None:
    clock.advance(minutes=29)

    answer = stay(with_card)

    assert answer.json == {"seconds": HALF_AN_HOUR}
    clock.advance(minutes=29)
    assert with_card.get("/account/sessions").status_code == 200
    lines = db.session.scalars(select(AuditEvent.action)).all()
    assert lines.count("session.extended") == 1


def test_nobody_stays_for_ever(with_card: AcademyClient, clock: TestClock) -> None:
    started = newest().started_at
    while clock() - started < LONGEST_CARD - timedelta(minutes=30):
        clock.advance(minutes=20)
        stay(with_card)
    clock.advance(minutes=20)
    stay(with_card)

    assert newest().expires_at == started + LONGEST_CARD


def test_a_session_that_ended_does_not_come_back(
    with_card: AcademyClient, clock: TestClock
) -> None:
    clock.advance(minutes=31)

    assert stay(with_card).status_code == 401


def test_nobody_keeps_somebody_else_signed_in(with_card: AcademyClient) -> None:
    address = f"/account/sessions/{newest().uuid}/extend"

    assert with_card.as_(GORAN).post(address).status_code == 404


def test_a_password_needs_no_longer_session(client: AcademyClient, cast: Cast) -> None:
    client.as_(AMINA)

    assert stay(client).status_code == 409


def test_a_scanned_card_leaves_the_pin_to_type(client: AcademyClient, cast: Cast) -> None:
    code = code_of(a_card(AMINA.row))

    assert client.page(f"/card/{code}").select_one("#pin").has_attr("autofocus")
    assert not client.page("/sign-in/card").select_one("#pin").has_attr("autofocus")


def test_whoever_signs_out_at_that_moment_does_not_stay(
    app: Flask, with_card: AcademyClient, clock: TestClock
) -> None:
    row_uuid = newest().uuid
    extend, end = (f"/account/sessions/{row_uuid}/{what}" for what in ("extend", "end"))
    clock.advance(minutes=29)
    identity = AMINA.identity()

    def act(path: str) -> None:
        endpoint, values = app.url_map.bind("localhost").match(path, method="POST")
        g.identity = replace(identity, session_uuid=row_uuid)
        app.view_functions[endpoint](**values)

    race(app, lambda: act(extend), lambda: act(end))

    told = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert told[-1] == "session.ended"
