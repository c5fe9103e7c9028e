"""How many badges count is kept with each change, and says what counting anew would say."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit import log
from academy.credentials.models import BadgeClass, Credential, Revocation, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, savepoint, transaction
from academy.security.identity import Actor
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import AMINA, BEA, DEWI, GORAN, OSCAR, Cast
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "shown"]

Counts = dict[tuple[int, int], int]


def kept() -> Counts:
    db.session.rollback()
    found = select(BadgeClass.organisation_id, BadgeClass.achievement_id, BadgeClass.badges)
    return {(row[0], row[1]): row[2] for row in db.session.execute(found)}


def counted() -> Counts:
    found = (
        select(Credential.organisation_id, Credential.achievement_id, func.count())
        .outerjoin(Revocation)
        .where(Revocation.id.is_(None))
        .group_by(Credential.organisation_id, Credential.achievement_id)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(found)}


def given(shown: Shown, palette: Cast) -> list[Credential]:
    badges = [
        shown(AMINA), shown(GORAN), shown(AMINA, EMERGENCY),
        shown(DEWI, by=OSCAR, team=palette.textiel),
    ]  # fmt: skip
    return [badge for badge in badges if badge is not None]


def test_what_is_given_is_counted_for_its_organisation(shown: Shown, palette: Cast) -> None:
    given(shown, palette)
    assert kept() == counted()
    assert sorted(kept().values()) == [1, 1, 2]


def test_what_is_withdrawn_does_not_count_any_more(shown: Shown, palette: Cast) -> None:
    first = given(shown, palette)[0]
    with transaction(first.person):
        revoke(db.session.get_one(Credential, first.id), RevocationReason.MISTAKE,
               by=BEA.identity(), now=START)  # fmt: skip
    assert sorted(kept().values()) == [1, 1, 1]


def test_a_renewal_counts_beside_the_one_before(shown: Shown) -> None:
    shown(AMINA, EMERGENCY, days_ago=350)
    shown(AMINA, EMERGENCY)
    assert kept() == counted()
    assert list(kept().values()) == [2]


def test_what_a_savepoint_took_back_was_never_counted(shown: Shown, palette: Cast) -> None:
    badge = given(shown, palette)[0]
    before = kept()
    with transaction(), pytest.raises(ZeroDivisionError), savepoint():
        log.record("credential.revoked", badge.uuid, organisation_id=badge.organisation_id,
                   by=Actor(None, "test"), at=START)  # fmt: skip
        raise ZeroDivisionError
    assert kept() == before


def test_two_at_once_are_both_counted(app: Flask, shown: Shown) -> None:
    shown(AMINA, SORTING, 1)  # the keys and the badge class are there
    assert race(app, lambda: shown(AMINA), lambda: shown(GORAN)) == [DONE, DONE]
    assert kept() == counted()
    assert sum(kept().values()) == 3
