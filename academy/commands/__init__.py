"""Commands for operators: `flask --app app …`. Destructive ones are a dry run without --commit."""

from click import Command
from flask import Flask

from academy.commands.audit import audit
from academy.commands.content import courses, palette
from academy.commands.jobs import jobs

COMMANDS: tuple[Command, ...] = (palette, courses, jobs, audit)


def register_commands(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
