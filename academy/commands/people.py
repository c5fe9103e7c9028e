"""`people export UUID` and `people erase UUID`: what the law lets a person ask."""

import json
import uuid
from dataclasses import asdict

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from academy.access.session import build_identity
from academy.assessments import retention
from academy.assessments.models import Assessment
from academy.database import clear_free_pages, db, transaction
from academy.dates import local_day
from academy.demo import resetting
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.people.merged import goes_by
from academy.people.models import Person
from academy.privacy import erasing
from academy.privacy.exporting import everything_about
from academy.security.identity import Actor
from academy.web.refusals import sentence_of

STAYS = frozenset({"badges", "audit_lines"})
BY = Actor(None, "command")
AFTERWARDS = {
    "sqlite": "Backups keep the name until they are replaced; restoring one erases it again.",
    "postgresql": (
        "PostgreSQL overwrites what was deleted only after VACUUM, and its write-ahead log and "
        "backups keep the name until they are replaced; restoring one erases it again."
    ),
}
"""Where the name may still be, said to whoever has to answer for it."""


@click.group("people")
def people() -> None:
    """Requests about one person."""


@people.command("export")
@click.argument("person_uuid", metavar="UUID", type=click.UUID)
@with_appcontext
def export(person_uuid: uuid.UUID) -> None:
    """Print everything that is kept about a person as JSON, signed badges included."""
    person, now = _person(person_uuid), dependencies().clock()
    identity = build_identity(person, uuid.UUID(int=0), today=local_day(now))
    content = everything_about(identity, now=now)
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


@people.command("erase")
@click.argument("person_uuid", metavar="UUID", type=click.UUID)
@click.option("--commit", is_flag=True, help="Do it; without this only say what would happen.")
@with_appcontext
def erase(person_uuid: uuid.UUID, *, commit: bool) -> None:
    """Forget a person; signed badges and the log stay, under a pseudonym."""
    person = _person(person_uuid)
    for name, number in asdict(erasing.footprint(person)).items():
        what = "stay" if name in STAYS else "go"
        click.echo(f"{name.replace('_', ' ')}: {number} ({what})")
    if not commit:
        click.echo("Dry run: nobody was erased. Add --commit to do it.")
        return
    deps = dependencies()
    try:
        keys = erasing.all_files(person, deps.files)
        with transaction(*erasing.decided_by(person)):
            erasing.erase(_person(person_uuid), by=BY, now=deps.clock())
    except AcademyError as error:
        raise click.ClickException(sentence_of(error)) from error
    for key in keys:
        deps.files.delete(key)
    resetting.forget_pristine(deps)
    # last, for it copies the whole file: what was deleted is in none of its pages any more
    clear_free_pages()
    click.echo(f"Erased. {AFTERWARDS[db.engine.dialect.name]}")


@people.command("forget-note")
@click.argument("assessment_uuid", metavar="ASSESSMENT", type=click.UUID)
@click.option("--commit", is_flag=True, help="Do it; without this only say what would happen.")
@with_appcontext
def forget_note(assessment_uuid: uuid.UUID, *, commit: bool) -> None:
    """Empty the note of an assessment, because it says what must not be kept."""
    with transaction():
        found = db.session.scalar(select(Assessment).where(Assessment.uuid == assessment_uuid))
        if found is None:
            message = f"There is no assessment {assessment_uuid}."
            raise click.ClickException(message)
        if commit:
            retention.forget_note(found, by=BY, now=dependencies().clock())
    if commit:
        clear_free_pages()
    click.echo("The note is gone." if commit else "Dry run: nothing changed. Add --commit.")


def _person(person_uuid: uuid.UUID) -> Person:
    person = db.session.scalar(select(Person).where(goes_by(person_uuid)))
    if person is None or person.erased_at is not None:
        message = f"There is no person {person_uuid}."
        raise click.ClickException(message)
    return person
