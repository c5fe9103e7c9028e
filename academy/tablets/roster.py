"""The people of a team as a tablet may keep them: call names, levels, what is due. Nothing else."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from academy.assessments.earned import is_practice
from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Achievement, Credential
from academy.credentials.rules import runs_out
from academy.database import db
from academy.organisations.models import Team
from academy.people.models import Membership, Person
from academy.people.queries import going_on
from academy.searching import in_name_order
from academy.security.identity import Role
from academy.tablets.models import LeaderGrant
from academy.tablets.naming import call_names, initials

Key = tuple[int, int]
"""Numbers of a person and a skill."""


def ids_of(teams: Collection[int], today: date) -> list[UUID]:
    """Everybody whom a tablet with grants for these teams may hold."""
    if not teams:
        return []
    found = select(Person.uuid).join(Membership).where(*_works(teams, today))
    return list(dict.fromkeys(db.session.scalars(found.order_by(Person.id))))


def as_json(grant: LeaderGrant, *, today: date, now: datetime) -> dict[str, Any]:
    team = db.session.get_one(Team, grant.team_id)
    people = _people(team.id, today)
    names = call_names({number: name for number, _uuid, name in people})
    skills = _skills(grant, list(names), today)
    return {
        "made_at": now.isoformat(),
        "team": {"id": str(team.uuid), "name": team.name},
        "people": [
            {
                "id": str(uuid),
                "name": names[number],
                "initials": initials(name),
                "skills": skills[number],
            }
            for number, uuid, name in people
        ],
    }


def _works(teams: Collection[int], today: date) -> tuple[Any, ...]:
    return (
        going_on(today, teams=teams),
        Membership.has_begun_on(today),
        Membership.role == Role.WORKER,
        Person.erased_at.is_(None),
    )


def _people(team_id: int, today: date) -> list[tuple[int, UUID, str]]:
    found = (
        select(Person.id, Person.uuid, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(*_works([team_id], today))
        .order_by(in_name_order(Person.sort_text), Person.id)
    )
    return list(dict.fromkeys((row[0], row[1], row[2]) for row in db.session.execute(found)))


def _skills(
    grant: LeaderGrant, people: Collection[int], today: date
) -> dict[int, list[dict[str, Any]]]:
    """By person: every skill of which something is known here."""
    held = _held(grant.organisation_id, people)
    latest = _latest(grant.organisation_id, people)
    practised, to_look_at = _practised(grant, people), _to_look_at(grant)
    uuids = _uuids_of_skills({skill for _person, skill in (*held, *latest)})
    skills: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key in sorted({*held, *latest}):
        level, until = held.get(key, (None, None))
        uuid, seen_on = latest.get(key, (None, None))
        due = _due(key, level, runs_out(until, today), practised, to_look_at)
        skills[key[0]].append(
            {
                "skill": str(uuids[key[1]]),
                "level": level,
                "due": due,
                "seen_on": seen_on.isoformat() if seen_on else None,
                "latest": str(uuid) if uuid else None,
            }
        )
    return skills


def _due(
    key: Key,
    level: int | None,
    ends: bool,
    practised: Collection[Key],
    to_look_at: Collection[Key],
) -> str | None:
    """The most pressing of what there is to do."""
    if key in to_look_at:
        return "look-again"
    if level is not None and ends:
        return "runs-out"
    return "practised" if level is None and key in practised else None


def _held(organisation_id: int, people: Collection[int]) -> dict[Key, tuple[int, Any]]:
    """The highest level of a badge that counts."""
    found = (
        select(Credential.person_id, Credential.skill_id, Achievement.level, Credential.valid_until)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .where(
            Credential.organisation_id == organisation_id,
            Credential.person_id.in_(people),
            Credential.current_key.is_not(None),
        )
        .order_by(Achievement.level)
    )
    # the lowest level first, so that the highest stays
    return {(row[0], row[1]): (row[2], row[3]) for row in db.session.execute(found)}


def _latest(organisation_id: int, people: Collection[int]) -> dict[Key, tuple[UUID, date]]:
    """The newest assessment that was not taken back: what the next one is based on."""
    newest = (
        select(func.max(Assessment.id))
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(
            Assessment.organisation_id == organisation_id,
            Assessment.person_id.in_(people),
            ~Assessment.withdrawal.has(),
        )
        .group_by(Assessment.person_id, SkillVersion.skill_id)
    )
    found = (
        select(Assessment.person_id, SkillVersion.skill_id, Assessment.uuid, Assessment.observed_on)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(Assessment.id.in_(newest))
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in db.session.execute(found)}


def _practised(grant: LeaderGrant, people: Collection[int]) -> set[Key]:
    """Seen in this team without a badge so far."""
    found = (
        select(Assessment.person_id, SkillVersion.skill_id)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .where(Assessment.person_id.in_(people), Assessment.team_id == grant.team_id, is_practice())
        .distinct()
    )
    return {(row[0], row[1]) for row in db.session.execute(found)}


def _to_look_at(grant: LeaderGrant) -> set[Key]:
    """What a reviewer asked this leader to look at again."""
    found = (
        select(Assessment.person_id, SkillVersion.skill_id)
        .join(SkillVersion, SkillVersion.id == Assessment.skill_version_id)
        .join(AssessmentReview, AssessmentReview.assessment_id == Assessment.id)
        .where(
            AssessmentReview.asked_id == grant.person_id,
            AssessmentReview.outcome == ReviewOutcome.LOOK_AGAIN,
            AssessmentReview.looked_at.is_(None),
            Assessment.team_id == grant.team_id,
        )
    )
    return {(row[0], row[1]) for row in db.session.execute(found)}


def _uuids_of_skills(numbers: Collection[int]) -> dict[int, UUID]:
    found = select(Skill.id, Skill.uuid).where(Skill.id.in_(numbers))
    return {row[0]: row[1] for row in db.session.execute(found)}
