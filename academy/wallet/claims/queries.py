"""Reads of what others said about oneself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from academy.credentials.models import Achievement, Credential
from academy.credentials.statements.queries import is_withdrawn
from academy.database import db
from academy.locking import Lock, row
from academy.people.models import Person
from academy.security.identity import Identity
from academy.wallet.claims.models import Claim, SentClaim


def own_claims(identity: Identity) -> Sequence[Claim]:
    """What waits for an answer and what was accepted, the newest first."""
    found = select(Claim).where(Claim.person_id == identity.person_id)
    badge = joinedload(Claim.credential).joinedload(Credential.achievement)
    return db.session.scalars(
        found.order_by(Claim.said_at.desc(), Claim.id.desc()).options(
            badge.joinedload(Achievement.skill_version)
        )
    ).all()


def find_own_claim(identity: Identity, claim_uuid: UUID) -> Claim | None:
    found = select(Claim).where(Claim.uuid == claim_uuid, Claim.person_id == identity.person_id)
    return db.session.scalar(found)


def accepted_about(credential: Credential) -> Sequence[Claim]:
    """What employers said about a badge and its holder keeps."""
    found = select(Claim).where(
        Claim.credential_id == credential.id, Claim.accepted_at.is_not(None)
    )
    return db.session.scalars(found.order_by(Claim.said_at.desc(), Claim.id.desc())).all()


def claims_about(
    person_id: int, badges: Sequence[Credential], *, kept_before: datetime
) -> Sequence[Claim]:
    """What somebody kept of what was said about these badges, or about something new, and nobody
    took back."""
    numbers = [badge.id for badge in badges]
    badge = joinedload(Claim.credential).joinedload(Credential.achievement)
    return db.session.scalars(
        select(Claim)
        .where(
            Claim.person_id == person_id,
            Claim.accepted_at <= kept_before,
            ~is_withdrawn(Claim.uuid),
            or_(Claim.credential_id.is_(None), Claim.credential_id.in_(numbers)),
        )
        .order_by(Claim.said_at.desc(), Claim.id.desc())
        .options(badge.joinedload(Achievement.skill_version))
    ).all()


def subject_of(claim_uuid: UUID) -> Sequence[Lock]:
    """The person whom it is about, to be locked; nobody once it was thrown away."""
    found = select(Claim.person_id).where(Claim.uuid == claim_uuid)
    return [row(Person, number) for number in db.session.scalars(found)]


def was_sent(claim_uuid: UUID) -> bool:
    """Whether this form was sent before, whatever became of it."""
    return db.session.scalar(select(SentClaim.id).where(SentClaim.uuid == claim_uuid)) is not None


def count_waiting(person_id: int) -> int:
    unread = Claim.accepted_at.is_(None), ~is_withdrawn(Claim.uuid)
    return _count(Claim.person_id == person_id, *unread)


def count_through(share_uuid: UUID, since: datetime) -> int:
    """What was written, also when it was thrown away since."""
    written = SentClaim.share_uuid == share_uuid, SentClaim.sent_at > since
    return db.session.scalar(select(func.count(SentClaim.id)).where(*written)) or 0


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count(Claim.id)).where(*which)) or 0
