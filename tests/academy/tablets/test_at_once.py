"""The same assessment fifty times at one moment is one badge, and all get the same answer."""

import threading
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.tablets import enrolling
from academy.tablets.models import LeaderGrant, Tablet
from tests.academy.tablets.conftest import Enrol, card_of, count, signed_in, version_of
from tests.cast import AMINA, BEA, FATMA, GORAN, JAN
from tests.races import DONE, race
from tests.tablet import Json, TabletClient

TIMES = 50


@pytest.mark.slow
def test_fifty_posts_of_one_assessment_are_one_badge_and_fifty_equal_answers(
    enrol: Enrol, tablet: TabletClient
) -> None:
    leader = signed_in(tablet, JAN)
    tablet.assess(leader, AMINA.uuid, version_of())
    roads, batch = [tablet, enrol(name="Winkel 2")], list(tablet.queue)
    db.session.rollback()
    told: Counter[str] = Counter()
    start = threading.Barrier(TIMES)

    def post(road: TabletClient) -> None:
        start.wait()
        answer: Json = {}
        while answer.get("status", 503) == 503:  # busy: a tablet tries again
            answer = dict(road.post(batch).json or {})
            answer.setdefault("status", 200)
        told[str(answer["items"])] += 1

    threads = [threading.Thread(target=post, args=(roads[n % 2],)) for n in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert list(told.values()) == [TIMES]
    assert (count(Assessment), count(Credential)) == (1, 1)


def test_two_at_once_are_one(app: Flask, tablet: TabletClient) -> None:
    leader = signed_in(tablet, JAN)
    tablet.assess(leader, AMINA.uuid, version_of())
    batch = list(tablet.queue)
    answers: list[object] = []

    def post() -> None:
        answers.append(tablet.post(batch).json["items"])

    assert race(app, post, post) == [DONE, DONE]
    assert answers[0] == answers[1]
    assert (count(Assessment), count(Credential)) == (1, 1)


def test_two_leaders_at_once_on_two_tablets_both_come_in(
    app: Flask, enrol: Enrol, tablet: TabletClient
) -> None:
    other = enrol(name="Winkel 2")
    jan, fatma = signed_in(tablet, JAN), signed_in(other, FATMA)
    for person in (AMINA, GORAN):
        tablet.assess(jan, person.uuid, version_of())
        other.assess(fatma, person.uuid, version_of())

    assert race(app, tablet.sync, other.sync) == [DONE, DONE]
    assert (tablet.queue, other.queue) == ([], [])
    assert (count(Assessment), count(Credential)) == (4, 2)


def test_nobody_comes_in_on_a_tablet_that_is_taken_away_at_that_moment(
    app: Flask, tablet: TabletClient
) -> None:
    card, number = card_of(JAN), db.session.scalars(select(Tablet.id)).one()
    told: list[int] = []

    def come_in() -> None:
        told.append(tablet.try_to_sign_in(card=card)[0].status_code)

    def take_away() -> None:
        row = db.session.get_one(Tablet, number)
        with transaction(row.organisation):
            enrolling.revoke(row, by=BEA.actor, now=dependencies().clock())

    assert race(app, come_in, take_away) == [DONE, DONE]
    assert told in ([201], [403])
    assert not [grant for grant in db.session.scalars(select(LeaderGrant)) if not grant.ended_at]
