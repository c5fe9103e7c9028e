"""Commands for operators: `flask --app app …`. Destructive ones are a dry run without --commit."""

from click import Command
from flask import Flask
from flask_migrate.cli import db as migrations

from academy.commands.audit import audit
from academy.commands.backup import backup, restore
from academy.commands.check import check
from academy.commands.content import courses, palette
from academy.commands.credentials import credentials
from academy.commands.demo import demo
from academy.commands.figures import figures, publish_command
from academy.commands.health import health
from academy.commands.held import say_when_held
from academy.commands.jobs import jobs
from academy.commands.journal import journal
from academy.commands.keys import keys
from academy.commands.move import move_database
from academy.commands.people import people
from academy.commands.retention import retention
from academy.commands.secret import secret
from academy.commands.setup import setup, start_code
from academy.commands.versions import refuse_without_tables

ON_TABLES: tuple[Command, ...] = (
    palette,
    courses,
    credentials,
    keys,
    secret,
    journal,
    jobs,
    audit,
    backup,
    people,
    retention,
    start_code,
)
"""They read and write the database of an installation."""
COMMANDS: tuple[Command, ...] = (
    *ON_TABLES,
    demo,
    figures,
    restore,
    move_database,
    check,
    health,
    setup,
)

for each in (*ON_TABLES, publish_command):  # anybody computes figures again with an empty hand
    refuse_without_tables(each)
for each in (*COMMANDS, migrations):
    say_when_held(each)


def register_commands(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)


def only_commands() -> Flask:
    """For `flask --help` where the settings are not there yet: it can tell, and do nothing."""
    app = Flask(__name__)
    register_commands(app)
    return app
