"""That somebody asked to be erased; the row goes with them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Model
from academy.people.models import Person


class ErasureRequest(Model):
    """It is done on `due_at`; until then the worker can take it back."""

    __tablename__ = "erasure_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    revokes: Mapped[bool]
    """Whether the badges are withdrawn too; else they stay valid, without a holder."""

    person: Mapped[Person] = relationship()
