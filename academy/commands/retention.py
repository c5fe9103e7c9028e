"""`flask retention`: what the night forgets because its term is over."""

import click
from flask.cli import with_appcontext

from academy.dependencies import dependencies
from academy.privacy.retention import what_goes


@click.command("retention")
@with_appcontext
def retention() -> None:
    """How many rows go tonight because their term is over; a dry run, the worker does it."""
    found = what_goes(dependencies().clock())
    for table, number in sorted(found.items()):
        click.echo(f"{number:8} {table}")
    click.echo(f"{found.total()} rows go tonight; nothing was changed.")
