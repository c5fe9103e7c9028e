"""`palette concepts FILE`: read a list of concepts that skills can be mapped to."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from academy.catalogue.mapping.concept_file import read_file
from academy.catalogue.mapping.languages import LIST_LANGUAGES
from academy.catalogue.mapping.loading import Edition, load_concepts
from academy.catalogue.mapping.models import Framework
from academy.catalogue.mapping.preview import preview
from academy.commands.kept import commit_option, kept_with_commit
from academy.dependencies import dependencies
from academy.security.identity import Actor

LISTS = [each.value for each in Framework]


@click.command("concepts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "kind", type=click.Choice(LISTS), required=True)
@click.option("--edition", "version", required=True, help="Of the list, such as v1.2.0.")
@click.option("--language", default="nl", type=click.Choice([*LIST_LANGUAGES]), show_default=True)
@commit_option
@with_appcontext
def load_concepts_command(
    file: Path, *, kind: str, version: str, language: str, commit: bool
) -> None:
    """Read the concepts of FILE: ESCO as the Commission gives it out, or CompetentNL.

    Reading another language of one edition adds its labels. What a newer edition lacks stays
    known as gone, and the page of the mappings says which skills need another concept.
    """
    edition = Edition(framework=Framework(kind), version=version[:20], language=language)
    with kept_with_commit(commit=commit):
        lines = read_file(file, edition.framework)
        found = preview(lines, edition)
        load_concepts(lines, edition, by=Actor(None, "command"), now=dependencies().clock())
        for name in ("concepts", "added", "renamed", "gone", "replaced"):
            click.echo(f"{name}: {getattr(found, name)}")
