"""A badge of another issuer, exactly as its holder brought it, and what a check said of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import Scope


class ForeignBadge(Identified, Model):
    """It is the worker's alone: no organisation sees it, and no report counts it."""

    __tablename__ = "foreign_badge"
    __table_args__ = (UniqueConstraint("person_id", "key_hash"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Of issuer and id: the same badge in a picture and in a file is one badge."""
    source: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The file, unchanged."""
    size: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    """How its name ends."""
    name: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(200))
    """As we know it, else as it calls itself."""
    holder: Mapped[str] = mapped_column(String(200))
    """Whose badge it says it is; empty: it says no name and no address that can be read."""
    given_on: Mapped[str] = mapped_column(String(40))
    """As it stands in the badge."""
    valid_until: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[str] = mapped_column(String(20))
    checked_at: Mapped[datetime]
    added_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When the worker said that it is the own badge; None: it may be somebody else's."""
    found_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """The organisation that offered it; None: the worker brought it."""

    person: Mapped[Person] = relationship()
    found_by: Mapped[Organisation | None] = relationship()
    endorsements: Mapped[list["ForeignEndorsement"]] = relationship(
        order_by="ForeignEndorsement.id", back_populates="badge"
    )

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class DeclinedBadge(Identified, Model):
    """A badge that an organisation offered and that is not the worker's: never offered again.

    No more is kept of it than what it is known by.
    """

    __tablename__ = "declined_badge"
    __table_args__ = (UniqueConstraint("person_id", "key_hash"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class ForeignEndorsement(Identified, Model):
    """What others signed about a badge from elsewhere, as it lay beside it; it goes with it."""

    __tablename__ = "foreign_endorsement"
    __table_args__ = (UniqueConstraint("foreign_badge_id", "key_hash"),)

    foreign_badge_id: Mapped[int] = mapped_column(ForeignKey("foreign_badge.id"))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Of issuer and id."""
    source: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The file, unchanged."""
    size: Mapped[int]
    issuer: Mapped[str] = mapped_column(String(200))
    """As we know it, else as it calls itself."""
    words: Mapped[str] = mapped_column(String(1000))
    said_on: Mapped[str] = mapped_column(String(40))
    """As it stands in the file."""
    verdict: Mapped[str] = mapped_column(String(20))
    kept_at: Mapped[datetime | None]
    """None: before this was noted."""

    badge: Mapped[ForeignBadge] = relationship(back_populates="endorsements")
