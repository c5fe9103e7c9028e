"""What was done about one skill: its lines in the chain of the platform, for the academy.

They are found by the numbers that they are about, so it costs the same however long the log is.
"""

from collections.abc import Sequence

from sqlalchemy import select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.catalogue.models import Skill
from academy.database import db
from academy.organisations.models import Organisation
from academy.reports.audit.queries import Line, Log, lines_of
from academy.security.identity import Identity, Role

MOST = 200


def history_of(skill: Skill, reader: Identity) -> Sequence[Line]:
    """The newest first; names of whoever works at an academy of the reader."""
    numbers = [skill.uuid, *(version.uuid for version in skill.versions)]
    found = (
        select(AuditEvent)
        .where(AuditEvent.object_uuid.in_(numbers), AuditEvent.chain == PLATFORM_CHAIN)
        .order_by(AuditEvent.id.desc())
        .limit(MOST)
    )
    return lines_of(_academies_of(reader), db.session.scalars(found).all())


def _academies_of(reader: Identity) -> Log:
    places = reader.organisations(Role.ACADEMY_ADMIN)
    found = select(Organisation).where(Organisation.id.in_(places)).order_by(Organisation.id)
    return Log(tuple(db.session.scalars(found)))
