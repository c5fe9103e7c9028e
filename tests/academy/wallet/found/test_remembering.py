"""A badge that was looked at just before is offered as it was found; others are looked at again."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from academy.database import db
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.reading import read
from academy.wallet.found.models import FoundBadge, FoundBadges
from academy.wallet.found.remembering import FRESH
from badges.fetching import OfflineMap
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import REVOKED, VERVALSER, foreign, world
from tests.academy.wallet.found.test_found import (
    bring,
    kept,
    number,
    offer,
    outcomes,
    packed,
    place,
)
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.clock import TestClock

__all__ = ["bring", "elsewhere", "number", "place"]
MINUTES = int(FRESH.total_seconds() // 60)


def listed(app: Flask, document: bytes, *, withdrawn: bool) -> None:
    """What the issuer says from now on."""
    entries = [{"id": json.loads(document)["id"], "revoked": True}] if withdrawn else []
    there = {"id": REVOKED, "issuer": VERVALSER, "revokedCredential": entries}
    deps = app.extensions["academy"]
    offline = OfflineMap({**world(), REVOKED: there})
    app.extensions["academy"] = replace(deps, elsewhere=offline)


@pytest.fixture
def document() -> bytes:
    status = {"id": REVOKED, "type": "1EdTechRevocationList"}
    return foreign(1, name=AMINA.name, credentialStatus=status)


@pytest.fixture
def page(
    elsewhere: Flask, bring: Callable[..., str], number: Callable[..., str], document: bytes
) -> str:
    """A badge of Amina was looked at, and is good."""
    listed(elsewhere, document, withdrawn=False)
    return bring({f"{number(AMINA)}.json": document})


@pytest.mark.parametrize(
    ("minutes", "is_offered"), [(0, True), (MINUTES, True), (MINUTES + 1, False)]
)
def test_how_long_a_look_counts(
    elsewhere: Flask, client: AcademyClient, page: str, document: bytes, clock: TestClock,
    minutes: int, is_offered: bool,
) -> None:  # fmt: skip
    """The issuer withdrew it right after the look."""
    listed(elsewhere, document, withdrawn=True)
    clock.advance(minutes=minutes)
    offer(elsewhere, client, page)

    assert bool(kept()) == is_offered
    (said,) = outcomes(client, page).values()
    assert ("Wie deze badge gaf, nam hem terug." in said) != is_offered


def test_it_is_kept_as_a_check_of_now_would_have_it(
    elsewhere: Flask, client: AcademyClient, page: str, document: bytes
) -> None:
    offer(elsewhere, client, page)
    (badge,) = kept()
    checked = read(document, elsewhere.extensions["academy"])
    names = ("key_hash", "source", "kind", "name", "issuer", "holder", "given_on", "valid_until",
             "verdict")  # fmt: skip
    assert [getattr(badge, name) for name in names] == [getattr(checked, name) for name in names]


def test_another_file_in_its_place_is_looked_at(
    elsewhere: Flask, client: AcademyClient, page: str, number: Callable[..., str]
) -> None:
    false = foreign(2).replace(b'"De Lasschool"', b'"De Smederij"')
    key = db.session.scalars(select(FoundBadges.file_key)).one()
    elsewhere.extensions["academy"].files.put(key, packed({f"{number(AMINA)}.json": false}))

    offer(elsewhere, client, page)

    assert kept() == []
    (said,) = outcomes(client, page).values()
    assert "Kan niet" in said


def test_nothing_of_the_look_is_kept_once_it_was_offered(
    elsewhere: Flask, client: AcademyClient, page: str
) -> None:
    line = db.session.scalars(select(FoundBadge)).one()
    assert line.told["holder"] == AMINA.name
    offer(elsewhere, client, page)
    db.session.rollback()
    line = db.session.scalars(select(FoundBadge)).one()
    assert (line.digest, line.looked_at, line.told) == (None, None, {})
    assert db.session.scalars(select(ForeignBadge.holder)).one() == AMINA.name
