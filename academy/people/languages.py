"""In which language somebody reads their screens."""

from datetime import datetime

from academy.audit import log
from academy.database import db
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor


def choose_language(person: Person, language: str, *, by: Actor, now: datetime) -> None:
    """Remember it, also when it is the one that they read in by chance; the log does not say which.

    The audit line goes to the platform's chain: it is nothing of an employer.
    """
    must_be_there(person.id)
    is_known = person.language_chosen_at is not None and person.language == language
    person.language, person.language_chosen_at = language, now
    if not is_known:
        db.session.flush()
        log.record("person.language_chosen", person.uuid, organisation_id=None, by=by, at=now)
