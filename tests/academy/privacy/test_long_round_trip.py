"""The wallet of many years moves as a whole, in one file: another installation takes it in."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from academy.database import db
from academy.people.models import Person
from academy.wallet.elsewhere.layout import DATA, OWN_WORDS, SAID, TO_READ
from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement
from academy.wallet.elsewhere.queries import PER_PAGE
from tests.academy.privacy.test_round_trip import (
    OtherInstallation,
    endorsed,
    files,
)
from tests.academy.shown import palette, shown
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.conftest import amina
from tests.academy.wallet.test_list import text_of
from tests.application import application_for_tests, migrate_database
from tests.cast import AMINA
from tests.clock import START
from tests.long_wallet import lengthen, sign_each

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from tests.academy.shown import Shown
    from tests.client import AcademyClient

__all__ = ["amina", "elsewhere", "palette", "shown"]

MANY = 160


@pytest.fixture
def packed(elsewhere: Flask, amina: AcademyClient, shown: Shown) -> bytes:
    """Everything of Amina, as she takes it along."""
    endorsed(shown(days_ago=3))
    lengthen(AMINA.row.id, MANY)
    sign_each(AMINA.row.id, elsewhere.extensions["academy"].settings, now=START)
    said = {"words": "Met hout werken"}
    assert amina.submit("/wallet/brought/new/wish", "brought", **said).status_code == 303
    return what_is_read(amina.get("/wallet/everything.zip").data)


def what_is_read(packed: bytes) -> bytes:
    """Without the other forms: as much as a test client sends without a temporary file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as smaller:
        for name, content in files(packed).items():
            if TO_READ.fullmatch(name) or SAID.fullmatch(name) or name in (OWN_WORDS, DATA):
                smaller.writestr(name, content)
    assert buffer.tell() < 500_000
    return buffer.getvalue()


@pytest.fixture
def there(app: Flask, tmp_path: Path) -> Iterator[AcademyClient]:
    """Amina at the other installation, which asks this one for what it publishes."""
    url = f"sqlite:///{tmp_path / 'other.db'}"
    changes = {"public_url": "https://elders.example", "master_key": bytes(range(1, 33))}
    migrate_database(tmp_path, url, **changes)
    other = application_for_tests(tmp_path, url, **changes)
    clock = app.extensions["academy"].clock
    deps = replace(other.extensions["academy"], elsewhere=OtherInstallation(app), clock=clock)
    other.extensions["academy"] = deps
    with other.app_context():
        person = Person(name=AMINA.name, language="nl", created_at=START)
        db.session.add(person)
        db.session.commit()
        yield other.test_client().as_(person)
        db.session.remove()
        db.engine.dispose()


@pytest.mark.slow
def test_each_of_many_badges_comes_along(packed: bytes, there: AcademyClient) -> None:
    badges = [content for name, content in files(packed).items() if name.endswith("/badge.json")]
    assert len({json.loads(each)["id"] for each in badges}) == MANY

    answer = there.post("/wallet/elsewhere/new", data={"file": (io.BytesIO(packed), "alles.zip")})

    assert answer.status_code == 303, text_of(answer.page)
    page = there.page("/wallet/elsewhere")
    text = text_of(page)
    assert f"{MANY} badges zijn bewaard." in text
    assert "1 ding dat je zelf vertelde, is bewaard." in text
    assert len(page.select(".share-line")) == PER_PAGE
    assert len(there.page("/wallet/elsewhere?page=4").select(".share-line")) == MANY % PER_PAGE
    found = select(ForeignBadge.source, ForeignBadge.verdict)
    kept = db.session.execute(found).all()
    assert sorted(row.source for row in kept) == sorted(badges)
    assert {row.verdict for row in kept} == {"unknown-issuer"}
    assert db.session.scalar(select(func.count(ForeignEndorsement.id))) == 1

    assert there.post("/wallet/elsewhere/confirm-all").status_code == 303
    waiting = select(ForeignBadge.id).where(ForeignBadge.confirmed_at.is_(None))
    assert db.session.scalars(waiting).all() == []
    again = files(there.get("/wallet/everything.zip").data)
    brought = [each for name, each in again.items() if name.startswith("van-ergens-anders/")]
    assert sorted(brought) == sorted(badges)

    there.post("/wallet/elsewhere/new", data={"file": (io.BytesIO(packed), "alles.zip")})
    text = text_of(there.page("/wallet/elsewhere"))
    assert f"{MANY} badges had je al, of kunnen niet." in text
    assert db.session.scalar(select(func.count(ForeignBadge.id))) == MANY
