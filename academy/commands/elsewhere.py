"""As much of the application as services need, on a database that nobody else uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask

from academy import ends
from academy.database import db, init_database
from academy.dependencies import Dependencies


@contextmanager
def application_on(database_url: str, deps: Dependencies) -> Iterator[None]:
    """Inside, `db` is that database; the journal is told nothing of what happens there."""
    app = Flask("elsewhere")
    settings = replace(deps.settings, database_url=database_url)
    app.extensions["academy"] = replace(deps, settings=settings)
    init_database(app, database_url, ends.of_a_restore())
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
