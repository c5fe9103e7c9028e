"""`flask move-database`: from SQLite to PostgreSQL or back, with identical bytes."""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from academy.audit.verifying import lines_to_read, verify_all
from academy.commands.elsewhere import application_on
from academy.commands.moving import UnlikeError, copy_all, filled_tables
from academy.commands.progress import progress
from academy.commands.versions import current_version, newest_version
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.journal.writing import catch_up
from academy.settings import LIKE_A_DATABASE, is_database


@click.command("move-database")
@click.argument("target", envvar="NEW_DATABASE_URL")
@click.option(
    "--commit", is_flag=True, help="Do it; without this only look whether it can be done."
)
@with_appcontext
def move_database(target: str, *, commit: bool) -> None:
    """Copy everything into the empty database TARGET, as DATABASE_URL will name it.

    Stop the services first. Nothing changes in the database of now. What arrives is compared row
    by row, and the audit log is verified there, before anything is kept.
    """
    deps = dependencies()
    if not is_database(target) or target == deps.settings.database_url:
        message = f"TARGET must be another database, and {LIKE_A_DATABASE}."
        raise click.ClickException(message)
    if current_version() != newest_version():
        raise click.ClickException("This database is of an earlier release. Run: flask db upgrade")
    catch_up()
    try:
        move_to(target, commit=commit)
    except UnlikeError as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        why = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
        message = f"The other database refuses ({why}). Nothing was kept there."
        raise click.ClickException(message) from error


def move_to(target: str, *, commit: bool) -> None:
    """From the database of this application. Raises UnlikeError, SQLAlchemyError."""
    # nobody else writes to the database of now while it is read
    with transaction():
        source = db.session.connection()
        with application_on(target, dependencies()):
            with db.engine.connect() as there:
                filled = filled_tables(there)
            if filled:
                message = f"TARGET is not empty: it has rows in {', '.join(filled)}."
                raise click.ClickException(message)
            if not commit:
                click.echo("Dry run: it can be reached and is empty. Add --commit to copy.")
                return
            upgrade()
            with db.engine.begin() as there:
                for table, number in copy_all(source, there, progress):
                    click.echo(f"{table}: {number}")
            with progress("Reading the log", lines_to_read()) as tell:
                verified = verify_all(tell=tell)
            if any(chain.findings for chain in verified):
                raise click.ClickException("The audit log did not arrive. Empty TARGET again.")
    click.echo("All is there, byte for byte, and the audit log is as it was written.")
    click.echo("Now set DATABASE_URL to it, and JOURNAL_URL to where the journal lies now:")
    click.echo(f"  JOURNAL_URL=file://{dependencies().settings.journal_path}")
