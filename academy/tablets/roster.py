"""The people of a team as a tablet may keep them: call names, levels, what is due. Nothing else."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from academy.assessments.awarding import lacking_of
from academy.assessments.choosing import domains_of, last_used
from academy.assessments.earned import is_practice
from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.assessments.needs import what_is_lacking
from academy.assessments.requests.queries import asked_in
from academy.assessments.seconds.queries import Waiting, in_team
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Achievement, Credential
from academy.credentials.rules import runs_out
from academy.database import db
from academy.languages import CONTENT_LANGUAGES
from academy.organisations.models import Team
from academy.organisations.queries import own_or_taken_in
from academy.people.models import Membership, Person
from academy.people.namesakes import letters, marks_within
from academy.people.queries import going_on
from academy.searching import in_name_order
from academy.security.identity import Role
from academy.tablets.leaders import led_by
from academy.tablets.models import LeaderGrant
from academy.tablets.naming import call_names

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
    marks = marks_within(grant.organisation_id, [number for number, _uuid, _name in people])
    names = call_names({number: name for number, _uuid, name in people}, marks)
    skills = _skills(grant, list(names), today=today, now=now)
    return {
        "made_at": now.isoformat(),
        "team": {"id": str(team.uuid), "name": team.name, "domains": domains_of(team)},
        "teams": [
            {"id": str(each.team_uuid), "name": each.team_name}
            for each in led_by(grant, today)
            if each.team_id != team.id
        ],
        "used": _used(grant),
        "people": [
            {
                "id": str(uuid),
                "name": names[number],
                "initials": letters(name, marks.get(number)).upper(),
                "skills": skills[number],
            }
            for number, uuid, name in people
        ],
    }


def _used(grant: LeaderGrant) -> list[str]:
    """What this leader looked at last, the last one first."""
    numbers = last_used(grant.person_id)
    uuids = _uuids_of_skills(numbers)
    return [str(uuids[number]) for number in numbers]


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


@dataclass(frozen=True, slots=True)
class _ToDo:
    """What somebody waits for, by person and skill."""

    asked: Collection[Key]
    look_again: Collection[Key]
    practised: Collection[Key]

    def most_pressing(self, key: Key, level: int | None, ends: bool) -> str | None:
        if key in self.asked:
            return "asked"
        if key in self.look_again:
            return "look-again"
        if level is not None and ends:
            return "runs-out"
        return "practised" if level is None and key in self.practised else None


def _skills(
    grant: LeaderGrant, people: Collection[int], *, today: date, now: datetime
) -> dict[int, list[dict[str, Any]]]:
    """By person: every skill of which something is known here."""
    held = _held(grant.organisation_id, people)
    latest = _latest(grant.organisation_id, people)
    to_do = _ToDo(
        _asked(grant, people, today=today, now=now), _to_look_at(grant), _practised(grant, people)
    )
    keys = sorted({*held, *latest, *to_do.asked})
    uuids = _uuids_of_skills({skill for _person, skill in keys})
    lacks = _lacks(
        grant,
        [uuid for key, (uuid, day) in latest.items() if day == today and key in to_do.practised],
        today=today,
        now=now,
    )
    skills: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key in keys:
        level, until = held.get(key, (None, None))
        uuid, seen_on = latest.get(key, (None, None))
        skills[key[0]].append(
            {
                "skill": str(uuids[key[1]]),
                "level": level,
                "due": to_do.most_pressing(key, level, runs_out(until, today)),
                "seen_on": seen_on.isoformat() if seen_on else None,
                "latest": str(uuid) if uuid else None,
                "lacks": lacks.get(uuid) if uuid else None,
            }
        )
    return skills


def _asked(grant: LeaderGrant, people: Collection[int], *, today: date, now: datetime) -> set[Key]:
    """Of which workers asked the leaders of this team for a look."""
    team = db.session.get_one(Team, grant.team_id)
    found = {
        (each.request.person_id, each.request.skill_id)
        for each in asked_in(team, today=today, now=now)
    }
    return {key for key in found if key[0] in people}


def _lacks(
    grant: LeaderGrant, latest: Collection[UUID], *, today: date, now: datetime
) -> dict[UUID, dict[str, str]]:
    """What a badge for these still lacks, in words. Only of what was seen today: whoever saved it
    wants to know, and of all that a team practises it would be too much to ask at every contact."""
    if not latest:
        return {}
    team = db.session.get_one(Team, grant.team_id)
    asked = {
        (each.asked.person_id, each.asked.skill_id): each
        for each in in_team(team, today=today, now=now)
    }
    found = select(Assessment).where(Assessment.uuid.in_(latest), Assessment.level > 0)
    return {
        each.uuid: _in_words(each, asked.get((each.person_id, each.skill_version.skill_id)))
        for each in db.session.scalars(found)
    }


def _in_words(assessment: Assessment, asked: Waiting | None) -> dict[str, str]:
    lacking = lacking_of(assessment)
    text: dict[str, str] = {}
    for language in CONTENT_LANGUAGES:
        with force_locale(language):
            parts = [what_is_lacking(assessment.skill_version, lacking)]
            if lacking.assessors and asked:
                parts.append(_who_is_asked(asked))
            text[language] = " ".join(parts)
    return text


def _who_is_asked(asked: Waiting) -> str:
    """As the pages of the team tell it, but without a name: that is not for a tablet."""
    if asked.taken_by:
        return str(_("Iemand anders kijkt als tweede."))
    if asked.by_the_academy:
        return str(_("We vroegen de academie wie als tweede kijkt."))
    return str(_("We vroegen leiders van andere teams wie als tweede kijkt."))


def _held(organisation_id: int, people: Collection[int]) -> dict[Key, tuple[int, Any]]:
    """The highest level of a badge that counts."""
    found = (
        select(Credential.person_id, Credential.skill_id, Achievement.level, Credential.valid_until)
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .where(
            Credential.organisation_id.in_(own_or_taken_in(organisation_id)),
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
