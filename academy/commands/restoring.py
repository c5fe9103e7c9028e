"""What makes an old copy of the database fit to go on with.

A place on a status list that was given out after the backup must never be given out again, a
withdrawn badge must not become valid again, and a session that was ended must stay ended. All
of that is done on the copy, before anything in use is replaced.
"""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from academy.access.models import Session
from academy.adapters.sqlite_files import (
    UnsoundDatabaseError,
    check_soundness,
    read_all,
)
from academy.audit import log
from academy.audit.log import ENDS_OF_TRANSACTIONS
from academy.commands.check import database_problems, key_problems
from academy.credentials.models import Credential, Revocation, RevocationReason, StatusList
from academy.credentials.status_lists import open_list
from academy.database import db, init_database, transaction
from academy.dependencies import Dependencies, dependencies
from academy.people.models import Person
from academy.security.identity import Actor

ARCHIVED_DATABASE = "academy.db"
MANIFEST = "manifest.json"
FILES = "files/"
BY = Actor(None, "command")
COUNTS = """SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM credential),
    (SELECT max(issued_at) FROM credential)"""
WITHDRAWN = """SELECT credential.uuid, revocation.reason, person.uuid, revocation.at
    FROM revocation JOIN credential ON credential.id = revocation.credential_id
    LEFT JOIN person ON person.id = revocation.by_id"""


class Refusal(Exception):  # noqa: N818 - it is what the command says
    """The backup cannot be restored here; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A backup that fits this installation, unpacked."""

    database: Path
    made_at: str
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was changed in the copy."""

    lists: int
    sessions: int
    withdrawn: int = 0


def describe(database: Path) -> dict[str, Any]:
    """How much is in a database file."""
    [(people, badges, newest)] = read_all(database, COUNTS)
    return {"people": people, "badges": badges, "newest": newest}


def badges_not_in(copy: Path, current: Path) -> int:
    """How many badges of now the copy does not know."""
    known = set(read_all(copy, "SELECT uuid FROM credential"))
    return len(set(read_all(current, "SELECT uuid FROM credential")) - known)


def open_archive(file: Path, folder: Path, deps: Dependencies) -> Unpacked:
    """Unpack and examine a backup. Raises Refusal."""
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest = json.loads(bundle.read(MANIFEST))
            database = Path(bundle.extract(ARCHIVED_DATABASE, folder))
        check_soundness(database)
    except (zipfile.BadZipFile, KeyError, ValueError, UnsoundDatabaseError) as error:
        message = f"{file} is no backup of this application, or it is damaged ({error})."
        raise Refusal(message) from error
    if manifest["public_url"] != deps.settings.public_url:
        message = (
            f"This backup is of {manifest['public_url']}, and this installation is "
            f"{deps.settings.public_url}. Set PUBLIC_URL={manifest['public_url']} first."
        )
        raise Refusal(message)
    with _application_on(database, deps):
        problems = [*database_problems(), *key_problems()]
    if problems:
        raise Refusal("The backup does not fit here: " + " ".join(problems))
    counts = describe(database)
    return Unpacked(database=database, made_at=manifest["made_at"], counts=counts)


def make_ready(copy: Path, current: Path, deps: Dependencies) -> Report:
    """Close the past in `copy`, and withdraw in it what was withdrawn in `current` since."""
    withdrawn = read_all(current, WITHDRAWN)
    with _application_on(copy, deps):
        taken_over = _withdraw_again(withdrawn)
        report = close_the_past(dependencies())
    return replace(report, withdrawn=taken_over)


def close_the_past(deps: Dependencies) -> Report:
    """New status lists, no sessions, and a line in the platform's log."""
    now = deps.clock()
    with transaction():
        lists = db.session.scalars(select(StatusList).where(StatusList.closed_at.is_(None))).all()
        for status_list in lists:
            status_list.closed_at = now
        db.session.flush()
        for organisation in {status_list.organisation for status_list in lists}:
            open_list(organisation, now)
        sessions = db.session.scalars(select(Session).where(Session.ended_at.is_(None))).all()
        for session in sessions:
            session.ended_at = now
        log.record("backup.restored", None, organisation_id=None, by=BY, at=now, lists=len(lists))
        return Report(lists=len(lists), sessions=len(sessions))


def _withdraw_again(withdrawn: list[tuple[str, str, str | None, str]]) -> int:
    """Take over withdrawals that the copy does not know; gives how many."""
    taken_over = 0
    with transaction():
        for badge, reason, by, at in withdrawn:
            credential = db.session.scalar(select(Credential).where(Credential.uuid == UUID(badge)))
            if credential is not None and credential.revocation is None:
                _withdraw(credential, reason, by, at)
                taken_over += 1
    return taken_over


def _withdraw(credential: Credential, reason: str, by: str | None, at: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    person = db.session.scalar(select(Person).where(Person.uuid == UUID(by))) if by else None
    credential.revocation = Revocation(
        reason=RevocationReason(reason), by_id=person.id if person else None, at=moment
    )
    credential.current_key = None
    log.record(
        "credential.revoked", credential.uuid, organisation_id=credential.organisation_id,
        by=BY, at=moment, reason=reason,
    )  # fmt: skip


def restore_files(file: Path, deps: Dependencies) -> None:
    """Put every file of the archive back; files of now that it does not hold stay."""
    with zipfile.ZipFile(file) as bundle:
        for name in bundle.namelist():
            if name.startswith(FILES) and not name.endswith("/"):
                deps.files.put(name.removeprefix(FILES), bundle.read(name))


@contextmanager
def _application_on(database: Path, deps: Dependencies) -> Iterator[None]:
    """As much of the application as services need, on a file that nobody else uses."""
    settings = replace(deps.settings, database_url=f"sqlite:///{database}")
    app = Flask("restore")
    app.extensions["academy"] = replace(deps, settings=settings)
    init_database(app, settings.database_url, ENDS_OF_TRANSACTIONS)
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
