"""Whether anything of a person may be shown to somebody outside.

One rule for shares and for the pages behind papers, which ask it each time.
"""

from datetime import date, datetime

from academy.audit import log
from academy.database import db
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor


def shows_outside(person: Person, today: date) -> bool:
    """Not of somebody under 16 without a parent's yes, nor from a wallet that was closed."""
    return person.closed_at is None and not needs_parent(person, today)


def needs_parent(person: Person, today: date) -> bool:
    """Until the end of the month in which somebody turns 16; no birth date is kept."""
    is_under = person.under_16_until is not None and today < person.under_16_until
    return is_under and person.parent_agreed_on is None


def keep_age(
    person: Person,
    until: date | None,
    *,
    parent_agreed: bool,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """`until`: the first day on which it counts no more. The yes stands on paper, not here."""
    must_be_there(person.id)
    agreed_on = (person.parent_agreed_on or today) if parent_agreed and until else None
    if (person.under_16_until, person.parent_agreed_on) == (until, agreed_on):
        return
    person.under_16_until, person.parent_agreed_on = until, agreed_on
    db.session.flush()
    # that somebody is young is for nobody's log but the platform's
    log.record("person.age_kept", person.uuid, organisation_id=None, by=by, at=now)
