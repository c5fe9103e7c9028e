"""Which samples wait for somebody: for a second look, and for an answer."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from academy.assessments.covering import covers_the_skill
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.people.models import AssessorAuthority
from academy.sampling.models import Sample
from academy.security.identity import Identity, Role


def find_sample(identity: Identity, sample_uuid: UUID) -> Sample | None:
    """One of an organisation in which the asker may look at badges or administers, or of a badge
    that the asker gave."""
    found = _samples().where(Sample.uuid == sample_uuid, _is_known_to(identity))
    return db.session.scalar(found)


def samples_to_look_at(identity: Identity) -> Sequence[Sample]:
    """The first deadline first; what was saved for many at once before the rest of its day."""
    found = _samples().where(
        Sample.outcome.is_(None),
        _may_look(identity),
        Credential.current_key.is_not(None),
        Credential.assessor_id != identity.person_id,
        Credential.person_id != identity.person_id,
    )
    order = (Sample.look_by, Sample.of_many.desc(), Sample.id)
    return db.session.scalars(found.order_by(*order)).all()


def samples_to_answer(identity: Identity) -> Sequence[Sample]:
    """What somebody found not right about badges that the asker gave."""
    found = _samples().where(
        Sample.answer_by.is_not(None),
        Sample.answered_at.is_(None),
        Credential.assessor_id == identity.person_id,
        Sample.organisation_id.in_(identity.organisations(Role.TEAM_LEADER)),
    )
    return db.session.scalars(found.order_by(Sample.answer_by, Sample.id)).all()


def _samples() -> Select[Sample]:
    return (
        select(Sample)
        .join(Sample.credential)
        .join(Skill, Skill.id == Credential.skill_id)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
        .options(
            contains_eager(Sample.credential).joinedload(Credential.person),
            contains_eager(Sample.credential).joinedload(Credential.achievement),
            joinedload(Sample.by),
        )
    )


def _is_known_to(identity: Identity) -> ColumnElement[bool]:
    gave_it = and_(
        Credential.assessor_id == identity.person_id,
        Sample.organisation_id.in_(identity.organisations(Role.TEAM_LEADER)),
    )
    return or_(_may_look(identity), gave_it)


def _may_look(identity: Identity) -> ColumnElement[bool]:
    """Its administrator, and whoever leads there and may assess this part of the palette."""
    may_assess = exists().where(
        AssessorAuthority.person_id == identity.person_id,
        AssessorAuthority.organisation_id == Sample.organisation_id,
        covers_the_skill(),
        AssessorAuthority.holds_on(identity.today),
    )
    leads = Sample.organisation_id.in_(identity.organisations(Role.TEAM_LEADER))
    administers = Sample.organisation_id.in_(identity.organisations(Role.ORGANISATION_ADMIN))
    return or_(administers, and_(leads, may_assess))
