"""A card or a certificate on its way from the office to the worker."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.access.models import Card
from academy.credentials.models import Credential
from academy.database import Identified, Model
from academy.organisations.models import Team
from academy.people.models import Person
from academy.security.policy import Scope

_IS_OPEN = text("given_on IS NULL")


class Handover(Identified, Model):
    """Asked for, then printed, then given to the worker; each thing once."""

    __tablename__ = "handover"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        Index(
            "open_handovers", "organisation_id",
            sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
        Index(
            "open_handovers_of_a_team", "team_id", "given_on",
            sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
    )  # fmt: skip

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    team_id: Mapped[int] = mapped_column(index=True)
    """Whose leader asked for it, and hands it over."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("card.id"), unique=True)
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credential.id"), unique=True)
    asked_at: Mapped[datetime]
    printed_at: Mapped[datetime | None]
    given_on: Mapped[date | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    team: Mapped[Team] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    card: Mapped[Card | None] = relationship()
    credential: Mapped[Credential | None] = relationship()

    @property
    def scope(self) -> Scope:
        return self.team.scope

    @property
    def still_counts(self) -> bool:
        """Whether it is worth the paper: the card works, the badge was not withdrawn."""
        if self.card is not None:
            return self.card.voided_at is None
        badge = self.credential
        return badge is not None and badge.revocation is None and badge.current_key is not None
