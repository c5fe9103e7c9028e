"""What a line of the log is about: whom, which skill and level, which team or course.

Only lines about badges, roles, authority, courses and accounts of staff name a person. What is
between a worker and whoever helps or decides (looking at work, objections, PINs, privacy) names
nobody, so that no filter and no download can gather it. Promises that a line is found by what it
names: `about_person`, `about_skill` and `about_team` ask of the same rows.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, or_, select, union_all

from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.learning.models import CourseRun, CourseVersion, Enrolment
from academy.organisations.models import Organisation, Site, Team
from academy.people.merged import is_kept_of, known
from academy.people.models import AssessorAuthority, Membership, Person

NAMED = (
    "account", "authority", "certificate", "credential", "enrolment", "membership", "person",
)  # fmt: skip
"""Kinds of lines that name a person: the part of an action before its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known of it; nothing for lines that name nobody."""

    person: uuid.UUID | None = None
    person_name: str | None = None
    skill: str | None = None
    """Its code in the palette."""
    skill_name: Texts | None = None
    level: int | None = None
    team: uuid.UUID | None = None
    team_name: str | None = None
    role: str | None = None
    place: str | None = None
    """The name of a site or an organisation."""
    part: Texts | None = None
    """The part of the palette that somebody may assess; None: all of it."""
    course: Texts | None = None


NOTHING = Subject()
_TEAM = (Team.uuid.label("team"), Team.name.label("team_name"))
_PERSON = (Person.uuid.label("person"), Person.name.label("person_name"))
_STATEMENTS: tuple[Any, ...] = (
    select(
        Credential.uuid.label("key"), *_PERSON, *_TEAM, Skill.code.label("skill"),
        SkillVersion.name.label("skill_name"), Achievement.level.label("level"),
    )
    .join(Person, Person.id == Credential.person_id)
    .join(Achievement, Achievement.id == Credential.achievement_id)
    .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
    .join(Skill, Skill.id == Credential.skill_id)
    .outerjoin(Team, Team.id == Credential.team_id),
    select(Membership.uuid.label("key"), *_PERSON, *_TEAM, Membership.role.label("role"))
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Team, Team.id == Membership.team_id),
    select(AssessorAuthority.uuid.label("key"), *_PERSON, SkillDomain.name.label("part"))
    .join(Person, Person.id == AssessorAuthority.person_id)
    .outerjoin(SkillDomain, SkillDomain.id == AssessorAuthority.domain_id),
    select(known.uuid.label("key"), *_PERSON).join(Person, is_kept_of()),
    select(
        SkillVersion.uuid.label("key"), Skill.code.label("skill"),
        SkillVersion.name.label("skill_name"),
    ).join(Skill, Skill.id == SkillVersion.skill_id),
    select(
        Skill.uuid.label("key"), Skill.code.label("skill"), SkillVersion.name.label("skill_name")
    )
    .join(SkillVersion, SkillVersion.skill_id == Skill.id)
    .order_by(Skill.id, SkillVersion.published_at),
    select(Enrolment.uuid.label("key"), *_PERSON, CourseVersion.title.label("course"))
    .join(Person, Person.id == Enrolment.person_id)
    .join(CourseRun, CourseRun.id == Enrolment.run_id)
    .join(CourseVersion, CourseVersion.id == CourseRun.course_version_id),
    select(Team.uuid.label("key"), *_TEAM),
    select(Site.uuid.label("key"), Site.name.label("place")),
    select(Organisation.uuid.label("key"), Organisation.name.label("place")),
)  # fmt: skip
_KEYS = (
    Credential.uuid, Membership.uuid, AssessorAuthority.uuid, known.uuid, SkillVersion.uuid,
    Skill.uuid, Enrolment.uuid, Team.uuid, Site.uuid, Organisation.uuid,
)  # fmt: skip
"""What each of the statements is asked by."""


def names_a_person(action: str) -> bool:
    return action.partition(".")[0] in NAMED


def subjects_of(events: Iterable[AuditEvent]) -> Mapping[uuid.UUID, Subject]:
    """By the number that a line is about, in a constant number of statements."""
    numbers = {event.object_uuid for event in events if event.object_uuid}
    return {
        row.key: _subject(row)
        for statement, key in zip(_STATEMENTS, _KEYS, strict=True)
        for row in db.session.execute(statement.where(key.in_(numbers)))
    }


def _subject(row: Row[Any]) -> Subject:
    return Subject(**{name: value for name, value in row._asdict().items() if name != "key"})


def about_person(person: uuid.UUID, chains: Collection[int]) -> ColumnElement[bool]:
    """Lines that name this person: few enough to be found by the numbers that they are about."""
    numbers = union_all(
        *(
            select(kind.uuid)
            .join(Person, Person.id == kind.person_id)
            .where(Person.uuid == person, kind.organisation_id.in_(chains))
            for kind in (Credential, Membership, AssessorAuthority, Enrolment)
        )
    )
    former = select(known.uuid).join(Person, Person.id == known.merged_into_id)
    found = [
        person,
        *db.session.scalars(former.where(Person.uuid == person)),
        *db.session.scalars(numbers),
    ]
    return AuditEvent.object_uuid.in_(found) & or_(
        *(AuditEvent.action.startswith(f"{kind}.") for kind in NAMED)
    )


def about_skill(code: str) -> ColumnElement[bool]:
    """Lines about badges of this skill."""
    return exists().where(
        Credential.uuid == AuditEvent.object_uuid,
        Credential.skill_id == Skill.id,
        Skill.code == code,
    )


def about_team(team: uuid.UUID) -> ColumnElement[bool]:
    """Lines about the team itself, its people's roles there and the badges given there."""
    number = select(Team.id).where(Team.uuid == team).scalar_subquery()
    return or_(
        AuditEvent.object_uuid == team,
        *(
            exists().where(kind.uuid == AuditEvent.object_uuid, kind.team_id == number)
            for kind in (Credential, Membership)
        ),
    )
