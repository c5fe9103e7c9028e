"""What a worker did not read yet: answers to what they objected to, badges that were withdrawn or
renewed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, or_, select, union_all

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.models import SkillVersion, Texts
from academy.credentials.models import Achievement, Credential, Revocation, RevocationReason
from academy.database import db, must_be_locked
from academy.people.models import Person
from academy.security.identity import Identity

MOST = 5


SINCE = func.coalesce(Person.news_seen_at, Person.created_at)


class Kind(StrEnum):
    """What happened."""

    WITHDRAWN = "withdrawn"
    RENEWED = "renewed"
    ANSWERED = "answered"
    """To an objection: somebody decided, or looked again."""


@dataclass(frozen=True, slots=True)
class News:
    """One badge that changed, or one answer."""

    about: UUID
    """Of the badge, or of the assessment that was objected to."""
    skill: Texts
    kind: Kind


def unread(identity: Identity) -> Sequence[News]:
    """The newest first; nothing that a way in that somebody else gave may not show."""
    own = identity.came_in_by_themselves
    found = union_all(_changed(identity), _answered(identity)) if own else _changed(identity)
    told = found.subquery()
    rows = db.session.execute(select(told).order_by(told.c.at.desc(), told.c.uuid))
    known = (row for row in rows if identity.knows(row.organisation_id))
    return [News(row.uuid, row.name, Kind(row.kind)) for row in known][:MOST]


def _changed(identity: Identity) -> Select[*tuple[Any, ...]]:
    """Badges; what was taken back within a quarter of an hour is no news, and what a better badge
    took the place of is told by that one alone."""
    is_told = and_(Revocation.reason == RevocationReason.REPLACED, Credential.superseded_by.has())
    fell = and_(Revocation.at > SINCE, Revocation.reason != RevocationReason.UNDONE, ~is_told)
    renewed = and_(
        Credential.supersedes_id.is_not(None), Credential.issued_at > SINCE, Revocation.id.is_(None)
    )
    return (
        select(
            Credential.uuid,
            SkillVersion.name,
            case((Revocation.id.is_(None), Kind.RENEWED.value), else_=Kind.WITHDRAWN.value).label(
                "kind"
            ),
            Credential.organisation_id,
            func.coalesce(Revocation.at, Credential.issued_at).label("at"),
        )
        .select_from(Credential)
        .join(Person, Person.id == Credential.person_id)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
        .outerjoin(Revocation, Revocation.credential_id == Credential.id)
        .where(Credential.person_id == identity.person_id, or_(fell, renewed))
    )


def _answered(identity: Identity) -> Select[*tuple[Any, ...]]:
    """What the worker objected to: nobody else knows of it."""
    last = func.coalesce(AssessmentReview.looked_at, AssessmentReview.at)
    objected = Assessment.responses.any(WorkerResponse.kind == ResponseKind.OBJECTS)
    return (
        select(
            Assessment.uuid,
            SkillVersion.name,
            literal(Kind.ANSWERED.value).label("kind"),
            Assessment.organisation_id,
            last.label("at"),
        )
        .join(AssessmentReview, AssessmentReview.assessment_id == Assessment.id)
        .join(Person, Person.id == Assessment.person_id)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(Assessment.person_id == identity.person_id, last > SINCE, objected)
    )


def note_read(person: Person, *, now: datetime) -> None:
    must_be_locked(person)
    person.news_seen_at = now
