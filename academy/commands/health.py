"""`flask health`: the line of the day for whoever runs the platform.

A timer runs it, not the worker, so that the line tells of a worker that stands still; a day without
a line is a machine that stands still.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask.cli import with_appcontext

from academy.commands.backup import newest_backup
from academy.commands.check import looks
from academy.dependencies import dependencies
from academy.ports import Mail, Mailer

FULL = 0.9
"""Of a disk: there is little time left."""
OLD = timedelta(hours=36)
"""A night was missed."""


@click.command("health")
@click.option(
    "--backups",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the backups: tells how old the newest is.",
)
@with_appcontext
def health(backups: Path | None) -> None:
    """One line on how the platform is, by mail too when OPERATOR_MAIL names somebody; exit status 1
    when a person has to look. It names nobody."""
    deps = dependencies()
    found = [f"{name}: {each}" for name, problems in looks() for each in problems]
    problems = [*found, *_full_disks(), *_old_backup(backups, deps.clock())]
    site = urlsplit(deps.settings.public_url).hostname
    line = f"{site}: {'; '.join(problems) if problems else 'good'}"
    click.echo(line)
    if deps.settings.operator_mail and deps.mailer is not None:
        subject = f"{site}: {'look' if problems else 'good'}"
        text = "\n".join(problems) or line
        _send(deps.mailer, Mail(to=deps.settings.operator_mail, subject=subject, text=text))
    if problems:
        raise SystemExit(1)


def _send(mailer: Mailer, mail: Mail) -> None:
    try:
        mailer.send(mail)
    except OSError as error:
        message = f"No mail went to OPERATOR_MAIL ({error}). Look at MAIL_URL."
        raise click.ClickException(message) from error


def _full_disks() -> Iterator[str]:
    """Where the journal is, and the database beside it unless it is elsewhere."""
    folder = dependencies().settings.journal_path.parent
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return  # a disk that is away; the look at the journal told it
    if disk.used > FULL * disk.total:
        free = disk.free / 2**30
        yield f"disk: {free:.1f} GB is left where {folder} is. Make room, or take a larger disk."


def _old_backup(folder: Path | None, now: datetime) -> Iterator[str]:
    if folder is None:
        return
    newest = newest_backup(folder)
    if newest is None:
        yield f"backup: there is none in {folder}. See: systemctl status academy-backup"
        return
    age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    if age > OLD:
        hours = round(age.total_seconds() / 3600)
        yield f"backup: the newest is {hours} hours old. See: systemctl status academy-backup"
