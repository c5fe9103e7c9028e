"""On PostgreSQL a page's statement ends after a while; a command's goes on."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from academy import database as academy_database
from academy.database import db

pytestmark = pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def limit() -> str:
    with db.engine.connect() as connection:
        return str(connection.execute(text("SHOW statement_timeout")).scalar_one())


def test_connections_of_pages_have_a_limit(app: Flask) -> None:
    with app.test_request_context():
        db.engine.dispose()
        assert limit() == f"{academy_database.LONGEST_STATEMENT_SECONDS}s"
        db.engine.dispose()


def test_connections_of_commands_and_jobs_have_none(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
        assert limit() == "0"


def test_what_takes_longer_is_ended(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(academy_database, "LONGEST_STATEMENT_SECONDS", 1)
    with app.test_request_context():
        db.engine.dispose()
        with (
            db.engine.connect() as connection,
            pytest.raises(OperationalError, match="statement timeout"),
        ):
            connection.execute(text("SELECT pg_sleep(60)"))
        db.engine.dispose()
