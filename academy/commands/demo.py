"""`flask demo`: load the demo data, or put it back as it was."""

import time

import click
from flask.cli import AppGroup

from academy.demo import loading, resetting
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.web.refusals import sentence_of

demo = AppGroup("demo", help="Demo data: two thrift organisations, the academy, an employer.")


@demo.command("load")
def load() -> None:
    """Load the demo data; when it is there already, say so and change nothing."""
    started = time.monotonic()
    try:
        loaded = resetting.load(dependencies())
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error
    what = f"{loaded.people} people, {loaded.badges} badges"
    if loaded.is_new:
        click.echo(f"Loaded {what} in {time.monotonic() - started:.1f} s.")
        return
    made = loading.loaded_at()
    click.echo(f"The demo is there already, of {made:%d %B %Y}: {what}.")
    if not resetting.is_of_today(dependencies()):
        click.echo("Its year ends on that day. To make it anew: flask demo reset --commit")


@demo.command("reset")
@click.option("--commit", is_flag=True, help="Really throw away what was changed in the demo.")
def reset(*, commit: bool) -> None:
    """Throw away every change; a demo of an earlier day is made anew."""
    if not commit:
        click.echo("Dry run: every change in the demo would be thrown away. Add --commit to do it.")
        return
    try:
        resetting.reset(dependencies(), anew=not resetting.is_of_today(dependencies()))
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error
    click.echo("The demo is as it was in the beginning.")
