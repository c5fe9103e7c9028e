"""What a worker arranges in the own wallet; badges themselves never change here."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model


class HiddenBadge(Model):
    """A badge that its holder took off the own list; it stays valid. Showing it deletes the row."""

    __tablename__ = "hidden_badge"

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), unique=True)
    hidden_at: Mapped[datetime]
