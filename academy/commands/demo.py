"""`flask demo`: load the demo data, or put it back as it was."""

import time

import click
from flask.cli import AppGroup

from academy.demo import loading
from academy.dependencies import dependencies
from academy.errors import AcademyError

demo = AppGroup("demo", help="Demo data: two thrift organisations, the academy, an employer.")


@demo.command("load")
def load() -> None:
    """Load the demo data; when it is there already, say so and change nothing."""
    started = time.monotonic()
    try:
        loaded = loading.load(dependencies())
    except AcademyError as error:
        raise click.ClickException(str(error)) from error
    words = "Loaded" if loaded.is_new else "The demo is there already:"
    click.echo(
        f"{words} {loaded.people} people, {loaded.badges} badges "
        f"({time.monotonic() - started:.1f} s)."
    )
