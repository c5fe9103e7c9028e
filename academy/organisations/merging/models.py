"""The work of bringing everybody of one organisation to another, until it is done."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.security.policy import Scope


class Merger(Identified, Model):
    """An organisation goes on in another; each does so once, and it is never undone."""

    __tablename__ = "organisation_merger"

    goes_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    stays_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    """As it was said then; where it is now, `Organisation.merged_into_id` says."""
    administrators_go_along: Mapped[bool]
    """Whether who administered the one administers the other from then on."""
    first_day: Mapped[date]
    """On which everybody works for the other."""
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    job_uuid: Mapped[UUID | None]
    """Of the work on it that was started last."""

    goes: Mapped[Organisation] = relationship(foreign_keys=[goes_id], lazy="joined")
    stays: Mapped[Organisation] = relationship(foreign_keys=[stays_id], lazy="joined")

    @property
    def name(self) -> str:
        """For the list of long work."""
        return self.goes.name

    @property
    def scope(self) -> Scope:
        return self.goes.scope
