"""What an employer said through a share: that a badge is right, or that the worker can do more.

It is no badge and never stands among the badges. What a registered organisation says about a badge
is signed by it when the worker keeps it; else nobody checked who said it, and it stays unsigned. It
is the worker's from the moment it is said; refused, it is gone.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from academy.credentials.models import Credential
from academy.credentials.statements.models import Statement
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import Scope


class Claim(Identified, Model):
    """What somebody says, who says to work somewhere."""

    __tablename__ = "claim"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    """About whom."""
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credential.id"), index=True)
    """The badge that it is about; None for something that the worker has no badge for."""
    share_uuid: Mapped[UUID] = mapped_column(index=True)
    """Through which share it came: no reference, for it outlives the share."""
    skill: Mapped[str] = mapped_column(String(80))
    """What the worker can do, in their words; empty when it is about a badge."""
    words: Mapped[str] = mapped_column(String(300))
    firm: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(String(60))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """A registered organisation, for which whoever said it was signed in; None: nobody checked."""
    said_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    credential: Mapped[Credential | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")
    statement: Mapped[Statement | None] = relationship(
        lazy="joined", viewonly=True, uselist=False,
        primaryjoin=lambda: Claim.uuid == foreign(Statement.uuid),
    )  # fmt: skip
    """What the organisation itself knows of it; None for somebody whom nobody checked."""

    @property
    def waits(self) -> bool:
        """For the worker to read it, and choose."""
        return self.accepted_at is None and not self.is_withdrawn

    @property
    def stands(self) -> bool:
        """Kept, and not taken back."""
        return self.accepted_at is not None and not self.is_withdrawn

    @property
    def is_withdrawn(self) -> bool:
        """Whether the organisation took it back."""
        return self.statement is not None and self.statement.withdrawn_at is not None

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class SentClaim(Identified, Model):
    """That something was said, under the UUID of the form that was sent, and not what.

    It stays when the worker throws away what was said: whoever sends the form again, or writes
    more on that day, learns nothing of that.
    """

    __tablename__ = "sent_claim"
    __table_args__ = (Index(None, "share_uuid", "sent_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    share_uuid: Mapped[UUID]
    """As of a `Claim`."""
    sent_at: Mapped[datetime] = mapped_column(index=True)
