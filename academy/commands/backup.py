"""`flask backup` and `flask restore`: the database and the files in one archive.

The archive holds no keys: keep MASTER_KEY and SECRET_KEY elsewhere. On PostgreSQL the database's
own tools make better copies; the commands then say which.
"""

import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask.cli import with_appcontext

from academy.adapters.sqlite_files import copy_database, database_file
from academy.audit import checkpoints
from academy.catalogue.showing.models import Folder
from academy.commands import restoring
from academy.commands.journal import say_left_out
from academy.commands.progress import progress
from academy.commands.restoring import ARCHIVED_DATABASE, FILES, MANIFEST, PORTION, Refusal
from academy.database import db
from academy.dependencies import Dependencies, dependencies
from academy.ports import FileStore

NAME = "academy-"
WITH_POSTGRES = """This database is PostgreSQL. Make a backup with its own tools:
  pg_dump --format=custom --file=FILE "$DATABASE_URL"
and copy the files at STORAGE_URL. To restore:
  pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE
  flask --app app restore --after-pg-restore --commit
(write postgresql:// instead of postgresql+psycopg:// in the address)"""


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Instead of FILE: a folder, in which it gets the name of its moment.",
)
@click.option("--keep", type=click.IntRange(min=1), help="In that folder: so many of the newest.")
@with_appcontext
def backup(file: Path | None, into: Path | None, keep: int | None) -> None:
    """Copy the database and the files into FILE while everything keeps running."""
    deps = dependencies()
    source = database_file(deps.settings.database_url)
    if source is None:
        raise click.ClickException(WITH_POSTGRES)
    archive = _archive(file, into, deps)
    try:
        counts = _make(archive, source, deps)
    except OSError as error:
        message = f"{archive} cannot be written ({error.strerror})."
        raise click.ClickException(message) from error
    click.echo(f"{archive}: {counts['badges']} badges, {counts['files']} files.")
    if into is not None and keep is not None:
        _forget_older(into, keep)
    click.echo("MASTER_KEY and SECRET_KEY are not in it; without them it is of no use.")


def _archive(file: Path | None, into: Path | None, deps: Dependencies) -> Path:
    """Where it goes; raises ClickException unless that is one place, where
    nothing else stands."""
    if file is not None and into is None:
        if file.exists() and not zipfile.is_zipfile(file):
            message = f"{file} is there, and is no backup. Name another FILE."
            raise click.ClickException(message)
        return file
    if into is not None and file is None:
        return into / f"{NAME}{deps.clock():%Y-%m-%dT%H%M%S}.zip"
    raise click.ClickException("Name a FILE, or a folder with --into.")


def _make(archive: Path, source: Path, deps: Dependencies) -> dict[str, Any]:
    """All of it, or nothing under this name."""
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    try:
        counts = _write(unfinished, source, deps)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)
    return counts


def newest_backup(folder: Path) -> Path | None:
    return next(reversed(_backups(folder)), None)


def _backups(folder: Path) -> list[Path]:
    """By name, which is the moment; other files in the folder are left alone."""
    return sorted(folder.glob(f"{NAME}*.zip"))


def _forget_older(folder: Path, keep: int) -> None:
    for old in _backups(folder)[:-keep]:
        old.unlink()
        click.echo(f"{old} is older than the {keep} newest, and gone.")


def _write(archive: Path, source: Path, deps: Dependencies) -> dict[str, Any]:
    # beside the archive: /tmp may be small, and in memory
    with TemporaryDirectory(dir=archive.parent) as folder:
        copy = Path(folder) / ARCHIVED_DATABASE
        copy_database(source, copy, progress)
        manifest = restoring.describe(copy) | {
            "public_url": deps.settings.public_url,
            "made_at": deps.clock().isoformat(timespec="seconds"),
        }
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
            archive.chmod(0o600)  # while it is empty
            _pack(copy, bundle)
            manifest["files"] = _pack_files(deps.files, bundle)
            bundle.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return manifest


