"""Write audit lines in the transaction of the change that they describe.

`record` only remembers the line; it is chained at the very end of `transaction()`, so that
the heads of the chains are locked last and in the order of their numbers (no deadlocks).
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from academy.audit.models import PLATFORM_CHAIN, AuditEvent, AuditHead
from academy.database import AFTER_ROLLBACK, BEFORE_COMMIT, db
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


def event_hash(previous: bytes, event: AuditEvent) -> bytes:
    """SHA-256 over the previous hash and the event in canonical JSON (RFC 8785)."""
    content: Any = {
        "chain": event.chain,
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor) if event.actor else None,
        "origin": event.origin,
        "action": event.action,
        "object": str(event.object_uuid) if event.object_uuid else None,
        "details": event.details,
    }
    return hashlib.sha256(previous + rfc8785.dumps(content)).digest()


def chain_pending_lines() -> None:
    """Lock each chain's head, in order, and append what this transaction did."""
    lines: list[Line] = db.session.info.pop(_PENDING, [])
    for chain in sorted({line.chain for line in lines}):
        head = _locked_head(chain)
        for line in (line for line in lines if line.chain == chain):
            _append(head, line)
    db.session.flush()


def _locked_head(chain: int) -> AuditHead:
    head = db.session.scalar(_HEAD, {"chain": chain})
    if head is None:
        try:
            with db.session.begin_nested():
                db.session.add(AuditHead(chain=chain, sequence=0, hash=FIRST_HASH))
        except IntegrityError:
            db.session.expire_all()  # somebody else began this chain at the same moment
        head = db.session.scalars(_HEAD, {"chain": chain}).one()
    return head


_HEAD = select(AuditHead).where(AuditHead.chain == bindparam("chain")).with_for_update()


def _append(head: AuditHead, line: Line) -> None:
    event = AuditEvent(
        chain=head.chain,
        sequence=head.sequence + 1,
        at=line.at,
        actor=line.actor.person_uuid,
        origin=line.actor.origin,
        action=line.action,
        object_uuid=line.object_uuid,
        details=dict(line.details),
    )
    event.hash = event_hash(head.hash, event)
    db.session.add(event)
    head.sequence, head.hash = event.sequence, event.hash


def forget_pending_lines() -> None:
    """What did not happen leaves no line."""
    db.session.info.pop(_PENDING, None)


BEFORE_COMMIT.append(chain_pending_lines)
AFTER_ROLLBACK.append(forget_pending_lines)
