"""A badge that was really given, and what it takes to have badges checked."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from badges.fetching import OfflineMap
from tests.academy.assessments.conftest import EMERGENCY, Save, palette, save
from tests.badges.foundry import world
from tests.client import AcademyClient
from tests.databases import Remember

__all__ = ["palette", "save"]

JSON = {"Accept": "application/json"}
Check = Callable[..., dict[str, Any]]


@pytest.fixture
def badge(client: AcademyClient, save: Save, remember: Remember) -> str:
    """The address of a badge of Amina, for what to do in an emergency, valid for a year."""

    def give() -> None:
        save(skill=EMERGENCY)
        client.post("/sign-out")

    remember("badge of Amina", give)
    return f"/credentials/{the_credential().uuid}"


@pytest.fixture
def check(client: AcademyClient) -> Check:
    """The report of /verify on a file (bytes) or a text."""

    def ask(content: bytes | str) -> dict[str, Any]:
        data = {"text": content} if isinstance(content, str) else {"file": as_file(content)}
        answer = client.post("/verify", data=data, headers=JSON, csrf=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    return ask


@pytest.fixture
def elsewhere(app: Flask) -> Flask:
    """The application, with a small internet on which other issuers live."""
    deps = app.extensions["academy"]
    app.extensions["academy"] = replace(deps, elsewhere=OfflineMap(world()))
    return app


def as_file(content: bytes, name: str = "badge") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def the_credential() -> Credential:
    """The only badge there is."""
    return db.session.scalars(select(Credential)).one()
