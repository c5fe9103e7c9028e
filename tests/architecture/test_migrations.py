"""One line of migrations, that leads to exactly the models and back, on both databases."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from academy.database import db


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
