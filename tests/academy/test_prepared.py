"""On PostgreSQL, what is asked often stays prepared from one request to the next."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from academy.database import db
from academy.people.models import Person
from tests.cast import AMINA, Cast

OFTEN = 7
"""psycopg prepares what it runs for the sixth time."""
COUNT = text("SELECT count(*) FROM pg_prepared_statements")

pytestmark = [
    pytest.mark.parametrize(
        "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
    ),
    pytest.mark.usefixtures("app"),
]


@pytest.fixture
def asked_often(cast: Cast) -> None:
    db.session.rollback()
    for _request in range(OFTEN):
        db.session.execute(select(Person.name).where(Person.uuid == AMINA.uuid)).all()
        db.session.rollback()


@pytest.mark.usefixtures("asked_often")
def test_asking_leaves_it_prepared() -> None:
    assert db.session.scalar(COUNT) > 0


@pytest.mark.usefixtures("asked_often")
def test_what_was_changed_and_not_committed_is_still_undone(cast: Cast) -> None:
    for statement in (
        "UPDATE person SET name = ''",
        "WITH x AS (SELECT 1) UPDATE team SET name = ''",
    ):
        db.session.execute(select(Person.name)).all()
        db.session.execute(text(statement))
        db.session.rollback()
        assert (AMINA.row.name, cast.sorteren.name) == (AMINA.name, "Sorteren")


def test_after_an_error_the_connection_is_good_again(app: Flask, cast: Cast) -> None:
    with pytest.raises(DBAPIError):
        db.session.execute(text("SELECT 1/0"))
    db.session.rollback()
    assert AMINA.row.name == AMINA.name
