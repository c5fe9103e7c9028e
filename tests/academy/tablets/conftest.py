"""The palette, tablets of De Schakel and De Cirkel, and leaders with cards."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.catalogue.models import Skill, SkillVersion
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Site
from academy.tablets import enrolling
from tests.academy.assessments.conftest import SORTING, palette
from tests.cast import BEA, JAN, Cast, Member, a_card, code_of
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient

__all__ = ["palette"]

Enrol = Callable[..., TabletClient]


@pytest.fixture
def enrol(app: Flask, palette: Cast, clock: TestClock) -> Enrol:
    """An enrolled tablet of a site; of De Schakel's unless told otherwise."""

    def enrolled(site: Site | None = None, name: str = "Winkel 1") -> TabletClient:
        tablet = TabletClient(app, clock)
        assert tablet.enrol(code_for(site or palette.utrecht, name)).status_code == 201
        tablet.state()
        return tablet

    return enrolled


@pytest.fixture
def tablet(enrol: Enrol) -> TabletClient:
    return enrol()


def code_for(site: Site, name: str = "Winkel 1") -> str:
    """An administrator adds a tablet; this is what the page shows."""
    deps = dependencies()
    secret_key = deps.settings.secret_key
    with transaction(site.organisation):
        added = enrolling.add(
            site, name=name, key=uuid.uuid4(), secret_key=secret_key, by=BEA.actor,
            now=deps.clock(),
        )  # fmt: skip
        return enrolling.code_of(added, secret_key=secret_key)


def card_of(member: Member) -> str:
    """The code on a new card of the member."""
    with transaction(member.row):
        card = a_card(member.row)
        return code_of(card)


def signed_in(tablet: TabletClient, member: Member) -> SignedIn:
    return tablet.sign_in(card=card_of(member))


def version_of(code: str = SORTING) -> uuid.UUID:
    found = select(SkillVersion.uuid).join(Skill).where(Skill.code == code)
    return db.session.scalars(found.order_by(SkillVersion.id.desc())).first() or uuid.UUID(int=0)


def count(table: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def kept(item: str) -> Assessment:
    db.session.rollback()
    found = select(Assessment).where(Assessment.uuid == uuid.UUID(item))
    return db.session.scalars(found).one()


@pytest.fixture
def jan(tablet: TabletClient) -> SignedIn:
    return signed_in(tablet, JAN)


def outcome(tablet: TabletClient, item: str) -> tuple[str, str | None, bool]:
    told = tablet.sync()[item]
    return told["code"], told.get("reason"), told["done"]
