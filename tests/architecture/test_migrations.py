"""One line of migrations, that leads to exactly the models and back, on both databases."""

from pathlib import Path
from uuid import uuid4

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import Uuid, bindparam, inspect, select, text

from academy.database import db
from academy.jobs.models import Job
from academy.security.permissions import Permission


@pytest.fixture
def in_app(app: Flask) -> Flask:
    with app.app_context():
        yield app
        db.session.remove()
        upgrade()


def test_the_migrations_have_one_head(in_app: Flask) -> None:
    scripts = ScriptDirectory(str(Path(in_app.root_path) / "migrations"))

    heads = scripts.get_heads()

    assert len(heads) == 1, (
        f"{len(heads)} heads: {', '.join(heads)}. Put one after the other: "
        "set down_revision of the newer to the older."
    )


def test_the_models_match_the_migrations(in_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        check()
    except SystemExit:
        pytest.fail(
            "The models differ from the migrations. Run: .venv/bin/flask --app app db migrate "
            f"-m 'what changes'\n{capsys.readouterr().err}"
        )


def test_every_migration_can_be_taken_back(in_app: Flask) -> None:
    downgrade(revision="base")

    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert not left, f"downgrade() leaves {', '.join(sorted(left))}"
    upgrade()
    assert "person" in inspect(db.engine).get_table_names()


def test_jobs_of_the_first_release_can_still_be_fetched(in_app: Flask) -> None:
    team, job = uuid4(), uuid4()
    downgrade(revision="0005")
    db.session.execute(
        text(
            "INSERT INTO job (uuid, name, arguments, state, priority, due_at, attempts, progress, "
            "total, error, created_at) VALUES (:uuid, 'team-certificates', :arguments, 'done', 10, "
            "CURRENT_TIMESTAMP, 1, 0, 0, '', CURRENT_TIMESTAMP)"
        ).bindparams(bindparam("uuid", type_=Uuid)),
        {"uuid": job, "arguments": f'{{"team": "{team}"}}'},
    )
    db.session.commit()
    upgrade()
    kept = db.session.scalars(select(Job).where(Job.uuid == job)).one()
    assert (kept.permission, kept.about) == (Permission.READ_TEAM, team)
