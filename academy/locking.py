"""What transactions wait for each other by: a row that decides, or a name where none exists yet.

A rule that counts and then writes, or looks and then inserts, is right only if nobody else does
the same at the same moment. Whoever opens `transaction(...)` names the row that decides; the
service that decides says `must_be_locked(row)`. A row that was not named is locked there, late,
and what was read is read again; a row whose turn is over by then is refused, on SQLite too.

Which row decides:

- who works where, teams, sites, tablets, keys, status lists: the organisation;
- who signs in on a tablet, and wrong PINs there: the tablet;
- badges, assessments, answers, papers, cards, the account: the person whom they are about;
- who takes part in a course: the run; its texts: the course, and those of a draft: the draft;
- what has no row yet, like the address of a new organisation: a name.

SQLite lets one writer in at a time, so there it is enough that the rows were named. PostgreSQL
locks in one order (names, organisations by id, other tables by name and id; the audit log adds
the heads of its chains last), so that no two transactions wait for each other. The lock is
`FOR NO KEY UPDATE`: rows that only refer to the locked one can still be added by others, so
leaders who save at once do not wait for the administrator, nor for each other.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import FromClause, func, inspect, select
from sqlalchemy.engine import Connection

FIRST_TABLE = "organisation"
NAMES, FIRST, OTHERS = range(3)
LOCK_SPACE = 7_262
"""Of PostgreSQL's advisory locks; the one before is that of `access.attempts`."""
_HELD = "rows and names that this transaction is decided by"
_MADE = "rows that this transaction made"

Held = set["Lock"]


class NotLockedError(Exception):
    """A lock out of order: a fault of whoever opened the transaction."""

    def __init__(self, lock: "Lock") -> None:
        super().__init__(f"This is decided by a {lock.place}: open transaction({lock.place}) here.")


@dataclass(frozen=True, slots=True, order=True)
class Lock:
    """One row or name; locks sort in the order in which they are taken."""

    rank: int
    place: str
    """The table, or the name."""
    number: int = 0
    table: FromClause | None = field(default=None, compare=False, repr=False)


def row(model: type, number: int) -> Lock:
    """A row that is known by its number only; saves reading it."""
    table: Any = inspect(model, raiseerr=True).local_table
    return Lock(FIRST if table.name == FIRST_TABLE else OTHERS, table.name, number, table)


def lock_of(what: object) -> Lock:
    """The lock of a name, or of a row that is in the database."""
    if isinstance(what, Lock):
        return what
    if isinstance(what, str):
        return Lock(NAMES, what)
    state: Any = inspect(what)
    return row(state.class_, state.identity[0])


def locks_of(decided_by: Iterable[object]) -> list[Lock]:
    return sorted({lock_of(what) for what in decided_by})


def take(locks: Iterable[Lock], database: Connection) -> None:
    """Wait until nobody else holds them; one statement for each table or name."""
    if database.dialect.name != "postgresql":
        return
    for (rank, _place), group in groupby(locks, key=lambda lock: (lock.rank, lock.place)):
        if rank == NAMES:
            _take_name(next(group), database)
        else:
            _take_rows(list(group), database)


def _take_name(lock: Lock, database: Connection) -> None:
    number = zlib.crc32(lock.place.encode()) - 2**31  # it takes a signed number of 32 bits
    database.execute(select(func.pg_advisory_xact_lock(LOCK_SPACE, number)))


def _take_rows(locks: list[Lock], database: Connection) -> None:
    rows: Any = locks[0].table
    found = select(rows.c.id).where(rows.c.id.in_([lock.number for lock in locks]))
    # PostgreSQL locks them as it gives them out: in the order of their numbers
    database.execute(found.order_by(rows.c.id).with_for_update(key_share=True)).all()


@contextmanager
def held(locks: Iterable[Lock], notes: dict[Any, Any]) -> Iterator[None]:
    """Remember in the session's notes what is locked, for as long as the transaction lasts."""
    notes[_HELD], notes[_MADE] = set(locks), set()
    try:
        yield
    finally:
        del notes[_HELD], notes[_MADE]


def count_as_held(row: object, notes: dict[Any, Any]) -> None:
    """A row that this transaction made: nobody else can see it yet."""
    made: Held | None = notes.get(_MADE)
    if made is not None:
        made.add(lock_of(row))


def take_late(what: object, database: Connection, notes: dict[Any, Any]) -> bool:
    """Lock what whoever opened the transaction did not name; False when it is locked already.

    Raises NotLockedError when that would break the order, so that two could wait for each other.
    """
    locks: Held | None = notes.get(_HELD)
    lock = lock_of(what)
    # None: outside `transaction()`, as in a test that only flushes
    if locks is None or lock in locks or lock in notes[_MADE]:
        return False
    if any(held > lock for held in locks):
        raise NotLockedError(lock)
    take([lock], database)
    locks.add(lock)
    return True
