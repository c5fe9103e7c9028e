"""Append-only audit events, hash-chained per organisation and once for the platform."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model

PLATFORM_CHAIN = 0


class AuditHead(Model):
    """The end of one chain; locked while events are added to it."""

    __tablename__ = "audit_head"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The organisation's number, or 0 for the platform."""
    sequence: Mapped[int] = mapped_column(default=0)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditEvent(Model):
    """One change of one record: who, what, when and where from."""

    __tablename__ = "audit_event"
    __table_args__ = (UniqueConstraint("chain", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int] = mapped_column(ForeignKey("audit_head.chain"))
    sequence: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[uuid.UUID | None]
    """The wallet id of the person who did it; None for the platform itself."""
    origin: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(80))
    """Like `assessment.recorded`."""
    object_uuid: Mapped[uuid.UUID | None] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Pseudonyms, codes and field names; never a name or a free text."""
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Seen(StrEnum):
    """On which kind of page somebody from outside sees people of an organisation."""

    COURSE = "course"
    PROOF = "proof"
    REVIEW = "review"
    ADMINISTRATORS = "administrators"
    ASSESSORS = "assessors"


class Look(Model):
    """That a look is in the log already: one line for a session, a kind of page and a day."""

    __tablename__ = "look"
    __table_args__ = (UniqueConstraint("session_uuid", "organisation_id", "page", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_uuid: Mapped[uuid.UUID]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    page: Mapped[Seen] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(index=True)
