"""Which badges of a team can be renewed together, and what became of those that were chosen."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.assessments.earned import earned_something
from academy.assessments.models import Assessment
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.jobs.models import Job
from academy.jobs.queries import find_started
from academy.organisations.models import Team
from academy.organisations.queries import own_or_taken_in, with_the_next
from academy.people.queries import find_led_or_administered_team
from academy.security.identity import Identity
from academy.security.policy import Scope
from academy.teams import queries
from academy.teams.matrix import Entry, skills_of_team
from academy.teams.together import uuid_of

JOB = "renew-badges"


def renewable(team: Team, identity: Identity) -> list[Entry]:
    """What ran out, and what will within three months; not the asker's own."""
    skills = skills_of_team(team, today=identity.today, as_leader=False)
    return [
        each
        for each in (*skills.expired(), *skills.expiring())
        if each.worker.id != identity.person_id
    ]


def chosen_badges(team: Team, badges: Collection[UUID], today: date) -> list[Credential]:
    """In a fixed order; without those of people who left the team in the meantime."""
    workers = [worker.id for worker in queries.workers_of(team, today)]
    found = (
        select(Credential)
        .where(
            Credential.uuid.in_(badges),
            Credential.organisation_id.in_(own_or_taken_in(team.organisation_id)),
            Credential.person_id.in_(workers),
        )
        .options(
            joinedload(Credential.person),
            joinedload(Credential.skill),
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
        )
        .order_by(Credential.skill_id, Credential.id)
    )
    return list(db.session.scalars(found))


def keys_of(key: UUID, day: str, badge: Credential) -> tuple[UUID, UUID]:
    """What the UUID of its assessment is made of: the same on every page on which this badge is
    renewed for that day, so that two pages renew it once; and that of the page with this key, for
    after the first was taken back."""
    return uuid.uuid5(badge.uuid, day), uuid.uuid5(key, badge.skill.code)


def keys_to_renew(
    badges: Sequence[Credential], key: UUID, day: str, assessor_id: int
) -> dict[int, UUID]:
    """By number of a badge, without those that another leader renewed meanwhile."""
    keys = {badge.id: keys_of(key, day, badge) for badge in badges}
    uuids = {badge.id: uuid_of(keys[badge.id][0], badge.person.uuid) for badge in badges}
    found = select(Assessment.uuid, Assessment.assessor_id, Assessment.withdrawal.has())
    rows = db.session.execute(found.where(Assessment.uuid.in_(uuids.values())))
    known = {row[0]: (row[1], row[2]) for row in rows}
    chosen = {}
    for number, (first, after) in keys.items():
        by, was_taken_back = known.get(uuids[number], (assessor_id, False))
        if was_taken_back or by == assessor_id:
            chosen[number] = after if was_taken_back else first
    return chosen


def unique_key(key: UUID) -> str:
    return f"{JOB}:{key}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one chosen badge."""

    badge: Credential
    saved: bool
    """Looked at again, and kept."""
    earned: bool
    """And there is a badge for it."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What somebody started, as long as the job is kept."""

    team: Team
    key: UUID
    job: Job

    @property
    def scope(self) -> Scope:
        return self.team.scope


def find_renewal(identity: Identity, team_uuid: UUID, key: UUID) -> Renewal | None:
    """Only for who started it, and still may find the team."""
    team = find_led_or_administered_team(identity, team_uuid)
    if team is None:
        return None
    job = find_started(identity, unique_key(key), team.uuid)
    return Renewal(team, key, job) if job else None


def results_of(renewal: Renewal, today: date) -> Sequence[Result]:
    chosen, day = badges_in(renewal.job), renewal.job.arguments["day"]
    badges = [
        badge
        for team in with_the_next(renewal.team)
        for badge in chosen_badges(team, chosen, today)
    ]
    uuids = {
        uuid_of(each, badge.person.uuid): badge.id
        for badge in badges
        for each in keys_of(renewal.key, day, badge)
    }
    rows = db.session.execute(
        select(Assessment.uuid, earned_something()).where(
            Assessment.uuid.in_(uuids), ~Assessment.withdrawal.has()
        )
    )
    saved = {uuids[row[0]]: bool(row[1]) for row in rows}
    return [
        Result(badge, saved=badge.id in saved, earned=saved.get(badge.id, False))
        for badge in badges
    ]


def badges_in(job: Job) -> list[UUID]:
    return [UUID(each) for each in job.arguments["badges"]]
