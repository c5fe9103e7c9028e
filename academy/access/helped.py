"""What others did with somebody's ways in: a card, a PIN, a start code. It is the person's own to
know: the log of an organisation does not gather it by person (`reports.audit.subjects`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString, lazy_gettext
from sqlalchemy import select, union_all

from academy.access.models import Card, TemporaryCard
from academy.audit.models import AuditEvent
from academy.database import db
from academy.people.merged import is_kept_of, known
from academy.people.models import Person
from academy.security.identity import Identity

MOST_SHOWN = 20
DONE: Mapping[str, LazyString] = {
    "account.email_changed": lazy_gettext("%(name)s veranderde je e-mailadres."),
    "account.start_code_ended": lazy_gettext("%(name)s liet je startcode stoppen."),
    "account.start_code_given": lazy_gettext("%(name)s gaf je een startcode."),
    "card.issued": lazy_gettext("%(name)s maakte een kaart voor je."),
    "card.lent": lazy_gettext("%(name)s gaf je een kaart voor 12 uur."),
    "card.lent_ended": lazy_gettext("%(name)s liet je kaart voor 12 uur stoppen."),
    "card.pin_reset": lazy_gettext("%(name)s gaf je een nieuwe pincode."),
    "card.recovered": lazy_gettext("%(name)s gaf je een nieuwe kaart toen je alles kwijt was."),
    "card.voided": lazy_gettext("%(name)s liet je kaart stoppen."),
}
"""By action of the log."""


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that somebody else did."""

    at: datetime
    action: str
    helper: Person | None
    """None: the platform, or somebody who was erased."""

    @property
    def sentence(self) -> LazyString:
        return DONE[self.action]


def help_by_others(identity: Identity) -> list[Help]:
    """The newest first. Nothing in a session that an organisation could have opened too: others
    may have helped as well."""
    if identity.limited_to is not None:
        return []
    own = (
        select(kind.uuid).where(kind.person_id == identity.person_id)
        for kind in (Card, TemporaryCard)
    )
    numbers = [identity.person_uuid, *db.session.scalars(union_all(*own))]
    found = db.session.execute(
        select(AuditEvent.at, AuditEvent.action, Person)
        .outerjoin(known, known.uuid == AuditEvent.actor)
        .outerjoin(Person, is_kept_of())
        .where(
            AuditEvent.object_uuid.in_(numbers),
            AuditEvent.action.in_(DONE),
            AuditEvent.actor.is_distinct_from(identity.person_uuid),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    )
    # each organisation of the person has a line of its own about it (`access.telling`)
    return list(dict.fromkeys(Help(*line) for line in found))[:MOST_SHOWN]
