"""`flask check`: whether this installation can do its work, each problem with its cure."""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from academy import writable
from academy.adapters.sqlite_files import database_file
from academy.catalogue.mapping import full_text
from academy.commands.progress import progress
from academy.commands.versions import current_version, newest_version
from academy.credentials import keys
from academy.credentials.printing import FACES, FONTS, weasyprint
from academy.database import db
from academy.dependencies import dependencies
from academy.jobs.figures import figures
from academy.journal import writing as journal
from academy.languages import OF_WORKERS, WHOLE, with_catalogue
from academy.media import speaking
from academy.organisations.models import Organisation
from academy.ownership import problems_with
from badges.errors import BadgesError

MOST_TORN = 20
"""Lines that crashes may have torn; each was written again."""
WAITS_TOO_LONG_SECONDS = 300


@click.command("check")
@click.option("--before-start", is_flag=True, help="Only what makes it useless to start.")
@with_appcontext
def check(*, before_start: bool) -> None:
    """Look at the settings, the database, keys, fonts, files, the journal and the worker; exit
    status 1 on a problem. The settings were good, or this command would not have started."""
    click.echo("settings: good")
    found = False
    for name, problems in looks(leave_out=WHILE_RUNNING if before_start else frozenset()):
        found = found or bool(problems)
        click.echo(f"{name}: {'good' if not problems else ' '.join(problems)}")
    click.echo(f"voice: {voice_told()}")
    if found:
        raise SystemExit(1)


def looks(*, leave_out: Collection[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """The name of each check and what it found."""
    for name, look in CHECKS.items():
        if name in leave_out:
            continue
        problems = list(look())
        yield name, problems
        if problems and look is database_problems:
            return  # the rest reads tables that may not be there


def voice_told() -> str:
    """Not there is no problem: skills are then heard where somebody recorded them."""
    spoken = ", ".join(sorted(speaking.languages()))
    return f"espeak-ng speaks {spoken}" if spoken else "none (apt-get install espeak-ng)"


def address_problems() -> Iterator[str]:
    """Limits on guessing count by the visitor's address, which only a trusted proxy can tell."""
    settings = dependencies().settings
    if settings.public_url.startswith("https:") and not settings.trusted_proxies:
        yield (
            "PUBLIC_URL is https, so a proxy stands before the server, but none is trusted: all "
            "visitors seem to come from one address. Set TRUSTED_PROXIES=1."
        )


def language_problems() -> Iterator[str]:
    """A page is in a language only when it has texts in it."""
    settings = dependencies().settings
    there = with_catalogue(settings.languages, settings.catalogues, names=(WHOLE, OF_WORKERS))
    missing = set(settings.languages) - set(there)
    if missing:
        yield (
            f"LANGUAGES names {', '.join(sorted(missing))}, of which there is no catalogue, so "
            "nobody can choose it. Set CATALOGUES to the folder that has it, or leave it out."
        )


def database_problems() -> Iterator[str]:
    current, wanted = current_version(), newest_version()
    if current != wanted:
        yield f"is at version {current}, this release needs {wanted}. Run: flask db upgrade"
        return
    yield from writable.database_problems()


def rights_problems() -> Iterator[str]:
    """Who may read the database file; what root left behind that the service cannot write."""
    settings = dependencies().settings
    file = database_file(settings.database_url)
    if file is not None:
        beside = file.parent.glob(f"{file.name}-*")
        yield from problems_with(file.parent, [file, *beside, *_all_of(settings.journal_path)])


def _all_of(folder: Path) -> list[Path]:
    """With what is in it; nothing where we may not look, as the look at the journal tells."""
    try:
        return [folder, *folder.rglob("*")]
    except OSError:
        return []


def key_problems() -> Iterator[str]:
    """Every key that signs must open with the master key."""
    settings = dependencies().settings
    for organisation in db.session.scalars(select(Organisation).order_by(Organisation.slug)):
        try:
            keys.signers(organisation, settings)
        except BadgesError:
            yield (
                f"a key of {organisation.slug} does not open with this MASTER_KEY. "
                "Use the one with which it was made."
            )


def font_problems() -> Iterator[str]:
    """Every font that printing names."""
    for font in sorted(set(re.findall(r"font:([\w.-]+)", FACES.read_text("utf-8")))):
        if not (FONTS / font).is_file():
            yield f"{font} is missing. Install the application again."


def certificate_problems() -> Iterator[str]:
    """WeasyPrint needs libraries of the system."""
    try:
        weasyprint()
    except (ImportError, OSError) as error:
        libraries = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        yield f"cannot be printed ({error}). Run: apt-get install {libraries}"


def worker_problems() -> Iterator[str]:
    now = figures()
    if now.oldest_due_seconds > WAITS_TOO_LONG_SECONDS:
        minutes = round(now.oldest_due_seconds / 60)
        yield f"a job has been waiting for {minutes} minutes. Start: flask jobs work"
    if now.dead:
        yield f"{now.dead} jobs failed too often. See: flask jobs list --state dead"


def journal_problems() -> Iterator[str]:
    folder = journal.folder()
    yield from journal.problems()
    try:
        folder.try_out()
        damaged = folder.damaged(progress)
    except OSError as error:
        yield f"nothing can be written to {folder.path} ({error}). Badges are kept, but only once."
        return
    if damaged > MOST_TORN:
        yield f"{damaged} lines in {folder.path} are damaged, more than crashes explain."


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "address": address_problems,
    "languages": language_problems,
    "search": full_text.problems,
    "database": database_problems,
    "rights": rights_problems,
    "keys": key_problems,
    "fonts": font_problems,
    "certificates": certificate_problems,
    "files": writable.file_problems,
    "journal": journal_problems,
    "worker": worker_problems,
}
WHILE_RUNNING = frozenset({"address", "languages", "rights", "journal", "worker"})
"""What starting mends, or what must not keep anybody from starting: a job that waited while the
worker was down, a journal whose disk is full, a proxy that is not trusted yet, a language."""
