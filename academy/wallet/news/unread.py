"""What a worker did not read yet: answers to what they objected to, badges that were withdrawn or
renewed since or given for a course, and that the organisation goes on in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.models import SkillVersion, Texts
from academy.credentials.models import (
    Achievement,
    Credential,
    ParticipationProof,
    Revocation,
    RevocationReason,
)
from academy.database import db, must_be_locked
from academy.learning.models import Enrolment, LearningRecord
from academy.organisations.merging.models import Merger
from academy.organisations.models import Team
from academy.people.models import Membership, Person
from academy.security.identity import Identity

MOST = 5


SINCE = func.coalesce(Person.news_seen_at, Person.created_at)


class Kind(StrEnum):
    """What happened."""

    WITHDRAWN = "withdrawn"
    RENEWED = "renewed"
    ANSWERED = "answered"
    """To an objection: somebody decided, or looked again."""
    GIVEN = "given"
    """The badge of a course that the worker completed, which nobody had asked for."""
    MERGED = "merged"
    """The organisation goes on in another: who works there is told, and not asked."""


@dataclass(frozen=True, slots=True)
class News:
    """One badge that changed, one answer, or one organisation."""

    about: UUID
    """Of the badge, of the assessment that was objected to, of the line in the learning record, or
    of the merger."""
    skill: Texts
    kind: Kind


def unread(identity: Identity) -> Sequence[News]:
    """The newest first; nothing that a way in that somebody else gave may not show."""
    own = identity.came_in_by_themselves
    answered = [_answered(identity)] if own else []
    given = [_given(identity)] if own else []
    told = union_all(_changed(identity), *answered, *given, _merged(identity)).subquery()
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


def _given(identity: Identity) -> Select[*tuple[Any, ...]]:
    """With the learning record that it belongs to, which is the worker's alone."""
    return (
        select(
            ParticipationProof.uuid,
            LearningRecord.title.label("name"),
            literal(Kind.GIVEN.value).label("kind"),
            Enrolment.organisation_id,
            ParticipationProof.given_at.label("at"),
        )
        .join(LearningRecord, LearningRecord.id == ParticipationProof.record_id)
        .join(Enrolment, Enrolment.id == LearningRecord.enrolment_id)
        .join(Person, Person.id == LearningRecord.person_id)
        .where(LearningRecord.person_id == identity.person_id, ParticipationProof.given_at > SINCE)
    )


def _merged(identity: Identity) -> Select[*tuple[Any, ...]]:
    """In a team that goes on in another: whoever was there, and is in that one now."""
    before, now = aliased(Membership), aliased(Membership)
    went_along = (
        select(before.organisation_id)
        .join(Team, Team.id == before.team_id)
        .join(now, now.team_id == Team.merged_into_id)
        .where(before.person_id == identity.person_id)
        .where(now.person_id == identity.person_id, now.goes_on_from(identity.today))
    )
    return (
        select(
            Merger.uuid,
            literal({}, SkillVersion.name.type).label("name"),
            literal(Kind.MERGED.value).label("kind"),
            Merger.goes_id.label("organisation_id"),
            Merger.begun_at.label("at"),
        )
        .join(Person, Person.id == identity.person_id)
        .where(Merger.goes_id.in_(went_along), Merger.begun_at > SINCE)
    )


def mergers_among(news: Sequence[News]) -> Sequence[Merger]:
    """Asked only when there is one."""
    keys = [each.about for each in news if each.kind is Kind.MERGED]
    found = select(Merger).where(Merger.uuid.in_(keys)).order_by(Merger.id.desc())
    return db.session.scalars(found).all() if keys else []


def note_read(person: Person, *, now: datetime) -> None:
    must_be_locked(person)
    person.news_seen_at = now
