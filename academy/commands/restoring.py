"""What makes an old copy of the database fit to go on with.

A place on a status list that was given out after the backup must never be given out again, a
withdrawn badge must not become valid again, who was erased must stay erased, badges given since
must come back, a session that was ended must stay ended, and a card that was lost must not open
anything. All of that is done on the copy, with the help of the journal and of the database of now,
before anything in use is replaced.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import select

from academy.access.models import Session
from academy.adapters.sqlite_files import (
    UnsoundDatabaseError,
    check_soundness,
    read_all,
)
from academy.audit import checkpoints, log
from academy.audit.models import AuditHead
from academy.commands.check import key_problems
from academy.commands.elsewhere import application_on
from academy.commands.versions import current_version, is_known, newest_version
from academy.credentials.known_codes import fits
from academy.credentials.models import StatusList
from academy.credentials.status_lists import open_list
from academy.database import clear_free_pages, db, transaction
from academy.dependencies import Dependencies, dependencies
from academy.journal.files import JournalFolder
from academy.journal.models import Kind
from academy.journal.replaying import Replayed, replay, void_again, withdraw_again
from academy.journal.writing import catch_up
from academy.privacy.sweeping import is_named
from academy.progress import Progress
from academy.security.identity import Actor
from academy.wallet.sharing import service as sharing

ARCHIVED_DATABASE = "academy.db"
MANIFEST = "manifest.json"
FILES = "files/"
NO_BACKUP = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, RuntimeError)
"""What reading something else as a backup ends in; RuntimeError: it has a password."""
PORTION = 4 * 1024 * 1024
"""Of the database, packed or unpacked at once."""
BY = Actor(None, "command")
COUNTS = """SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM credential),
    (SELECT max(issued_at) FROM credential)"""
WITHDRAWN = """SELECT credential.uuid, revocation.reason, person.uuid, revocation.at
    FROM revocation JOIN credential ON credential.id = revocation.credential_id
    LEFT JOIN person ON person.id = revocation.by_id"""

VOIDED = "SELECT uuid, voided_at FROM card WHERE voided_at IS NOT NULL"


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
    replayed: Replayed = field(default_factory=Replayed)
    kept: Mapping[int, int] = field(default_factory=dict)
    """How far each audit chain of the backup reached."""


def is_empty(database: Path) -> bool:
    """Whether there is nothing to replace: a new machine, or a disk that was lost."""
    has_tables = "SELECT 1 FROM sqlite_master WHERE name = 'person'"
    return not database.exists() or not read_all(database, has_tables)


def describe(database: Path) -> dict[str, Any]:
    """How much is in a database file."""
    if is_empty(database):
        return {"people": 0, "badges": 0, "newest": None}
    [(people, badges, newest)] = read_all(database, COUNTS)
    return {"people": people, "badges": badges, "newest": newest}


def badges_not_in(copy: Path, current: Path) -> int:
    """How many badges of now the copy does not know."""
    if is_empty(current):
        return 0
    known = set(read_all(copy, "SELECT uuid FROM credential"))
    return len(set(read_all(current, "SELECT uuid FROM credential")) - known)


def open_archive(file: Path, folder: Path, deps: Dependencies, progress: Progress) -> Unpacked:
    """Unpack and examine a backup. Raises Refusal."""
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest = json.loads(bundle.read(MANIFEST))
            made_at, public_url = str(manifest["made_at"]), str(manifest["public_url"])
            database = _unpack(bundle, folder, progress)
        check_soundness(database, progress)
    except (*NO_BACKUP, UnsoundDatabaseError) as error:
        message = f"{file} is no backup of this application, or it is damaged ({error})."
        raise Refusal(message) from error
    if public_url != deps.settings.public_url:
        message = (
            f"This backup is of {public_url}, and this installation is "
            f"{deps.settings.public_url}. Set PUBLIC_URL={public_url} first."
        )
        raise Refusal(message)
    with application_on(f"sqlite:///{database}", deps):
        _bring_up_to_date()
        problems = list(key_problems())
        if not fits(deps.settings.secret_key):
            problems.append("its cards were made with another SECRET_KEY. Use that one.")
    if problems:
        raise Refusal("The backup does not fit here: " + " ".join(problems))
    counts = describe(database)
    return Unpacked(database=database, made_at=made_at, counts=counts)


def _unpack(bundle: zipfile.ZipFile, folder: Path, progress: Progress) -> Path:
    target = folder / ARCHIVED_DATABASE
    with (
        bundle.open(ARCHIVED_DATABASE) as source,
        target.open("wb") as copy,
        progress("Unpacking the database", bundle.getinfo(ARCHIVED_DATABASE).file_size) as tell,
    ):
        while portion := source.read(PORTION):
            copy.write(portion)
            tell(len(portion))
    return target


def _bring_up_to_date() -> None:
    """A backup of an earlier release becomes one of this. Raises Refusal for one of a later."""
    current, newest = current_version(), newest_version()
    if not is_known(current):
        message = (
            f"The backup is of another release (version {current}, this one has {newest}). "
            "Install the release with which it was made, or a later one."
        )
        raise Refusal(message)
    if current != newest:
        upgrade()


def catch_up_with(current: Path) -> None:
    """What is only owed to the journal would be lost with the database that is replaced."""
    if is_empty(current):
        return
    if current_version() != newest_version():
        raise Refusal("The database of now is of an earlier release. Run first: flask db upgrade")
    catch_up()


def make_ready(copy: Path, current: Path, deps: Dependencies, progress: Progress) -> Report:
    """Bring `copy` up to what the journal and `current` tell, and close the past in it."""
    is_first = is_empty(current)
    withdrawn = [] if is_first else read_all(current, WITHDRAWN)
    voided = [] if is_first else read_all(current, VOIDED)
    with application_on(f"sqlite:///{copy}", deps):
        kept = {head.chain: head.sequence for head in db.session.scalars(select(AuditHead))}
        journal = JournalFolder(deps.settings.journal_path)
        replayed = replay(journal, now=deps.clock(), progress=progress)
        # SQLite keeps moments in UTC without saying so (`UtcDateTime`)
        taken_over = withdraw_again(
            {"kind": Kind.REVOKED, "badge": badge, "reason": reason, "by": by, "at": f"{at}+00:00"}
            for badge, reason, by, at in withdrawn
        )
        cards = void_again(
            {"kind": Kind.VOIDED, "card": card, "at": f"{at}+00:00"} for card, at in voided
        )
        report = close_the_past(dependencies())
        if replayed.erased:
            clear_free_pages()
    replayed = replace(
        replayed,
        withdrawn=replayed.withdrawn + taken_over.done,
        cards=replayed.cards + cards.done,
        left_out=(*replayed.left_out, *taken_over.trouble, *cards.trouble),
    )
    return replace(report, replayed=replayed, kept=kept)


def continue_here(deps: Dependencies, progress: Progress) -> Report:
    """The same for a database that was put back by tools of its own."""
    kept = {head.chain: head.sequence for head in db.session.scalars(select(AuditHead))}
    journal = JournalFolder(deps.settings.journal_path)
    replayed = replay(journal, now=deps.clock(), progress=progress)
    report = close_the_past(deps)
    checkpoints.set_back(deps.settings.journal_path, kept, now=deps.clock())
    return replace(report, replayed=replayed, kept=kept)


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
        sharing.stop_all(now)  # a backup may be older than the moment at which one was stopped
        log.record("backup.restored", None, organisation_id=None, by=BY, at=now, lists=len(lists))
        return Report(lists=len(lists), sessions=len(sessions))


def restore_files(file: Path, deps: Dependencies) -> None:
    """Put the files of the archive back that a row names, so no photo of somebody who was erased;
    files of now that it does not hold stay."""
    with zipfile.ZipFile(file) as bundle:
        for name in bundle.namelist():
            is_file = name.startswith(FILES) and not name.endswith("/")
            if is_file and is_named(name.removeprefix(FILES)):
                deps.files.put(name.removeprefix(FILES), bundle.read(name))
