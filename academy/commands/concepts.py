"""`palette concepts FILE`: read a list of concepts that skills can be mapped to."""

from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from academy.catalogue.mapping.concept_file import read_concepts
from academy.catalogue.mapping.loading import load_concepts
from academy.catalogue.mapping.models import Framework
from academy.commands.kept import commit_option, kept_with_commit
from academy.dependencies import dependencies
from academy.languages import LANGUAGES
from academy.security.identity import Actor

LISTS = [each.value for each in Framework]


@click.command("concepts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "framework", type=click.Choice(LISTS), required=True)
@click.option("--edition", required=True, help="Of the list, such as v1.2.0.")
@click.option("--language", default="nl", type=click.Choice([*LANGUAGES]), show_default=True)
@commit_option
@with_appcontext
def load_concepts_command(
    file: Path, *, framework: str, edition: str, language: str, commit: bool
) -> None:
    """Read the concepts of FILE: ESCO as the Commission gives it out, or CompetentNL.

    Reading another language of one edition adds its labels. What a newer edition lacks stays
    known as gone, and the page of the mappings says which skills need another concept.
    """
    kind = Framework(framework)
    with kept_with_commit(commit=commit):
        load = load_concepts(
            read_concepts(file, kind),
            kind,
            version=edition[:20],
            language=language,
            by=Actor(None, "command"),
            now=dependencies().clock(),
        )
        for name, number in asdict(load).items():
            click.echo(f"{name}: {number}")
