"""Audit lines about a person, or a way in of theirs, for every organisation that it concerns."""

from datetime import datetime
from typing import Any
from uuid import UUID

from academy.access.queries import employers_of
from academy.audit import log
from academy.dates import local_day
from academy.people.models import Person
from academy.security.identity import Actor


def tell(
    action: str,
    object_uuid: UUID,
    person: Person,
    /,
    *,
    organisation_id: int | None,
    by: Actor,
    now: datetime,
    **details: Any,
) -> None:
    """A line for the organisation that did it, and for each where the person works.

    So an organisation sees when another gives one of its people a new way in or another name. Who
    did it stands there too, but names of people of elsewhere are not shown to it.
    """
    for chain in {organisation_id, *employers_of(person, local_day(now))}:
        log.record(action, object_uuid, organisation_id=chain, by=by, at=now, **details)
