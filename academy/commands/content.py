"""`palette publish`, `load`, `words` and `concepts`, `courses load`; a dry run without --commit."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext

from academy.catalogue.comparing import About, Fact, VersionChange
from academy.catalogue.loading import PaletteLoad, load_palette
from academy.catalogue.translating.words import load_words
from academy.commands.concepts import load_concepts_command
from academy.commands.kept import commit_option, kept_with_commit
from academy.dependencies import dependencies
from academy.learning.loading import CoursesLoad, load_courses
from academy.security.identity import Actor

Load = Callable[[datetime, Actor], PaletteLoad | CoursesLoad]


@click.group("palette")
def palette() -> None:
    """The skills palette."""


@palette.command("load")
@commit_option
@with_appcontext
def load_palette_command(*, commit: bool) -> None:
    """Publish the palette that came with this release; published versions never change."""
    _load(load_palette, commit=commit)


@palette.command("publish")
@click.argument("file", type=click.Path(path_type=Path))
@commit_option
@with_appcontext
def publish_palette_command(file: Path, *, commit: bool) -> None:
    """Publish a new version of each skill that FILE says in other words.

    Badges that were given keep the version with which they were given. A version that is
    published never changes, so what FILE changes needs a higher number in it.
    """
    _load(partial(load_palette, source=file), commit=commit)


@palette.command("words")
@click.argument("file", type=click.Path(path_type=Path))
@commit_option
@with_appcontext
def load_words_command(file: Path, *, commit: bool) -> None:
    """Read names of skills, levels and domains in the languages of workers from FILE.

    What FILE says in other words has to be checked again by somebody who reads the language.
    """
    with kept_with_commit(commit=commit):
        number = load_words(dependencies().clock(), Actor(None, "command"), file)
        click.echo(f"words changed: {number}")


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
    with kept_with_commit(commit=commit):
        _tell(load(dependencies().clock(), Actor(None, "command")))


def _tell(load: PaletteLoad | CoursesLoad) -> None:
    if isinstance(load, PaletteLoad):
        for change in load.changes:
            _tell_change(change)
        counts = load.counts()
    else:
        counts = {name.replace("_", " "): number for name, number in asdict(load).items()}
    for name, number in counts.items():
        click.echo(f"{name}: {number}")


def _tell_change(change: VersionChange) -> None:
    click.echo(f"{change.skill}: {change.before or 'new'} -> {change.after}")
    for fact in change.gone:
        click.echo(f"  - {_in_english(fact)}")
    for fact in change.new:
        click.echo(f"  + {_in_english(fact)}")


def _in_english(fact: Fact) -> str:
    if fact.level is None:
        return f"{fact.about}: {fact.text}"
    more = {About.LEVEL_NAME: f" {fact.about}", About.LEVEL_YOU: f", {fact.about}"}
    return f"level {fact.level}{more.get(fact.about, '')}: {fact.text}"


palette.add_command(load_concepts_command)
