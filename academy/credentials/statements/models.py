"""That an organisation said something, with the place at which it can take it back.

It tells nothing of the worker, of the words, or of what became of it, so it stays the same whether
the worker keeps what was said or throws it away (docs/adr/0068).
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.credentials.models import Achievement, StatusList
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.security.policy import Scope


class WithdrawalReason(StrEnum):
    """Why an organisation does not stand by what it said. Never a text: it would be one more about
    somebody who did not ask for it."""

    MISTAKE = "mistake"
    SOMEBODY_ELSE = "somebody_else"
    NOT_ALLOWED = "not_allowed"
    """Whoever wrote it had no right to speak for the organisation."""
    CHANGED = "changed"


class Statement(Identified, Model):
    """Its UUID is that of what was said, and of the endorsement once that is signed."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("status_list_id", "status_index"),
        CheckConstraint("(withdrawn_at IS NULL) = (reason IS NULL)", name="reason"),
        Index(None, "organisation_id", "said_at"),
    )  # fmt: skip

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    achievement_id: Mapped[int | None] = mapped_column(ForeignKey("achievement.id"), index=True)
    """Of the badge that it is about; None for something new, which nobody signs."""
    said_at: Mapped[datetime]
    status_list_id: Mapped[int | None] = mapped_column(ForeignKey("status_list.id"))
    status_index: Mapped[int | None]
    """Drawn when it is said: a place that is made when the worker keeps it would tell that."""
    withdrawn_at: Mapped[datetime | None]
    reason: Mapped[WithdrawalReason | None] = mapped_column(String(20))

    organisation: Mapped[Organisation] = relationship()
    achievement: Mapped[Achievement | None] = relationship()
    status_list: Mapped[StatusList | None] = relationship()

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))
