"""`flask journal`: write what is owed to it, and bring the database up to what it tells."""

from collections import Counter

import click
from flask.cli import AppGroup

from academy.commands.progress import progress
from academy.dependencies import dependencies
from academy.journal import writing
from academy.journal.replaying import Replayed
from academy.journal.replaying import replay as replay_journal

journal = AppGroup("journal", help="Badges, withdrawals and erasures beside the database.")


@journal.command("catch-up")
def catch_up() -> None:
    """Write what a crash or a full disk left out; run it before the server starts."""
    try:
        click.echo(f"{writing.catch_up()} lines were owed to the journal.")
    except OSError as error:
        # The server may start: what is owed stays in the database until it can be written.
        click.echo(f"The journal cannot be written: {error}. See: flask check", err=True)


@journal.command("replay")
@click.option("--commit", is_flag=True, help="Do it; without this only say what the journal holds.")
def replay(*, commit: bool) -> None:
    """Put back what the database does not know; `restore` does this by itself."""
    folder = writing.folder()
    if not commit:
        fits = Counter(line is not None for line, _place in folder.read(progress))
        click.echo(f"{fits[True]} lines, {fits[False]} damaged. Add --commit to replay them.")
        return
    found = replay_journal(folder, now=dependencies().clock(), progress=progress)
    click.echo(
        f"{found.badges} badges, {found.withdrawn} withdrawals, {found.cards} lost cards, "
        f"{found.erased} erasures."
    )
    say_left_out(found)


def say_left_out(found: Replayed) -> None:
    """What the journal tells and was not done: somebody has to look."""
    for reason in found.left_out:
        click.echo(f"Not done, and kept in the journal: {reason}")
    if found.damaged:
        click.echo(f"{found.damaged} lines of the journal are damaged and were passed over.")
