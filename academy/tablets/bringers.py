"""Who brings something: a tablet, as values that outlive whatever becomes of its row's session.

An item that a constraint refuses takes all rows out of the session (`academy.database.savepoint`).
"""

from dataclasses import dataclass
from uuid import UUID

from academy.security.identity import Actor
from academy.tablets.models import Tablet


@dataclass(frozen=True, slots=True)
class Bringer:
    """A tablet of an organisation."""

    id: int
    uuid: UUID
    organisation_id: int
    organisation_uuid: UUID
    actor: Actor

    @classmethod
    def of(cls, tablet: Tablet) -> "Bringer":
        return cls(
            tablet.id,
            tablet.uuid,
            tablet.organisation_id,
            tablet.organisation.uuid,
            tablet.device.actor,
        )
