"""Long work as rows of the application's own database, so that it commits with its cause."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Identified, Model
from academy.security.policy import Scope

LONGEST_KEY = 120
"""Signs of a `unique_key`."""


class JobState(StrEnum):
    """Where a job is."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    """Failed too often; the error is kept and an administrator can start it again."""
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """Its turn came when whoever started it had lost the right to it; nothing was made."""


class Job(Identified, Model):
    """One piece of work, leased by one worker at a time."""

    __tablename__ = "job"
    __table_args__ = (Index("ix__job__due", "state", "priority", "due_at"),)

    name: Mapped[str] = mapped_column(String(60))
    """Key of `academy.job_handlers.HANDLERS`."""
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    unique_key: Mapped[str | None] = mapped_column(String(LONGEST_KEY), unique=True)
    """Two jobs with the same key are one, like `nightly:2026-11-21`."""
    state: Mapped[JobState] = mapped_column(String(20), default=JobState.READY)
    priority: Mapped[int] = mapped_column(default=10)
    """Lower goes first."""
    due_at: Mapped[datetime]
    lease_token: Mapped[uuid.UUID | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    result_key: Mapped[str | None] = mapped_column(String(200))
    """Where the result is in the file store."""
    result_name: Mapped[str | None] = mapped_column(String(120))
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    permission: Mapped[str | None] = mapped_column(String(60))
    """What starting it needed, and what following and fetching it need now."""
    about: Mapped[uuid.UUID | None]
    """The team, organisation or run whose scope that permission is asked of (`rights`)."""
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    @property
    def reason(self) -> str:
        """What kind of mistake it was; the rest of the error may name people and stays inside."""
        return self.error.partition(":")[0]

    @property
    def scope(self) -> Scope:
        return Scope(author_id=self.started_by_id)
