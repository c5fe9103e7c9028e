"""Keys, status lists and papers, when two need them at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments import awarding
from academy.assessments.models import Assessment
from academy.credentials import keys, papers
from academy.credentials.models import Credential, IssuerKey, PaperCopy, StatusList
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.wallet import service as wallet
from academy.wallet.models import HiddenBadge
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, BEA, GORAN, JAN, Cast
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "shown"]

PURPOSES = 3


def how_many(model: type[IssuerKey | StatusList | PaperCopy | HiddenBadge | Credential]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_first_keys_of_an_organisation_are_made_once(app: Flask, cast: Cast) -> None:
    number = cast.schakel.id

    def make() -> None:
        row = db.session.get_one(Organisation, number)
        with transaction(row):
            keys.ensure_keys(row, dependencies().settings, by=BEA.actor, now=START)

    assert race(app, make, make) == [DONE, DONE]
    assert how_many(IssuerKey) == PURPOSES


def test_two_organisations_begin_to_issue_at_once(app: Flask, cast: Cast) -> None:
    """Both fix the public address of this installation, which is one row."""
    numbers = cast.schakel.id, cast.cirkel.id

    def make(number: int) -> None:
        row = db.session.get_one(Organisation, number)
        with transaction(row):
            keys.ensure_keys(row, dependencies().settings, by=BEA.actor, now=START)

    assert race(app, lambda: make(numbers[0]), lambda: make(numbers[1])) == [DONE, DONE]
    assert how_many(IssuerKey) == 2 * PURPOSES


def test_keys_that_are_rotated_twice_leave_one_that_signs(app: Flask, shown: Shown) -> None:
    assert shown() is not None

    def rotate() -> None:
        row = db.session.scalars(select(Credential)).one().organisation
        with transaction(row):
            keys.rotate(row, dependencies().settings, by=BEA.actor, now=START)

    assert race(app, rotate, rotate) == [DONE, DONE]
    signing = select(func.count()).where(IssuerKey.retired_at.is_(None))
    assert db.session.scalar(signing) == PURPOSES


def test_a_second_paper_gets_the_next_number(app: Flask, shown: Shown) -> None:
    assert shown() is not None

    def print_again() -> None:
        badge, who = db.session.scalars(select(Credential)).one(), AMINA.identity()
        with transaction(badge.person):
            papers.renew_copy(badge, secret_key="s" * 32, by=who.actor, now=START)

    assert race(app, print_again, print_again) == [DONE, DONE]
    assert sorted(db.session.scalars(select(PaperCopy.number))) == [1, 2, 3]


def test_a_badge_is_hidden_once(app: Flask, shown: Shown) -> None:
    assert shown() is not None

    def hide() -> None:
        badge, who = db.session.scalars(select(Credential)).one(), AMINA.identity()
        with transaction(badge.person):
            wallet.hide(badge, by=who, now=START)

    assert race(app, hide, hide) == [DONE, DONE]
    assert how_many(HiddenBadge) == 1


def test_the_first_badges_of_two_workers_wait_for_one_list(app: Flask, shown: Shown) -> None:
    """Neither key, list nor badge class is there yet; both badges come."""
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(awarding, "_award_once", lambda *_a, **_m: awarding.Outcome())
        shown(AMINA)
        shown(GORAN)
    numbers = list(db.session.scalars(select(Assessment.id)))

    def award(number: int) -> None:
        assert awarding.award(number, dependencies(), by=JAN.actor).credential is not None

    assert race(app, lambda: award(numbers[0]), lambda: award(numbers[1])) == [DONE, DONE]
    assert (how_many(Credential), how_many(StatusList)) == (2, 1)
