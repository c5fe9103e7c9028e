"""An issuer outside this platform that the academy looked at."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.credentials.outside.identifiers import LONGEST
from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import NOWHERE, Scope


class OutsideIssuer(Identified, Model):
    """We know its name; its badges are not in our register. Taken out, it stays as a row."""

    __tablename__ = "outside_issuer"

    name: Mapped[str] = mapped_column(String(120))
    """Shown for every badge of it, whatever the badge says itself."""
    identifier: Mapped[str] = mapped_column(String(LONGEST))
    """As it stands in its badges."""
    compared: Mapped[str] = mapped_column(String(LONGEST), unique=True)
    """The same as it is looked up."""
    website: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text)
    """Why the academy trusts it. Names no people."""
    checked_on: Mapped[date]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stopped_at: Mapped[datetime | None]
    """When it was taken out of the list."""

    checked_by: Mapped[Person] = relationship()

    @property
    def scope(self) -> Scope:
        return NOWHERE
