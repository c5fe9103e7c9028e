"""A worker's own badges, from every organisation."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.security.identity import Identity


def own_badges(identity: Identity) -> Sequence[Credential]:
    """Badges that count or did count, newest first; those that were taken back are left out."""
    return db.session.scalars(
        select(Credential)
        .where(Credential.person_id == identity.person_id)
        .order_by(Credential.valid_from.desc(), Credential.id.desc())
        .options(
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
            joinedload(Credential.organisation),
            joinedload(Credential.revocation),
        )
    ).all()


def find_own_badge(identity: Identity, credential_uuid: uuid.UUID) -> Credential | None:
    return db.session.scalar(
        select(Credential).where(
            Credential.uuid == credential_uuid, Credential.person_id == identity.person_id
        )
    )
