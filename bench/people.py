"""A team of workers with accounts, in a database of its own, and badges for them."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from academy.access.models import Account
from academy.application import create_app
from academy.assessments import awarding, recording
from academy.assessments.submission import Assessor, Submission
from academy.catalogue.loading import load_palette
from academy.catalogue.models import SkillVersion
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.people.models import Person
from bench.databases import address_of
from tests import cast

LEADER = "leader@example.nl"
SKILL = "textiel-sorteren"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("kringloop-demo")


@dataclass(frozen=True, slots=True)
class Site:
    """The application, for preparing, with the workers and the team that Jan leads."""

    app: Flask
    workers: tuple[uuid.UUID, ...]
    team: uuid.UUID


def email_of(number: int) -> str:
    return f"worker{number}@example.nl"


@contextmanager
def site_with(workers: int, database: str = "sqlite") -> Iterator[Site]:
    """A leader and so many workers; the environment tells the server where they are."""
    with TemporaryDirectory() as folder, address_of(database, Path(folder)) as address:
        os.environ.update(DEMO="1", INSTANCE_PATH=folder, DATABASE_URL=address)
        app = create_app()
        with app.app_context():
            db.create_all()
            site = _fill(app, workers)
            yield site


def _fill(app: Flask, number: int) -> Site:
    places = cast.the_cast()
    with transaction():
        load_palette(dependencies().clock(), cast.ANNA.actor)
    uuids = []
    with transaction():
        db.session.add(Account(person_id=cast.JAN.row.id, email=LEADER, password_hash=HASH))
        for each in range(number):
            person = cast.a_person(f"Medewerker {each}")
            cast.a_membership(person, team=places.sorteren)
            account = Account(person_id=person.id, email=email_of(each), password_hash=HASH)
            db.session.add(account)
            uuids.append(person.uuid)
    team = places.sorteren.uuid
    _let_go()
    return Site(app, tuple(uuids), team)


def give_badges(site: Site, worker: uuid.UUID, number: int) -> None:
    """Let Jan see `number` skills of a worker, each with its badge."""
    deps = dependencies()
    jan = cast.JAN.identity(deps.clock())
    versions = db.session.scalars(select(SkillVersion).limit(number)).all()
    wanted = [(version.uuid, [c["id"] for c in version.criteria]) for version in versions]
    for version_uuid, criteria in wanted:
        submission = Submission(
            uuid=uuid.uuid4(),
            assessor=Assessor.who_is(jan),
            person_uuid=worker,
            team_uuid=site.team,
            skill_version_uuid=version_uuid,
            level=2,
            answers=dict.fromkeys(criteria, "seen"),
            observed_on=jan.today,
            made_at=deps.clock(),
            sent_at=deps.clock(),
        )
        person = db.session.scalars(select(Person).where(Person.uuid == worker)).one()
        with transaction(person):
            kept = recording.record(submission, by=jan.actor, now=deps.clock())
        if kept.assessment_id is None:
            message = f"The rules object: {kept.objections}."
            raise LookupError(message)
        awarding.award(kept.assessment_id, deps, by=jan.actor)
    _let_go()


def _let_go() -> None:
    """Close the connections, so that only the server holds the database."""
    db.session.remove()
    db.engine.dispose()
