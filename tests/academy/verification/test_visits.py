"""Whoever asks too often waits; asking writes nothing, and its count stays small."""

from datetime import timedelta

import pytest

from academy.access.attempts import WINDOW
from academy.verification import visits
from academy.verification.visits import Visits
from bench.engine import foreign_badge
from tests.client import AcademyClient
from tests.clock import START
from tests.statements import count_statements

HERE, NEXT_DOOR, ELSEWHERE = "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"


def test_one_too_many_is_told_and_counted_by_kind_and_network() -> None:
    counted = Visits()
    told = [counted.are_too_many("check", HERE, 2, now=START) for _each in range(3)]

    assert told == [False, False, True]
    assert counted.are_too_many("check", NEXT_DOOR, 2, now=START)
    assert not counted.are_too_many("check", ELSEWHERE, 2, now=START)
    assert not counted.are_too_many("wrong code", HERE, 2, now=START)


def test_after_a_quarter_of_an_hour_it_starts_anew() -> None:
    counted = Visits()
    assert not counted.are_too_many("check", HERE, 1, now=START)
    late = START + WINDOW
    assert counted.are_too_many("check", HERE, 1, now=late - timedelta(seconds=1))
    assert not counted.are_too_many("check", HERE, 1, now=late)


def test_a_clock_that_is_set_back_shuts_nobody_out() -> None:
    counted = Visits()
    counted.are_too_many("check", HERE, 1, now=START)
    assert not counted.are_too_many("check", HERE, 1, now=START - timedelta(days=1))


def test_the_count_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "MOST_ADDRESSES", 10)
    counted = Visits()
    for number in range(1000):
        counted.are_too_many("check", f"192.0.2.{number}", 5, now=START)
    assert len(counted._seen) == 10


def test_checking_a_badge_of_somebody_else_asks_only_whether_its_issuer_is_known(
    client: AcademyClient, db_session: object
) -> None:
    with count_statements() as run:
        answer = client.post("/verify", data={"text": foreign_badge(3).decode()}, csrf=False)

    assert answer.status_code == 200
    assert len(run) == 1
    assert run[0].startswith("SELECT outside_issuer.name ")
