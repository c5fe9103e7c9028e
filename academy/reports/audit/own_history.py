"""What was done about one person: the lines that name them, for that person.

They are found by the numbers that they are about, so it costs the same however long the log is.
"""

from collections.abc import Sequence

from sqlalchemy import select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.database import db
from academy.organisations.models import Organisation
from academy.people.models import Membership
from academy.people.queries import own_person
from academy.reports.audit.queries import Line, Log, lines_of
from academy.reports.audit.subjects import about_person
from academy.security.identity import Identity

MOST = 200


def own_history(reader: Identity) -> Sequence[Line]:
    """The newest first; with names of whoever works where the reader works or worked."""
    log = _where_they_work(reader)
    found = (
        select(AuditEvent)
        .where(about_person(own_person(reader).uuid, log.chains))
        .where(AuditEvent.chain.in_({*log.chains, PLATFORM_CHAIN}))
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(MOST)
    )
    return lines_of(log, db.session.scalars(found).all())


def _where_they_work(reader: Identity) -> Log:
    places = select(Membership.organisation_id).where(Membership.person_id == reader.person_id)
    found = select(Organisation).where(Organisation.id.in_(places)).order_by(Organisation.id)
    return Log(tuple(db.session.scalars(found)))
