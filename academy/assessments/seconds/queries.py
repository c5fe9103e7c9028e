"""Who waits for a second person: for whoever may take it, the own team, the office, the worker."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import aliased, contains_eager, joinedload

from academy.assessments.models import Assessment
from academy.assessments.queries import SkillToAssess, TeamWorker
from academy.assessments.seconds.models import SecondLook
from academy.assessments.seconds.pool import (
    has_a_second_person,
    is_in_the_pool,
    is_taken,
    reaches,
    reaches_the_organisation,
)
from academy.assessments.seconds.waiting import waits
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db
from academy.organisations.models import Organisation, Team
from academy.people.models import Person
from academy.security.identity import Identity, Role

OFFICE_SEES_AFTER = timedelta(days=14)
MOST_SHOWN = 100
"""The oldest first; whoever has looked at these sees the next."""

_other = aliased(SkillVersion)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request, with who may answer it now."""

    asked: SecondLook
    version: SkillVersion
    """With which it would be assessed now."""
    taken_by: Person | None
    by_the_academy: bool
    """Nobody of the organisation may look."""

    @property
    def person(self) -> Person:
        return self.asked.person

    @property
    def target(self) -> SkillToAssess:
        return SkillToAssess(TeamWorker(self.asked.person, self.asked.team), self.version)

    def is_late(self, now: datetime) -> bool:
        return self.asked.asked_at <= now - OFFICE_SEES_AFTER


def for_the_asker(identity: Identity, *, now: datetime) -> list[Waiting]:
    """What the asker took, and what is there to take; the first asked on top."""
    if not identity.roles & {Role.TEAM_LEADER, Role.ACADEMY_ADMIN}:
        return []
    return _waiting(
        reaches(identity),
        SecondLook.person_id != identity.person_id,
        today=identity.today,
        now=now,
        within=None
        if identity.organisations(Role.ACADEMY_ADMIN)
        else identity.organisations(Role.TEAM_LEADER),
    )


def in_team(team: Team, *, today: date, now: datetime) -> list[Waiting]:
    """What a badge of the team's workers waits for, in a team where only one may look."""
    here = SecondLook.team_id == team.id
    return _waiting(
        here, ~has_a_second_person(today), today=today, now=now, within={team.organisation_id}
    )


def for_the_office(organisation: Organisation, *, today: date, now: datetime) -> list[Waiting]:
    """What waits for two weeks, and at once what nobody of the organisation may look at."""
    found = _waiting(~has_a_second_person(today), today=today, now=now, within={organisation.id})
    return [each for each in found if each.is_late(now) or each.by_the_academy]


def of_assessment(assessment: Assessment, *, today: date, now: datetime) -> Waiting | None:
    """For whoever may see the assessment: what became of asking a second person."""
    found = _waiting(
        SecondLook.person_id == assessment.person_id,
        SecondLook.skill_id == assessment.skill_version.skill_id,
        ~has_a_second_person(today),
        today=today,
        now=now,
        within={assessment.organisation_id},
    )
    return found[0] if found else None


def find_offered(identity: Identity, second_uuid: uuid.UUID) -> SecondLook | None:
    """One that the asker could take, also when somebody else has it or it waits no more."""
    found = _asked().where(SecondLook.uuid == second_uuid, is_in_the_pool(identity))
    return db.session.scalar(found)


def find_taken(identity: Identity, second_uuid: uuid.UUID) -> SecondLook | None:
    """One that the asker took and may still look at, also when it is done."""
    found = _asked().where(
        SecondLook.uuid == second_uuid,
        SecondLook.taken_by_id == identity.person_id,
        or_(
            SecondLook.organisation_id.in_(identity.organisations(Role.TEAM_LEADER)),
            true() if identity.organisations(Role.ACADEMY_ADMIN) else false(),
        ),
    )
    return db.session.scalar(found)


def target_of(asked: SecondLook) -> SkillToAssess | None:
    """None when the skill is assessed no more."""
    version = open_version(asked.skill.code)
    return SkillToAssess(TeamWorker(asked.person, asked.team), version) if version else None


def _asked() -> Select[SecondLook]:
    """With the version that is open now: what the pool may assess depends on it."""
    newest = (
        select(_other.id)
        .where(_other.skill_id == SecondLook.skill_id, _other.is_open)
        .order_by(_other.published_at.desc(), _other.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(SecondLook)
        .join(SecondLook.assessment)
        .join(Skill, Skill.id == SecondLook.skill_id)
        .join(SkillVersion, SkillVersion.id == newest)
    )


def _is_any_open(*here: ColumnElement[bool]) -> bool:
    """Mostly none is, and then nobody pays for asking who may take it."""
    found = select(SecondLook.id).where(SecondLook.ended_at.is_(None), *here)
    return db.session.scalar(found.limit(1)) is not None


def _waiting(
    *where: ColumnElement[bool], today: date, now: datetime, within: Collection[int] | None
) -> list[Waiting]:
    """Within these organisations; None: in all of them."""
    here = [] if within is None else [SecondLook.organisation_id.in_(within)]
    if not _is_any_open(*here):
        return []
    found = (
        _asked()
        .add_columns(SkillVersion, is_taken(today), reaches_the_organisation(today))
        .where(*where, *here, waits(now, today))
        .order_by(SecondLook.asked_at, SecondLook.id)
        .limit(MOST_SHOWN)
        .options(
            contains_eager(SecondLook.assessment),
            joinedload(SecondLook.person),
            joinedload(SecondLook.taken_by),
        )
    )
    return [
        Waiting(asked, version, asked.taken_by if is_theirs else None, not has_own)
        for asked, version, is_theirs, has_own in db.session.execute(found)
    ]
