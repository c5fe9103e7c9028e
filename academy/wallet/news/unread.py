"""What a worker did not read yet: badges that were withdrawn or renewed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from academy.catalogue.models import SkillVersion, Texts
from academy.credentials.models import Achievement, Credential, Revocation, RevocationReason
from academy.database import db, must_be_locked
from academy.people.models import Person
from academy.security.identity import Identity

MOST = 5


@dataclass(frozen=True, slots=True)
class News:
    """One badge that changed."""

    badge: UUID
    skill: Texts
    is_withdrawn: bool
    """Else it was renewed."""


def unread(identity: Identity) -> Sequence[News]:
    """The newest first; what was taken back within a quarter of an hour is no news, nor is what a
    way in that somebody else gave may not show."""
    since = func.coalesce(Person.news_seen_at, Person.created_at)
    fell = and_(Revocation.at > since, Revocation.reason != RevocationReason.UNDONE)
    renewed = and_(
        Credential.supersedes_id.is_not(None), Credential.issued_at > since, Revocation.id.is_(None)
    )
    found = (
        select(Credential.uuid, SkillVersion.name, Revocation.id, Credential.organisation_id)
        .select_from(Credential)
        .join(Person, Person.id == Credential.person_id)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
        .outerjoin(Revocation, Revocation.credential_id == Credential.id)
        .where(Credential.person_id == identity.person_id, or_(fell, renewed))
        .order_by(Credential.id.desc())
    )
    rows = (row for row in db.session.execute(found) if identity.knows(row.organisation_id))
    return [News(row.uuid, row.name, row.id is not None) for row in rows][:MOST]


def note_read(person: Person, *, now: datetime) -> None:
    must_be_locked(person)
    person.news_seen_at = now
