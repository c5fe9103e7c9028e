"""Write audit lines in the transaction of the change that they describe.

`record` only remembers the line; it is chained at the very end of `transaction()`, so that
the heads of the chains are locked last and in the order of their numbers (no deadlocks).
"""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import bindparam, insert, select, update

from academy.audit.models import PLATFORM_CHAIN, AuditEvent, AuditHead
from academy.database import db, insert_unless_there
from academy.security.identity import Actor

FIRST_HASH = bytes(32)
_PENDING = "audit lines of this transaction"


@dataclass(frozen=True, slots=True)
class Line:
    """An audit line that waits for the end of its transaction."""

    chain: int
    at: datetime
    actor: Actor
    action: str
    object_uuid: uuid.UUID | None
    details: Mapping[str, Any]


def record(
    action: str,
    object_uuid: uuid.UUID | None,
    *,
    organisation_id: int | None,
    by: Actor,
    at: datetime,
    **details: Any,
) -> None:
    """Add a line to the chain of the organisation, or of the platform when it is None."""
    chain = PLATFORM_CHAIN if organisation_id is None else organisation_id
    lines: list[Line] = db.session.info.setdefault(_PENDING, [])
    lines.append(Line(chain, at, by, action, object_uuid, details))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its place in the chain, as it is hashed and stored."""

    chain: int
    sequence: int
    at: datetime
    actor: uuid.UUID | None
    origin: str
    action: str
    object_uuid: uuid.UUID | None
    details: Mapping[str, Any]


def event_hash(previous: bytes, event: Entry | AuditEvent) -> bytes:
    """SHA-256 over the previous hash and the event in canonical JSON (RFC 8785)."""
    content: Any = {
        "chain": event.chain,
        "sequence": event.sequence,
        # PostgreSQL gives moments in the zone of the connection; both keep microseconds
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor) if event.actor else None,
        "origin": event.origin,
        "action": event.action,
        "object": str(event.object_uuid) if event.object_uuid else None,
        "details": event.details,
    }
    return hashlib.sha256(previous + rfc8785.dumps(content)).digest()


def pending_lines() -> Sequence[Line]:
    """What this transaction has recorded so far."""
    lines: list[Line] = db.session.info.get(_PENDING, [])
    return lines


def chain_pending_lines() -> None:
    """Lock each chain's head, in order, and append what this transaction did."""
    lines: list[Line] = db.session.info.pop(_PENDING, [])
    for chain in sorted({line.chain for line in lines}):
        _append(chain, [line for line in lines if line.chain == chain])


def _append(chain: int, lines: list[Line]) -> None:
    """Without the session: it would keep track of rows that never change."""
    sequence, newest = _locked_head(chain)
    rows = []
    for line in lines:
        sequence += 1
        entry = _entry(line, sequence)
        newest = event_hash(newest, entry)
        rows.append({name: getattr(entry, name) for name in Entry.__slots__} | {"hash": newest})
    database = db.session.connection()
    database.execute(_ADD, rows)
    database.execute(_MOVE_HEAD, {"of": chain, "to": sequence, "newest": newest})


def _entry(line: Line, sequence: int) -> Entry:
    return Entry(
        chain=line.chain,
        sequence=sequence,
        at=line.at,
        actor=line.actor.person_uuid,
        origin=line.actor.origin,
        action=line.action,
        object_uuid=line.object_uuid,
        details=dict(line.details),
    )


def _locked_head(chain: int) -> tuple[int, bytes]:
    """Sequence and hash of the newest line, which nobody else can follow before we are done."""
    database = db.session.connection()
    head = database.execute(_HEAD, {"of": chain}).one_or_none()
    if head is None:  # two may begin a chain at the same moment: the second finds the first's
        insert_unless_there(AuditHead, {"chain": chain, "sequence": 0, "hash": FIRST_HASH})
        head = database.execute(_HEAD, {"of": chain}).one()
    return head.sequence, head.hash


_HEAD = (
    select(AuditHead.sequence, AuditHead.hash)
    .where(AuditHead.chain == bindparam("of"))
    .with_for_update()  # of SQLAlchemy; SQLite has one writer anyway and leaves it out
)
_ADD = insert(AuditEvent)
_MOVE_HEAD = (
    update(AuditHead)
    .where(AuditHead.chain == bindparam("of"))
    .values(sequence=bindparam("to"), hash=bindparam("newest"))
)


def forget_pending_lines() -> None:
    """What did not happen leaves no line."""
    db.session.info.pop(_PENDING, None)


def remember_pending_lines() -> Callable[[], None]:
    """At a savepoint: gives what forgets the lines that come after it."""
    lines: list[Line] = db.session.info.setdefault(_PENDING, [])
    known = len(lines)

    def forget_newer_lines() -> None:
        del lines[known:]

    return forget_newer_lines
