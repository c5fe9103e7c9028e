"""For commands that load the palette or the courses: a dry run without --commit."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from academy.catalogue.publishing import PALETTE
from academy.database import transaction
from academy.errors import AcademyError
from academy.web.refusals import sentence_of

commit_option = click.option("--commit", is_flag=True, help="Keep what was loaded.")


class _DryRun(Exception):  # noqa: N818 - no error: it only makes the transaction roll back
    """Everything went well, and nothing is to be kept."""


@contextmanager
def kept_with_commit(*, commit: bool) -> Iterator[None]:
    """A transaction about the palette or the courses that is a dry run without --commit."""
    try:
        # a name, for there is no row that decides: two loads would publish a version twice
        with transaction(PALETTE):
            yield
            _stop_unless(commit=commit)
    except _DryRun:
        click.echo("Dry run: nothing was kept. Add --commit to keep it.")
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error


def _stop_unless(*, commit: bool) -> None:
    if not commit:
        raise _DryRun
