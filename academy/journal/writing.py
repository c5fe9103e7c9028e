"""Writes the journal: what is owed is noted with its cause, and written right after the commit.

A journal that cannot be written never undoes what was committed: the debt stays in the database,
`flask check`, `/readyz` and the log are loud, and the next catching up pays it.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import bindparam, delete, func, insert, select

from academy.audit import log
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.journal.content import lines_for, without_the_work
from academy.journal.files import JournalFolder, Json
from academy.journal.models import JournalDebt, Kind

logger = logging.getLogger(__name__)

KINDS = {
    "credential.issued": Kind.ISSUED,
    "credential.revoked": Kind.REVOKED,
    "card.voided": Kind.VOIDED,
    "person.erased": Kind.ERASED,
    "key.created": Kind.KEYS,
    "keys.rotated": Kind.KEYS,
    "key.compromised": Kind.KEYS,
    "keys.wrapped": Kind.KEYS,
    "tablet-key.created": Kind.TABLET_KEY,
    "tablet-key.wrapped": Kind.TABLET_KEY,
}
"""What the audit log calls a change that belongs in the journal: nobody can change one without
the other."""
CHANGING = frozenset({Kind.KEYS, Kind.TABLET_KEY})
"""Whose lines tell how things are, so that an older line does not do for a newer debt."""
LOUD_AFTER = timedelta(minutes=5)
AT_ONCE = 200
_OWED = "journal lines that this transaction owes"
_PAID = "academy_journal_paid"


def folder() -> JournalFolder:
    return JournalFolder(dependencies().settings.journal_path)


def note_debts() -> None:
    """Before the commit: a row for each line that is owed, and away with rows that were paid."""
    paid = _paid()
    settled = paid.take()
    owed = {(KINDS[line.action], line.object_uuid) for line in log.pending_lines()
            if line.action in KINDS and line.object_uuid}  # fmt: skip
    now = dependencies().clock() if owed else None  # most transactions owe nothing
    rows = [
        {"uuid": uuid4(), "kind": kind, "object_uuid": about, "since": now}
        for kind, about in sorted(owed)
    ]
    connection = db.session.connection()
    if settled:
        connection.execute(_SETTLE, {"settled": settled})
    if rows:
        connection.execute(_OWE, rows)
    db.session.info[_OWED] = ([JournalDebt(**row) for row in rows], settled)


_SETTLE = delete(JournalDebt).where(JournalDebt.uuid.in_(bindparam("settled", expanding=True)))
_OWE = insert(JournalDebt)


def forget_debts() -> None:
    """After a rollback: nothing is owed, and what was paid is not taken away yet."""
    _rows, settled = db.session.info.pop(_OWED, ([], []))
    _paid().add(settled)


def pay_debts() -> None:
    """After the commit, outside any lock: one write and one fsync for all lines."""
    rows, _settled = db.session.info.pop(_OWED, ([], []))
    if not rows:
        return
    try:
        _write(rows)
    except Exception:
        # Whatever it is: the badge is there, and who asked for it must hear so.
        logger.exception("the journal could not be written; %s lines are owed", len(rows))
        return
    finally:
        db.session.rollback()  # ends the read that `lines_for` began
    _paid().add([row.uuid for row in rows])


def catch_up(*, older_than: timedelta = timedelta(0)) -> int:
    """Write what a crash or a full disk left out; gives how many debts that were.

    Raises OSError when it still cannot be written.
    """
    until = dependencies().clock() - older_than
    found = select(JournalDebt).where(JournalDebt.since <= until).order_by(JournalDebt.since)
    paid, written = 0, None
    while rows := db.session.scalars(found.limit(AT_ONCE)).all():
        written = _written_by_now() if written is None else written
        missing = [row for row in rows if row.kind == Kind.ERASED or _name_of(row) not in written]
        numbers = [row.uuid for row in rows]
        _write(missing)
        with transaction():
            db.session.execute(delete(JournalDebt).where(JournalDebt.uuid.in_(numbers)))
        paid += len(numbers)
    db.session.rollback()
    return paid


def problems() -> Iterator[str]:
    """What is wrong with the journal, each with its cure."""
    late = dependencies().clock() - LOUD_AFTER
    debts = select(func.count()).select_from(JournalDebt).where(JournalDebt.since < late)
    owed = db.session.scalar(debts) or 0
    db.session.rollback()
    if owed:
        yield (
            f"{owed} lines could not be written to {folder().path} for more than 5 minutes. Look "
            "whether the disk is full or the folder away; then run: flask journal catch-up"
        )


def _write(rows: Sequence[JournalDebt]) -> None:
    lines = list(lines_for(rows))
    if lines:
        folder().append(lines)
    for line in lines:
        if line["kind"] == Kind.ERASED:
            forget(str(line["person"]))


def forget(person: str) -> None:
    """Take from the journal what it tells about the work of somebody who was erased."""

    def change(line: Json) -> Json:
        is_theirs = line["kind"] == Kind.ISSUED and line.get("person") == person
        return without_the_work(line) if is_theirs else line

    folder().rewrite(change, about=person)


def _written_by_now() -> set[tuple[str, str]]:
    """What stands in the files of the day; keys may have changed since."""
    lines = folder().lines(only_new=True)
    about = ((line["kind"], line.get("badge") or line.get("card")) for line in lines)
    return {(kind, str(subject)) for kind, subject in about if kind not in CHANGING}


def _name_of(row: JournalDebt) -> tuple[str, str]:
    return str(row.kind), str(row.object_uuid)


class _Paid:
    """Debts whose lines are safe and whose rows still have to go; threads share it."""

    def __init__(self) -> None:
        self._lock, self._rows = threading.Lock(), list[UUID]()

    def add(self, rows: Sequence[UUID]) -> None:
        with self._lock:
            self._rows.extend(rows)

    def take(self) -> list[UUID]:
        with self._lock:
            rows, self._rows = self._rows, []
            return rows


def _paid() -> _Paid:
    paid: _Paid = current_app.extensions.setdefault(_PAID, _Paid())
    return paid
