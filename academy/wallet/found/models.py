"""A ZIP of badges that people had before, as an organisation brought it, and each file in it.

Nothing here outlives a week (`tidying`), and nothing says what a worker answered: the badge that is
offered stands with the worker alone (`wallet.elsewhere`).
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import Scope

FOLDER = "found/"
"""Of the file store: what was not offered yet."""


class Stage(StrEnum):
    """What happens with it now."""

    READING = "reading"
    REFUSED = "refused"
    """It could not be taken; nothing of it is kept."""
    OPEN = "open"
    """To be looked at, and offered."""
    OFFERING = "offering"
    OFFERED = "offered"
    TAKING_BACK = "taking_back"
    TAKEN_BACK = "taken_back"


class FoundBadges(Identified, Model):
    """A ZIP of one organisation."""

    __tablename__ = "found_badges"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    file_name: Mapped[str] = mapped_column(String(120))
    file_key: Mapped[str | None] = mapped_column(String(200))
    """Where it is in the file store; None once all of it was offered, or it was refused."""
    stage: Mapped[Stage] = mapped_column(String(12), default=Stage.READING)
    problem: Mapped[str] = mapped_column(String(40), default="")
    """The code of what was refused."""
    job_uuid: Mapped[UUID | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """For the list of long work."""
        return self.file_name

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))


class FoundBadge(Identified, Model):
    """One file of it: which badge, for whom, or why not."""

    __tablename__ = "found_badge"
    __table_args__ = (Index(None, "found_id", "number"),)

    found_id: Mapped[int] = mapped_column(ForeignKey("found_badges.id"))
    number: Mapped[int]
    """Its place among the files of the ZIP."""
    file: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    key_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """As of a `ForeignBadge`."""
    name: Mapped[str] = mapped_column(String(200), default="")
    issuer: Mapped[str] = mapped_column(String(200), default="")
    verdict: Mapped[str] = mapped_column(String(20), default="")
    is_named_otherwise: Mapped[bool] = mapped_column(default=False)
    """The badge says a name that has no word in common with that of the worker."""
    problem: Mapped[str] = mapped_column(String(40), default="")
    """The code of why it is not offered."""
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """SHA-256 of the file as it was looked at."""
    looked_at: Mapped[datetime | None]
    told: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    """What else the badge says, to keep beside it; emptied once it was offered."""
    offered_at: Mapped[datetime | None]

    found: Mapped[FoundBadges] = relationship()
    person: Mapped[Person | None] = relationship()
