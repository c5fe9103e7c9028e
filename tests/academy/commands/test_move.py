"""From SQLite to PostgreSQL and back: every byte arrives, and work goes on there."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import func, select, text

from academy.audit.verifying import verify_all
from academy.catalogue.models import SkillVersion
from academy.commands.elsewhere import application_on
from academy.commands.move import move_to
from academy.credentials.models import Credential
from academy.database import Model, db
from academy.people.models import Person
from tests.conftest import SERVER
from tests.demo import DemoSite, copy_demo

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@pytest.fixture
def moving(demo_folder: Path, tmp_path: Path) -> DemoSite:
    """The demo on SQLite, before it moves."""
    return copy_demo(demo_folder, tmp_path / "site")


@pytest.fixture
def empty(pytestconfig: pytest.Config, worker_id: str) -> Iterator[str]:
    """The address of a database without tables."""
    server, name = pytestconfig.stash[SERVER], sql.Identifier(f"moved_{worker_id}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    address = server.replace("/postgres?", f"/moved_{worker_id}?")
    yield address.replace("postgresql://", "postgresql+psycopg://")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {}").format(name))


def run(app: Flask, *words: str, code: int = 0) -> str:
    answer = app.test_cli_runner().invoke(args=["move-database", *words])
    assert answer.exit_code == code, answer.output
    return answer.output


def signed() -> dict[str, tuple[bytes, str]]:
    found = select(Credential.uuid, Credential.document, Credential.jwt)
    return {str(row.uuid): (row.document, row.jwt) for row in db.session.execute(found)}


def counts() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Model.metadata.sorted_tables
    }


def without_esco() -> int:
    """The tables tell nothing from JSON's `null`; so must the copy."""
    column = SkillVersion.__table__.c.esco
    return db.session.scalar(select(func.count()).where(column.is_(None))) or 0


def test_everything_moves_and_comes_back(moving: DemoSite, empty: str, tmp_path: Path) -> None:
    app, deps = moving.app, moving.app.extensions["academy"]
    with app.app_context():
        db.session.execute(text("UPDATE skill_version SET esco = NULL WHERE id = 1"))
        db.session.commit()
        before, badges, empty_ones = counts(), signed(), without_esco()
    assert "Dry run: it can be reached and is empty" in run(app, empty)

    told = run(app, empty, "--commit")

    assert f"credential: {len(badges)}" in told
    assert "byte for byte, and the audit log is as it was written" in told
    with application_on(empty, deps):
        assert (counts(), signed(), without_esco()) == (before, badges, empty_ones)
        assert all(not chain.findings for chain in verify_all())
        newest = db.session.scalar(select(func.max(Person.id)))
        person = Person(name="Nieuw", search_text="nieuw", language="nl", created_at=deps.clock())
        db.session.add(person)
        db.session.flush()
        assert person.id == newest + 1
        db.session.rollback()
    assert "TARGET is not empty" in run(app, empty, "--commit", code=1)

    back = f"sqlite:///{tmp_path / 'back.db'}"
    with application_on(empty, deps):
        move_to(back, commit=True)
    with application_on(back, deps):
        assert (counts(), signed(), without_esco()) == (before, badges, empty_ones)


def test_what_is_no_other_database_is_refused(moving: DemoSite) -> None:
    own = moving.app.extensions["academy"].settings.database_url
    for target in (own, "mysql://elsewhere", "postgresql://x"):
        assert "TARGET must be another database" in run(moving.app, target, "--commit", code=1)


def test_a_database_that_does_not_answer_is_one_sentence(moving: DemoSite) -> None:
    away = "postgresql+psycopg://academy:hidden@127.0.0.1:1/academy"
    told = run(moving.app, away, "--commit", code=1)
    assert "Error: The other database refuses (" in told
    assert "hidden" not in told
    assert "Traceback" not in told


def test_what_the_other_database_cannot_hold_leaves_nothing_there(
    moving: DemoSite, empty: str
) -> None:
    with moving.app.app_context():
        db.session.execute(text("UPDATE person SET name = 'a' || char(0) || 'b' WHERE id = 1"))
        db.session.commit()

    told = run(moving.app, empty, "--commit", code=1)

    assert "The other database refuses (" in told
    with application_on(empty, moving.app.extensions["academy"]):
        assert set(counts().values()) == {0}
