"""Brings database and journal up to date and, in a demo, loads the demo data; `run` calls it.

The same as `flask db upgrade`, `flask journal catch-up` and `flask demo load`, in one process:
importing the application takes longer than each. Ends with one sentence when the settings or the
database do not allow it.
"""

import logging
import sys

from click import ClickException
from flask.cli import ScriptInfo
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from app import app


def main() -> int:
    logging.basicConfig(level=logging.WARNING, force=True)
    settings = app.extensions["academy"].settings
    say("Bringing the database up to date")
    try:
        with app.app_context():
            upgrade()
        command("journal", "catch-up")
        if settings.demo:
            say("Loading the demo data, if it is not there yet")
            command("demo", "load")
    except (ClickException, SQLAlchemyError) as error:
        return complain(f"The database could not be prepared: {error}")
    return 0


def command(*words: str) -> None:
    app.cli.main([*words], obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)


def say(step: str) -> None:
    sys.stdout.write(step + "\n")
    sys.stdout.flush()


def complain(problem: str) -> int:
    sys.stderr.write(problem + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
