"""How many badges count is kept with each change, and says what counting anew would say."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.audit import log
from academy.credentials.models import BadgeClass, Credential, Revocation, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, savepoint, transaction
from academy.security.identity import Actor
from tests.academy.shown import EMERGENCY, Shown, palette, shown
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


def take_back_a_withdrawal_of(badge: Credential) -> None:
    with savepoint():
        log.record("credential.revoked", badge.uuid, organisation_id=badge.organisation_id,
                   by=Actor(None, "test"), at=START)  # fmt: skip
        raise ZeroDivisionError


def test_what_a_savepoint_took_back_was_never_counted(shown: Shown, palette: Cast) -> None:
    badge = given(shown, palette)[0]
    before = kept()
    with transaction(), pytest.raises(ZeroDivisionError):
        take_back_a_withdrawal_of(badge)
    assert kept() == before


def test_two_withdrawals_at_once_are_both_counted(app: Flask, shown: Shown, palette: Cast) -> None:
    numbers = [badge.id for badge in given(shown, palette)[:2]]

    def withdraw(number: int) -> None:
        badge = db.session.get_one(Credential, number)
        with transaction(badge.person):
            revoke(badge, RevocationReason.MISTAKE, by=BEA.identity(), now=START)

    outcomes = race(app, *(partial(withdraw, number) for number in numbers))

    assert outcomes == [DONE, DONE]
    assert sorted(kept().values()) == [0, 1, 1]
