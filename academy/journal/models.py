"""What was committed and may not stand in the journal yet."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model


class Kind(StrEnum):
    """What a line of the journal tells."""

    ISSUED = "issued"
    """A badge, with its exact signed bytes."""
    REVOKED = "revoked"
    VOIDED = "voided"
    """A card that was lost or replaced opens nothing any more."""
    ERASED = "erased"
    """A person is forgotten; nothing but the pseudonym stands here."""
    KEYS = "keys"
    """The keys of an organisation as they are now; private halves are wrapped."""
    TABLET_KEY = "tablet-key"
    """A key of the server to which tablets seal, or that signs grants; its private half is wrapped.
    Without it what waits on a tablet would never open again."""


class JournalDebt(Model):
    """A line that is owed: inserted with its cause, deleted when the line is safe.

    The process that wrote the line deletes the row with its next transaction, so that nobody
    waits for a second commit. What a crash leaves is written again; a line may stand there twice.
    """

    __tablename__ = "journal_debt"

    uuid: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(20))
    object_uuid: Mapped[UUID]
    """The badge, the card, the person or the organisation that it is about."""
    since: Mapped[datetime]
