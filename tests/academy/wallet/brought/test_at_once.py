"""Two at the same moment: a form sent twice, and something thrown away while it is chosen."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.locking import row
from academy.people.models import Person
from academy.wallet.brought import service
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.brought.queries import own_brought
from academy.wallet.sharing import service as sharing
from academy.wallet.sharing.models import Audience, Purpose, SharedWord
from academy.wallet.sharing.rules import Duration
from tests.academy.wallet.sharing.conftest import badge
from tests.cast import AMINA
from tests.clock import START
from tests.races import race

__all__ = ["badge"]

COOK = service.Said(skill_id=None, words="Kok", place="", time="", valid_until=date(2027, 1, 1))


def say(key: UUID) -> None:
    identity = AMINA.identity()
    with transaction(row(Person, identity.person_id)):
        service.say(key, Kind.WORK, COOK, by=identity, now=START)


def remove() -> None:
    found = db.session.scalars(select(Brought)).one()
    with transaction(row(Person, found.person_id)):
        service.remove(found, by=AMINA.identity(), now=START)


@pytest.fixture
def said(badge: Credential) -> None:
    say(uuid4())


def test_a_form_sent_twice_at_once_says_it_once(app: Flask, badge: Credential) -> None:
    key = uuid4()
    assert race(app, lambda: say(key), lambda: say(key)) == ["done", "done"]
    assert db.session.scalars(select(Brought)).one().uuid == key


def test_what_is_thrown_away_is_in_no_share_that_is_made_meanwhile(
    app: Flask, badge: Credential, said: None
) -> None:
    number = badge.id

    def share() -> None:
        person, identity = AMINA.row, AMINA.identity()
        with transaction(person):
            chosen = sharing.Chosen(
                uuid=uuid4(), badges=[number], audience=Audience.NEAR, label="",
                purpose=Purpose.SHOW, duration=Duration.DAY, with_name=False,
                words=[each.id for each in own_brought(identity)],
            )  # fmt: skip
            sharing.share(person, chosen, secret_key="k" * 32, by=identity, now=START)

    assert race(app, remove, share) == ["done", "done"]
    assert db.session.scalars(select(SharedWord)).all() == []
    assert db.session.scalars(select(Brought)).all() == []
