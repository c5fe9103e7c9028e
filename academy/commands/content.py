"""`palette load` and `courses load`: bring the starter content in; a dry run without --commit."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

import click
from flask.cli import with_appcontext

from academy.catalogue.loading import PaletteLoad, load_palette
from academy.database import transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.learning.loading import CoursesLoad, load_courses
from academy.security.identity import Actor
from academy.web.refusals import sentence_of

Load = Callable[[datetime, Actor], PaletteLoad | CoursesLoad]

commit_option = click.option("--commit", is_flag=True, help="Keep what was loaded.")


class _DryRun(Exception):  # noqa: N818 - no error: it only makes the transaction roll back
    """Everything went well, and nothing is to be kept."""


@click.group("palette")
def palette() -> None:
    """The skills palette."""


@palette.command("load")
@commit_option
@with_appcontext
def load_palette_command(*, commit: bool) -> None:
    """Load content/skillspalet.json; published versions never change."""
    _load(load_palette, commit=commit)


@click.group("courses")
def courses() -> None:
    """The academy's courses."""


@courses.command("load")
@commit_option
@with_appcontext
def load_courses_command(*, commit: bool) -> None:
    """Load content/courses.json; versions that are there never change."""
    _load(load_courses, commit=commit)


def _load(load: Load, *, commit: bool) -> None:
    try:
        # a name, for there is no row that decides: two loads would publish a version twice
        with transaction("content"):
            counts = load(dependencies().clock(), Actor(None, "command"))
            for name, number in asdict(counts).items():
                click.echo(f"{name.replace('_', ' ')}: {number}")
            _stop_unless(commit=commit)
    except _DryRun:
        click.echo("Dry run: nothing was kept. Add --commit to keep it.")
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error


def _stop_unless(*, commit: bool) -> None:
    if not commit:
        raise _DryRun
