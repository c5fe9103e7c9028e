"""Ways to find badges. Public addresses find by UUID; pages about persons are scoped."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, undefer

from academy.credentials.models import Achievement, BadgeClass, Credential, StatusList
from academy.database import db
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.identity import Identity, Role


def public_credential(credential_uuid: uuid.UUID) -> Credential | None:
    """A badge as anybody may see it: it holds a pseudonym and no name."""
    return db.session.scalar(
        select(Credential)
        .where(Credential.uuid == credential_uuid)
        .options(
            undefer(Credential.document),
            undefer(Credential.jwt),
            joinedload(Credential.organisation),
            joinedload(Credential.achievement),
            joinedload(Credential.revocation),
            joinedload(Credential.superseded_by),
        )
    )


def find_credential(identity: Identity, credential_uuid: uuid.UUID) -> Credential | None:
    """A badge of the asker, of a team that the asker leads, or of the asker's organisation."""
    return db.session.scalar(
        select(Credential)
        .where(
            Credential.uuid == credential_uuid,
            or_(
                Credential.person_id == identity.person_id,
                Credential.team_id.in_(identity.teams(Role.TEAM_LEADER)),
                Credential.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
            ),
        )
        .options(joinedload(Credential.person), joinedload(Credential.revocation))
    )


def manageable_badges(identity: Identity, person: Person) -> Sequence[Credential]:
    """The badges of somebody that count now and that the asker may manage, newest first."""
    return db.session.scalars(
        select(Credential)
        .where(
            Credential.person_id == person.id,
            Credential.person_id != identity.person_id,
            Credential.current_key.is_not(None),
            or_(
                Credential.team_id.in_(identity.teams(Role.TEAM_LEADER)),
                Credential.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN)),
            ),
        )
        .options(joinedload(Credential.achievement).joinedload(Achievement.skill_version))
        .order_by(Credential.issued_at.desc(), Credential.id.desc())
    ).all()


def below_another(badges: Sequence[Credential], today: date) -> frozenset[int]:
    """Numbers of those with a level that a valid badge of the same person and skill is above."""
    highest: dict[int, int] = {}
    for badge in badges:
        if not badge.has_expired_on(today):
            highest[badge.skill_id] = max(badge.level, highest.get(badge.skill_id, 0))
    return frozenset(
        badge.id for badge in badges if badge.level < highest.get(badge.skill_id, badge.level)
    )


def find_achievement(achievement_uuid: uuid.UUID) -> Achievement | None:
    return db.session.scalar(select(Achievement).where(Achievement.uuid == achievement_uuid))


def find_badge_class(badge_class_uuid: uuid.UUID) -> BadgeClass | None:
    return db.session.scalar(select(BadgeClass).where(BadgeClass.uuid == badge_class_uuid))


def badge_class_of(achievement_id: int, organisation_id: int) -> BadgeClass | None:
    return db.session.scalar(
        select(BadgeClass).where(
            BadgeClass.achievement_id == achievement_id,
            BadgeClass.organisation_id == organisation_id,
        )
    )


def find_issuer(slug: str) -> Organisation | None:
    """An organisation that is still known, also when it ended: its badges must verify."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def find_status_list(status_list_uuid: uuid.UUID) -> StatusList | None:
    return db.session.scalar(select(StatusList).where(StatusList.uuid == status_list_uuid))


def a_credential_of(organisation_id: int, achievement_id: int | None = None) -> Credential | None:
    """The newest badge of an issuer; its document shows issuer and achievement as signed."""
    found = select(Credential).where(Credential.organisation_id == organisation_id)
    if achievement_id is not None:
        found = found.where(Credential.achievement_id == achievement_id)
    return db.session.scalar(found.order_by(Credential.id.desc()).limit(1))
