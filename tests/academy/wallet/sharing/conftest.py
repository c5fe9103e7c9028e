"""Walks the screens of sharing as a worker does, and opens a link as somebody outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from academy.database import db
from academy.wallet.sharing.models import Share
from tests.academy.shown import palette, shown
from tests.cast import AMINA

if TYPE_CHECKING:
    from flask import Flask

    from academy.credentials.models import Credential
    from tests.academy.shown import Shown
    from tests.cast import Cast
    from tests.client import AcademyClient

__all__ = ["palette", "shown"]

NEW = "/wallet/shares/new"
ANSWERS = {
    "audience": {"audience": "employer", "label": ""},
    "purpose": {"purpose": "work"},
    "duration": {"duration": "week"},
    "name": {"named": "yes"},
}

Sharing = Callable[..., str]


@pytest.fixture
def amina(palette: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Amina, who works in Sorteren."""
    return client.as_(AMINA)


@pytest.fixture
def outside(app: Flask) -> AcademyClient:
    """A browser of somebody without an account."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def badge(shown: Shown) -> Credential:
    found = shown(days_ago=3)
    assert found is not None
    return found


@pytest.fixture
def sharing(amina: AcademyClient) -> Sharing:
    """Amina answers every question; gives the path behind the link."""

    def share(*badges: Credential, **answers: str) -> str:
        amina.submit(f"{NEW}/badges", "step", badges=[badge.uuid.hex for badge in badges])
        for step, values in ANSWERS.items():
            given = {name: answers.get(name, value) for name, value in values.items()}
            answer = amina.submit(f"{NEW}/{step}", "step", **given)
            assert answer.status_code == 303, answer.status
        answer = amina.submit(f"{NEW}/check", "step")
        assert answer.status_code == 303, answer.status
        return link_on(amina, answer.location)

    return share


def link_on(client: AcademyClient, path: str) -> str:
    """The path of the link on the page of a share."""
    return urlsplit(client.page(path).select_one("#address").get_text()).path


def opened(client: AcademyClient, link: str) -> str:
    """Press the button at the door, and read what is behind it."""
    answer = client.submit(link)
    assert answer.status_code == 303, answer.status
    return client.page(link).main.get_text(" ", strip=True)


def the_share() -> Share:
    return db.session.scalars(select(Share)).one()
