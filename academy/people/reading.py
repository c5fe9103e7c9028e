"""How somebody reads their screens (docs/adr/0070)."""

from collections.abc import Collection
from datetime import datetime

from academy.audit import log
from academy.database import db
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor
from academy.web.reading import Reading, spelled


def choose_reading(
    person: Person, choice: Collection[Reading], *, by: Actor, now: datetime
) -> None:
    """Remember it. The log says that something was chosen and not what, in no employer's chain."""
    must_be_there(person.id)
    chosen = spelled(choice)
    if person.reading != chosen:
        person.reading = chosen
        db.session.flush()
        log.record("person.reading_chosen", person.uuid, organisation_id=None, by=by, at=now)