def _pack(copy: Path, bundle: zipfile.ZipFile) -> None:
    """The database, in portions: packing takes longest of all."""
    with (
        copy.open("rb") as source,
        bundle.open(ARCHIVED_DATABASE, "w", force_zip64=True) as target,
        progress("Packing the database", copy.stat().st_size) as tell,
    ):
        while portion := source.read(PORTION):
            target.write(portion)
            tell(len(portion))


def _pack_files(store: FileStore, bundle: zipfile.ZipFile) -> int:
    keys = [key for key in store.keys("") if not key.startswith(Folder.SPOKEN)]
    with progress("Packing the files", len(keys)) as tell:
        for key in keys:
            bundle.writestr(FILES + key, store.get(key))
            tell(1)
    return len(keys)


@click.command("restore")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--commit", is_flag=True, help="Really replace what is there now.")
@click.option("--after-pg-restore", is_flag=True, help="Only what must follow a pg_restore.")
@with_appcontext
def restore(file: Path | None, *, commit: bool, after_pg_restore: bool) -> None:
    """Replace the database and the files by those in FILE. Stop the services first. A dry run
    without --commit.

    What the journal tells since the backup is done again: badges that were given come back byte
    for byte, withdrawn ones stay withdrawn, erased people stay erased. Afterwards every list on
    which badges' states are published is closed and a new one opened, and everybody has to sign in
    again.
    """
    deps = dependencies()
    if after_pg_restore:
        _after_pg_restore(deps, commit=commit)
        return
    target = database_file(deps.settings.database_url)
    if target is None or file is None:
        raise click.ClickException(WITH_POSTGRES if target is None else "Name the FILE to restore.")
    try:
        _restore(file, target, deps, commit=commit)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _restore(file: Path, target: Path, deps: Dependencies, *, commit: bool) -> None:
    with TemporaryDirectory(dir=target.parent) as folder:
        found = restoring.open_archive(file, Path(folder), deps, progress)
        now = restoring.describe(target)
        click.echo(f"The backup of {found.made_at}: {_words(found.counts)}.")
        click.echo(f"The database of now: {_words(now)}.")
        if commit:
            restoring.catch_up_with(target)
        db.session.rollback()
        report = restoring.make_ready(found.database, target, deps, progress)
        _say(report)
        lost = restoring.badges_not_in(found.database, target)
        if lost:
            click.echo(f"{lost} badges of now are not in the backup and will be unknown here.")
        if not commit:
            click.echo("Dry run: nothing was replaced. Add --commit to do it.")
            return
        copy_database(found.database, target, progress)
        restoring.restore_files(file, deps)
        checkpoints.set_back(deps.settings.journal_path, report.kept, now=deps.clock())
        click.echo("Restored. Now run: flask --app app check")


def _after_pg_restore(deps: Dependencies, *, commit: bool) -> None:
    if not commit:
        click.echo(
            "Dry run: the journal would be replayed, status lists closed, sessions ended. "
            "Add --commit to do it."
        )
        return
    _say(restoring.continue_here(deps, progress))


def _say(report: restoring.Report) -> None:
    replayed = report.replayed
    click.echo(f"{replayed.badges} badges given since come back from the journal.")
    click.echo(f"{replayed.withdrawn} badges were withdrawn since; they stay withdrawn.")
    click.echo(f"{replayed.erased} people were erased since; they stay erased.")
    click.echo(f"{replayed.cards} cards were lost or replaced since; they stay void.")
    say_left_out(replayed)
    click.echo(f"{report.lists} new status lists, {report.sessions} sessions ended.")


def _words(counts: dict[str, Any]) -> str:
    newest = f"the newest of {counts['newest']}" if counts["newest"] else "no badge yet"
    return f"{counts['people']} people, {counts['badges']} badges, {newest}"
